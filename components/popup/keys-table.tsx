import { type MessageKey, t } from '../../utils/i18n.ts';

type Line = [string[], MessageKey];

const walk: Line = [['J', 'K', '↓', '↑'], 'popup_key_walk'];
const ends: Line[] = [
  [['?'], 'popup_key_help'],
  [['Esc'], 'popup_key_close'],
];
const undo: Line = [['Z'], 'popup_key_undo'];

const lines = {
  recruiter: [
    walk,
    [['↵'], 'popup_key_open'],
    [['R'], 'popup_key_reject'],
    [['E'], 'popup_key_read'],
    [['M'], 'popup_key_more'],
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
} satisfies Record<string, Line[]>;

export interface KeysTableProps {
  /** Which of the two popups. */
  of: keyof typeof lines;
}

/** Every key of the popup and what it does. */
export const KeysTable = ({ of }: KeysTableProps) => (
  <dl class="keys">
    {lines[of].map(([signs, does]) => (
      <div key={does} class="row">
        <dt>
          {signs.map((sign) => (
            <kbd key={sign} class="kbd">
              {sign}
            </kbd>
          ))}
        </dt>
        <dd class="grow">{t(does)}</dd>
      </div>
    ))}
  </dl>
);
