import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../utils/i18n.ts';
import type { Conversation } from '../utils/inbox/negotiation.ts';
import type { Answer, Problem } from '../utils/problem.ts';
import { Button } from './button.tsx';
import { isSendKey, useDraft } from './draft.ts';
import { delay, offText, problemText } from './words.ts';

export interface ComposerProps {
  conversation: Pick<Conversation, 'via' | 'off' | 'inARow'>;
  /** Where the draft is kept: `message:<negotiation or chat>`. */
  draftKey: string;
  /** null also while it is on its way: the field is free for the next message. */
  draft: string | null;
  undoSeconds: number;
  onDraft: (key: string, text: string) => void;
  onSend: (text: string) => Promise<Answer<unknown>>;
}

/** hh stops at five messages without an answer. */
export const inARowLimit = 5;
const lengthLimit = { chat: 20_000, old: 10_000 };
/** From here on the length is shown. */
const nearLimit = 0.9;

/** Why nothing can be written here, in hh's own terms; null when one can write. */
export const offReason = ({ off, inARow }: Pick<Conversation, 'off' | 'inARow'>): string | null =>
  off && off !== 'ok' ? off : inARow >= inARowLimit ? 'in_a_row_limit' : null;

export function Composer({ conversation, draftKey, draft, undoSeconds, onDraft, onSend }: ComposerProps) {
  const [text, setText] = useState(draft ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const written = useRef(text);
  written.current = text;
  const id = useId();
  const saved = useDraft((value) => onDraft(draftKey, value));

  // A message that was taken back comes again as a draft; what is being written is not touched.
  useEffect(() => {
    if (draft && written.current === '') setText(draft);
  }, [draft]);

  const reason = offReason(conversation);
  if (reason) return <p class="small muted said">{offText(reason)}</p>;

  const limit = lengthLimit[conversation.via];
  const tooLong = text.length > limit;
  const send = async () => {
    if (busy || tooLong || text.trim() === '') return;
    setBusy(true);
    setProblem(null);
    saved.forget();
    // Kept whole until it has arrived; the worker clears it then.
    onDraft(draftKey, text);
    const answer = await onSend(text);
    setBusy(false);
    if (answer.ok) setText('');
    else setProblem(answer.problem);
  };

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (!isSendKey(event)) return;
        event.preventDefault();
        event.stopPropagation();
        void send();
      }}
    >
      <textarea
        class="field short"
        dir="auto"
        rows={3}
        aria-label={t('composer_label')}
        aria-describedby={`${id}effect`}
        aria-invalid={tooLong}
        placeholder={t('composer_label')}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          saved.keep(event.currentTarget.value);
        }}
      />
      {problem && (
        <p class="small bad said" role="alert">
          {problemText(problem)}
        </p>
      )}
      {text.length > limit * nearLimit && (
        <p class={`small num ${tooLong ? 'bad' : 'muted'}`} role={tooLong ? 'alert' : undefined}>
          {t('composer_length', text.length.toLocaleString(t('locale')), limit.toLocaleString(t('locale')))}
        </p>
      )}
      <div class="row">
        <span class="grow small muted" id={`${id}effect`}>
          {t('composer_effect', delay(undoSeconds))}
          {conversation.inARow > 0 && ` · ${t('composer_in_a_row', conversation.inARow, inARowLimit)}`}
        </span>
        <Button
          type="submit"
          tone="primary"
          shortcut={t('key_send')}
          aria-keyshortcuts="Control+Enter"
          disabled={busy || tooLong || text.trim() === ''}
        >
          {t('composer_send')}
        </Button>
      </div>
    </form>
  );
}
