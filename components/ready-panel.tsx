import { Component, createRef } from 'preact';
import { plural, t } from '../utils/i18n.ts';
import type { Action, Negotiation } from '../utils/inbox/negotiation.ts';
import type { Panel } from '../utils/inbox/panel.ts';
import type { Entry } from '../utils/inbox/write.ts';
import { codeOf, isTyping, keysFor } from '../utils/keys.ts';
import type { Answer, NextStep, Problem } from '../utils/problem.ts';
import { needsForm } from './action-arguments.ts';
import { ActionForm, type Filled } from './action-form.tsx';
import { Actions, shown } from './actions.tsx';
import { ConversationView, type Opened } from './conversation.tsx';
import { Current } from './current.tsx';
import { Frame } from './frame.tsx';
import { History } from './history.tsx';
import { Notes } from './notes.tsx';
import type { PanelViewProps } from './panel.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Fault } from './send.tsx';
import { UndoBar, undoable } from './undo-bar.tsx';
import { VerdictLine } from './verdict.tsx';
import { problemText } from './words.ts';

type Ready = Extract<Panel, { state: 'ready' }>;

interface Props extends PanelViewProps<Ready> {
  onStep: (step: NextStep) => void;
}

interface State {
  /** Which form is open, and the failed write that it mends. */
  form: { action: Action; mends?: Entry } | null;
  more: boolean;
  opened: Opened;
  problem: Problem | null;
}

/** The text of a message; undefined for any other write. */
const messageOf = ({ wish }: Entry): string | undefined =>
  wish.kind === 'message' || wish.kind === 'old-message' ? wish.text : undefined;

const deliveredOf = ({ entries }: Ready) =>
  entries.filter((entry) => messageOf(entry) && entry.progress.at === 'sent').length;

/** The values of arguments that need not be asked for. */
function givenBy({ vacancy, candidate }: Negotiation): Record<string, string> {
  return {
    ...(vacancy && { vacancy_id: vacancy.id }),
    ...(candidate.resumeId && { resume_id: candidate.resumeId }),
  };
}

/** What is known of this candidate, and what can be done now. */
export class ReadyPanel extends Component<Props, State> {
  override state: State = { form: null, more: false, opened: { state: 'closed' }, problem: null };
  private root = createRef<HTMLDivElement>();

  // A message has gone out: the open conversation shows it.
  override componentDidUpdate({ panel }: Props) {
    if (this.state.opened.state === 'open' && deliveredOf(this.props.panel) > deliveredOf(panel))
      void this.readConversation();
  }

  private closeForm = () => {
    this.setState({ form: null });
    this.root.current?.focus({ preventScroll: true });
  };
  private saveDraft = (key: string, text: string) => {
    void this.props.deeds.call('saveDraft', { key, text });
  };
  private turnMore = () => this.setState({ more: !this.state.more });

  /** Why the buttons rest: what was pressed last is still on its way. */
  private off(): string | null {
    const { entries, current } = this.props.panel;
    for (const { wish, label, progress } of entries) {
      const { at } = progress;
      if (wish.kind === 'action' && wish.negotiationId === current?.id && at !== 'sent' && at !== 'failed')
        return t(`panel_off_${at}`, label.action ?? t('undo_action'));
    }
    return null;
  }

  private async act({ id }: Negotiation, action: Action, filled: Filled, mends?: Entry) {
    const { call } = this.props.deeds;
    const answer = await call('write', { kind: 'action', negotiationId: id, actionId: action.id, ...filled });
    if (answer.ok) {
      if (mends) void call('dismiss', mends.id);
      this.closeForm();
    }
    return answer;
  }

  private async choose(current: Negotiation, action: Action) {
    this.setState({ problem: null });
    if (needsForm(action, givenBy(current))) return this.setState({ form: { action } });
    const answer = await this.act(current, action, { values: {} });
    if (!answer.ok) this.setState({ problem: answer.problem });
  }

  private async readConversation() {
    const { panel, deeds } = this.props;
    if (!panel.current) return;
    const answer = await deeds.call('readConversation', { negotiationId: panel.current.id });
    this.setState({
      opened: answer.ok
        ? { state: 'open', conversation: answer.value }
        : { state: 'problem', problem: answer.problem },
    });
  }
  private openConversation = () => {
    const { state } = this.state.opened;
    if (state === 'loading' || state === 'open') return;
    this.setState({ opened: { state: 'loading' } });
    void this.readConversation();
  };

  private send({ id, chatId: known }: Negotiation, text: string): Promise<Answer<unknown>> {
    const { opened } = this.state;
    const chatId = (opened.state === 'open' && opened.conversation.chatId) || known;
    return this.props.deeds.call(
      'write',
      chatId
        ? { kind: 'message', negotiationId: id, chatId, text }
        : { kind: 'old-message', negotiationId: id, text },
    );
  }

