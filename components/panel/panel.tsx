import { useEffect, useState } from 'preact/hooks';
import { employerOf, personOf, type Whom } from '../../utils/domain/avoided.ts';
import type { Panel } from '../../utils/domain/panel.ts';
import { responseSubject, type Subject, standing } from '../../utils/domain/reminders.ts';
import { draftIn } from '../../utils/domain/texts.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { ApplicantId } from '../../utils/ids.ts';
import { type Known, none, valueOr } from '../../utils/known.ts';
import { ago } from '../../utils/time.ts';
import { AvoidedContext, OutboxContext, UndoSeconds, useOutbox } from '../contexts.tsx';
import { alone, Composer } from '../conversation/composer.tsx';
import { ConversationView } from '../conversation/conversation.tsx';
import { MarkViewed, unseenIn } from '../conversation/mark-read.tsx';
import { useConversation } from '../conversation/use-conversation.ts';
import { ActionsView, useActions } from '../negotiation/actions.tsx';
import { Current } from '../negotiation/current.tsx';
import { countNew, History } from '../negotiation/history.tsx';
import { Notes } from '../negotiation/notes.tsx';
import { VerdictLine } from '../negotiation/verdict.tsx';
import { PutOff, useNoteDay } from '../reminders/when.tsx';
import { AvoidButton, AvoidedLine } from '../ui/avoided.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Tick } from '../ui/form.tsx';
import { namesByLetter } from '../ui/keys.ts';
import { ProblemNote, signIn } from '../ui/problem-note.tsx';
import { Section } from '../ui/section.tsx';
import { Said } from '../ui/text.tsx';
import { stepOf } from '../ui/words.ts';
import { useMessages } from '../worker.ts';
import { Frame, type PanelProps, useCard } from './frame.tsx';

/** The open panel of a page, in any of its states. */
export function PanelView(props: PanelProps) {
  const { panel, site, onRefresh } = props;
  const worker = useMessages();
  const hhUrl = `https://${site}/employer`;
  if (panel.state === 'ready')
    return (
      <OutboxContext.Provider value={panel}>
        <ReadyPanel {...props} panel={panel} />
      </OutboxContext.Provider>
    );

  if (panel.state === 'mark') return <VacancyPanel {...props} panel={panel} />;

  if (panel.state === 'problem')
    return (
      <Frame {...props}>
        <div class="sec">
          <ProblemNote problem={panel.problem} hhUrl={hhUrl} again={onRefresh} />
        </div>
      </Frame>
    );

  const isOut = panel.state === 'signed-out';
  const problem = isOut && panel.problem?.name !== 'signed-out' ? panel.problem : null;
  const words = isOut ? 'panel_signed_out' : 'panel_not_recruiter';
  return (
    <Frame {...props}>
      <section class="sec stack">
        <p class="b">{t(words)}</p>
        <p class="muted">{t(`${words}_more`)}</p>
        {problem && (
          <ProblemNote
            problem={problem}
            hhUrl={hhUrl}
            again={onRefresh}
            // The button below signs in again.
            wordsOnly={stepOf(problem) === 'sign-in'}
          />
        )}
        <div class="row">
          {isOut && (
            <Button tone="primary" onClick={() => void signIn(worker)}>
              {t('common_sign_in')}
            </Button>
          )}
          <Button tone={isOut ? 'flat' : 'plain'} onClick={() => void worker.openOptions()}>
            {t('common_settings')}
          </Button>
        </div>
      </section>
    </Frame>
  );
}

type Ready = Extract<Panel, { state: 'ready' }>;

