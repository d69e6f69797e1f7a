import type { ContactsOffer } from '../../../utils/domain/negotiation.ts';
import type { Contact } from '../../../utils/domain/resume.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import type { List } from '../../../utils/known.ts';
import { Button, Chip } from '../../ui/button.tsx';
import { Fault } from '../../ui/form.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { problemText } from '../../ui/words.ts';
import { useWorker } from '../../worker.ts';

interface Props {
  id: NegotiationId;
}

/** How the person can be reached: first what it costs, then, by another click, the contacts themselves. */
export function Contacts({ id }: Props) {
  const { negotiation } = useWorker();
  const offer = useLoad(id, () => negotiation.readContactsOffer(id));
  const known = offer.value;
  const contacts = useLoad<List<Contact>>(null, async () =>
    known ? negotiation.openContacts(id, known.effects) : { ok: false, problem: { name: 'not-found' } },
  );
  return (
    <div class="stack gap">
      {!known && <p class="small muted">{t('contacts_ask_effect')}</p>}
      {offer.problem && <ProblemNote problem={offer.problem} again={offer.again} />}
      <Fault>{contacts.problem && problemText(contacts.problem)}</Fault>
      {known && !contacts.value && (
        <>
          <p class="small">{statusText(known)}</p>
          {known.url ? (
            <div>
              <Button small disabled={contacts.busy} onClick={contacts.again}>
                {`${t('contacts_open')} · ${t(spendsContact(known) ? 'contacts_one_contact' : 'contacts_one_view')}`}
              </Button>
              <p class="small muted gap">{costText(known)}</p>
            </div>
          ) : (
            <p class="small muted">{t('contacts_nowhere')}</p>
          )}
        </>
      )}
      {contacts.value && <ContactList contacts={contacts.value} />}
    </div>
  );
}

/** Contacts that are open, each copied by one click. */
export function ContactList({ contacts: { items, skipped } }: { contacts: List<Contact> }) {
  const { copy } = useWorker();
  return (
    <>
      {(skipped > 0 || items.length === 0) && (
        <p class="small muted">{skipped > 0 ? plural('contacts_skipped', skipped) : t('contacts_none')}</p>
      )}
      <ul class="stack">
        {items.map(({ kind, value, comment, preferred }) => (
          <li key={`${kind} ${value}`}>
            <div class="row">
              <div class="row wrap grow contact">
                <span class="said" dir="auto">
                  {value}
                </span>
                <span class="small muted">{kind}</span>
                {preferred && <Chip tone="good">{t('contacts_preferred')}</Chip>}
              </div>
              <Button tone="link" aria-label={`${t('contacts_copy')}: ${value}`} onClick={() => copy(value)}>
                {t('contacts_copy')}
              </Button>
            </div>
            {comment && <p class="small muted said">{comment}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

const statusNames = { FULL: 'full', IPC: 'ipc', NONE: 'closed', unknown: 'unknown' } as const;
function statusText({ status, openUntil }: ContactsOffer): string {
  const words = t(`contacts_${statusNames[status ?? 'unknown']}`);
  return openUntil ? `${words} ${t('contacts_until', openUntil)}` : words;
}

/** What the click spends, by what the address is known to leave. */
function costText({ effects, status, viewsLeft }: ContactsOffer): string {
  const left = viewsLeft === null ? t('contacts_views_unknown') : t('contacts_views_left', viewsLeft);
  return t(spendsContact({ effects, status }) ? 'contacts_cost_contact' : 'contacts_cost_view', left);
}

const spendsContact = ({ effects, status }: Pick<ContactsOffer, 'effects' | 'status'>): boolean =>
  effects.includes('spends-contact') && status !== 'FULL';
