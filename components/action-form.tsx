import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../utils/i18n.ts';
import type { Action, Address } from '../utils/inbox/negotiation.ts';
import { isRefusal, toneOf } from '../utils/inbox/stage.ts';
import type { Answer, Problem } from '../utils/problem.ts';
import { formOf, givenValues } from './action-arguments.ts';
import { Button } from './button.tsx';
import { isSendKey, useDraft } from './draft.ts';
import { webUrl } from './problem-note.tsx';
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

const ownText = '';

/** The form of one action, in place: reasons, the letter, the text message, the address. */
export function ActionForm(props: ActionFormProps) {
  const {
    action,
    draftKey,
    draft,
    undoSeconds,
    given = {},
    loadTemplate,
    loadAddresses,
    onSend,
    onClose,
  } = props;
  const form = formOf(action, given);
  const id = useId();
  const root = useRef<HTMLFormElement>(null);
  const letter = useRef<HTMLTextAreaElement>(null);

  const tone = toneOf(action.resulting?.id ?? action.id);
  const [withLetter, setWithLetter] = useState(
    form.message !== null && (form.message.required || Boolean(draft) || tone === 'good' || tone === 'bad'),
  );
  const [text, setText] = useState(draft ?? '');
  const [own, setOwn] = useState(draft || null);
  const [template, setTemplate] = useState(draft ? ownText : (action.templates[0]?.id ?? ownText));
  const [sub, setSub] = useState<string | undefined>();
  const [sms, setSms] = useState(form.sms?.required ?? false);
  const [address, setAddress] = useState('');
  const [addresses, setAddresses] = useState<Address[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState<'template' | 'sending' | null>(null);
  const saved = useDraft((value) => props.onDraft(draftKey, value));
  /** The template that was asked for last; an answer to an earlier question comes too late. */
  const asked = useRef('');

  const fill = async (templateId: string) => {
    setTemplate(templateId);
    asked.current = templateId;
    if (templateId === ownText) return setText(own ?? '');
    setBusy('template');
    setProblem(null);
    const answer = await loadTemplate(action.id, templateId);
    if (asked.current !== templateId) return;
    setBusy(null);
    if (answer.ok) setText(answer.value);
    else setProblem(answer.problem);
  };

  const write = (value: string) => {
    asked.current = ownText;
    setBusy(null);
    setTemplate(ownText);
    setText(value);
    setOwn(value);
    setFault(null);
    saved.keep(value);
  };

  // Once for each action.
  useEffect(() => {
    if (form.message && template !== ownText) void fill(template);
    if (form.address) {
      void loadAddresses().then((answer) => {
        if (answer.ok) setAddresses(answer.value);
        else setProblem(answer.problem);
      });
    }
    const first = root.current?.querySelector<HTMLElement>(
      'textarea, input:not([disabled]), select, button, a',
    );
    (letter.current ?? first)?.focus();
    root.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  if (form.impossible) {
    const url = webUrl(props.hhUrl);
    return (
      <fieldset class="form stack" aria-label={action.name}>
        <p class="said">{t('action_only_on_hh', action.name)}</p>
        <div class="row">
          {url && (
            <a class="btn small" href={url} target="_blank" rel="noreferrer">
              {t('action_open_hh')}
            </a>
          )}
          <Button small tone="flat" onClick={onClose}>
            {t('action_back')}
          </Button>
        </div>
      </fieldset>
    );
  }

  const tells = withLetter && form.message !== null;
  const submit = async () => {
    if (busy === 'sending') return;
    if (tells && text.trim() === '') {
      setFault(busy === 'template' ? t('action_letter_loading') : t('action_letter_empty'));
      letter.current?.focus();
      return;
    }
    if (form.address?.required && !address) return setFault(t('action_address_empty'));
    const values = givenValues(action, given);
    if (tells) values.message = text;
    if (sms && (tells || !form.sms?.requires.includes('message'))) values.send_sms = 'true';
    if (address && (tells || !form.address?.requires.includes('message'))) values.address_id = address;
    setBusy('sending');
    setFault(null);
    setProblem(null);
    saved.forget();
    // Kept whole until it has arrived; the worker clears it then.
    if (tells && own !== null) props.onDraft(draftKey, text);
    const answer = await onSend({ ...(sub ? { subActionId: sub } : {}), values });
    if (answer.ok) return;
    setBusy(null);
    setProblem(answer.problem);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isSendKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      void submit();
    } else if (event.code === 'Escape' && !event.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };

  const needsLetter = (requires: string[] | undefined) => !tells && (requires?.includes('message') ?? false);

  return (
    <form
      class="form stack"
      ref={root}
      aria-label={action.name}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={onKeyDown}
    >
      <div class="row">
        <h3 class="b grow ell" dir="auto" title={action.name}>
          {action.name}
        </h3>
        <Button icon tone="flat" aria-label={t('action_close')} onClick={onClose}>
          ✕
        </Button>
      </div>

      {action.sub.length > 0 && (
        <fieldset>
          <legend class="small muted">{t('action_reason')}</legend>
          {[{ id: '', name: t('action_reason_none') }, ...action.sub].map((reason) => (
            <label class="check" key={reason.id}>
              <input
                type="radio"
                name={`${id}sub`}
                checked={(sub ?? '') === reason.id}
                onChange={() => setSub(reason.id || undefined)}
              />
              <span class="said">{reason.name}</span>
            </label>
          ))}
        </fieldset>
      )}

      {form.message && !form.message.required && (
        <fieldset class="switch" aria-label={t('action_letter')}>
          {[true, false].map((value) => (
            <label key={String(value)}>
              <input
                type="radio"
                name={`${id}with`}
                checked={withLetter === value}
                onChange={() => {
                  setWithLetter(value);
                  setFault(null);
                }}
              />
              {value ? t('action_with_letter') : t('action_silently')}
            </label>
          ))}
        </fieldset>
      )}

      {tells && (
        <>
          {(action.templates.length > 1 || (own !== null && action.templates.length > 0)) && (
            <select
              class="field"
              aria-label={t('action_template')}
              value={template}
              onChange={(event) => void fill(event.currentTarget.value)}
            >
              {(own !== null || template === ownText) && (
                <option value={ownText}>{t('action_own_text')}</option>
              )}
              {action.templates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
          <textarea
            class="field"
            ref={letter}
            dir="auto"
            rows={7}
            aria-label={t('action_letter')}
            aria-invalid={fault !== null}
            aria-describedby={`${id}effect`}
            placeholder={busy === 'template' ? t('action_letter_loading') : t('action_letter_hint')}
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </>
      )}

      {form.sms && (
        <label class="check">
          <input
            type="checkbox"
            checked={sms && !needsLetter(form.sms.requires)}
            disabled={needsLetter(form.sms.requires)}
            onChange={(event) => setSms(event.currentTarget.checked)}
          />
          <span>
            {t('action_sms')}{' '}
            {needsLetter(form.sms.requires) && <span class="small muted">{t('action_needs_letter')}</span>}
          </span>
        </label>
      )}

      {form.address && (
        <select
          class="field"
          aria-label={t('action_address')}
          value={needsLetter(form.address.requires) ? '' : address}
          disabled={addresses === null || needsLetter(form.address.requires)}
          onChange={(event) => setAddress(event.currentTarget.value)}
        >
          <option value="">
            {needsLetter(form.address.requires)
              ? `${t('action_address')} ${t('action_needs_letter')}`
              : form.address.required
                ? t('action_address')
                : t('action_address_none')}
          </option>
          {addresses?.map(({ id, text }) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      )}

      {(fault || problem) && (
        <p class="small bad said" role="alert">
          {fault ?? (problem && problemText(problem))}
        </p>
      )}

      <Button
        type="submit"
        wide
        tone={isRefusal(action.id) ? 'danger' : 'primary'}
        shortcut={t('key_send')}
        aria-keyshortcuts="Control+Enter"
        disabled={busy === 'sending'}
      >
        {action.name}
      </Button>
      <p class="small muted" id={`${id}effect`}>
        {actionEffect(action, tells, undoSeconds)}
      </p>
    </form>
  );
}
