import { useState } from 'preact/hooks';
import { personOf } from '../../../utils/domain/avoided.ts';
import type {
  Candidate,
  ContactsOffer,
  Negotiation,
  Row,
  VacancyHistory,
} from '../../../utils/domain/negotiation.ts';
import type { Contact } from '../../../utils/domain/resume.ts';
import type { Stage } from '../../../utils/domain/stage.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId, ResumeId } from '../../../utils/ids.ts';
import { type Known, known, type List, thenKnown, unread, valueOr } from '../../../utils/known.ts';
import { ago } from '../../../utils/time.ts';
import { useStore } from '../../contexts.tsx';
import { valuesOf } from '../../conversation/snippets.tsx';
import { BeginChat, Invite } from '../../invite/invite.tsx';
import { candidateAbout } from '../../negotiation/row-words.ts';
import { Button, Chip, webUrl } from '../../ui/button.tsx';
import { Fault, focused } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { PaneHead, Section } from '../../ui/section.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { factText, factWords, problemText, stageText, stageTone } from '../../ui/words.ts';
import { useWorker } from '../../worker.ts';

interface HeadProps {
  /** null while it is being read for the first time. */
  candidate: Candidate | null;
  busy: boolean;
  gone: boolean;
  /** The photo's address at hh; null: there is none. */
  photo: string | null;
  onClose: () => void;
}

/** The person's name, or what is shown in its place. */
export const nameText = (candidate: Candidate | null, gone: boolean, busy: boolean): string =>
  candidate
    ? factWords(candidate.name, String, 'unknown_person', t(gone ? 'neg_resume_gone' : 'common_name_hidden'))
    : t(busy ? 'neg_loading' : 'unknown_person');

/** «ПИ», shown once the photo's address has expired: it is valid for a day. */
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map(([first = '']) => first.toUpperCase())
    .join('');

function Photo({ url, name }: { url: string; name: string }) {
  const [failed, setFailed] = useState(false);
  return failed ? (
    <span class="photo b muted" aria-hidden="true">
      {initials(name)}
    </span>
  ) : (
    <img
      class="photo"
      src={url}
      alt=""
      width="40"
      height="40"
      loading="lazy"
      referrerpolicy="no-referrer"
      onError={() => setFailed(true)}
    />
  );
}

/** The head of the pane: who the person is. */
export function Head({ candidate, busy, gone, photo, onClose }: HeadProps) {
  const name = nameText(candidate, gone, busy);
  const about = candidate && !gone ? candidateAbout(candidate) : '';
  const url = webUrl(candidate?.url);
  return (
    <PaneHead
      before={photo && <Photo key={photo} url={photo} name={name} />}
      beside={
        url && (
          <a
            class="btn icon flat"
            href={url}
            target="_blank"
            rel="noreferrer"
            aria-label={`${t('neg_open_resume')}. ${t('neg_open_resume_trace')}`}
            title={t('neg_open_resume_trace')}
          >
            <Icon name="open" />
          </a>
        )
      }
      closes="neg_close"
      onClose={onClose}
    >
      <h1 class="b pane-name ell" dir="auto" title={name}>
        {name}
      </h1>
      {about && (
        <p class="small muted clamp" dir="auto" title={about}>
          {about}
        </p>
      )}
    </PaneHead>
  );
}

interface ContactsProps {
  id: NegotiationId;
}

/** How the person can be reached: first what that costs, then, after another click, the contacts. */
export function Contacts({ id }: ContactsProps) {
  const { negotiation } = useWorker();
  const offer = useLoad(id, () => negotiation.readContactsOffer(id));
  const offered = offer.value;
  const contacts = useLoad<List<Contact>>(null, async () =>
    offered ? negotiation.openContacts(id, offered.effects) : { ok: false, problem: { name: 'not-found' } },
  );
  return (
    <div class="stack gap">
      {!offered && <p class="small muted">{t('contacts_ask_effect')}</p>}
      {offer.problem && <ProblemNote problem={offer.problem} again={offer.again} />}
      <Fault>{contacts.problem && problemText(contacts.problem)}</Fault>
      {offered && !contacts.value && (
        <>
          <p class="small">{statusText(offered)}</p>
          {offered.url ? (
            <div>
              <Button small disabled={contacts.busy} onClick={contacts.again}>
                {`${t('contacts_open')} · ${t(spendsContact(offered) ? 'contacts_one_contact' : 'contacts_one_view')}`}
              </Button>
              <p class="small muted gap">{costText(offered)}</p>
            </div>
          ) : (
            <p class="small muted">{t('contacts_nowhere')}</p>
          )}
        </>
      )}
      {contacts.value && <ContactList contacts={known(contacts.value)} />}
    </div>
  );
}

