import { useEffect, useRef } from 'preact/hooks';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { Button } from '../button.tsx';

const keys: [string[], MessageKey][] = [
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

/** The keys, over the page. A real dialog: the browser keeps the focus inside and closes it by Esc. */
export function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose} data-inner>
      <div class="row">
        <h2 id="help-title" class="b grow">
          {t('inbox_help')}
        </h2>
        <Button icon tone="flat" aria-label={t('popup_close')} onClick={() => dialog.current?.close()}>
          ✕
        </Button>
      </div>
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
      <p class="small muted">{t('options_keys_note')}</p>
    </dialog>
  );
}
