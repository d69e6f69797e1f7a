import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from '../button.tsx';
import { KeysTable, type KeysTableProps } from './keys-table.tsx';

export interface HelpProps extends KeysTableProps {
  onClose: () => void;
}

/** The keys, over the list. A real dialog: the browser keeps the focus inside and closes it by Esc. */
export function HelpDialog({ of, onClose }: HelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <div class="row">
        <h2 id="help-title" class="b grow">
          {t('popup_help')}
        </h2>
        <Button icon tone="flat" aria-label={t('popup_close')} onClick={() => dialog.current?.close()}>
          ✕
        </Button>
      </div>
      <KeysTable of={of} />
      <p class="small muted">{t('options_keys_note')}</p>
    </dialog>
  );
}
