import { type MessageKey, t } from '../../utils/i18n.ts';

const keys: [string[], MessageKey][] = [
  [['J', 'K', '↓', '↑'], 'popup_key_walk'],
  [['↵'], 'popup_key_open'],
  [['R'], 'popup_key_reject'],
  [['E'], 'popup_key_read'],
  [['M'], 'popup_key_more'],
  [['Ctrl ↵'], 'popup_key_send'],
  [['Z'], 'popup_key_undo'],
  [['/'], 'popup_key_search'],
  [['1', '2', '3'], 'popup_key_tabs'],
  [['?'], 'popup_key_help'],
  [['Esc'], 'popup_key_close'],
];

/** Every key of the popup and what it does. */
export const KeysTable = () => (
  <dl class="keys">
    {keys.map(([signs, does]) => (
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
