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

/** The letter that goes along: whether one does, the person's own text or a template of hh's. */
function useLetter({ action, of, draftKey, draft, given = {} }: ActionFormProps) {
  const { readTemplate, saveDraft } = useMessages();
  const { message } = formOf(action, given);
  const tone = toneOf(action.resulting?.id ?? action.id);
  const [wanted, setWanted] = useState(
    Boolean(message && (message.required || draft || tone === 'good' || tone === 'bad')),
  );
  const [text, setText] = useState(draft ?? '');
  /** What the person wrote; null while only templates have been in the field. */
  const [own, setOwn] = useState(draft || null);
  /** Whose text is in the field. */
  const [template, setTemplate] = useState(draft ? ownText : (action.templates[0]?.id ?? ownText));
  const saved = useSaved((text) => void saveDraft({ key: draftKey, text }));

  const tells = wanted && message !== null;
  // What goes out without a letter asks for none.
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
    /** One is to go along, and none is there. */
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
    /** Kept whole until it has arrived; the worker clears it then. */
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
  const { action, draftKey, given = {}, hhUrl, effectOf, onSend, onClose } = props;
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
  /** It was to be sent once: what is missing is said from then on. */
  const [tried, setTried] = useState(false);
  const { busy, fault, run } = useSending();
  const problem = letter.problem ?? addresses.problem ?? props.problem;
  const root = useRef<HTMLFormElement & HTMLFieldSetElement>(null);
  // Before anything is painted: a quick Enter must not meet what had the focus before.
  useLayoutEffect(() => {
    // Enter sends what is shown; where there is nothing to send yet, it is written first.
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
              {t('action_open_hh')}
            </Link>
          )}
          <Button small tone="flat" onClick={onClose}>
            {t('action_back')}
          </Button>
        </div>
      </fieldset>
    );

  /** Whether an argument waits for a letter that is not written. */
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