/** Opened contacts, each copied with one click. */
export function ContactList({ contacts }: { contacts: Known<List<Contact>> }) {
  const { copy } = useWorker();
  if (!contacts.known) return <p class="small muted">{t('resume_unread')}</p>;
  const { items, skipped } = contacts.value;
  return (
    <>
      {(skipped > 0 || items.length === 0) && (
        <p class="small muted">{skipped > 0 ? plural('contacts_skipped', skipped) : t('contacts_none')}</p>
      )}
      <ul class="stack">
        {items.map(({ kind, value, comment, preferred }) => (
          <li key={value}>
            <div class="row">
              <div class="row wrap grow contact">
                <span class="said" dir="auto">
                  {value}
                </span>
                <span class="small muted">{factText(kind, 'resume_fact_unread')}</span>
                {preferred && <Chip tone="good">{t('contacts_preferred')}</Chip>}
              </div>
              <Button tone="link" aria-label={`${t('common_copy')}: ${value}`} onClick={() => copy(value)}>
                {t('common_copy')}
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

/** What the click spends, according to the known side effects of its request. */
function costText({ effects, status, viewsLeft }: ContactsOffer): string {
  const left = viewsLeft === null ? t('contacts_views_unknown') : t('contacts_views_left', viewsLeft);
  return t(spendsContact({ effects, status }) ? 'contacts_cost_contact' : 'contacts_cost_view', left);
}

const spendsContact = ({ effects, status }: Pick<ContactsOffer, 'effects' | 'status'>): boolean =>
  effects.includes('spends-contact') && status !== 'FULL';

interface SamePersonProps {
  current: Negotiation;
  history: readonly VacancyHistory[];
  rows: readonly Row[];
  now: number;
}

interface Other {
  id: string;
  vacancyId: string;
  name: Known<string>;
  stage: Known<Stage>;
  at: Known<number>;
  otherResume: boolean;
}

/** The person's other negotiations: from the history of this resume, and from loaded rows of any of their resumes. */
export function othersOf({ current, history, rows }: Omit<SamePersonProps, 'now'>): Other[] {
  const byHistory = history.flatMap(({ negotiationId, vacancyId, name, items }): Other[] => {
    const id = valueOr(negotiationId, null);
    const last = valueOr(items, null)?.items[0];
    const { stage, at } = last ?? { stage: unread, at: unread };
    return id && id !== current.id ? [{ id, vacancyId, name, stage, at, otherResume: false }] : [];
  });
  const { applicantId, resumeId } = current.candidate;
  const byOwner = rows
    .filter(
      ({ id, candidate }) =>
        applicantId !== null &&
        candidate.applicantId === applicantId &&
        id !== current.id &&
        !byHistory.some((other) => other.id === id),
    )
    .map(
      ({ id, vacancyId, candidate, stage, updatedAt }): Other => ({
        id,
        vacancyId,
        name: thenKnown(candidate.title, (title) => (title === null ? unread : known(title))),
        stage,
        at: updatedAt,
        otherResume: candidate.resumeId !== resumeId,
      }),
    );
  return [...byHistory, ...byOwner].sort((a, b) => valueOr(b.at, 0) - valueOr(a.at, 0));
}

/** The same person's other negotiations, each of which can be opened here. */
export function SamePerson({ now, ...of }: SamePersonProps) {
  const others = othersOf(of);
  return others.length === 0 ? null : (
    <Section title={t('neg_others')} aside={plural('count_vacancies', others.length)}>
      <ul class="stack">
        {others.map(({ id, vacancyId, name, stage, at, otherResume }) => (
          <li key={id} class="row">
            <a class="grow ell" dir="auto" href={`?vacancy=${vacancyId}&negotiation=${id}`}>
              {name.known ? name.value : t('unknown_name')}
            </a>
            {otherResume && <Chip>{t('inbox_also_resume')}</Chip>}
            <Chip tone={stageTone(stage)} title={at.known ? ago(at.value, now) : t('fact_date_unread')}>
              {stageText(stage)}
            </Chip>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ElsewhereProps {
  resumeId: ResumeId;
  candidate: Candidate;
}

/** Invites the same person to another vacancy, or begins a chat that belongs to none. */
export function Elsewhere({ resumeId, candidate }: ElsewhereProps) {
  const store = useStore();
  const [inviting, setInviting] = useState(false);
  const close = () => setInviting(false);
  return inviting ? (
    <div class="sec" data-inner="">
      <Invite
        resumeId={resumeId}
        whom={personOf(candidate)}
        candidateName={valueOr(candidate.name, null)}
        hhUrl={candidate.url}
        onSent={close}
        onClose={close}
      />
    </div>
  ) : (
    <div class="sec stack">
      <Button wide onClick={() => setInviting(true)}>
        {t('invite_other')}
      </Button>
      <BeginChat resumeId={resumeId} values={valuesOf(store, { candidate, vacancy: null })} />
    </div>
  );
}

interface ForgetProps {
  negotiationId: NegotiationId;
  resumeId: ResumeId | null;
  onForgotten: () => void;
}

/** Forgets the person in every store of this browser, after a second click. */
export function Forget({ negotiationId, resumeId, onForgotten }: ForgetProps) {
  const { forget, negotiation, search } = useWorker();
  const [at, setAt] = useState<'rest' | 'sure' | 'failed'>('rest');
  const go = async () => {
    try {
      if (resumeId) await negotiation.dropHistory(resumeId);
      await forget.forgetPerson({ negotiationId, resumeId });
      await search.dropSearch();
      onForgotten();
    } catch {
      setAt('failed');
    }
  };
  if (at === 'rest')
    return (
      <div class="pad">
        <Button tone="link" onClick={() => setAt('sure')}>
          {t('forget_open')}
        </Button>
      </div>
    );
  return (
    <section class="pad stack" aria-label={t('forget_open')}>
      <p class="small muted">{t('forget_note')}</p>
      {at === 'failed' && (
        <p class="small bad" role="alert">
          {t('forget_failed')}
        </p>
      )}
      <div class="row wrap">
        <Button tone="danger" small onClick={() => void go()}>
          {t('forget_sure')}
        </Button>
        {/* The safe answer gets the focus: a second Enter by habit must not forget. */}
        <Button small ref={focused} onClick={() => setAt('rest')}>
          {t('backup_leave')}
        </Button>
      </div>
    </section>
  );
}
