import type { TargetedInputEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { OwnApplication } from '../../utils/application.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { useWorker } from '../worker.ts';
import { Button } from './button.tsx';

/* The application at dev.hh.ru that lets a company in: what is typed of it, and what is carried there. */

interface CopyProps {
  label: string;
  value: string;
  onCopied?: () => void;
}

/** A text to carry elsewhere: selected by a click, copied by the button. */
export function CopyField({ label, value, onCopied }: CopyProps) {
  const { copy } = useWorker();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<MessageKey | null>(null);

  const carry = async () => {
    const isCopied = await copy(value);
    setSaid(isCopied ? 'options_application_copied' : 'options_application_not_copied');
    if (isCopied) onCopied?.();
    else input.current?.select();
  };

  return (
    <div class="stack">
      <div class="row wrap copy">
        <input
          ref={input}
          class="field grow mono"
          readOnly
          value={value}
          aria-label={label}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={carry}>{t('options_application_copy')}</Button>
      </div>
      <p class="small muted" role="status">
        {said && t(said)}
      </p>
    </div>
  );
}

interface SecretProps {
  id: string;
  value: string;
  invalid: boolean;
  /** Id of the element that says what is wrong. */
  describedBy: string;
  onInput: (value: string) => void;
}

/** A secret being typed: dots, until the person asks to see it. */
function SecretInput({ id, value, invalid, describedBy, onInput }: SecretProps) {
  const [shown, setShown] = useState(false);
  const field = {
    id,
    class: 'field grow',
    autocomplete: 'off',
    spellcheck: false,
    value,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="row">
      {shown ? <input type="text" {...field} /> : <input type="password" {...field} />}
      <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
        {t(shown ? 'options_application_hide' : 'options_application_show')}
      </Button>
    </div>
  );
}

interface FormProps {
  /** What the button does. */
  submit: string;
  /** True once they are saved. */
  onSave: (application: OwnApplication) => Promise<boolean>;
}

/** Id and secret of an application at dev.hh.ru. */
export function ApplicationForm({ submit, onSave }: FormProps) {
  const id = useId();
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [tried, setTried] = useState(false);
  const noId = tried && clientId.trim() === '';
  const noSecret = tried && clientSecret.trim() === '';

  const save = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const application = { clientId: clientId.trim(), clientSecret: clientSecret.trim() };
    if (!application.clientId || !application.clientSecret) return;
    if (!(await onSave(application))) return;
    // A saved secret does not stay in the page.
    setClientId('');
    setClientSecret('');
    setTried(false);
  };
  return (
    <form class="stack" onSubmit={save} noValidate>
      <label for={`${id}-id`}>{t('options_application_id')}</label>
      <input
        id={`${id}-id`}
        class="field"
        autocomplete="off"
        spellcheck={false}
        value={clientId}
        aria-invalid={noId}
        aria-describedby={`${id}-no-id`}
        onInput={(event) => setClientId(event.currentTarget.value)}
      />
      <p id={`${id}-no-id`} class="small bad" role="alert">
        {noId && t('options_application_id_missing')}
      </p>
      <label for={`${id}-secret`}>{t('options_application_secret')}</label>
      <SecretInput
        id={`${id}-secret`}
        value={clientSecret}
        invalid={noSecret}
        describedBy={`${id}-no-secret`}
        onInput={setClientSecret}
      />
      <p id={`${id}-no-secret`} class="small bad" role="alert">
        {noSecret && t('options_application_secret_missing')}
      </p>
      <Button type="submit">{submit}</Button>
    </form>
  );
}
