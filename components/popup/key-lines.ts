import type { KeyLine } from '../ui/keys-table.tsx';

const walk: KeyLine = [['J', 'K', '↓', '↑'], 'popup_key_walk'];
const ends: KeyLine[] = [
  [['?'], 'popup_key_help'],
  [['Esc'], 'popup_key_close'],
];
const undo: KeyLine = [['Z'], 'popup_key_undo'];

/** The keys of either popup. */
export const keyLines = {
  recruiter: [
    walk,
    [['↵'], 'popup_key_open'],
    [['R'], 'popup_key_reject'],
    [['E'], 'popup_key_read'],
    [['M'], 'popup_key_more'],
    [['C'], 'popup_key_write'],
    [['Ctrl ↵'], 'popup_key_send'],
    undo,
    [['/'], 'popup_key_search'],
    [['1', '2', '3'], 'popup_key_tabs'],
    ...ends,
  ],
  applicant: [
    walk,
    [['↵'], 'applicant_key_open'],
    [['V'], 'applicant_key_vacancy'],
    undo,
    [['/'], 'popup_key_search'],
    [['1', '2', '3', '4'], 'applicant_key_tabs'],
    ...ends,
  ],
} satisfies Record<string, KeyLine[]>;
