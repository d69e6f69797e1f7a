import { useEffect, useRef, useState } from 'preact/hooks';
import type { Negotiation, VacancyHistory } from '../../../utils/domain/negotiation.ts';
import { type Changed, changedSince, seenOf } from '../../../utils/domain/seen.ts';
import { type Verdict, verdictOf } from '../../../utils/domain/verdict.ts';
import type { WriteRequest } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { isKnown, known, type List, unknown, unread, valueOr } from '../../../utils/known.ts';
import type { NextStep, Problem } from '../../../utils/problem.ts';
import { ago } from '../../../utils/time.ts';
import { Current } from '../../negotiation/current.tsx';
import { History } from '../../negotiation/history.tsx';
import { VerdictLine } from '../../negotiation/verdict.tsx';
import { chatUrl, responsesUrl } from '../../ui/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { lazy } from '../../ui/lazy.ts';
import { takeStep } from '../../ui/next-step.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { pressed } from '../../ui/reveal.ts';
import { factWords } from '../../ui/words.ts';
import type { NegotiationSlot } from '../slots.ts';
import { ActingView, actingDeed, useActing } from './acting.tsx';
import type { NegotiationCalls } from './calls.ts';
import { ChatWithoutVacancy } from './chat-without-vacancy.tsx';
import { Fold } from './fold.tsx';
import { Head } from './head.tsx';
import { useReading } from './reading.ts';
import { SamePerson } from './same-person.tsx';
import type { PaneStore } from './store.ts';
import { TalkSection } from './talk.tsx';
import { useKeys } from './use-keys.ts';
import { useTalk } from './use-talk.ts';
import { useWritten } from './use-written.ts';
import { valuesOf } from './values.ts';

const Test = lazy(async () => (await import('./test-solution.tsx')).Test);
const ApplicantNotes = lazy(async () => (await import('./applicant-notes.tsx')).ApplicantNotes);
const Contacts = lazy(async () => (await import('./contacts.tsx')).Contacts);
const Invite = lazy(async () => (await import('../../invite/invite.tsx')).Invite);

export interface PaneProps extends NegotiationSlot {
  store: PaneStore;
  calls: NegotiationCalls;
}

/** The open negotiation. Another one begins anew: nothing of the last is shown with it. */
export const NegotiationPane = (props: PaneProps) => <OpenNegotiation key={props.negotiationId} {...props} />;

