import { useRef, useState } from 'preact/hooks';
import { type OwnNote, partOf } from '../../utils/domain/applicant/applicant.ts';
import { type ApplicantNegotiation, isMine, titleOf } from '../../utils/domain/applicant/negotiation.ts';
import { employerOf as whomOf } from '../../utils/domain/avoided.ts';
import { dayOf, dueAt } from '../../utils/domain/due.ts';
import type { Interview, Reminder } from '../../utils/domain/reminders.ts';
import { toneOf } from '../../utils/domain/stage.ts';
import { editKey } from '../../utils/domain/texts.ts';
import { chatUrl, negotiationsUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import { known, unread } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { useStore, useWritten } from '../contexts.tsx';
import { ConversationView } from '../conversation/conversation.tsx';
import { OwnMessage } from '../conversation/message.tsx';
import { useConversation, usePendingEdits } from '../conversation/use-conversation.ts';
import { PutOff } from '../reminders/when.tsx';
import { AvoidButton, AvoidedLine } from '../ui/avoided.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { pressed, useKeys } from '../ui/keys.ts';
import { PaneHead } from '../ui/section.tsx';
import { useLoad } from '../ui/use-load.ts';
import { delay, problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Facts, OwnNoteForm, Timeline } from './facts.tsx';
import { adviceOf, callOf, chipOf, employerOf, vacancyUrl, whenText } from './words.ts';

interface Props {
  negotiation: ApplicantNegotiation;
  /** null until they have been read. */
  notes: Record<string, OwnNote> | null;
  reminder: Reminder | undefined;
  /** Called when it is snoozed; resolves to the problem, if any. */
  onPut: (taken: Promise<Problem | null>) => void;
  /** A key that was pressed before the pane was open; it acts as soon as it can. */
  begin: string | null;
  others: readonly ApplicantNegotiation[];
  now: number;
  onOpen: (negotiation: ApplicantNegotiation) => void;
  onClose: () => void;
}

/** One of my negotiations: its state, what I can do, my note, the timeline and the facts. */
export function ApplicantNegotiationPane(props: Props) {
  const { negotiation, notes, others, now, onOpen, onClose, reminder, onPut, begin } = props;
  const { applicant, settings } = useStore();
  const { owner } = applicant;
  const { site, silentDays } = settings;
  const api = applicant.api.state === 'on';
  const root = useRef<HTMLElement>(null);
  useKeys(root, (code) => (code === 'KeyB' ? pressed(root.current, code) : undefined), begin);
  const { id } = negotiation;
  const worker = useWorker();
  const facts = useLoad(api ? id : null, () => worker.applicant.readFacts(id));
  // A write of mine has reached hh: its effect is read with the list.
  useWritten(
    ({ request }) => request.kind === 'call' || request.kind === 'old-message',
    () => {
      void worker.refresh();
      if (api) facts.again();
    },
  );
  const title = titleOf(negotiation);
  const { vacancy, employer } = negotiation;
  const chip = chipOf(negotiation, now, silentDays);
  const tone = negotiation.stage.id === 'response' ? 'neutral' : toneOf(negotiation.stage.id);
  return (
    <article ref={root} class="applicant-pane" tabIndex={-1} aria-labelledby="applicant-title">
      <PaneHead onClose={onClose}>
        <h2 id="applicant-title" class="b pane-name" dir="auto">
          <Link href={vacancyUrl(negotiation, site)}>{title}</Link>
        </h2>
        <p class="small muted said" dir="auto">
          {employer?.id ? (
            <Link href={`https://${site}/employer/${employer.id}`}>{employerOf(negotiation)}</Link>
          ) : (
            employerOf(negotiation)
          )}
          {vacancy?.area && ` · ${vacancy.area}`}
        </p>
      </PaneHead>
      <p class={`verdict ${tone}`}>
        <b class="b">{chip.text}</b> · {whenText(negotiation.updatedAt, now) || t('fact_date_unread')}
      </p>
      {employer && <AvoidedLine whom={whomOf(employer)} />}
      <Acting negotiation={negotiation} now={now} />
      <section class="sec minor">
        <PutOff
          of={{ kind: 'application', negotiation }}
          reminder={reminder}
          now={now}
          onPut={onPut}
          onClosed={() => root.current?.focus({ preventScroll: true })}
        />
        {reminder?.why?.kind === 'interview' && (
          <InterviewFile negotiation={negotiation} interview={reminder.why} />
        )}
        {employer && <AvoidButton whom={whomOf(employer)} name={employer.name} />}
      </section>
      {api && <ApplicantConversation negotiation={negotiation} now={now} />}
      {owner !== null && notes !== null && (
        <OwnNoteForm note={notes[id]} onSave={(note) => worker.store.saveNote(owner, id, note)} />
      )}
      <Timeline negotiation={negotiation} owner={owner} now={now} />
      <Facts
        negotiation={negotiation}
        facts={facts.value}
        others={others}
        isPart={partOf(applicant) !== null}
        now={now}
        onOpen={onOpen}
      />
      <Hide negotiation={negotiation} />
    </article>
  );
}

/** Saves the interview that a message seems to mention as a calendar file. */
function InterviewFile({
  negotiation,
  interview: { on, text },
}: Pick<Props, 'negotiation'> & { interview: Interview }) {
  const { save } = useWorker();
  const [failed, setFailed] = useState(false);
  const make = async () => {
    try {
      const { saveMeeting } = await import('../negotiation/meeting-file.ts');
      const title = `${t('meeting_title')}: ${employerOf(negotiation)}`;
      const notes = [titleOf(negotiation), `«${text}»`].join('\n');
      const start = dueAt(on);
      saveMeeting({ id: negotiation.id, start, minutes: 60, place: '', title, notes }, dayOf(on), save);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div>
      <Button small tone="flat" title={t('back_calendar_title')} onClick={() => void make()}>
        {t('back_calendar')}
      </Button>
      <Fault>{failed && t('meeting_failed')}</Fault>
    </div>
  );
}

/** What I can do next, and the effect of that. */
function Acting({ negotiation, now }: Pick<Props, 'negotiation' | 'now'>) {
  const { applicant, settings } = useStore();
  const { site, silentDays } = settings;
  const { chatId, messaging } = negotiation;
  const closed = messaging !== null && messaging !== 'ok';
  return (
    <section class="sec stack">
      <p>{adviceOf(negotiation, now, silentDays)}</p>
      {applicant.api.state !== 'on' && (
        <div>
          <Link
            class={`btn wide${negotiation.fresh || isMine(negotiation) ? ' primary' : ''}`}
            href={chatId ? chatUrl(site, { id: chatId }) : negotiationsUrl(site)}
          >
            {t(chatId ? (closed ? 'applicant_chat' : 'applicant_reply_on_hh') : 'common_open_hh')}
          </Link>
          <p class="small muted gap">{t(chatId ? 'applicant_effect_chat' : 'applicant_effect_list')}</p>
        </div>
      )}
    </section>
  );
}

/** Hides the negotiation from my list, silently or with hh's polite refusal if hh offers one. */
function Hide({ negotiation }: Pick<Props, 'negotiation'>) {
  const { applicant, settings, entries } = useStore();
  const { site, undoSeconds } = settings;
  const { hideNegotiation } = useWorker().applicant;
  const [problem, setProblem] = useState<Problem | null>(null);
  const hide = async (decline: boolean) => {
    const answer = await hideNegotiation(negotiation.id, decline);
    setProblem(answer.ok ? null : answer.problem);
  };
  if (negotiation.hidden) return null;
  if (applicant.api.state !== 'on')
    return (
      <section class="sec">
        <Link class="small" href={negotiationsUrl(site)}>
          {t('applicant_hide_on_hh')}
        </Link>
      </section>
    );
  if (callOf(entries, 'hide-active-response', negotiation.id))
    return <p class="sec small muted">{t('applicant_hiding')}</p>;
  return (
    <section class="sec stack">
      <div>
        <Button small onClick={() => void hide(false)}>
          {t('applicant_hide')}
        </Button>
        <p class="small muted gap">{t('applicant_hide_effect', delay(undoSeconds))}</p>
      </div>
      {negotiation.declineAllowed && (
        <div>
          <Button small tone="danger" onClick={() => void hide(true)}>
            {t('applicant_decline')}
          </Button>
          <p class="small muted gap">{t('applicant_decline_effect', delay(undoSeconds))}</p>
        </div>
      )}
      <Fault>{problem && problemText(problem)}</Fault>
    </section>
  );
}

/** The messages of one negotiation, behind a button because reading them marks new ones as seen. */
export function ApplicantConversation({ negotiation, now }: Pick<Props, 'negotiation' | 'now'>) {
  const { applicant, settings } = useStore();
  const { owner } = applicant;
  const { site, undoSeconds } = settings;
  const { id, messaging, fresh, messages } = negotiation;
  const worker = useWorker();
  const { readMessages, editLetter } = worker.applicant;
  const root = useRef<HTMLDivElement>(null);
  const of = { chatId: null, negotiationId: id };
  const conversation = useConversation(of, async ({ page = 0 }) => {
    const answer = await readMessages({
      id,
      messaging: messaging === null ? unread : known(messaging),
      page,
    });
    // The new messages are read now: update the badge without waiting for the next poll.
    if (answer.ok && fresh) void worker.refresh();
    // If the store is full, the reminder is lost, but the messages are still shown.
    if (answer.ok && owner !== null && page === 0)
      void worker.applicant.noteInterview(owner, negotiation, answer.value.messages).catch(() => {});
    return answer;
  });
  useKeys(root, (code) => (code === 'KeyC' ? pressed(root.current, code) : undefined));
  const pending = usePendingEdits(of);
  const open = () => conversation.open(true);
  return (
    <div ref={root}>
      <ConversationView
        of={of}
        viewer="applicant"
        hhUrl={negotiationsUrl(site)}
        open={conversation}
        unread={known(0)}
        unseen={null}
        now={now}
        closed={
          <>
            <Button
              wide
              shortcut="C"
              data-key="KeyC"
              tone={fresh ? 'primary' : 'plain'}
              disabled={conversation.busy}
              onClick={open}
            >
              {conversation.busy
                ? t('chat_loading')
                : messages
                  ? plural('applicant_talk_count', messages)
                  : t('chat_show')}
            </Button>
            <p class="small muted gap">{t(fresh ? 'applicant_talk_marks_new' : 'applicant_talk_marks')}</p>
          </>
        }
        message={(message) => (
          <OwnMessage
            message={message}
            viewer="applicant"
            pending={pending.find((edit) => edit.id === message.id)}
            draftKey={editKey({ what: 'letter', of: id, id: message.id })}
            effect={t('applicant_letter_effect', delay(undoSeconds))}
            onEdit={(text) => editLetter(id, message.id, text)}
          />
        )}
      />
    </div>
  );
}
