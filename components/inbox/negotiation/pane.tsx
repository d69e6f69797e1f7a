import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ListRow } from '../../../utils/domain/collection.ts';
import type { Candidate, Negotiation, VacancyHistory } from '../../../utils/domain/negotiation.ts';
import { type Changed, changedSince, seenOf } from '../../../utils/domain/seen.ts';
import { type Verdict, verdictOf } from '../../../utils/domain/verdict.ts';
import { negotiationsOf } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../../utils/ids.ts';
import { isKnown, known, type List, unknown, unread, valueOr } from '../../../utils/known.ts';
import type { Problem } from '../../../utils/problem.ts';
import type { PageStore } from '../../../utils/storage/page-store.ts';
import { ago, experience, money } from '../../../utils/time.ts';
import { FullConversation } from '../../conversation/full-conversation.tsx';
import { valuesOf, WithSnippets } from '../../conversation/snippets.tsx';
import { useConversation } from '../../conversation/use-conversation.ts';
import { BeginChat } from '../../invite/begin-chat.tsx';
import { ActionsView, useActions } from '../../negotiation/actions.tsx';
import { Current } from '../../negotiation/current.tsx';
import { History } from '../../negotiation/history.tsx';
import { VerdictLine } from '../../negotiation/verdict.tsx';
import { useWritten } from '../../outbox/entries.ts';
import { chatUrl, responsesUrl } from '../../ui/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { lazy } from '../../ui/lazy.ts';
import { webUrl } from '../../ui/link.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { pressed, useKeys } from '../../ui/reveal.ts';
import { useLoad } from '../../ui/use-load.ts';
import { useNow } from '../../ui/use-now.ts';
import { factText, factWords } from '../../ui/words.ts';
import { useWorker } from '../../worker.ts';
import { SamePerson } from './same-person.tsx';
import './negotiation.css';

const Test = lazy(async () => (await import('./test-solution.tsx')).Test);
const ApplicantNotes = lazy(async () => (await import('./applicant-notes.tsx')).ApplicantNotes);
const Contacts = lazy(async () => (await import('./contacts.tsx')).Contacts);
const Invite = lazy(async () => (await import('../../invite/invite.tsx')).Invite);

/** What the open negotiation and the chats are drawn from. */
export type PaneStore = Pick<PageStore, 'account' | 'settings' | 'entries' | 'drafts' | 'inbox'>;

interface Props {
  negotiationId: NegotiationId;
  vacancyId: VacancyId;
  /** As the list has it; null when the address names one that is not among what was loaded. */
  row: ListRow | null;
  store: PaneStore;
  close: () => void;
  /** The negotiation changed at hh: its row is read again. */
  changed: () => void;
}

/** The open negotiation. Another one begins anew: nothing of the last is shown with it. */
export const NegotiationPane = (props: Props) => <OpenNegotiation key={props.negotiationId} {...props} />;

