import {
  type ComponentChildren,
  h,
  type LooseInputHTMLAttributes,
  type Ref,
  type TargetedInputEvent,
  type TextareaHTMLAttributes,
} from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { draftIn, unresolved } from '../../utils/domain/texts.ts';
import { t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { useOutbox } from '../contexts.tsx';
import { useMessages } from '../worker.ts';
import { Button, type ButtonProps } from './button.tsx';
import { useUniqueId } from './hooks.ts';
import { problemText } from './words.ts';

/* Fields: each has a label, shows a value, and reports a new one. */

interface BoxProps {
  checked: boolean;
  disabled?: boolean;
  children: ComponentChildren;
}

interface TickProps extends BoxProps {
  'aria-describedby'?: string;
  onTick: (on: boolean) => void;
}

/** A checkbox with its label. */
export const Tick = ({ onTick, children, ...box }: TickProps) => (
  <label class="check">
    <input type="checkbox" {...box} onChange={({ currentTarget }) => onTick(currentTarget.checked)} />
    <span class="said">{children}</span>
  </label>
);

interface DotProps extends BoxProps {
  /** The same for all radio buttons of a group. */
  name: string;
  onPick: () => void;
}

/** A radio button with its label. */
export const Dot = ({ onPick, children, ...dot }: DotProps) => (
  <label class="check">
    <input type="radio" {...dot} onChange={onPick} />
    <span class="said">{children}</span>
  </label>
);

interface SwitchProps<Value extends string | number | boolean | null> {
  label: string;
  value: Value;
  /** Each value with its label. */
  options: readonly (readonly [Value, string])[];
  onPick: (value: Value) => void;
}

/** A choice among a few values, all of them shown. */
export function Switch<Value extends string | number | boolean | null>({
  label,
  value,
  options,
  onPick,
}: SwitchProps<Value>) {
  const name = useUniqueId();
  return (
    <fieldset class="switch" aria-label={label}>
      {options.map(([one, words]) => (
        <label key={words}>
          <input type="radio" name={name} checked={one === value} onChange={() => onPick(one)} />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

interface SelectProps<Id extends string> {
  class?: string;
  id?: string;
  /** Omitted if a visible label belongs to it. */
  label?: string;
  value: Id | '';
  options: readonly { id: Id; name: string }[];
  /** Label of the empty option, which comes first; omitted if there is no such option. */
  none?: string | null;
  disabled?: boolean;
  'aria-describedby'?: string;
  onPick: (id: Id | '') => void;
}

/** A drop-down list. */
export const Select = <Id extends string>(props: SelectProps<Id>) => {
  const { class: look = 'field', label, options, none = null, onPick, ...rest } = props;
  return (
    <select
      {...rest}
      class={look}
      aria-label={label}
      onChange={({ currentTarget: { value } }) => onPick(options.find(({ id }) => id === value)?.id ?? '')}
    >
      {none !== null && <option value="">{none}</option>}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
};

interface LineProps extends Omit<LooseInputHTMLAttributes<HTMLInputElement>, 'label' | 'class' | 'ref'> {
  class?: string;
  /** Id of the `datalist` with suggestions. */
  list?: string;
  fieldRef?: Ref<HTMLInputElement>;
  label?: string;
  value: string;
  onText: (text: string) => void;
}

/** An input for one line of text, a date or a time. */
export const TextField = ({ class: look = 'field', fieldRef, label, onText, ...rest }: LineProps) =>
  h('input', {
    ...rest,
    class: look,
    ref: fieldRef,
    'aria-label': label,
    onInput: ({ currentTarget: { value } }: TargetedInputEvent<HTMLInputElement>) => onText(value),
  });

/** A search field for the list below. */
export const FindField = (props: LineProps & { label: string }) => (
  <TextField {...props} type="search" placeholder={props.label} />
);

interface TextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'label' | 'class' | 'ref'> {
  class?: string;
  fieldRef?: Ref<HTMLTextAreaElement>;
  label?: string;
  value: string;
  onText: (text: string) => void;
}

/** A text of several lines, in either writing direction. */
export const TextArea = ({ class: look = 'field', fieldRef, label, onText, ...rest }: TextProps) => (
  <textarea
    {...rest}
    class={look}
    dir="auto"
    ref={fieldRef}
    aria-label={label}
    onInput={({ currentTarget: { value } }) => onText(value)}
  />
);

/* Forms, and the texts written in them. */

/** Handlers that send a form by its button, or by Ctrl+Enter or ⌘+Enter on any keyboard layout. Esc leaves it. */
export function formKeys(send: () => unknown, leave?: () => unknown) {
  const done = (event: Event, act: () => unknown) => {
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return {
    onSubmit: (event: Event) => done(event, send),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (/Enter$/.test(event.code) && (event.ctrlKey || event.metaKey)) done(event, send);
      else if (leave && event.code === 'Escape') done(event, leave);
    },
  };
}

interface SendButtonProps extends Pick<ButtonProps, 'tone' | 'wide' | 'disabled' | 'children'> {
  /**
   * The form is being sent. The form itself must not send twice: a disabled button would lose the focus, and
   * the keys with it.
   */
  busy?: boolean;
}

export const SendButton = ({ busy, ...props }: SendButtonProps) => (
  <Button
    type="submit"
    shortcut={t('key_send')}
    aria-keyshortcuts="Control+Enter"
    aria-disabled={busy || undefined}
    {...props}
  />
);

/** Why a form cannot be sent, or why hh refused it. */
export const Fault = ({ children }: { children: ComponentChildren }) =>
  children ? (
    <p class="small bad said" role="alert">
      {children}
    </p>
  ) : null;

/**
 * Sends a form, never twice at a time, and says why it was not sent. A letter that still contains variables,
 * such as `[Name]`, is not sent: the applicant would see them.
 */
export function useSending() {
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    /** Why it was not sent, in words. */
    fault: left.length > 0 ? t('variables_left', left.join(', ')) : problem && problemText(problem),
    problem,
    /** @returns whether it was accepted */
    async run(send: () => Promise<Result<unknown>>, letter = ''): Promise<boolean> {
      if (busy) return false;
      const left = unresolved(letter);
      setLeft(left);
      setProblem(null);
      if (left.length > 0) return false;
      setBusy(true);
      const answer = await send();
      setBusy(false);
      if (!answer.ok) setProblem(answer.problem);
      return answer.ok;
    },
  };
}

/** A `ref` that focuses the element as soon as it is mounted. */
export const focused = (element: HTMLElement | null): void => element?.focus();
/** A `ref` that focuses the first field within the element as soon as it is mounted. */
export const focusedWithin = (element: HTMLElement | null): void =>
  element?.querySelector<HTMLElement>('input, select, textarea')?.focus();

/** Draft delay: how long after the last key a text is saved; ms. */
const draftDelayMs = 400;

/**
 * Saves a text while it is being written: `draftDelayMs` after the last key, at `flush`, and when the view or
 * the page is closed. `keep` without a text discards the unsaved text, because it has been sent.
 */
export function useSaved(save: (text: string) => void) {
  const latest = useRef(save);
  latest.current = save;
  const [saved] = useState(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pending: string | undefined;
    const keep = (text?: string) => {
      clearTimeout(timer);
      pending = text;
      if (text !== undefined) timer = setTimeout(flush, draftDelayMs);
    };
    const flush = () => {
      const text = pending;
      keep();
      if (text !== undefined) latest.current(text);
    };
    return { keep, flush };
  });
  useLayoutEffect(() => {
    addEventListener('pagehide', saved.flush);
    return () => {
      removeEventListener('pagehide', saved.flush);
      saved.flush();
    };
  }, []);
  return saved;
}

/**
 * A text being written: it starts with its draft, and is saved as one.
 * @param before the text already at hh, which is no draft
 */
export function useDraft(key: string, before = '') {
  const { saveDraft } = useMessages();
  const { entries, drafts } = useOutbox();
  const draft = draftIn(drafts, key, entries);
  const [text, setText] = useState(draft ?? before);
  const saved = useSaved((text) => void saveDraft({ key, text: text === before ? '' : text }));
  return {
    text,
    /** null also while the draft is being sent: the field is free for the next text. */
    draft,
    setText,
    onText(text: string) {
      setText(text);
      saved.keep(text);
    },
    /** Saves exactly the text being sent. Comparing the two later tells whether anything was written since. */
    send(text: string) {
      saved.keep(text);
      saved.flush();
    },
    drop() {
      saved.keep();
      void saveDraft({ key, text: '' });
    },
  };
}
