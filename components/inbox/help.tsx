import { t } from '../../utils/i18n.ts';
import { KeysDialog } from '../ui/keys-dialog.tsx';
import type { KeyLine } from '../ui/keys-table.tsx';

export type KeyWords = KeyLine[];

const keys: KeyWords = [
  [['J', 'K', '↓', '↑'], 'inbox_key_walk'],
  [['PgUp', 'PgDn', 'Home', 'End'], 'inbox_key_page'],
  [['↵'], 'inbox_key_open'],
  [['X'], 'inbox_key_select'],
  [['A'], 'inbox_key_select_all'],
  [['[', ']'], 'inbox_key_collections'],
  [['Shift [', 'Shift ]'], 'inbox_key_vacancies'],
  [['/'], 'inbox_key_search'],
  [['F'], 'inbox_key_filters'],
  [['N'], 'inbox_key_new'],
  [['Z'], 'inbox_key_undo'],
  [['?'], 'popup_key_help'],
  [['Esc'], 'inbox_key_close'],
];

/** The keys, over the page. */
export const Help = ({ of = keys, onClose }: { of?: KeyWords; onClose: () => void }) => (
  <KeysDialog title={t('inbox_help')} lines={of} onClose={onClose} />
);
