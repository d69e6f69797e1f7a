import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { isRefusal } from '../../utils/domain/stage.ts';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Fault, formKeys, SendButton } from '../ui/form.tsx';
import { Link, webUrl } from '../ui/link.tsx';
import { actionEffect, problemText } from '../ui/words.ts';
import { type ActionFormProps, Filling, type FillingState, ownText } from './form.ts';

export type { ActionFormProps, Filled } from './form.ts';

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
export class ActionForm extends Filling {
  render(props: ActionFormProps, state: FillingState) {
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
          {props.effectOf?.(tells) ?? actionEffect(action, tells, undoSeconds)}
        </p>
      </form>
    );
  }
}
