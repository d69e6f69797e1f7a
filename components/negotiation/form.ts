import { Component, createRef } from 'preact';
import { formOf, givenValues } from '../../utils/domain/arguments.ts';
import type { Action, Address, Argument } from '../../utils/domain/negotiation.ts';
import { toneOf } from '../../utils/domain/stage.ts';
import { t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { keeper } from '../ui/form.tsx';

/** What was filled in; the caller makes a request of it. */
export interface Filled {
  subActionId?: string;
  values: Record<string, string>;
}

export interface ActionFormProps {
  action: Action;
  /** Where the draft is kept: `action:<negotiation>:<action>`. */
  draftKey: string;
  /** A saved draft wins over a template. */
  draft: string | null;
  undoSeconds: number;
  /** Arguments whose values are known (`vacancy_id`, `resume_id`). */
  given?: Record<string, string>;
  /** hh's page, for what cannot be done here. */
  hhUrl?: string | null;
  /** What it will cause, with a letter or without, where that is not what actions on a negotiation cause. */
  effectOf?: (tells: boolean) => string;
  loadTemplate: (actionId: string, templateId: string) => Promise<Result<string>>;
  loadAddresses: () => Promise<Result<Address[]>>;
  onDraft: (key: string, text: string) => void;
  onSend: (filled: Filled) => Promise<Result<unknown>>;
  onClose: () => void;
}

export interface FillingState {
  withLetter: boolean;
  text: string;
  /** What the person wrote; null while only templates have been in the field. */
  own: string | null;
  /** Whose text is in the field; `ownText` for what the person wrote. */
  template: string;
  sub: string;
  sms: boolean;
  address: string;
  addresses: Address[] | null;
  problem: Problem | null;
  /** It was to be sent once: what is missing is said from then on. */
  tried: boolean;
  busy: 'template' | 'sending' | null;
}

export const ownText = '';

/** How the form of one action is filled in and sent; what it looks like is `ActionForm`'s. */
export abstract class Filling extends Component<ActionFormProps, FillingState> {
  protected form = formOf(this.props.action, this.props.given);
  private saved = keeper((value) => this.props.onDraft(this.props.draftKey, value));
  protected root = createRef<HTMLFormElement & HTMLFieldSetElement>();
  override state = this.begin();

  private begin(): FillingState {
    const { action, draft } = this.props;
    const { message, sms } = this.form;
    const tone = toneOf(action.resulting?.id ?? action.id);
    return {
      withLetter: Boolean(message && (message.required || draft || tone === 'good' || tone === 'bad')),
      text: draft ?? '',
      own: draft || null,
      template: draft ? ownText : (action.templates[0]?.id ?? ownText),
      sub: '',
      sms: sms?.required ?? false,
      address: '',
      addresses: null,
      problem: null,
      tried: false,
      busy: null,
    };
  }

  override componentDidMount() {
    const { template } = this.state;
    if (this.form.message && template !== ownText) void this.fill(template);
    if (this.form.address)
      void this.props.loadAddresses().then((answer) => {
        this.setState(answer.ok ? { addresses: answer.value } : { problem: answer.problem });
      });
    const first = 'input:checked, select, .btn:not(.icon)';
    const root = this.root.current;
    (root?.querySelector<HTMLElement>('textarea') ?? root?.querySelector<HTMLElement>(first))?.focus();
    root?.scrollIntoView?.({ block: 'nearest' });
  }
  override componentWillUnmount() {
    this.saved.flush();
  }

  protected async fill(template: string) {
    if (template === ownText) return this.setState({ template, text: this.state.own ?? '', busy: null });
    this.setState({ template, busy: 'template', problem: null });
    const answer = await this.props.loadTemplate(this.props.action.id, template);
    // Another was chosen meanwhile, or the person writes.
    if (this.state.template !== template) return;
    this.setState(answer.ok ? { busy: null, text: answer.value } : { busy: null, problem: answer.problem });
  }

  protected write(text: string) {
    this.setState({ text, own: text, template: ownText, busy: null });
    this.saved.keep(text);
  }

  protected tells = () => this.state.withLetter && this.form.message !== null;
  /** Whether an argument waits for a letter that is not written. */
  protected rests = (argument: Argument) => !this.tells() && argument.requires.includes('message');

  protected missing(): string | null {
    const { text, busy, address } = this.state;
    if (this.tells() && busy === 'template') return t('action_letter_loading');
    if (this.tells() && !text.trim()) return t('action_letter_empty');
    return this.form.address?.required && !address ? t('action_address_empty') : null;
  }

  protected async send() {
    const { action, given = {}, draftKey, onDraft, onSend } = this.props;
    const { text, own, sub, sms, address, busy } = this.state;
    if (busy === 'sending') return;
    if (this.missing()) {
      this.setState({ tried: true });
      if (!text.trim()) this.root.current?.querySelector('textarea')?.focus();
      return;
    }
    const values = givenValues(action, given);
    if (this.tells()) values.message = text;
    if (sms && this.form.sms && !this.rests(this.form.sms)) values.send_sms = 'true';
    if (address && this.form.address && !this.rests(this.form.address)) values.address_id = address;
    this.setState({ busy: 'sending', problem: null });
    this.saved.keep();
    // Kept whole until it has arrived; the worker clears it then.
    if (this.tells() && own !== null) onDraft(draftKey, text);
    const answer = await onSend({ ...(sub && { subActionId: sub }), values });
    if (!answer.ok) this.setState({ busy: null, problem: answer.problem });
  }
}