/** The panel on a resume page: what is known about the candidate, and what can be done. */
function ReadyPanel(props: PanelProps<Ready>) {
  const { panel, now, site, resumeId, onRefresh } = props;
  const { history, notes, look, reminders } = panel;
  const { undoSeconds, waitHours } = look;
  const worker = useMessages();
  const card = useCard();
  const { takeFocus } = card;

  const current = valueOr(panel.current, null);
  const id = current?.id ?? null;
  const vacancy = current && valueOr(current.vacancy, null);
  const actions = useActions(current, { onClosed: takeFocus });
  const of = { chatId: current && valueOr(current.chatId, null), negotiationId: id };
  const conversation = useConversation(of, async (stretch) =>
    id
      ? worker.readConversation({ negotiationId: id, ...stretch })
      : { ok: false, problem: { name: 'not-found' } },
  );

  // The verdict is rendered first; actions, history and notes follow, each after a paint in its own task.
  const [step, setStep] = useState(0);
  useEffect(() => setStep(Math.min(step + 1, 3)), [step]);
  /** Whether the conversation is shown; it is once the user has asked for it. */
  const [talks, setTalks] = useState(false);
  /** Reading a chat has no side effect; the old list of letters has one, so it waits for its own button. */
  const talk = () => {
    // The button that was pressed gives way to the conversation.
    takeFocus();
    setTalks(true);
    if (of.chatId) conversation.open(false);
  };

  const mend = async (entry: Entry) => {
    const { kind } = entry.request;
    if (kind === 'action') return actions.mend(entry);
    // The text of a dismissed write becomes a draft again.
    await worker.dismiss(entry.id);
    // A conversation that cannot be read without a side effect waits for its own button; the draft is kept.
    const isMessage = kind === 'message' || kind === 'old-message';
    if (isMessage && !conversation.conversation) talk();
  };

  // There is no store here: the worker decides whether the response is new.
  const subject = current && responseSubject(current, { rows: [], readAt: {} });
  const marked = panel.avoided ? [panel.avoided] : [];
  // All known ids of the person: those of the mark that the worker found, and the resume in the page's address.
  const whom: Whom = {
    kind: 'person',
    ids: [
      ...marked.flatMap(({ ids }) => ids),
      ...(panel.candidate ? personOf(panel.candidate).ids : []),
      resumeId,
    ],
  };
  const past = valueOr(history, none);
  const known = { ...past, items: [...past.items, ...panel.others] };
  const fresh = countNew(known, panel.news) ?? 0;
  const hhUrl = `https://${site}/employer`;
  const trouble = (read: Known<unknown>) =>
    !read.known && (
      <div class="sec">
        <ProblemNote problem={read.why} hhUrl={hhUrl} again={onRefresh} />
      </div>
    );
  const mark = (
    <AvoidButton whom={whom} name={(panel.candidate && valueOr(panel.candidate.name, null)) ?? ''} />
  );
  /** Opens our own page for what is too large for a panel on hh's page. */
  const toInbox = (address: string) => void worker.openInbox(address);
  const inviteTo = `page=invite&resume=${current?.candidate.resumeId ?? resumeId}`;
  const { applicantId } = panel.candidate ?? {};
  const chatGap = current && !current.chatId.known ? current.chatId.why : null;
  const unseen = current && unseenIn(current);
  return (
    <UndoSeconds.Provider value={undoSeconds}>
      <AvoidedContext.Provider value={marked}>
        <Frame
          {...props}
          keyed={{
            ...card,
            surface: 'panel',
            names: namesByLetter(actions.list.map(({ item }) => item)),
            reminders,
            onEdit: (entry) => void mend(entry),
            pressed: (code) =>
              code !== 'Escape' ? actions.pressed(code) : actions.form ? actions.close : undefined,
          }}
          top={
            <>
              <VerdictLine verdict={panel.verdict} now={now} />
              <AvoidedLine whom={whom} />
            </>
          }
          foot={
            <>
              <button
                type="button"
                class="btn link small grow"
                onClick={() => toInbox(vacancy ? `vacancy=${vacancy.id}&negotiation=${id}` : '')}
              >
                {t('panel_inbox')}
              </button>
              {current && (
                <IconButton icon="invite" label={t('panel_invite')} onClick={() => toInbox(inviteTo)} />
              )}
              {current?.chatId.known && !talks && (
                <Button
                  small
                  shortcut="C"
                  data-key="KeyC"
                  title={[
                    t(of.chatId ? 'chat_no_trace' : 'chat_old_none'),
                    !current.unreadMessages.known && t('popup_row_messages_unknown'),
                  ]
                    .filter(Boolean)
                    .join('\n')}
                  onClick={talk}
                >
                  {valueOr(current.unreadMessages, 0) > 0
                    ? t('panel_chat_unread', valueOr(current.unreadMessages, 0))
                    : t('panel_chat')}
                </Button>
              )}
            </>
          }
        >
          {fresh > 0 && <p class="sec small">{t('panel_news', ago(panel.news.after, now), fresh)}</p>}
          {trouble(panel.current)}
          {current && (
            <Current negotiation={current} now={now} waitHours={waitHours}>
              {step > 0 && (
                <ActionsView
                  actions={actions}
                  negotiation={current}
                  hhUrl={vacancy && `${hhUrl}/vacancyresponses?vacancyId=${vacancy.id}`}
                />
              )}
              {step > 0 && !actions.form && (
                <div class="minor">
                  {subject && (
                    <PutOff
                      of={subject}
                      reminder={standing(reminders, current.id, now)}
                      now={now}
                      onClosed={takeFocus}
                    />
                  )}
                  {mark}
                  {/* An open conversation has its own mark button. */}
                  {!talks && <MarkViewed unseen={unseen} keyed />}
                </div>
              )}
            </Current>
          )}
          {!current && (
            <div class="sec">
              <Button wide tone="primary" onClick={() => toInbox(inviteTo)}>
                {t('panel_invite')}
              </Button>
              {mark}
            </div>
          )}
          {step > 1 && (
            <>
              {trouble(history)}
              <History history={known} now={now} news={panel.news} site={site} here={vacancy?.id} />
            </>
          )}
          {step > 2 && (
            <>
              <Notes notes={notes && valueOr(notes, null)} now={now}>
                {(notes && !notes.known) || applicantId ? (
                  <>
                    {notes && trouble(notes)}
                    {applicantId && <NoteForm key={applicantId} {...{ applicantId, subject, now }} />}
                  </>
                ) : null}
              </Notes>
              {/* Whether there is a chat decides on the side effect of opening the conversation: do not guess. */}
              {chatGap && (
                <Section title={t('chat_title')}>
                  <ProblemNote problem={chatGap} hhUrl={hhUrl} again={onRefresh} />
                </Section>
              )}
            </>
          )}
          {current?.chatId.known && talks && (
            <ConversationView
              of={of}
              open={conversation}
              unread={current.unreadMessages}
              unseen={unseen}
              now={now}
              keyed
              hhUrl={hhUrl}
              again={onRefresh}
            />
          )}
        </Frame>
      </AvoidedContext.Provider>
    </UndoSeconds.Provider>
  );
}

