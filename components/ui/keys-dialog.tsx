import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from './button.tsx';
import { type KeyLine, KeysTable } from './keys-table.tsx';

interface Props {
  title: string;
  lines: readonly KeyLine[];
  onClose: () => void;
}

/** The keys, over the page. A real dialog: the browser keeps the focus inside and closes it by Esc. */
export function KeysDialog({ title, lines, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose} data-inner>
      <div class="row">
        <h2 id="help-title" class="b grow">
          {title}
        </h2>
        <Button icon tone="flat" aria-label={t('popup_close')} onClick={() => dialog.current?.close()}>
          ✕
        </Button>
      </div>
      <KeysTable lines={lines} />
      <p class="small muted">{t('options_keys_note')}</p>
    </dialog>
  );
}
