import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { unresolved } from '../../utils/domain/snippets.ts';
import { draftIn } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { useOutbox } from '../contexts.tsx';
import { useMessages } from '../worker.ts';
import { Button, type ButtonProps } from './button.tsx';
import { problemText } from './words.ts';

/** The ways to send a form: its button, and Ctrl+Enter or ⌘+Enter on any keyboard layout. Esc leaves it. */
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
  /** It is being sent. The form itself must not send twice: a button that is off would lose the focus, and with it the keys. */
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

/** What keeps a form from being sent, or why hh refused it. */
export const Fault = ({ children }: { children: ComponentChildren }) =>
  children ? (
    <p class="small bad said" role="alert">
      {children}
    </p>
  ) : null;

/**
 * Sends a form, once at a time, and says why it was not sent. A letter with variables left in it, such as `[Name]`, is
 * kept back: the applicant would read them as they stand.
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
    /** @returns whether it was taken */
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

/** A `ref` for what has the focus as soon as it stands. */
export const focused = (element: HTMLElement | null): void => element?.focus();
/** The same for the first thing in it that can be filled in. */
export const focusedWithin = (element: HTMLElement | null): void =>
  element?.querySelector<HTMLElement>('input, select, textarea')?.focus();

/** Draft delay: a text is saved so long after the last key. */
const draftDelayMs = 400;

/**
 * Saves a text while it is written: `draftDelayMs` after the last key, by `flush`, and when the view, or the page, goes.
 * `keep` without a text drops what was not saved yet, because it has been sent.
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
 * A text that is being written: it begins with its draft, and is kept as one meanwhile.
 * @param before what stands at hh already, which is no draft
 */
export function useDraft(key: string, before = '') {
  const { saveDraft } = useMessages();
  const { entries, drafts } = useOutbox();
  const draft = draftIn(drafts, key, entries);
  const [text, setText] = useState(draft ?? before);
  const saved = useSaved((text) => void saveDraft({ key, text: text === before ? '' : text }));
  return {
    text,
    /** null also while it is being sent: the field is free for the next text. */
    draft,
    setText,
    onText(text: string) {
      setText(text);
      saved.keep(text);
    },
    /** Saves exactly the text that goes out: by comparing the two, what was delivered is told from what was written since. */
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
