import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { personOf } from '../../../utils/domain/avoided.ts';
import type { ListRow } from '../../../utils/domain/collection.ts';
import {
  type Changed,
  changedSince,
  type Negotiation,
  seenOf,
  type VacancyHistory,
} from '../../../utils/domain/negotiation.ts';
import { type Verdict, verdictOf } from '../../../utils/domain/panel.ts';
import { responseSubject, standing } from '../../../utils/domain/reminders.ts';
import { toneOf } from '../../../utils/domain/stage.ts';
import { type Sum, sumOf } from '../../../utils/domain/sum.ts';
import { negotiationsOf, type WriteRequest } from '../../../utils/domain/write-request.ts';
import { chatUrl, responsesUrl } from '../../../utils/hh/pages.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../../utils/ids.ts';
import {
  fromKnown,
  isKnown,
  type Known,
  known,
  type List,
  none,
  unknown,
  unread,
  valueOr,
} from '../../../utils/known.ts';
import type { Problem } from '../../../utils/problem.ts';
import { ago, moment } from '../../../utils/time.ts';
import { useStore, useWritten } from '../../contexts.tsx';
import { FullConversation, WritingBar } from '../../conversation/conversation.tsx';
import { unseenIn } from '../../conversation/mark-read.tsx';
import { valuesOf, WithSnippets } from '../../conversation/snippets.tsx';
import { isHidden, type OpenConversation, useConversation } from '../../conversation/use-conversation.ts';
import { passingMs } from '../../list/walk.ts';
import { type Acted, ActionsView, useActions } from '../../negotiation/actions.tsx';
import { StageChips, stageSince } from '../../negotiation/current.tsx';
import { History } from '../../negotiation/history.tsx';
import { MeetingForm } from '../../negotiation/meeting.tsx';
import { VerdictLine } from '../../negotiation/verdict.tsx';
import { PutOff } from '../../reminders/when.tsx';
import { AvoidButton, AvoidedLine } from '../../ui/avoided.tsx';
import { Chip } from '../../ui/button.tsx';
import { lazy, useNow } from '../../ui/hooks.ts';
import { pressed, useKeys } from '../../ui/keys.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { useWorker } from '../../worker.ts';
import type { Ahead, Begin } from '../ahead.ts';
import { Forget, Head, nameText, SamePerson } from './person.tsx';
import { ResumeTab, useResume } from './resume-tab.tsx';
import './negotiation.css';

const ApplicantNotes = lazy(async () => (await import('./applicant-notes.tsx')).ApplicantNotes);

interface Props {
  negotiationId: NegotiationId;
  vacancyId: VacancyId;
  /** Its row in the list; null: the address names a negotiation that is not loaded. */
  row: ListRow | null;
  close: () => void;
  /** The words that the list is searched for. */
  search: string;
  /** Called when the negotiation has changed at hh, so that its row is read again. */
  changed: () => void;
  /** The page's cache, through which the pane reads. */
  ahead: Ahead;
  /** It is open in «Вернуться»: there E dismisses the reminder, and marks nothing at hh. */
  isBack?: boolean;
  /** What the pane begins with. */
  begin?: Begin | null;
  /** Called on a decision; opens the next negotiation. */
  acted: Acted;
  /** Called on a snooze; opens the next negotiation. */
  putOff: (id: NegotiationId, taken: Promise<Problem | null>) => void;
}

/** The tabs of the open negotiation, below its actions. */
const tabNames = ['resume', 'conversation', 'history', 'notes'] as const;
type TabName = (typeof tabNames)[number];

/**
 * The open negotiation. Another one starts afresh and shows nothing of the last one, but the tab that the person chose
 * stays chosen.
 */
export function NegotiationPane(props: Props) {
  const [tab, setTab] = useState<TabName>('resume');
  return <OpenNegotiation key={props.negotiationId} {...props} chosenTab={tab} onTab={setTab} />;
}

interface OpenProps extends Props {
  chosenTab: TabName;
  onTab: (name: TabName) => void;
}