function OpenNegotiation({ negotiationId: id, vacancyId, row, store, close, changed }: Props) {
  const { settings, entries, drafts } = store;
  const { undoSeconds, site, waitHours } = settings;
  const worker = useWorker();
  const now = useNow();
  const root = useRef<HTMLElement>(null);
  const [inviting, setInviting] = useState(false);

  const item = useLoad<Negotiation>(id, () => worker.readNegotiation(id));
  const negotiation = item.value;
  const candidate = negotiation?.candidate ?? row?.candidate ?? null;
  const resumeId = candidate?.resumeId ?? null;
  // What was read a moment ago is taken from there, until something of ours has changed it.
  const wrote = useRef(false);
  const past = useLoad(resumeId, async () =>
    resumeId
      ? worker.negotiation.readHistory(resumeId, wrote.current)
      : { ok: false, problem: { name: 'not-found' } },
  );
  useEffect(() => worker.store.watchNegotiation(id, item.set), []);
  const since = useChanges(negotiation);

  useWritten(
    entries,
    ({ request }) => request.kind !== 'read-chat' && negotiationsOf(request).includes(id),
    changed,
  );
  useWritten(
    entries,
    ({ request }) =>
      (request.kind === 'action' && request.negotiationId === id) ||
      (request.kind === 'invite' && request.resumeId === resumeId),
    () => {
      wrote.current = true;
      if (resumeId) past.again();
    },
  );

  const onClosed = () => root.current?.focus({ preventScroll: true });
  const actions = useActions(negotiation, entries, { onClosed });
  const chatId = negotiation && valueOr(negotiation.chatId, null);
  const of = { chatId, negotiationId: id };
  const conversation = useConversation(of, entries, (stretch) =>
    worker.readConversation({ ...(chatId && !stretch.old ? { chatId } : { negotiationId: id }), ...stretch }),
  );
  useKeys(root, (code) => {
    const button = pressed(root.current, code);
    if (button) return button;
    // Where the conversation could not be read there is no button but that of its problem.
    return code === 'KeyC' && chatId && !conversation.conversation
      ? () => conversation.open(false)
      : actions.pressed(code);
  });

  const hhUrl = responsesUrl(site, vacancyId);
  const again = () => {
    item.again();
    if (resumeId) past.again();
  };
  const fault = (problem: Problem | null) =>
    problem && (
      <div class="sec">
        <ProblemNote problem={problem} hhUrl={hhUrl} again={again} />
      </div>
    );
  const gone = negotiation ? isKnown(negotiation.resumeDeleted, true) : false;
  const vacancy = negotiation && valueOr(negotiation.vacancy, null);
  const applicantId = negotiation?.candidate.applicantId;
  const history = past.value ?? { items: [], skipped: 0 };
  const verdict = (negotiation || item.problem) && verdictFrom(past.value, past.problem, negotiation);
  const values = valuesOf(store, { candidate, vacancy });

  return (
    <article
      class="neg"
      ref={root}
      tabIndex={-1}
      aria-label={
        candidate
          ? factWords(candidate.name, String, 'unknown_person', t('neg_name_hidden'))
          : t('panel_name')
      }
    >
      <Head candidate={candidate} busy={item.busy} gone={gone} onClose={close} />
      {since && <ChangedLine changed={since} now={now} />}
      {verdict && <VerdictLine verdict={verdict} now={now} />}
      {fault(item.problem)}
      {!negotiation && item.busy && (
        <p class="sec small muted" role="status">
          {t('neg_loading')}
        </p>
      )}
      {negotiation && (
        <>
          <Current negotiation={negotiation} now={now} waitHours={waitHours}>
            <ActionsView
              actions={actions}
              negotiation={negotiation}
              drafts={drafts}
              undoSeconds={undoSeconds}
              hhUrl={hhUrl}
              around={(form) => <WithSnippets values={values}>{form}</WithSnippets>}
            />
          </Current>
          {/* Which conversation it is decides what opening it does at hh: no guess. */}
          {negotiation.chatId.known ? (
            <FullConversation
              of={of}
              open={conversation}
              unseen={
                vacancy && !isKnown(negotiation.hasUpdates, false)
                  ? { vacancyId: vacancy.id, negotiationId: id }
                  : null
              }
              unread={negotiation.unreadMessages}
              entries={entries}
              drafts={drafts}
              undoSeconds={undoSeconds}
              now={now}
              keyed
              values={values}
              hhUrl={chatId ? chatUrl(site, { id: chatId }) : hhUrl}
              again={again}
            />
          ) : (
            <section class="sec">
              <h2>{t('chat_title')}</h2>
              {fault(negotiation.chatId.why)}
            </section>
          )}
          {!applicantId && !gone && <p class="sec small muted">{t('unknown_notes')}</p>}
          {applicantId && (
            <Fold title={[t('note_title'), row && valueOr(row.notes, null)].filter(Boolean).join(' · ')}>
              <ApplicantNotes {...{ applicantId, now, entries, drafts }} />
            </Fold>
          )}
          {negotiation.test.known && negotiation.test.value && (
            <Fold title={t('test_show')}>
              <Test id={id} />
            </Fold>
          )}
          <SamePerson current={negotiation} history={history.items} rows={store.inbox.rows} now={now} />
        </>
      )}
      {fault(past.problem)}
      <History history={history} now={now} site={site} />
      {negotiation && !gone && (
        <Fold title={t('contacts_ask')}>
          <Contacts id={id} resumeUrl={negotiation.candidate.url} />
        </Fold>
      )}
      {resumeId &&
        !gone &&
        (inviting ? (
          <div class="sec" data-inner="">
            <Invite
              resumeId={resumeId}
              candidateName={candidate ? valueOr(candidate.name, null) : null}
              drafts={drafts}
              undoSeconds={undoSeconds}
              hhUrl={candidate?.url ?? null}
              onSent={() => setInviting(false)}
              onClose={() => setInviting(false)}
            />
          </div>
        ) : (
          <div class="sec stack">
            <Button wide onClick={() => setInviting(true)}>
              {t('invite_other')}
            </Button>
            <BeginChat
              resumeId={resumeId}
              values={valuesOf(store, { candidate, vacancy: null })}
              entries={entries}
              drafts={drafts}
            />
          </div>
        ))}
    </article>
  );
}

