import { Component, createRef } from 'preact';
import { actionsOf, asksFirst, givenBy } from '../../utils/domain/arguments.ts';
import type { Action, Negotiation } from '../../utils/domain/negotiation.ts';
import type { Panel } from '../../utils/domain/panel.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import type { ApplicantId, EntryId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import { requestWrite } from '../../utils/messaging/write-requests.ts';
import type { NextStep, Problem, Result } from '../../utils/problem.ts';
import type { Opened } from '../conversation/conversation.tsx';
import { offOf } from '../outbox/under-way.ts';
import { undoable } from '../outbox/undo-bar.tsx';
import type { PanelViewProps } from '../panel/panel-calls.ts';
import { codeOf, isTyping, keysFor } from '../ui/keys.ts';
import { pressed } from '../ui/reveal.ts';
import { shown } from './actions.tsx';
import type { Filled } from './form.ts';

type Ready = Extract<Panel, { state: 'ready' }>;

export interface ReadyProps extends PanelViewProps<Ready> {
  onStep: (step: NextStep, problem: Problem) => void;
}

export interface ReadyState {
  /** Which form is open, and the failed write that it mends. */
  form: { action: Action; mends?: Entry } | null;
  more: boolean;
  opened: Opened;
  problem: Problem | null;
}

/** The text of a message; undefined for any other write. */
export const messageOf = ({ request }: Entry): string | undefined =>
  request.kind === 'message' || request.kind === 'old-message' ? request.text : undefined;

const deliveredOf = ({ entries }: Ready) =>
  entries.filter((entry) => messageOf(entry) && entry.progress.at === 'sent').length;

/** What can be done in the panel of one candidate; what it looks like is `ReadyPanel`'s. */
export abstract class Doing extends Component<ReadyProps, ReadyState> {
  override state: ReadyState = { form: null, more: false, opened: { state: 'closed' }, problem: null };
  protected root = createRef<HTMLDivElement>();
  /** The note is for the person alone. */
  protected personal = createRef<HTMLInputElement>();

  // A message has gone out: the open chat shows it. To read the old letters again is left to the button.
  override componentDidUpdate({ panel }: ReadyProps) {
    const { opened } = this.state;
    const isChat = opened.state === 'open' && opened.conversation.via === 'chat';
    if (isChat && deliveredOf(this.props.panel) > deliveredOf(panel)) void this.readConversation(false);
  }

  /** The negotiation at hand, as far as it could be read. */
  protected current = (): Negotiation | null => valueOr(this.props.panel.current, null);

  protected closeForm = () => {
    this.setState({ form: null });
    this.root.current?.focus({ preventScroll: true });
  };
  protected saveDraft = (key: string, text: string) => {
    // The worker keeps it and does not repeat it: our slice of the store is kept up to date here.
    this.props.panel.drafts[key] = { text, at: Date.now() };
    void this.props.deeds.call('saveDraft', { key, text });
  };
  /** What is being sent is no draft any more. */
  protected draftOf(key: string): string | null {
    const { drafts, entries } = this.props.panel;
    const draft = drafts[key]?.text ?? null;
    return entries.some(({ request }) => 'text' in request && request.text === draft) ? null : draft;
  }
  protected turnMore = () => this.setState({ more: !this.state.more });

  /** Why the buttons rest: what was pressed last is still on its way. */
  protected off(): string | null {
    const current = this.current();
    return current && offOf(this.props.panel.entries, current.id);
  }

  protected ask = (request: WriteRequest): Promise<Result<unknown>> =>
    requestWrite<Result<unknown>>(request, (of) => this.props.deeds.call('write', of));

  /** What was taken over is no draft any more; should it come back, the worker says so. */
  private async write(key: string, request: WriteRequest): Promise<Result<unknown>> {
    const answer = await this.ask(request);
    if (answer.ok) delete this.props.panel.drafts[key];
    return answer;
  }

  protected async act({ id }: Negotiation, action: Action, filled: Filled, mends?: Entry) {
    const request = { kind: 'action', negotiationId: id, actionId: action.id, ...filled } as const;
    const answer = await this.write(`action:${id}:${action.id}`, request);
    if (answer.ok) {
      if (mends) void this.props.deeds.call('dismiss', mends.id);
      this.closeForm();
    }
    return answer;
  }

