import type { ComponentChildren } from 'preact';
import { t } from '../../../utils/i18n.ts';
import { Button } from '../../ui/button.tsx';

interface Props {
  title: string;
  /** At the end of the line. */
  aside?: ComponentChildren;
  /** Absent where it stands for good. */
  onClose?: () => void;
}

/** The title of what stands beside the list. */
export const PanelHead = ({ title, aside, onClose }: Props) => (
  <div class="row panel-head">
    <h2 class="b grow ell" title={title} dir="auto">
      {title}
    </h2>
    {aside}
    {onClose && (
      <Button icon tone="flat" aria-label={t('popup_close')} aria-keyshortcuts="Escape" onClick={onClose}>
        ✕
      </Button>
    )}
  </div>
);
