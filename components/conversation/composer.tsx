import { useEffect, useState } from 'preact/hooks';
import type { Conversation } from '../../utils/domain/conversation.ts';
import { t } from '../../utils/i18n.ts';
import { type Known, known, valueOr } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { Fault, formKeys, SendButton, useSaved, useVariables } from '../ui/form.tsx';
import { delay, offText, problemText } from '../ui/words.ts';

export interface ComposerProps {
  conversation: Pick<Conversation, 'via' | 'off'> & {
    /** Messages of ours since the applicant's last one. */
    inARow: Known<number>;
  };
  /** Where the draft is kept: `message:<negotiation or chat>`. */
  draftKey: string;
  /** null also while it is on its way: the field is free for the next message. */
  draft: string | null;
  undoSeconds: number;
  onDraft: (key: string, text: string) => void;
  onSend: (text: string) => Promise<Result<unknown>>;
  /** What is written is a note, not a message. */
  note?: boolean;
}

/** A field that stands by itself: of no conversation, or of one that is not open. */
export const alone = { via: 'old', off: known(null), inARow: known(0) } as const;
/** hh stops at five messages without an answer. */
export const inARowLimit = 5;
const lengthLimit = { chat: 20_000, old: 10_000 };
/** From here on the length is shown. */
const nearLimit = 0.9;

/** Where a message is written. */
export function Composer(props: ComposerProps) {
  const { conversation, draftKey, draft, undoSeconds, note = false, onDraft, onSend } = props;
  const [text, setText] = useState(draft ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { guard, said } = useVariables();
  const saved = useSaved((text) => onDraft(draftKey, text));
  // A message that was taken back comes again as a draft; what is being written is not touched.
  useEffect(() => {
    if (draft) setText((text) => text || draft);
  }, [draft]);

  const off = valueOr(conversation.off, null);
  const inARow = valueOr(conversation.inARow, 0);
  const reason = off && off !== 'ok' ? off : inARow >= inARowLimit && 'in_a_row_limit';
  if (reason) return <p class="small muted said">{offText(reason)}</p>;

  const limit = lengthLimit[conversation.via];
  const tooLong = text.length > limit;
  const rests = busy || tooLong || !text.trim();
  const send = async () => {
    if (rests) return;
    setBusy(true);
    setProblem(null);
    saved.keep();
    // Kept whole until it has arrived; the worker clears it then.
    onDraft(draftKey, text);
    const answer = await (note ? onSend(text) : guard(text, () => onSend(text)));
    setBusy(false);
    if (answer.ok) setText('');
    else setProblem(answer.problem);
  };
  const label = t(note ? 'note_text' : 'composer_label');
  const count = (length: number) => length.toLocaleString(t('locale'));
  return (
    <form class="stack" {...formKeys(() => void send())}>
      <textarea
        class="field short"
        dir="auto"
        rows={3}
        aria-label={label}
        aria-describedby={draftKey}
        aria-invalid={tooLong}
        placeholder={label}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          saved.keep(value);
        }}
      />
      {!conversation.off.known && <p class="small muted">{t('composer_off_unread')}</p>}
      {said || <Fault>{problem && problemText(problem)}</Fault>}
      {text.length > limit * nearLimit && (
        <p class={`small num ${tooLong ? 'bad' : 'muted'}`} role={tooLong ? 'alert' : undefined}>
          {t('composer_length', count(text.length), count(limit))}
        </p>
      )}
      <div class="row">
        <span class="grow small muted" id={draftKey}>
          {t('composer_effect', delay(undoSeconds))}
          {inARow > 0 && ` · ${t('composer_in_a_row', inARow, inARowLimit)}`}
          {!conversation.inARow.known && ` · ${t('composer_in_a_row_unread')}`}
        </span>
        <SendButton tone="primary" disabled={rests}>
          {t(note ? 'note_save' : 'composer_send')}
        </SendButton>
      </div>
    </form>
  );
}
