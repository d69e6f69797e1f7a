import { Component, type ComponentChildren, createRef, type InputHTMLAttributes } from 'preact';
import { t } from '../utils/i18n.ts';
import type { Action, Address, Argument } from '../utils/inbox/negotiation.ts';
import { isRefusal, toneOf } from '../utils/inbox/stage.ts';
import type { Answer, Problem } from '../utils/problem.ts';
import { formOf, givenValues } from './action-arguments.ts';
import { Button } from './button.tsx';
import { keeper } from './draft.ts';
import { Link, webUrl } from './link.tsx';
import { Fault, formKeys, SendButton } from './send.tsx';
import { actionEffect, problemText } from './words.ts';

/** What was filled in; the caller makes a wish of it. */
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
  loadTemplate: (actionId: string, templateId: string) => Promise<Answer<string>>;
  loadAddresses: () => Promise<Answer<Address[]>>;
  onDraft: (key: string, text: string) => void;
  onSend: (filled: Filled) => Promise<Answer<unknown>>;
  onClose: () => void;
}

interface State {
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

const ownText = '';

/** One box or dot with its words. */
const Choice = ({
  children,
  class: look = 'check',
  ...input
}: InputHTMLAttributes<HTMLInputElement> & { class?: string; children: ComponentChildren }) => (
  <label class={look}>
    <input {...input} />
    <span class="said">{children}</span>
  </label>
);

/** The form of one action, in place: reasons, the letter, the text message, the address. */
export class ActionForm extends Component<ActionFormProps, State> {
  private form = formOf(this.props.action, this.props.given);
  private saved = keeper((value) => this.props.onDraft(this.props.draftKey, value));
  private root = createRef<HTMLFormElement & HTMLFieldSetElement>();
  override state = this.begin();

  private begin(): State {
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
    const first = 'input:not(:disabled), select, .btn:not(.icon)';
    const root = this.root.current;
    (root?.querySelector<HTMLElement>('textarea') ?? root?.querySelector<HTMLElement>(first))?.focus();
    root?.scrollIntoView?.({ block: 'nearest' });
  }
  override componentWillUnmount() {
    this.saved.flush();
  }

  private async fill(template: string) {
    if (template === ownText) return this.setState({ template, text: this.state.own ?? '', busy: null });
    this.setState({ template, busy: 'template', problem: null });
    const answer = await this.props.loadTemplate(this.props.action.id, template);
    // Another was chosen meanwhile, or the person writes.
    if (this.state.template !== template) return;
    this.setState(answer.ok ? { busy: null, text: answer.value } : { busy: null, problem: answer.problem });
  }

  private write(text: string) {
    this.setState({ text, own: text, template: ownText, busy: null });
    this.saved.keep(text);
  }

  private tells = () => this.state.withLetter && this.form.message !== null;
  /** Whether an argument waits for a letter that is not written. */
  private rests = (argument: Argument) => !this.tells() && argument.requires.includes('message');

  private missing(): string | null {
    const { text, busy, address } = this.state;
    if (this.tells() && busy === 'template') return t('action_letter_loading');
    if (this.tells() && !text.trim()) return t('action_letter_empty');
    return this.form.address?.required && !address ? t('action_address_empty') : null;
  }

  private async send() {
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

  render(props: ActionFormProps, state: State) {
    const { action, draftKey, undoSeconds, hhUrl, onClose } = props;
    const { name, sub, templates } = action;
    const { impossible, message, sms, address } = this.form;
    const { own, template, addresses, busy, problem, tried } = state;
    if (impossible)
      return (
        <fieldset class="form stack" ref={this.root} aria-label={name}>
          <p class="said">{t('action_only_on_hh', name)}</p>
          <div class="row">
            {webUrl(hhUrl) && (
              <Link class="btn small" href={hhUrl}>
                {t('action_open_hh')}
              </Link>
            )}
            <Button small tone="flat" onClick={onClose}>
              {t('action_back')}
            </Button>
          </div>
        </fieldset>
      );

    const tells = this.tells();
    const fault = tried && this.missing();
    const addressRests = address && this.rests(address);
    return (
      <form
        class="form stack"
        ref={this.root}
        aria-label={name}
        {...formKeys(() => void this.send(), onClose)}
      >
        <div class="row">
          <h3 class="b grow ell" dir="auto" title={name}>
            {name}
          </h3>
          <Button icon tone="flat" aria-label={t('action_close')} onClick={onClose}>
            ✕
          </Button>
        </div>

        {sub.length > 0 && (
          <fieldset>
            <legend class="small muted">{t('action_reason')}</legend>
            {[{ id: '', name: t('action_reason_none') }, ...sub].map(({ id, name }) => (
              <Choice
                key={id}
                type="radio"
                name="sub"
                checked={state.sub === id}
                onChange={() => this.setState({ sub: id })}
              >
                {name}
              </Choice>
            ))}
          </fieldset>
        )}

        {message && !message.required && (
          <fieldset class="switch" aria-label={t('action_letter')}>
            {[true, false].map((withLetter) => (
              <Choice
                key={withLetter}
                class=""
                type="radio"
                name="with"
                checked={state.withLetter === withLetter}
                onChange={() => this.setState({ withLetter, tried: false })}
              >
                {t(withLetter ? 'action_with_letter' : 'action_silently')}
              </Choice>
            ))}
          </fieldset>
        )}

        {tells && templates.length > (own === null ? 1 : 0) && (
          <select
            class="field"
            aria-label={t('action_template')}
            value={template}
            onChange={({ currentTarget }) => void this.fill(currentTarget.value)}
          >
            {own !== null && <option value={ownText}>{t('action_own_text')}</option>}
            {templates.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        {tells && (
          <textarea
            class="field"
            dir="auto"
            rows={7}
            aria-label={t('action_letter')}
            aria-invalid={Boolean(fault) && !state.text.trim()}
            aria-describedby={draftKey}
            placeholder={t(busy === 'template' ? 'action_letter_loading' : 'action_letter_hint')}
            value={state.text}
            onInput={({ currentTarget }) => this.write(currentTarget.value)}
          />
        )}

        {sms && (
          <Choice
            type="checkbox"
            checked={state.sms && !this.rests(sms)}
            disabled={this.rests(sms)}
            onChange={({ currentTarget }) => this.setState({ sms: currentTarget.checked })}
          >
            {t('action_sms')} {this.rests(sms) && <span class="small muted">{t('action_needs_letter')}</span>}
          </Choice>
        )}

        {address && (
          <select
            class="field"
            aria-label={t('action_address')}
            value={addressRests ? '' : state.address}
            disabled={!addresses || this.rests(address)}
            onChange={({ currentTarget }) => this.setState({ address: currentTarget.value })}
          >
            <option value="">
              {t(addressRests || address.required ? 'action_address' : 'action_address_none')}
              {addressRests && ` ${t('action_needs_letter')}`}
            </option>
            {addresses?.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        )}

        <Fault>{fault || (problem && problemText(problem))}</Fault>

        <SendButton wide tone={isRefusal(action.id) ? 'danger' : 'primary'} disabled={busy === 'sending'}>
          {name}
        </SendButton>
        <p class="small muted" id={draftKey}>
          {actionEffect(action, tells, undoSeconds)}
        </p>
      </form>
    );
  }
}
