import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Whom } from '../../utils/domain/avoided.ts';
import { type Action, type Argument, formOf, givenValues } from '../../utils/domain/negotiation.ts';
import { isRefusal, toneOf } from '../../utils/domain/stage.ts';
import { spaced, t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { UndoSeconds } from '../contexts.tsx';
import { AvoidedLine } from '../ui/avoided.tsx';
import { Button, Link, webUrl } from '../ui/button.tsx';
import {
  Dot,
  Fault,
  formKeys,
  Select,
  SendButton,
  Switch,
  TextArea,
  Tick,
  useSaved,
  useSending,
} from '../ui/form.tsx';
import { isTyping, type Keyed } from '../ui/keys.ts';
import { TitleRow } from '../ui/section.tsx';
import { useLoad } from '../ui/use-load.ts';
import { actionEffect, problemText } from '../ui/words.ts';
import { type Messages, useMessages } from '../worker.ts';

/** The filled-in form, from which the caller makes a write request. */
export interface Filled {
  subActionId?: string;
  values: Record<string, string>;
}

/** The letter of a form and the addresses that hh offers with it, for tools that help to write it. */
export interface Letter {
  text: string;
  /** Replaces the text, as typing does; null if the form is sent without a letter. */
  write: ((text: string) => void) | null;
  /** The addresses on offer and the chosen one, in words; empty if there is none. */
  places: readonly string[];
  place: string;
}

export interface ActionFormProps {
  action: Action;
  /** The object of the action: a negotiation, or a resume and the vacancy to which it is invited. */
  of: TemplatesOf;
  /** Key of the draft: `action:<negotiation>:<action>`. */
  draftKey: string;
  /** A saved draft; it takes precedence over a template. */
  draft: string | null;
  /** Arguments whose values are already known (`vacancy_id`, `resume_id`). */
  given: Record<string, string>;
  /** hh's page, for actions that this form cannot fill in. */
  hhUrl: string | null;
  /** Why the last attempt was not accepted. */
  problem?: Problem | null;
  /** The recipient: a "do not contact" mark on them is shown above the send button. */
  whom: Whom;
  /** Buttons to choose another action instead. */
  others?: ComponentChildren;
  /** The effect of sending, if it differs from that of an action on a negotiation. */
  effectOf?: (withLetter: boolean) => string;
  /** Shown below a form that can have a letter. */
  below?: (letter: Letter) => ComponentChildren;
  onSend: (filled: Filled) => Promise<Result<unknown>>;
  onClose: () => void;
}

type WithoutNames<T> = T extends unknown ? Omit<T, 'actionId' | 'templateId'> : never;
type TemplatesOf = WithoutNames<Parameters<Messages['readTemplate']>[0]>;

/** The user's own text in the list of templates. */
const ownText = '';

/** State of the form's letter: whether there is one, and the user's own text or a template of hh's. */
function useLetter({ action, of, draftKey, draft, given }: ActionFormProps) {
  const { readTemplate, saveDraft } = useMessages();
  const { message } = formOf(action, given);
  const tone = toneOf(action.resulting?.id ?? action.id);
  const [wanted, setWanted] = useState(
    Boolean(message && (message.required || draft || tone === 'good' || tone === 'bad')),
  );
  const [text, setText] = useState(draft ?? '');
  /** What the user wrote; null as long as the field has held only templates. */
  const [own, setOwn] = useState(draft || null);
  /** Id of the template in the field, or `ownText`. */
  const [template, setTemplate] = useState(draft ? ownText : (action.templates[0]?.id ?? ownText));
  const saved = useSaved((text) => void saveDraft({ key: draftKey, text }));

  const tells = wanted && message !== null;
  // No template is read for a form that is sent without a letter.
  const isTemplate = tells && template !== ownText;
  const read = useLoad(isTemplate ? template : null, () =>
    readTemplate({ ...of, actionId: action.id, templateId: template }),
  );
  useEffect(() => {
    if (isTemplate && read.value !== null) setText(read.value);
  }, [read.value]);
  return {
    wanted,
    setWanted,
    tells,
    text,
    own,
    template,
    loading: isTemplate && read.busy,
    problem: isTemplate ? read.problem : null,
    /** Whether the letter is wanted but still empty. */
    isEmpty: tells && !isTemplate && !text.trim(),
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
    /** Saves the draft until the letter is at hh; then the worker deletes it. */
    keep() {
      saved.keep();
      if (tells && own !== null) void saveDraft({ key: draftKey, text });
    },
  };
}

interface PickerProps {
  list: readonly Keyed<Action>[];
  current: string;
  onPick: (action: Action) => void;
}

/** Buttons for all other actions, each with its digit key. */
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

/** The inline form of one action: reasons, letter, text message, address. */
export function ActionForm(props: ActionFormProps) {
  const { action, draftKey, given, hhUrl, effectOf, onSend, onClose } = props;
  const undoSeconds = useContext(UndoSeconds);
  const { readAddresses } = useMessages();
  const { name, sub, templates } = action;
  const { message, sms, address, impossible } = formOf(action, given);
  const letter = useLetter(props);
  const { tells, text, own } = letter;
  const [reason, setReason] = useState('');
  const [wantsSms, setSms] = useState(sms?.required ?? false);
  const [addressId, setAddress] = useState('');
  const addresses = useLoad(address ? 'addresses' : null, readAddresses);
  /** Whether the user has tried to send: from then on the form says what is missing. */
  const [tried, setTried] = useState(false);
  const { busy, fault, run } = useSending();
  const problem = letter.problem ?? addresses.problem ?? props.problem;
  const root = useRef<HTMLFormElement & HTMLFieldSetElement>(null);
  // A layout effect, so that a quick Enter does not hit the previously focused element.
  useLayoutEffect(() => {
    // Focus the send button, so that Enter sends; but an empty letter must be written first.
    const wanted = [
      letter.isEmpty ? 'textarea' : '[type=submit]',
      '[type=submit]',
      '.btn:not(.icon, .picker *)',
    ];
    for (const one of wanted) {
      const field = root.current?.querySelector<HTMLElement>(one);
      if (!field) continue;
      field.focus({ preventScroll: true });
      break;
    }
    root.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  if (impossible)
    return (
      <fieldset class="form stack" ref={root} aria-label={name}>
        <p class="said">{t('action_only_on_hh', name)}</p>
        <div class="row">
          {webUrl(hhUrl) && (
            <Link class="btn small" href={hhUrl}>
              {t('common_open_hh')}
            </Link>
          )}
          <Button small tone="flat" onClick={onClose}>
            {t('common_back')}
          </Button>
        </div>
      </fieldset>
    );

  /** Whether an argument needs a letter, and the form has none. */
  const rests = (argument: Argument) => !tells && argument.requires.includes('message');
  const chosen = address && rests(address) ? '' : addressId;
  const lacking =
    tells && letter.loading
      ? 'action_letter_loading'
      : tells && !text.trim()
        ? 'action_letter_empty'
        : address?.required && !addressId
          ? 'action_address_empty'
          : null;
  const missing = tried && lacking ? t(lacking) : null;
  const send = () => {
    if (busy) return;
    if (lacking) {
      setTried(true);
      if (!text.trim()) root.current?.querySelector('textarea')?.focus();
      return;
    }
    const values = givenValues(action, given);
    if (tells) values.message = text;
    if (wantsSms && sms && !rests(sms)) values.send_sms = 'true';
    if (chosen) values.address_id = chosen;
    letter.keep();
    void run(() => onSend({ ...(reason && { subActionId: reason }), values }), values.message);
  };
  const keys = formKeys(send, onClose);
  const press = (event: KeyboardEvent) => {
    keys.onKeyDown(event);
    const field = root.current?.querySelector('textarea');
    if (event.defaultPrevented || event.code !== 'KeyC' || event.shiftKey || isTyping(event) || !field)
      return;
    event.preventDefault();
    event.stopPropagation();
    field.focus();
  };
  const places = addresses.value ?? [];
  return (
    <>
      <form class="form stack" ref={root} aria-label={name} {...keys} onKeyDown={press}>
        <TitleRow level={3} title={name} closes="action_close" onClose={onClose} />

        {props.others}

        {sub.length > 0 && (
          <fieldset>
            <legend class="small muted">{t('action_reason')}</legend>
            {[{ id: '', name: t('action_reason_none') }, ...sub].map(({ id, name }) => (
              <Dot key={id} name="sub" checked={reason === id} onPick={() => setReason(id)}>
                {name}
              </Dot>
            ))}
          </fieldset>
        )}

        {message && !message.required && (
          <Switch
            label={t('action_letter')}
            value={letter.wanted}
            options={[
              [true, t('action_with_letter')],
              [false, t('action_silently')],
            ]}
            onPick={(on) => {
              letter.setWanted(on);
              setTried(false);
            }}
          />
        )}

        {tells && templates.length > (own === null ? 1 : 0) && (
          <Select
            label={t('action_template')}
            value={letter.template}
            none={own === null ? null : t('action_own_text')}
            options={templates}
            onPick={letter.choose}
          />
        )}
        {tells && (
          <TextArea
            rows={7}
            label={t('action_letter')}
            aria-keyshortcuts="C"
            aria-invalid={missing !== null && !text.trim()}
            aria-describedby={draftKey}
            placeholder={t(letter.loading ? 'action_letter_loading' : 'action_letter_hint')}
            value={text}
            onText={letter.write}
          />
        )}

        {sms && (
          <Tick checked={wantsSms && !rests(sms)} disabled={rests(sms)} onTick={setSms}>
            {t('action_sms')} {rests(sms) && <span class="small muted">{t('action_needs_letter')}</span>}
          </Tick>
        )}

        {address && (
          <Select
            label={t('action_address')}
            value={chosen}
            disabled={!addresses.value || rests(address)}
            none={spaced(
              t(rests(address) || address.required ? 'action_address' : 'action_address_none'),
              rests(address) && t('action_needs_letter'),
            )}
            options={places.map(({ id, text }) => ({ id, name: text }))}
            onPick={setAddress}
          />
        )}

        <Fault>{missing ?? fault ?? (problem && problemText(problem))}</Fault>

        <AvoidedLine whom={props.whom} />
        <SendButton wide tone={isRefusal(action.id) ? 'danger' : 'primary'} busy={busy}>
          {name}
        </SendButton>
        <p class="small muted" id={draftKey}>
          {effectOf?.(tells) ?? actionEffect(action, tells, undoSeconds)}
        </p>
      </form>
      {message &&
        props.below?.({
          text,
          write: tells ? letter.write : null,
          places: places.map(({ text }) => text),
          place: places.find(({ id }) => id === chosen)?.text ?? '',
        })}
    </>
  );
}
