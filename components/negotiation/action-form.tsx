import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formOf, givenValues } from '../../utils/domain/arguments.ts';
import type { Whom } from '../../utils/domain/avoided.ts';
import type { Action, Argument } from '../../utils/domain/negotiation.ts';
import { isRefusal, toneOf } from '../../utils/domain/stage.ts';
import { spaced, t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { UndoSeconds } from '../contexts.tsx';
import { AvoidedLine } from '../ui/avoided.tsx';
import { Button, Link, webUrl } from '../ui/button.tsx';
import { Dot, Select, Switch, TextArea, Tick } from '../ui/fields.tsx';
import { Fault, formKeys, SendButton, useSaved, useSending } from '../ui/form.tsx';
import { isTyping, type Keyed } from '../ui/keys.ts';
import { TitleRow } from '../ui/section.tsx';
import { useLoad } from '../ui/use-load.ts';
import { actionEffect, problemText } from '../ui/words.ts';
import { type Messages, useMessages } from '../worker.ts';

/** What was filled in; the caller makes a write request of it. */
export interface Filled {
  subActionId?: string;
  values: Record<string, string>;
}

/** The letter of a form, and the places that hh offers with it, for what helps to write it. */
export interface Letter {
  text: string;
  /** Puts another text in its place, as typing does; null where none goes along. */
  write: ((text: string) => void) | null;
  /** The addresses that can be chosen, and the chosen one, in words; empty: none. */
  places: readonly string[];
  place: string;
}

export interface ActionFormProps {
  action: Action;
  /** What it is done to: a negotiation, or a resume and the vacancy it is invited to. */
  of: TemplatesOf;
  /** Where the draft is kept: `action:<negotiation>:<action>`. */
  draftKey: string;
  /** A saved draft wins over a template. */
  draft: string | null;
  /** Arguments whose values are known (`vacancy_id`, `resume_id`). */
  given?: Record<string, string>;
  /** hh's page, for what cannot be done here. */
  hhUrl?: string | null;
  /** Why it was not taken the last time. */
  problem?: Problem | null;
  /** To whom it goes: a mark of theirs is said before it does. */
  whom: Whom;
  /** The choice of another action in its place. */
  others?: ComponentChildren;
  /** What it will cause, with a letter or without, where that is not what actions on a negotiation cause. */
  effectOf?: (withLetter: boolean) => string;
  /** What stands below a form that can have a letter. */
  below?: (letter: Letter) => ComponentChildren;
  onSend: (filled: Filled) => Promise<Result<unknown>>;
  onClose: () => void;
}

type WithoutNames<T> = T extends unknown ? Omit<T, 'actionId' | 'templateId'> : never;
type TemplatesOf = WithoutNames<Parameters<Messages['readTemplate']>[0]>;

/** Stands for the person's own text among the templates. */
const ownText = '';

/** What is filled in for one action, and how it is sent. */
function useActionForm(props: ActionFormProps) {
  const { action, of, draftKey, draft, given = {}, onSend } = props;
  const { readTemplate, readAddresses, saveDraft } = useMessages();
  const { message, sms, address, impossible } = formOf(action, given);
  const tone = toneOf(action.resulting?.id ?? action.id);
  const [withLetter, setWithLetter] = useState(
    Boolean(message && (message.required || draft || tone === 'good' || tone === 'bad')),
  );
  const [text, setText] = useState(draft ?? '');
  /** What the person wrote; null while only templates have been in the field. */
  const [own, setOwn] = useState(draft || null);
  /** Whose text is in the field. */
  const [template, setTemplate] = useState(draft ? ownText : (action.templates[0]?.id ?? ownText));
  const [reason, setReason] = useState('');
  const [wantsSms, setSms] = useState(sms?.required ?? false);
  const [addressId, setAddress] = useState('');
  /** It was to be sent once: what is missing is said from then on. */
  const [tried, setTried] = useState(false);
  const sending = useSending();
  const saved = useSaved((text) => void saveDraft({ key: draftKey, text }));

  const tells = withLetter && message !== null;
  // What goes out without a letter asks for none.
  const isTemplate = tells && template !== ownText;
  const letter = useLoad(isTemplate ? template : null, () =>
    readTemplate({ ...of, actionId: action.id, templateId: template }),
  );
  const addresses = useLoad(address ? 'addresses' : null, readAddresses);
  useEffect(() => {
    if (isTemplate && letter.value !== null) setText(letter.value);
  }, [letter.value]);

  /** Whether an argument waits for a letter that is not written. */
  const rests = (argument: Argument) => !tells && argument.requires.includes('message');
  const loading = isTemplate && letter.busy;
  const missing = (): string | null => {
    if (tells && loading) return t('action_letter_loading');
    if (tells && !text.trim()) return t('action_letter_empty');
    return address?.required && !addressId ? t('action_address_empty') : null;
  };
  return {
    message,
    sms,
    address,
    impossible,
    tells,
    rests,
    withLetter,
    text,
    own,
    template,
    reason,
    setReason,
    wantsSms,
    setSms,
    addressId,
    setAddress,
    addresses: addresses.value,
    loading,
    /** A letter is to go along, and none is there. */
    empty: tells && !isTemplate && !text.trim(),
    busy: sending.busy,
    missing: tried ? missing() : null,
    fault: sending.fault,
    problem: (isTemplate && letter.problem) || addresses.problem,
    setWithLetter(on: boolean) {
      setWithLetter(on);
      setTried(false);
    },
    choose(template: string) {
      setTemplate(template);
      if (template === ownText) setText(own ?? '');
    },
    write(text: string) {
      setText(text);
      setOwn(text);
      setTemplate(ownText);
      saved.keep(text);
    },
    /** @returns false where something is missing */
    send(): boolean {
      if (missing()) {
        setTried(true);
        return false;
      }
      const values = givenValues(action, given);
      if (tells) values.message = text;
      if (wantsSms && sms && !rests(sms)) values.send_sms = 'true';
      if (addressId && address && !rests(address)) values.address_id = addressId;
      saved.keep();
      // Kept whole until it has arrived; the worker clears it then.
      if (tells && own !== null) void saveDraft({ key: draftKey, text });
      const filled = { ...(reason && { subActionId: reason }), values };
      void sending.run(() => onSend(filled), values.message);
      return true;
    },
  };
}

interface PickerProps {
  list: readonly Keyed<Action>[];
  current: string;
  onPick: (action: Action) => void;
}

/** All that can be done in place of what is open, each by its digit. */
export function ActionPicker({ list, current, onPick }: PickerProps) {
  const others = list.filter(({ item }) => item.id !== current);
  return others.length > 0 ? (
    <fieldset class="row picker" aria-label={t('action_others')}>
      {others.map(({ item, digit }) => (
        <Button
          key={item.id}
          small
          tone="flat"
          title={item.name}
          shortcut={digit?.label}
          onClick={() => onPick(item)}
        >
          {item.name}
        </Button>
      ))}
    </fieldset>
  ) : null;
}

/** The form of one action, in place: reasons, the letter, the text message, the address. */
export function ActionForm(props: ActionFormProps) {
  const { action, draftKey, hhUrl, effectOf, onClose } = props;
  const undoSeconds = useContext(UndoSeconds);
  const { name, sub, templates } = action;
  const form = useActionForm(props);
  const { message, sms, address, tells, rests, own, missing } = form;
  const problem = form.problem || props.problem;
  const root = useRef<HTMLFormElement & HTMLFieldSetElement>(null);
  // Before anything is painted: a quick Enter must not meet what had the focus before.
  useLayoutEffect(() => {
    // Enter sends what is shown; where there is nothing to send yet, it is written first.
    const wanted = [form.empty ? 'textarea' : '[type=submit]', '[type=submit]', '.btn:not(.icon, .picker *)'];
    for (const one of wanted) {
      const field = root.current?.querySelector<HTMLElement>(one);
      if (!field) continue;
      field.focus({ preventScroll: true });
      break;
    }
    root.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  if (form.impossible)
    return (
      <fieldset class="form stack" ref={root} aria-label={name}>
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

  const send = () => {
    if (!form.busy && !form.send() && !form.text.trim()) root.current?.querySelector('textarea')?.focus();
  };
  const keys = formKeys(send, onClose);
  const press = (event: KeyboardEvent) => {
    keys.onKeyDown(event);
    const letter = root.current?.querySelector('textarea');
    if (event.defaultPrevented || event.code !== 'KeyC' || event.shiftKey || isTyping(event) || !letter)
      return;
    event.preventDefault();
    event.stopPropagation();
    letter.focus();
  };
  const addressRests = address && rests(address);
  const chosen = addressRests ? '' : form.addressId;
  const letter: Letter = {
    text: form.text,
    write: tells ? form.write : null,
    places: form.addresses?.map(({ text }) => text) ?? [],
    place: form.addresses?.find(({ id }) => id === chosen)?.text ?? '',
  };
  return (
    <>
      <form class="form stack" ref={root} aria-label={name} {...keys} onKeyDown={press}>
        <TitleRow level={3} title={name} closes="action_close" onClose={onClose} />

        {props.others}

        {sub.length > 0 && (
          <fieldset>
            <legend class="small muted">{t('action_reason')}</legend>
            {[{ id: '', name: t('action_reason_none') }, ...sub].map(({ id, name }) => (
              <Dot key={id} name="sub" checked={form.reason === id} onPick={() => form.setReason(id)}>
                {name}
              </Dot>
            ))}
          </fieldset>
        )}

        {message && !message.required && (
          <Switch
            label={t('action_letter')}
            value={form.withLetter}
            options={[
              [true, t('action_with_letter')],
              [false, t('action_silently')],
            ]}
            onPick={form.setWithLetter}
          />
        )}

        {tells && templates.length > (own === null ? 1 : 0) && (
          <Select
            label={t('action_template')}
            value={form.template}
            none={own === null ? null : t('action_own_text')}
            options={templates}
            onPick={form.choose}
          />
        )}
        {tells && (
          <TextArea
            rows={7}
            label={t('action_letter')}
            aria-keyshortcuts="C"
            aria-invalid={missing !== null && !form.text.trim()}
            aria-describedby={draftKey}
            placeholder={t(form.loading ? 'action_letter_loading' : 'action_letter_hint')}
            value={form.text}
            onText={form.write}
          />
        )}

        {sms && (
          <Tick checked={form.wantsSms && !rests(sms)} disabled={rests(sms)} onTick={form.setSms}>
            {t('action_sms')} {rests(sms) && <span class="small muted">{t('action_needs_letter')}</span>}
          </Tick>
        )}

        {address && (
          <Select
            label={t('action_address')}
            value={chosen}
            disabled={!form.addresses || rests(address)}
            none={spaced(
              t(addressRests || address.required ? 'action_address' : 'action_address_none'),
              addressRests && t('action_needs_letter'),
            )}
            options={(form.addresses ?? []).map(({ id, text }) => ({ id, name: text }))}
            onPick={form.setAddress}
          />
        )}

        <Fault>{missing ?? form.fault ?? (problem && problemText(problem))}</Fault>

        <AvoidedLine whom={props.whom} />
        <SendButton wide tone={isRefusal(action.id) ? 'danger' : 'primary'} busy={form.busy}>
          {name}
        </SendButton>
        <p class="small muted" id={draftKey}>
          {effectOf?.(tells) ?? actionEffect(action, tells, undoSeconds)}
        </p>
      </form>
      {message && props.below?.(letter)}
    </>
  );
}
