import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Conversation } from '../../utils/domain/conversation.ts';
import { draftKey } from '../../utils/domain/texts.ts';
import { messageRequest } from '../../utils/domain/write-request.ts';
import { grouped, t } from '../../utils/i18n.ts';
import { type Known, known, valueOr } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { UndoSeconds } from '../contexts.tsx';
import { Fault, formKeys, SendButton, TextArea, useDraft, useSending } from '../ui/form.tsx';
import { delay, offText, type Viewer } from '../ui/words.ts';
import { useMessages } from '../worker.ts';
import type { ConversationOf } from './use-conversation.ts';

export interface ComposerProps {
  conversation: Pick<Conversation, 'via' | 'off'> & {
    /** Number of the employer's messages since the applicant's last one. */
    inARow: Known<number>;
  };
  /** Key of the draft: `message:<negotiation or chat>`. */
  draftKey: string;
  viewer?: Viewer;
  onSend: (text: string) => Promise<Result<unknown>>;
  /** The text is a note, not a message. */
  note?: boolean;
  /** Placeholder of the field; its label by default. */
  placeholder?: string;
}

/** The conversation to pass for a field without one. */
export const alone = { via: 'old', off: known(null), inARow: known(0) } as const;
/** hh refuses a sixth message without an answer. */
export const inARowLimit = 5;
/** Longest message that hh accepts, in characters. */
export const lengthLimit = { chat: 20_000, old: 10_000 };

/** «9 200 из 10 000 знаков», once it is near the limit. */
export function TextLength({ length, limit }: { length: number; limit: number }) {
  const tooLong = length > limit;
  return length > limit * 0.9 ? (
    <p class={`small num ${tooLong ? 'bad' : 'muted'}`} role={tooLong ? 'alert' : undefined}>
      {t('composer_length', grouped(length), grouped(limit))}
    </p>
  ) : null;
}

/** The form in which a message or a note is written. */
export function Composer(props: ComposerProps) {
  const { conversation, draftKey: key, viewer, note = false, placeholder, onSend } = props;
  const undoSeconds = useContext(UndoSeconds);
  const { text, draft, setText, onText, send: keepWhole } = useDraft(key);
  const { busy, fault, run } = useSending();
  const form = useRef<HTMLFormElement>(null);
  // An undone message comes back as a draft; it does not replace what is being written.
  useEffect(() => {
    if (draft) setText((text) => text || draft);
  }, [draft]);

  const limit = lengthLimit[conversation.via];
  const tooLong = text.length > limit;
  const rests = tooLong || !text.trim();
  // Sending disables the button, which would lose the focus: the container takes it, for keys such as Z.
  useLayoutEffect(() => {
    const button = rests && form.current?.querySelector('[type=submit]:focus');
    if (!button) return;
    const place = button.closest<HTMLElement>('[tabindex="-1"]') ?? form.current?.querySelector('textarea');
    place?.focus({ preventScroll: true });
  }, [rests]);

  const off = valueOr(conversation.off, null);
  const inARow = valueOr(conversation.inARow, 0);
  const reason = off && off !== 'ok' ? off : inARow >= inARowLimit && 'in_a_row_limit';
  if (reason) return <p class="small muted said">{offText(reason, viewer)}</p>;

  const send = async () => {
    if (busy || rests) return;
    // The draft stays until the message is at hh; then the worker deletes it.
    keepWhole(text);
    if (await run(() => onSend(text), note ? '' : text)) setText('');
  };
  const label = t(note ? 'note_text' : 'composer_label');
  return (
    <form
      class="stack composer"
      ref={form}
      {...formKeys(() => void send())}
      // The form grows when it gets the focus: scroll its button into view.
      onFocusIn={({ currentTarget }) => currentTarget.scrollIntoView?.({ block: 'nearest' })}
    >
      <TextArea
        class="field short"
        rows={3}
        label={label}
        aria-describedby={key}
        aria-invalid={tooLong}
        placeholder={placeholder ?? label}
        value={text}
        onText={onText}
      />
      {!conversation.off.known && <p class="small muted">{t('composer_off_unread')}</p>}
      <Fault>{fault}</Fault>
      <TextLength length={text.length} limit={limit} />
      <div class="row">
        <span class="grow small muted" id={key}>
          {t('composer_effect', delay(undoSeconds))}
          {inARow > 0 && ` · ${t('composer_in_a_row', inARow, inARowLimit)}`}
          {!conversation.inARow.known && ` · ${t('composer_in_a_row_unread')}`}
        </span>
        <SendButton tone="primary" busy={busy} disabled={rests}>
          {t(note ? 'note_save' : 'composer_send')}
        </SendButton>
      </div>
    </form>
  );
}

interface MessageComposerProps extends Pick<ComposerProps, 'conversation' | 'viewer' | 'placeholder'> {
  place: ConversationOf;
  /** Called once the message is in the outbox. */
  onSent?: () => void;
}

/** The composer of one conversation. */
export function MessageComposer({ place, onSent, ...rest }: MessageComposerProps) {
  const { write } = useMessages();
  const empty = messageRequest(place, '');
  const key = (empty && draftKey(empty)) ?? '';
  return (
    <Composer
      key={key}
      {...rest}
      draftKey={key}
      onSend={async (text) => {
        const request = messageRequest(place, text);
        if (!request) return { ok: false, problem: { name: 'chat-not-ready' } };
        const answer = await write(request);
        if (answer.ok) onSent?.();
        return answer;
      }}
    />
  );
}
