import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, t } from '../utils/i18n.ts';
import type { Action, Negotiation } from '../utils/inbox/negotiation.ts';
import type { Panel } from '../utils/inbox/panel.ts';
import { draftKey, type Entry, textOf, type Wish } from '../utils/inbox/write.ts';
import { codeOf, isTyping, keysFor } from '../utils/keys.ts';
import type { NextStep, Problem } from '../utils/problem.ts';
import { needsForm } from './action-arguments.ts';
import { ActionForm, type Filled } from './action-form.tsx';
import { Actions } from './actions.tsx';
import { ConversationView, type Opened } from './conversation.tsx';
import { Current } from './current.tsx';
import { Frame } from './frame.tsx';
import { History } from './history.tsx';
import { Notes } from './notes.tsx';
import type { Deeds } from './panel-deeds.ts';
import { ProblemNote } from './problem-note.tsx';
import { UndoBar, undoable } from './undo-bar.tsx';
import { VerdictLine } from './verdict.tsx';
import { problemText } from './words.ts';

interface Props {
  panel: Extract<Panel, { state: 'ready' }>;
  header: ComponentChildren;
  now: number;
  deeds: Deeds;
  onStep: (step: NextStep) => void;
}

/** Which form is open, and the failed write that it mends. */
interface Form {
  action: Action;
  mends: Entry | null;
}

const isMessage = ({ wish }: Entry) => wish.kind === 'message' || wish.kind === 'old-message';

/** A saved text, unless it is what is being sent. */
function draftOf({ drafts, entries }: Props['panel'], key: string): string | null {
  const text = drafts[key]?.text ?? null;
  return entries.some(({ wish }) => draftKey(wish) === key && textOf(wish) === text) ? null : text;
}

/** Why the buttons rest: what was pressed last is still on its way. */
function restReason(entries: Entry[], current: Negotiation): string | null {
  const entry = entries.find(
    ({ wish, progress }) =>
      wish.kind === 'action' &&
      wish.negotiationId === current.id &&
      (progress.at === 'waiting' || progress.at === 'sending' || progress.at === 'uncertain'),
  );
  if (!entry) return null;
  const words = {
    waiting: 'panel_off_waiting',
    sending: 'panel_off_sending',
    uncertain: 'panel_off_uncertain',
  } as const;
  const { at } = entry.progress;
  return at === 'waiting' || at === 'sending' || at === 'uncertain'
    ? t(words[at], entry.label.action ?? t('undo_action'))
    : null;
}

