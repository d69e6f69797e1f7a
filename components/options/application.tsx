import { useId, useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import type { OptionsCalls } from './calls.ts';
import { CopyField } from './copy-field.tsx';
import { SecretInput } from './secret-input.tsx';
import { Section } from './section.tsx';
import { TokenForm } from './token.tsx';
import { useSaving } from './use-saving.ts';

interface Props {
  /** Where hh sends the browser back to after the sign-in; differs between browsers. */
  redirect: string;
  calls: Pick<OptionsCalls, 'saveApplication' | 'pasteToken' | 'openTab'>;
}

/** The application at dev.hh.ru that lets us in, in three steps; or a ready token. */
export function ApplicationSection({ redirect, calls }: Props) {
  const id = useId();
  const saving = useSaving();
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
    if (!(await saving.run(calls.saveApplication(application)))) return;
    // A saved secret has no business staying in the page.
    setClientId('');
    setClientSecret('');
    setTried(false);
  };

  return (
    <Section id="application" title={t('options_application')} saving={saving}>
      <p class="muted">{t('options_application_why')}</p>
      <ol class="steps">
        <li>
          <p>{t('options_application_step1')}</p>
          <Button tone="link" onClick={() => calls.openTab('https://dev.hh.ru/admin')}>
            {t('options_application_open')}
          </Button>
        </li>
        <li>
          <div class="stack">
            <p>{t('options_application_step2')}</p>
            <CopyField label={t('options_application_redirect')} value={redirect} />
            <p class="small muted">{t('options_application_step2_note')}</p>
          </div>
        </li>
        <li>
          <form class="stack" onSubmit={save} noValidate>
            <p>{t('options_application_step3')}</p>
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
            <Button type="submit">{t('options_application_save')}</Button>
            <p class="small muted">{t('options_application_kept')}</p>
          </form>
        </li>
      </ol>
      <TokenForm onPaste={calls.pasteToken} />
    </Section>
  );
}