  protected async choose(current: Negotiation, action: Action) {
    this.setState({ problem: null });
    if (asksFirst(action, givenBy(current))) return this.setState({ form: { action } });
    const answer = await this.act(current, action, { values: {} });
    if (!answer.ok) this.setState({ problem: answer.problem });
  }

  protected async readConversation(old: boolean) {
    const negotiationId = this.current()?.id;
    if (!negotiationId) return;
    const { deeds } = this.props;
    const answer = await deeds.call('readConversation', old ? { negotiationId, old } : { negotiationId });
    this.setState({
      opened: answer.ok
        ? { state: 'open', conversation: answer.value }
        : { state: 'problem', problem: answer.problem },
    });
  }
  /** `old`: the list of letters, which marks the response as viewed; only for the button that says so. */
  protected openConversation = (old: boolean) => {
    const { state } = this.state.opened;
    if (state === 'loading' || state === 'open') return;
    this.setState({ opened: { state: 'loading' } });
    void this.readConversation(old);
  };

  protected send({ id, chatId: known }: Negotiation, text: string): Promise<Result<unknown>> {
    const { opened } = this.state;
    // The conversation that is open knows for certain which one it is.
    const chatId = opened.state === 'open' ? opened.conversation.chatId : valueOr(known, null);
    return this.write(
      `message:${id}`,
      chatId
        ? { kind: 'message', negotiationId: id, chatId, text }
        : { kind: 'old-message', negotiationId: id, text },
    );
  }

  /** The button goes as soon as the mark waits: the keys stay the panel's, Z among them. */
  protected mark = (request: WriteRequest) => {
    void this.ask(request);
    this.root.current?.focus({ preventScroll: true });
  };

  /** Its button goes with what it undoes. */
  protected undo = (id: EntryId) => {
    this.root.current?.focus({ preventScroll: true });
    return this.props.deeds.call('undo', id);
  };

  protected note(applicantId: ApplicantId, text: string): Promise<Result<unknown>> {
    const access = this.personal.current?.checked ? 'owner' : 'coworkers';
    return this.write(`note:${applicantId}`, { kind: 'note', applicantId, text, access });
  }

  protected edit = (entry: Entry) => {
    const { deeds } = this.props;
    const { request } = entry;
    // Put away, its text is a draft again, and opens its form.
    if (request.kind === 'note') return void deeds.call('dismiss', entry.id);
    const current = this.current();
    const text = messageOf(entry);
    if (text !== undefined) {
      this.saveDraft(`message:${current?.id}`, text);
      void deeds.call('dismiss', entry.id);
      // What cannot be read without a mark waits for its own button; the draft is kept meanwhile.
      return current && valueOr(current.chatId, null) ? this.openConversation(false) : undefined;
    }
    const action =
      current && actionsOf(current).find(({ id }) => request.kind === 'action' && id === request.actionId);
    this.setState(action ? { form: { action, mends: entry } } : { problem: { name: 'wrong-state' } });
  };

  /** What a key does here. */
  protected deedOf(code: string): (() => void) | undefined {
    const { panel, deeds } = this.props;
    const { form } = this.state;
    const current = this.current();
    const last = undoable(panel.entries);
    if (code === 'Escape') return form ? this.closeForm : undefined;
    if (code === 'KeyZ' && last) return () => void deeds.call('undo', last.id);
    if (!current) return;
    const button = pressed(this.root.current, code);
    if (button) return button;
    if (form || this.off()) return;
    const actions = keysFor(actionsOf(current));
    if (code === 'KeyM' && actions.length > shown) return this.turnMore;
    const action = actions.find(({ key }) => key?.code === code)?.item;
    return action && (() => void this.choose(current, action));
  }
  protected onKeyDown = (event: KeyboardEvent) => {
    const deed = isTyping(event) || event.repeat ? null : this.deedOf(codeOf(event));
    if (!deed) return;
    event.preventDefault();
    deed();
  };
}
