import { type MessageKey, t } from '../../utils/i18n.ts';

/** Keys that do one thing, as they stand on the keyboard, and what they do. */
export type KeyLine = [signs: string[], does: MessageKey];

/** Every key and what it does. */
export const KeysTable = ({ lines }: { lines: readonly KeyLine[] }) => (
  <dl class="keys">
    {lines.map(([signs, does]) => (
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