function OpenNegotiation(props: OpenProps) {
  const { negotiationId: id, vacancyId, row, search, close, changed, ahead, begin, acted, putOff } = props;
  const { chosenTab, onTab, isBack = false } = props;
  const store = useStore();
  const { settings } = store;
  const { site, waitHours } = settings;
  const worker = useWorker();
  const now = useNow();
  const root = useRef<HTMLElement>(null);
  const field = useRef<HTMLDivElement>(null);
  /** The tab that a key opened, for this negotiation only. */
  const [here, setHere] = useState<TabName | null>(null);
  const [grown, setGrown] = useState(false);
  /** How often the writing bar requested a new note since the tab was chosen. */
  const [noting, setNoting] = useState(0);
  const tab = here ?? chosenTab;

  const item = useLoad<Negotiation>(id, () => ahead.negotiation(id));
  const latest = useRef(item);
  latest.current = item;
  const negotiation = item.value ?? ahead.negotiationOf(id) ?? row?.item ?? null;
  const candidate = negotiation?.candidate ?? row?.candidate ?? null;
  const resumeId = candidate?.resumeId ?? null;
  // Use the cached history until a write of ours has changed it.
  const wrote = useRef(false);
  const past = useLoad(resumeId, async () =>
    resumeId ? ahead.history(id, resumeId, wrote.current) : { ok: false, problem: { name: 'not-found' } },
  );
  const pastKnown = past.value ?? (resumeId && ahead.historyOf(resumeId));
  useEffect(
    () =>
      worker.store.watchNegotiation(id, (fresh) => {
        if (fresh) {
          ahead.put(fresh);
          return item.set(fresh);
        }
        ahead.forget([id]);
        latest.current.again();
      }),
    [],
  );

  useWritten(({ request }) => request.kind !== 'read-chat' && negotiationsOf(request).includes(id), changed);
  useWritten(
    ({ request }) =>
      (request.kind === 'action' && request.negotiationId === id) ||
      (request.kind === 'invite' && request.resumeId === resumeId),
    () => {
      wrote.current = true;
      if (resumeId) past.again();
    },
  );

  const focusSelf = () => root.current?.focus({ preventScroll: true });
  const actions = useActions(negotiation, {
    onClosed: focusSelf,
    onActed: acted,
    again: begin && 'problem' in begin ? begin : null,
  });
  const viewed = (request: WriteRequest, taken: Promise<Problem | null>) =>
    acted(
      id,
      request,
      taken.then((problem) => problem && { problem }),
    );
  const chatId = negotiation && valueOr(negotiation.chatId, null);
  const of = { chatId, negotiationId: id };
  const conversation = useConversation(of);
  // Reading a chat leaves no mark; the old letters stay behind their button.
  const readChat = () => {
    if (chatId && !conversation.conversation && !conversation.problem) conversation.open(false);
  };
  // A tab that was chosen for another person reads nothing of a person who is only passed.
  useEffect(() => {
    if (tab !== 'conversation' || !chatId) return;
    if (here === 'conversation') return readChat();
    const timer = setTimeout(readChat, passingMs);
    return () => clearTimeout(timer);
  }, [tab, here, chatId]);
  const mayWrite =
    negotiation?.chatId.known === true &&
    (conversation.conversation !== null || (chatId !== null && !isHidden(conversation.problem)));

  const resume = useResume(id, { vacancyId, negotiation, candidate, search, isShown: tab === 'resume' });
  // A person whose resume was opened is worth reading the letter of, too: reading the chat leaves no mark.
  useEffect(() => {
    if (resume.isNew) {
      changed();
      readChat();
    }
  }, [resume.isNew]);

  const show = (name: TabName) => {
    setNoting(0);
    setHere(name);
    onTab(name);
  };
  const write = () => {
    setHere('conversation');
    setGrown(true);
  };
  // If it was requested before there was a field, the field gets the focus when it appears.
  useLayoutEffect(() => {
    const within = field.current?.closest('.bar')?.contains(document.activeElement);
    if (grown && mayWrite && !within) field.current?.querySelector('textarea')?.focus();
  }, [grown, mayWrite]);
  useKeys(
    root,
    (code) => {
      const at = /^Digit(\d)$/.exec(code);
      const named = at && !actions.more && !actions.form ? tabNames[Number(at[1]) - 1] : undefined;
      if (named) return () => show(named);
      if (code === 'KeyC' && mayWrite) return write;
      // Show the tab first: the button there says what opening does at hh.
      if (code === 'KeyV' && tab !== 'resume') return () => show('resume');
      return pressed(root.current, code) ?? (code === 'KeyC' ? write : actions.pressed(code));
    },
    begin && 'code' in begin ? begin.code : null,
  );

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
  const chatGap = negotiation && !negotiation.chatId.known ? negotiation.chatId.why : null;
  const history = pastKnown ?? none;
  const verdict = (negotiation || item.problem) && verdictFrom(pastKnown, past.problem, negotiation);
  const values = valuesOf(store, { candidate, vacancy });
  const unseen = negotiation && unseenIn(negotiation, vacancyId);
  const subject = negotiation && responseSubject(negotiation, store.inbox, vacancyId);
  const wait = negotiation && stageSince(negotiation, now, waitHours);
  const countOf = (fact: Known<number>) => (fact.known ? sumOf([fact]) : null);
  const counts: Record<TabName, Sum | null> = {
    resume: sumOf([]),
    conversation: negotiation ? countOf(negotiation.unreadMessages) : sumOf([]),
    history: countOf(known(history.items.length + history.skipped)),
    notes: row ? countOf(row.notes) : sumOf([]),
  };

  const parts: Record<TabName, () => ComponentChildren> = {
    resume: () => (
      <ResumeTab
        {...{ negotiationId: id, vacancyId, negotiation, candidate, resume, gone, now }}
        letter={letterIn(conversation)}
        busy={item.busy}
        keyed={!isBack}
        hhUrl={candidate?.url ?? hhUrl}
        onViewed={viewed}
      />
    ),
    // Which conversation it is decides what opening it does at hh, so it is not guessed.
    conversation: () =>
      chatGap
        ? fault(chatGap)
        : negotiation && (
            <FullConversation
              of={of}
              open={conversation}
              unseen={unseen}
              unread={negotiation.unreadMessages}
              now={now}
              keyed={!isBack}
              onViewed={viewed}
              hhUrl={chatId ? chatUrl(site, { id: chatId }) : hhUrl}
              again={again}
            />
          ),
    history: () => (
      <>
        {negotiation && (
          <SamePerson current={negotiation} history={history.items} rows={store.inbox.rows} now={now} />
        )}
        {fault(past.problem)}
        <History history={history} now={now} site={site} />
        <Forget
          negotiationId={id}
          resumeId={resumeId}
          onForgotten={() => {
            ahead.forget([id]);
            close();
          }}
        />
        {pastKnown && pastKnown.items.length + pastKnown.skipped === 0 && (
          <p class="sec small muted">{t('verdict_first')}</p>
        )}
      </>
    ),
    notes: () =>
      applicantId ? (
        <section class="sec" data-inner="">
          <ApplicantNotes {...{ applicantId, subject, now }} adding={noting} />
        </section>
      ) : (
        negotiation && (
          <p class="sec small muted">{t(gone ? 'panel_resume_deleted_more' : 'unknown_notes')}</p>
        )
      ),
  };

  return (
    <article class="neg" ref={root} tabIndex={-1} aria-label={nameText(candidate, gone, item.busy)}>
      <Head
        candidate={candidate}
        busy={item.busy}
        gone={gone}
        photo={resume.shown.known && resume.shown.value ? valueOr(resume.shown.value.photo, null) : null}
        onClose={close}
      />
      {negotiation && <ChangesLine negotiation={negotiation} now={now} />}
      {(verdict || (candidate && past.busy)) && <VerdictLine verdict={verdict} now={now} />}
      {candidate && <AvoidedLine whom={personOf(candidate)} />}
      {fault(item.problem)}
      {!negotiation && item.busy && (
        <p class="sec small muted" role="status">
          {t('neg_loading')}
        </p>
      )}
      {negotiation && (
        <section class="sec now" aria-label={t('neg_now')}>
          <div class="row wrap chips">
            <StageChips negotiation={negotiation} />
            {wait?.words && (
              <span class="waits">
                <Chip tone={wait.urgency ?? 'neutral'} title={wait.at === null ? undefined : moment(wait.at)}>
                  {wait.words}
                </Chip>
              </span>
            )}
          </div>
          <ActionsView
            actions={actions}
            negotiation={negotiation}
            hhUrl={hhUrl}
            around={(form) => <WithSnippets values={values}>{form}</WithSnippets>}
            below={(letter, action) =>
              toneOf(action.resulting?.id ?? action.id) === 'good' && (
                <MeetingForm
                  key={id}
                  negotiationId={id}
                  name={candidate && valueOr(candidate.name, null)}
                  vacancy={values.Vacancy ?? null}
                  url={candidate?.url ?? null}
                  letter={letter}
                />
              )
            }
          />
          {!actions.form && (
            <div class="minor">
              {subject && (
                <PutOff
                  of={subject}
                  reminder={standing(store.reminders, id, now)}
                  now={now}
                  keyed={isBack}
                  onPut={(taken) => putOff(id, taken)}
                  onClosed={focusSelf}
                />
              )}
              {candidate && (
                <AvoidButton whom={personOf(candidate)} name={valueOr(candidate.name, null) ?? ''} />
              )}
            </div>
          )}
        </section>
      )}
      <Tabs
        label={t('neg_tabs')}
        panel="neg-tab"
        current={tab}
        tabs={tabNames.map((name) => ({ name, text: t(`neg_tab_${name}`), count: counts[name] }))}
        onPick={show}
      />
      <div id="neg-tab" class="tab" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {parts[tab]()}
      </div>
      {chatGap && <p class="bar small muted">{t('bar_unread')}</p>}
      {negotiation && mayWrite && (
        <WritingBar
          of={of}
          off={fromKnown(negotiation.messaging, (status) => (status === 'ok' ? null : status))}
          open={conversation}
          grown={grown}
          onGrow={(grown) => {
            setGrown(grown);
            if (grown) setHere('conversation');
          }}
          field={field}
          onNote={
            applicantId
              ? () => {
                  setNoting(noting + 1);
                  setHere('notes');
                }
              : null
          }
          onLeave={focusSelf}
          values={values}
        />
      )}
    </article>
  );
}