/** What is new since the last visit, not since what changed while one looks. */
function useChanges(negotiation: Negotiation | null): Changed | null {
  const { look } = useWorker().store;
  const [since, setSince] = useState<Changed | null>(null);
  const seen = useRef(false);
  useEffect(() => {
    if (!negotiation) return;
    const first = !seen.current;
    seen.current = true;
    const now = seenOf(negotiation, Date.now());
    if (!now) return;
    void look(negotiation.id, now).then((before) => {
      if (first) setSince(changedSince(before, negotiation));
    });
  }, [
    negotiation && valueOr(negotiation.stage, null)?.id,
    negotiation && valueOr(negotiation.messages, null),
  ]);
  return since;
}

/** null while the history is being read. */
function verdictFrom(
  past: List<VacancyHistory> | null,
  problem: Problem | null,
  negotiation: Negotiation | null,
): Verdict | null {
  const history = past ? known(past) : problem && unknown(problem);
  return history && verdictOf(history, negotiation ? known(negotiation) : unread);
}

/** A section that is folded at first: what it holds, and the code for it, is read when it is first unfolded. */
function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  const [seen, setSeen] = useState(false);
  return (
    <details class="sec" data-inner="" onToggle={({ currentTarget: { open } }) => open && setSeen(true)}>
      <summary class="fold">{title}</summary>
      {seen && children}
    </details>
  );
}

/** «С прошлого раза (вчера): было «Отклик», 2 новых сообщения» */
const ChangedLine = ({ changed: { since, from, messages }, now }: { changed: Changed; now: number }) => (
  <p class="neg-changed small" role="status">
    <span class="b">{t('neg_changed', ago(since, now))}</span>
    {': '}
    {[from && t('neg_changed_stage', from.name), messages > 0 && plural('neg_changed_messages', messages)]
      .filter(Boolean)
      .join(', ')}
  </p>
);

/** «40 лет · Москва · опыт 9 лет 4 месяца · 120 000 ₽» */
function aboutText({ age, area, experienceMonths, salary, resumeId }: Candidate): string {
  return [
    factWords(age, (years) => (years > 0 ? plural('neg_age', years) : ''), 'unknown_age'),
    factText(area, 'unknown_area'),
    factWords(
      experienceMonths,
      (months) => (months > 0 ? t('neg_experience', experience(months)) : t('popup_no_experience')),
      'unknown_experience',
    ),
    factWords(
      salary,
      ({ amount, currency }) => money(amount, currency),
      'unknown_salary',
      resumeId === null ? '' : t('neg_no_salary'),
    ),
  ]
    .filter(Boolean)
    .join(' · ');
}

const sign = (path: string) => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} />
  </svg>
);

interface HeadProps {
  /** null while it is read for the first time. */
  candidate: Candidate | null;
  busy: boolean;
  gone: boolean;
  onClose: () => void;
}

/** Who it is. */
function Head({ candidate, busy, gone, onClose }: HeadProps) {
  const name = !candidate
    ? t(busy ? 'neg_loading' : 'unknown_person')
    : factWords(candidate.name, String, 'unknown_person', t(gone ? 'neg_resume_gone' : 'neg_name_hidden'));
  const title = candidate ? factText(candidate.title, 'unknown_title') : '';
  const about = candidate && !gone ? aboutText(candidate) : '';
  const url = webUrl(candidate?.url);
  return (
    <header class="pane-head row">
      <div class="grow">
        <h1 class="b pane-name ell" dir="auto" title={name}>
          {name}
        </h1>
        {title && !gone && (
          <p class="small ell" dir="auto" title={title}>
            {title}
          </p>
        )}
        {about && <p class="small muted">{about}</p>}
      </div>
      {url && (
        <a
          class="btn icon flat"
          href={url}
          target="_blank"
          rel="noreferrer"
          aria-label={`${t('neg_open_resume')}. ${t('neg_open_resume_trace')}`}
          title={t('neg_open_resume_trace')}
        >
          {sign('M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.2 3.8L7 9')}
        </a>
      )}
      <Button icon tone="flat" aria-label={t('neg_close')} aria-keyshortcuts="Escape" onClick={onClose}>
        {sign('M3.5 3.5l9 9m0-9l-9 9')}
      </Button>
    </header>
  );
}