function OpenNegotiation(props: PaneProps) {
  const { negotiationId: id, row, store, calls, close, changed } = props;
  const { now, entries, settings } = store;
  const root = useRef<HTMLElement>(null);
  const [item, readItem, setItem] = useReading<Negotiation>();
  const [past, readPast] = useReading<List<VacancyHistory>>();
  const [since, setSince] = useState<Changed | null>(null);
  const [inviting, setInviting] = useState(false);
  const negotiation = item.value;
  const candidate = negotiation?.candidate ?? row?.candidate ?? null;
  const resumeId = candidate?.resumeId ?? null;

  useEffect(() => void readItem(calls.readNegotiation(id)), []);
  useEffect(() => void (resumeId && readPast(calls.readHistory(resumeId))), [resumeId]);
  useEffect(() => calls.watchNegotiation(id, (fresh) => setItem(() => fresh)), []);
  const stageId = negotiation && valueOr(negotiation.stage, null)?.id;
  const messages = negotiation && valueOr(negotiation.messages, null);
  // What is new is said against the last visit, not against what changed while one looks.
  const seen = useRef(false);
  useEffect(() => {
    if (!negotiation) return;
    const first = !seen.current;
    seen.current = true;
    const look = seenOf(negotiation, Date.now());
    if (!look) return;
    void calls.look(id, look).then((before) => {
      if (first) setSince(changedSince(before, negotiation));
    });
  }, [stageId, messages]);

  useWritten(entries, ({ request }) => concernsRow(request, id), changed);
  useWritten(
    entries,
    ({ request }) =>
      (request.kind === 'action' && request.negotiationId === id) ||
      (request.kind === 'invite' && request.resumeId === resumeId),
    () => void (resumeId && readPast(calls.readHistory(resumeId, true))),
  );

  const acting = useActing(negotiation, entries, calls, () => root.current?.focus({ preventScroll: true }));
  const of = {
    chatId: negotiation && valueOr(negotiation.chatId, null),
    negotiationId: id,
    messaging: negotiation?.messaging ?? unread,
  };
  const talk = useTalk(of, calls, entries);

  const deedOf = (code: string): (() => void) | undefined => {
    const button = pressed(root.current, code);
    if (button) return button;
    // Where the talk could not be read there is no button but that of its problem.
    return code === 'KeyC' ? (talk.open ?? undefined) : actingDeed(acting, code);
  };
  useKeys(root, deedOf);

  const hhUrl = responsesUrl(settings.site, props.vacancyId);
  const refresh = () => {
    void readItem(calls.readNegotiation(id));
    if (resumeId) void readPast(calls.readHistory(resumeId));
  };
  const onStep = (_: NextStep, problem: Problem) => takeStep(problem, hhUrl, { ...calls, refresh });
  const fault = (problem: typeof item.problem) =>
    problem && (
      <div class="sec">
        <ProblemNote problem={problem} hhUrl={hhUrl} onStep={onStep} onCopy={calls.copy} />
      </div>
    );
  const gone = negotiation ? isKnown(negotiation.resumeDeleted, true) : false;
  const vacancy = negotiation && valueOr(negotiation.vacancy, null);
  const applicantId = negotiation?.candidate.applicantId;
  const history = past.value ?? noPast;
  const verdict = (negotiation || item.problem) && verdictFrom(past, negotiation);

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
          <Current negotiation={negotiation} now={now} waitHours={settings.waitHours}>
            <ActingView acting={acting} negotiation={negotiation} store={store} calls={calls} />
          </Current>
          {/* Which conversation it is decides what opening it does at hh: no guess. */}
          {negotiation.chatId.known ? (
            <TalkSection
              of={of}
              unseen={
                vacancy && !isKnown(negotiation.hasUpdates, false)
                  ? { vacancyId: vacancy.id, negotiationId: id }
                  : null
              }
              unread={negotiation.unreadMessages}
              read={talk}
              store={store}
              values={valuesOf(store, { candidate, vacancy })}
              hhUrl={of.chatId ? chatUrl(settings.site, { id: of.chatId }) : hhUrl}
              calls={calls}
              onStep={onStep}
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
              {(open) => (
                <ApplicantNotes {...{ open, applicantId, now, entries, calls }} drafts={store.drafts} />
              )}
            </Fold>
          )}
          {negotiation.test.known && negotiation.test.value && (
            <Fold title={t('test_show')}>{(open) => <Test open={open} id={id} calls={calls} />}</Fold>
          )}
          <SamePerson current={negotiation} history={history.items} rows={store.rows} now={now} />
        </>
      )}
      {fault(past.problem)}
      <History history={history} now={now} site={settings.site} />
      {negotiation && !gone && (
        <Fold title={t('contacts_ask')}>
          {(open) => <Contacts open={open} id={id} resumeUrl={negotiation.candidate.url} calls={calls} />}
        </Fold>
      )}
      {resumeId &&
        !gone &&
        (inviting ? (
          <div class="sec" data-inner="">
            <Invite
              resumeId={resumeId}
              candidateName={candidate ? valueOr(candidate.name, null) : null}
              drafts={store.drafts}
              undoSeconds={settings.undoSeconds}
              hhUrl={candidate?.url ?? null}
              calls={calls}
              onSent={() => setInviting(false)}
              onClose={() => setInviting(false)}
            />
          </div>
        ) : (
          <div class="sec stack">
            <Button wide onClick={() => setInviting(true)}>
              {t('invite_other')}
            </Button>
            <ChatWithoutVacancy resumeId={resumeId} store={store} candidate={candidate} calls={calls} />
          </div>
        ))}
    </article>
  );
}

const noPast: List<VacancyHistory> = { items: [], skipped: 0 };

/** null while the history is being read. */
function verdictFrom(
  { value, problem }: { value: List<VacancyHistory> | null; problem: Problem | null },
  negotiation: Negotiation | null,
): Verdict | null {
  const past = value ? known(value) : problem && unknown(problem);
  return past && verdictOf(past, negotiation ? known(negotiation) : unread);
}

/** What a write may have changed in the row of the list. */
const concernsRow = (request: WriteRequest, id: NegotiationId): boolean =>
  ((request.kind === 'action' ||
    request.kind === 'message' ||
    request.kind === 'file' ||
    request.kind === 'old-message') &&
    request.negotiationId === id) ||
  (request.kind === 'read' && request.negotiationIds.includes(id));

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