  private edit = (entry: Entry) => {
    const { panel, deeds } = this.props;
    const { wish } = entry;
    const text = messageOf(entry);
    if (text !== undefined) {
      this.saveDraft(`message:${panel.current?.id}`, text);
      void deeds.call('dismiss', entry.id);
      return this.openConversation();
    }
    const action = panel.current?.actions.find(({ id }) => wish.kind === 'action' && id === wish.actionId);
    this.setState(action ? { form: { action, mends: entry } } : { problem: { name: 'wrong-state' } });
  };

  /** What a key does here. */
  private deedOf(code: string): (() => void) | undefined {
    const { panel, deeds } = this.props;
    const { form } = this.state;
    const { current } = panel;
    const last = undoable(panel.entries);
    if (code === 'Escape') return form ? this.closeForm : undefined;
    if (code === 'KeyZ' && last) return () => void deeds.call('undo', last.id);
    if (!current) return;
    if (code === 'KeyC') return this.openConversation;
    if (form || this.off()) return;
    const actions = keysFor(current.actions);
    if (code === 'KeyM' && actions.length > shown) return this.turnMore;
    const action = actions.find(({ key }) => key?.code === code)?.item;
    return action && (() => void this.choose(current, action));
  }
  private onKeyDown = (event: KeyboardEvent) => {
    const deed = isTyping(event) || event.repeat ? null : this.deedOf(codeOf(event));
    if (!deed) return;
    event.preventDefault();
    deed();
  };

  render({ panel, now, deeds, onStep }: Props, { problem }: State) {
    const { current, entries, problems } = panel;
    const { call, site } = deeds;
    const part = (failed: Problem | undefined) =>
      failed && (
        <div class="sec">
          <ProblemNote
            problem={failed}
            hhUrl={`https://${site}/employer`}
            onStep={onStep}
            onCopy={deeds.copy}
          />
        </div>
      );
    return (
      <Frame
        {...this.props}
        root={this.root}
        onKeyDown={this.onKeyDown}
        footer={
          entries.length > 0 && (
            <div class="foot">
              <UndoBar
                entries={entries}
                onUndo={(id) => void call('undo', id)}
                onRetry={(id) => void call('retry', id)}
                onEdit={this.edit}
                onDismiss={(id) => void call('dismiss', id)}
                onDue={() => void call('flush')}
              />
            </div>
          )
        }
      >
        <VerdictLine verdict={panel.verdict} now={now} />
        {part(problems.current)}
        {current && (
          <Current negotiation={current} now={now}>
            {this.actions(current)}
            <Fault>{problem && problemText(problem)}</Fault>
          </Current>
        )}
        {part(problems.history)}
        <History history={panel.history} now={now} site={site} />
        {part(problems.notes)}
        <Notes notes={panel.notes} now={now} />
        {current && this.conversation(current)}
        {panel.setAside > 0 && <p class="sec small muted">{plural('panel_set_aside', panel.setAside)}</p>}
      </Frame>
    );
  }

  private actions(current: Negotiation) {
    const { panel, deeds } = this.props;
    const { form, more } = this.state;
    const { undoSeconds } = panel.look;
    if (!form)
      return (
        <Actions
          actions={keysFor(current.actions)}
          more={more}
          undoSeconds={undoSeconds}
          off={this.off()}
          onMore={this.turnMore}
          onChoose={(action) => void this.choose(current, action)}
        />
      );
    const { action, mends } = form;
    const key = `action:${current.id}:${action.id}`;
    const mended = mends?.wish.kind === 'action' ? mends.wish.values.message : null;
    return (
      <ActionForm
        key={key}
        action={action}
        draftKey={key}
        draft={panel.drafts[key]?.text ?? mended ?? null}
        undoSeconds={undoSeconds}
        given={givenBy(current)}
        hhUrl={
          current.vacancy && `https://${deeds.site}/employer/vacancyresponses?vacancyId=${current.vacancy.id}`
        }
        loadTemplate={(actionId, templateId) =>
          deeds.call('readTemplate', { negotiationId: current.id, actionId, templateId })
        }
        loadAddresses={() => deeds.call('readAddresses')}
        onDraft={this.saveDraft}
        onSend={(filled) => this.act(current, action, filled, mends)}
        onClose={this.closeForm}
      />
    );
  }

  private conversation(current: Negotiation) {
    const { panel, now, deeds, onStep } = this.props;
    const key = `message:${current.id}`;
    const draft = panel.drafts[key]?.text ?? null;
    return (
      <ConversationView
        key={current.id}
        opened={this.state.opened}
        unread={current.unreadMessages}
        now={now}
        draftKey={key}
        // What is being sent is no draft any more.
        draft={panel.entries.some((entry) => messageOf(entry) === draft) ? null : draft}
        undoSeconds={panel.look.undoSeconds}
        onDraft={this.saveDraft}
        onSend={(text) => this.send(current, text)}
        onOpen={this.openConversation}
        onStep={(step) => (step === 'retry' || step === 'refresh' ? this.openConversation() : onStep(step))}
        onCopy={deeds.copy}
      />
    );
  }
}