/** What is known of this candidate, and what can be done now. */
export function ReadyPanel({ panel, header, now, deeds, onStep }: Props) {
  const { current, history, notes, entries, problems, drafts, look } = panel;
  const [form, setForm] = useState<Form | null>(null);
  const [more, setMore] = useState(false);
  const [opened, setOpened] = useState<Opened>({ state: 'closed' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const card = useRef<HTMLDivElement>(null);

  const off = current && restReason(entries, current);
  const keyed = keysFor(current?.actions ?? []);
  const given: Record<string, string> = {};
  if (current?.vacancy) given.vacancy_id = current.vacancy.id;
  if (current?.candidate.resumeId) given.resume_id = current.candidate.resumeId;

  const focusCard = () => card.current?.closest<HTMLElement>('.panel')?.focus({ preventScroll: true });
  const closeForm = () => {
    setForm(null);
    focusCard();
  };

  const act = async (action: Action, filled: Filled, mends: Entry | null) => {
    if (!current) return { ok: false, problem: { name: 'negotiation-not-found' } } as const;
    const answer = await deeds.write({
      kind: 'action',
      negotiationId: current.id,
      actionId: action.id,
      ...filled,
    });
    if (answer.ok) {
      if (mends) deeds.dismiss(mends.id);
      closeForm();
    }
    return answer;
  };

  const choose = async (action: Action) => {
    if (off) return;
    setProblem(null);
    if (needsForm(action, given)) return setForm({ action, mends: null });
    const answer = await act(action, { values: {} }, null);
    if (!answer.ok) setProblem(answer.problem);
  };

  const messageKey = current ? `message:${current.id}` : '';
  const readConversation = async () => {
    if (!current) return;
    const answer = await deeds.loadConversation(current.id);
    setOpened(
      answer.ok
        ? { state: 'open', conversation: answer.value }
        : { state: 'problem', problem: answer.problem },
    );
  };
  const openConversation = () => {
    if (opened.state === 'loading' || opened.state === 'open') return;
    setOpened({ state: 'loading' });
    void readConversation();
  };
  // A message has gone out: the open conversation shows it.
  const delivered = entries.filter((entry) => isMessage(entry) && entry.progress.at === 'sent').length;
  // Only when one more has been delivered.
  useEffect(() => {
    if (delivered > 0 && opened.state === 'open') void readConversation();
  }, [delivered]);

  const send = async (text: string) => {
    if (!current) return { ok: false, problem: { name: 'negotiation-not-found' } } as const;
    const chatId = (opened.state === 'open' ? opened.conversation.chatId : null) ?? current.chatId;
    const wish: Wish = chatId
      ? { kind: 'message', negotiationId: current.id, chatId, text }
      : { kind: 'old-message', negotiationId: current.id, text };
    return deeds.write(wish);
  };

  const edit = (entry: Entry) => {
    const { wish } = entry;
    if (wish.kind === 'action') {
      const action = current?.actions.find(({ id }) => id === wish.actionId);
      if (action) setForm({ action, mends: entry });
      else setProblem({ name: 'wrong-state' });
    } else if (wish.kind === 'message' || wish.kind === 'old-message') {
      deeds.saveDraft(messageKey, wish.text);
      deeds.dismiss(entry.id);
      openConversation();
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event) || event.repeat) return;
    const code = codeOf(event);
    const done = (deed: () => void) => {
      event.preventDefault();
      deed();
    };
    if (code === 'Escape') {
      if (form) done(closeForm);
      return;
    }
    const last = undoable(entries);
    if (code === 'KeyZ' && last) return done(() => deeds.undo(last.id));
    if (code === 'KeyC' && current) return done(openConversation);
    if (form || off) return;
    if (code === 'KeyM' && keyed.length > 3) return done(() => setMore(!more));
    const action = keyed.find(({ key }) => key?.code === code)?.item;
    if (action) done(() => void choose(action));
  };

  const mended = form?.mends?.wish.kind === 'action' ? form.mends.wish.values.message : undefined;
  const formKey = form && current ? `action:${current.id}:${form.action.id}` : '';
  const part = (failed: Problem | undefined) =>
    failed && (
      <div class="sec">
        <ProblemNote problem={failed} hhUrl={deeds.hhUrl} onStep={onStep} onCopy={deeds.copy} />
      </div>
    );

  return (
    <Frame
      header={header}
      onKeyDown={onKeyDown}
      onClose={deeds.close}
      footer={
        entries.length > 0 && (
          <div class="foot">
            <UndoBar
              entries={entries}
              onUndo={deeds.undo}
              onRetry={deeds.retry}
              onEdit={edit}
              onDismiss={deeds.dismiss}
              onDue={deeds.flush}
            />
          </div>
        )
      }
    >
      <div ref={card}>
        <VerdictLine verdict={panel.verdict} now={now} />
        {part(problems.current)}
        {current && (
          <Current negotiation={current} now={now}>
            {form ? (
              <ActionForm
                key={formKey}
                action={form.action}
                draftKey={formKey}
                draft={drafts[formKey]?.text ?? mended ?? null}
                undoSeconds={look.undoSeconds}
                given={given}
                hhUrl={current.vacancy && deeds.responsesUrl(current.vacancy.id)}
                loadTemplate={(actionId, templateId) => deeds.loadTemplate(current.id, actionId, templateId)}
                loadAddresses={deeds.loadAddresses}
                onDraft={deeds.saveDraft}
                onSend={(filled) => act(form.action, filled, form.mends)}
                onClose={closeForm}
              />
            ) : (
              <Actions
                actions={keyed}
                more={more}
                undoSeconds={look.undoSeconds}
                off={off}
                onMore={() => setMore(!more)}
                onChoose={(action) => void choose(action)}
              />
            )}
            {problem && (
              <p class="small bad said gap" role="alert">
                {problemText(problem)}
              </p>
            )}
          </Current>
        )}
        {part(problems.history)}
        <History history={history} now={now} vacancyUrl={deeds.vacancyUrl} />
        {part(problems.notes)}
        <Notes notes={notes} now={now} />
        {current && (
          <ConversationView
            key={current.id}
            opened={opened}
            unread={current.unreadMessages}
            now={now}
            draftKey={messageKey}
            draft={draftOf(panel, messageKey)}
            undoSeconds={look.undoSeconds}
            onDraft={deeds.saveDraft}
            onSend={send}
            onOpen={openConversation}
            onStep={(step) => (step === 'retry' || step === 'refresh' ? openConversation() : onStep(step))}
            onCopy={deeds.copy}
          />
        )}
        {panel.setAside > 0 && <p class="sec small muted">{plural('panel_set_aside', panel.setAside)}</p>}
      </div>
    </Frame>
  );
}