/** The applicant's first message, if the conversation was read from its beginning. */
const letterIn = ({ conversation, older }: OpenConversation): string | null => {
  if (conversation?.via !== 'chat' || !isKnown(older, false)) return null;
  const [first] = conversation.messages;
  return first && isKnown(first.author, 'applicant') ? valueOr(first.text, null) : null;
};

/** The verdict; null while the history is being read. */
function verdictFrom(
  past: List<VacancyHistory> | null,
  problem: Problem | null,
  negotiation: Negotiation | null,
): Verdict | null {
  const history = past ? known(past) : problem && unknown(problem);
  return history && verdictOf(history, negotiation ? known(negotiation) : unread);
}

/**
 * What changed between the last visit and this one, but not during this one:
 * «С прошлого раза (вчера): было «Отклик», 2 новых сообщения»
 */
function ChangesLine({ negotiation, now }: { negotiation: Negotiation; now: number }) {
  const { look } = useWorker().store;
  const [changed, setChanged] = useState<Changed | null>(null);
  const seen = useRef(false);
  useEffect(() => {
    const first = !seen.current;
    seen.current = true;
    const current = seenOf(negotiation, Date.now());
    if (!current) return;
    void look(negotiation.id, current).then((before) => {
      if (first) setChanged(changedSince(before, negotiation));
    });
  }, [valueOr(negotiation.stage, null)?.id, valueOr(negotiation.messages, null)]);
  if (!changed) return null;
  const { since, from, messages } = changed;
  return (
    <p class="neg-changed small" role="status">
      <span class="b">{t('neg_changed', ago(since, now))}</span>
      {': '}
      {[from && t('neg_changed_stage', from.name), messages > 0 && plural('neg_changed_messages', messages)]
        .filter(Boolean)
        .join(', ')}
    </p>
  );
}