interface NoteProps {
  applicantId: ApplicantId;
  subject: Subject | null;
  now: number;
}

/** The form for a note on the person, visible to colleagues or only to the author. */
function NoteForm({ applicantId, subject, now }: NoteProps) {
  const { entries, drafts } = useOutbox();
  const { write } = useMessages();
  const [isPersonal, setPersonal] = useState(false);
  const reminder = useNoteDay(subject, now);
  const key = `note:${applicantId}`;
  /** Until the person folds or unfolds it, it is open if there is a draft, which may come from another tab. */
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const isOpen = unfolded ?? draftIn(drafts, key, entries) !== null;
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}>
      <summary class="btn link">{t('note_add')}</summary>
      {isOpen && (
        <>
          <Tick checked={isPersonal} onTick={setPersonal}>
            <span class="small">{t('note_owner')}</span>
          </Tick>
          {reminder.field}
          <Composer
            conversation={alone}
            draftKey={key}
            note
            onSend={(text) =>
              reminder.noted(text, () =>
                write({ kind: 'note', applicantId, text, access: isPersonal ? 'owner' : 'coworkers' }),
              )
            }
          />
        </>
      )}
    </details>
  );
}

/** The panel on a vacancy page: state of the applicant's negotiation, others with the employer, note, reminder. */
function VacancyPanel(props: PanelProps<Extract<Panel, { state: 'mark' }>>) {
  const { panel, now } = props;
  const card = useCard();
  const { own } = panel;
  const employer = own?.of.negotiation.employer;
  return (
    <AvoidedContext.Provider value={panel.avoided ? [panel.avoided] : []}>
      <Frame {...props} {...(own && { keyed: { ...card, surface: 'vacancy', reminders: own.reminders } })}>
        <AvoidedLine whom={panel.avoided} />
        {panel.title && <p class={`verdict said b ${panel.tone}`}>{panel.title}</p>}
        {panel.lines.length > 0 && (
          <ul class="sec timeline">
            {panel.lines.map((line) => (
              <li key={line} class="neutral">
                {line}
              </li>
            ))}
          </ul>
        )}
        {(panel.step || panel.note) && (
          <section class="sec stack" aria-label={t('applicant_note')}>
            {panel.step && <Said class="b" text={panel.step} />}
            {panel.note && <Said text={panel.note} />}
          </section>
        )}
        {own && (
          <section class="sec minor">
            <PutOff
              of={own.of}
              reminder={standing(own.reminders, own.of.negotiation.id, now)}
              now={now}
              onClosed={card.takeFocus}
            />
            {employer && <AvoidButton whom={employerOf(employer)} name={employer.name} />}
          </section>
        )}
      </Frame>
    </AvoidedContext.Provider>
  );
}
