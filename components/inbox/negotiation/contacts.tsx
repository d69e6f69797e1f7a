import { useEffect } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { Button, Chip } from '../../ui/button.tsx';
import { Fault } from '../../ui/form.tsx';
import { Link } from '../../ui/link.tsx';
import { problemText } from '../../ui/words.ts';
import type { Contact, ContactsOffer, NegotiationCalls } from './calls.ts';
import { useReading } from './reading.ts';

interface Props {
  open: boolean;
  id: NegotiationId;
  /** hh's page of the resume. */
  resumeUrl: string | null;
  calls: Pick<NegotiationCalls, 'readContactsOffer' | 'openContacts' | 'copy'>;
}

/** How the person can be reached: first what it costs, then, by another click, the contacts themselves. */
export function Contacts({ open: unfolded, id, resumeUrl, calls }: Props) {
  const [offer, readOffer] = useReading<ContactsOffer>();
  const [contacts, open] = useReading<Contact[]>();
  const problem = contacts.problem ?? offer.problem;
  const known = offer.value;
  useEffect(() => {
    if (unfolded && !known && !offer.busy) void readOffer(calls.readContactsOffer(id));
  }, [unfolded]);
  return (
    <div class="stack gap">
      {!known && <p class="small muted">{t('contacts_ask_effect')}</p>}
      <Fault>{problem && problemText(problem)}</Fault>
      {known && !contacts.value && (
        <>
          <p class="small">{statusText(known)}</p>
          {known.url ? (
            <div>
              <Button small disabled={contacts.busy} onClick={() => void open(calls.openContacts(known))}>
                {t('contacts_open')}
              </Button>
              <p class="small muted gap">{costText(known)}</p>
            </div>
          ) : (
            <p class="small muted">{t('contacts_nowhere')}</p>
          )}
        </>
      )}
      {contacts.value?.length === 0 && <p class="small muted">{t('contacts_none')}</p>}
      <ul class="stack">
        {contacts.value?.map(({ kind, value, comment, preferred }) => (
          <li key={`${kind} ${value}`}>
            <div class="row">
              <span class="grow said" dir="auto">
                {value}
              </span>
              {preferred && <Chip tone="good">{t('contacts_preferred')}</Chip>}
              <Button
                tone="link"
                aria-label={`${t('contacts_copy')}: ${value}`}
                onClick={() => calls.copy(value)}
              >
                {t('contacts_copy')}
              </Button>
            </div>
            <p class="small muted said">{[kind, comment].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
      {known?.hasFile && (
        <p class="small muted">
          {t('contacts_file')} <Link href={resumeUrl}>{t('neg_open_resume')}</Link>
        </p>
      )}
    </div>
  );
}

function statusText({ status, openUntil }: ContactsOffer): string {
  const words =
    status === 'FULL' ? t('contacts_full') : status === 'IPC' ? t('contacts_ipc') : t('contacts_closed');
  return openUntil ? `${words} ${t('contacts_until', openUntil)}` : words;
}

/** What the click spends, by what the address is known to leave. */
function costText({ effects, status, viewsLeft }: ContactsOffer): string {
  const left = viewsLeft === null ? t('contacts_views_unknown') : t('contacts_views_left', viewsLeft);
  return t(
    effects.includes('spends-contact') && status !== 'FULL' ? 'contacts_cost_contact' : 'contacts_cost_view',
    left,
  );
}
