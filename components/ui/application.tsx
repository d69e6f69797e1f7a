import type { ComponentChildren, ComponentProps } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { OwnApplication } from '../../utils/application.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { useWorker } from '../worker.ts';
import { Button } from './button.tsx';
import { TextField } from './form.tsx';
import { useUniqueId } from './hooks.ts';

/* The company's application at dev.hh.ru, used to sign in: its fields, and texts to copy to dev.hh.ru. */

interface CopyProps {
  label: string;
  value: string;
  onCopied?: () => void;
}

/** A text to copy: a click selects it, the button copies it. */
export function CopyField({ label, value, onCopied }: CopyProps) {
  const { copy } = useWorker();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<MessageKey | null>(null);

  const carry = async () => {
    const isCopied = await copy(value);
    setSaid(isCopied ? 'common_copied' : 'options_application_not_copied');
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
        <Button onClick={carry}>{t('common_copy')}</Button>
      </div>
      <p class="small muted" role="status">
        {said && t(said)}
      </p>
    </div>
  );
}

interface LabelledProps extends Pick<ComponentProps<typeof TextField>, 'value' | 'onText' | 'type'> {
  label: string;
  /** What is wrong with the value. */
  fault: string | false | null;
  /** Id of the element with further notes on the field. */
  noteId?: string;
  /** Shown beside the field. */
  children?: ComponentChildren;
}

/** A field for a value that hh issued for signing in: its label, the input, and what is wrong with the value. */
export function LabelledField({ label, fault, noteId = '', children, ...field }: LabelledProps) {
  const id = useUniqueId();
  return (
    <>
      <label for={id}>{label}</label>
      <div class="row">
        <TextField
          {...field}
          id={id}
          class="field grow"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={Boolean(fault)}
          aria-describedby={`${id}-bad ${noteId}`}
        />
        {children}
      </div>
      <p id={`${id}-bad`} class="small bad" role="alert">
        {fault}
      </p>
    </>
  );
}

interface FormProps {
  /** Label of the button. */
  submit: string;
  /** Resolves to true once the application is saved. */
  onSave: (application: OwnApplication) => Promise<boolean>;
}

/** Id and secret of an application at dev.hh.ru. */
export function ApplicationForm({ submit, onSave }: FormProps) {
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  /** The secret is shown as dots until the person asks to see it. */
  const [shown, setShown] = useState(false);
  const [tried, setTried] = useState(false);
  const isMissing = (text: string) => tried && text.trim() === '';

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
      <LabelledField
        label={t('options_application_id')}
        fault={isMissing(clientId) && t('options_application_id_missing')}
        value={clientId}
        onText={setClientId}
      />
      <LabelledField
        label={t('options_application_secret')}
        fault={isMissing(clientSecret) && t('options_application_secret_missing')}
        type={shown ? 'text' : 'password'}
        value={clientSecret}
        onText={setClientSecret}
      >
        <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'options_application_hide' : 'options_application_show')}
        </Button>
      </LabelledField>
      <Button type="submit">{submit}</Button>
    </form>
  );
}
