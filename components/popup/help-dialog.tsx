import { t } from '../../utils/i18n.ts';
import { KeysDialog } from '../ui/keys-dialog.tsx';
import { keyLines } from './key-lines.ts';

export interface HelpProps {
  /** Which of the two popups. */
  of: keyof typeof keyLines;
  onClose: () => void;
}

/** The keys of the popup, over the list. */
export const HelpDialog = ({ of, onClose }: HelpProps) => (
  <KeysDialog title={t('popup_help')} lines={keyLines[of]} onClose={onClose} />
);
