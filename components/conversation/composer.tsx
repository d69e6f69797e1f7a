import { Component } from 'preact';
import type { Conversation } from '../../utils/domain/conversation.ts';
import { t } from '../../utils/i18n.ts';
import { type Known, known, valueOr } from '../../utils/known.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { delay, offText, problemText } from '../ui/words.ts';
import { keeper } from './draft.ts';
import { Fault, formKeys, SendButton } from './send.tsx';

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
  /** What is written where it is no message; what sends it. */
  label?: string;
  sends?: string;
}

interface State {
  text: string;
  busy: boolean;
  problem: Problem | null;
}

/** A field that stands by itself: of no conversation, or of one that is not open. */
export const alone = { via: 'old', off: known(null), inARow: known(0) } as const;
/** hh stops at five messages without an answer. */
export const inARowLimit = 5;
const lengthLimit = { chat: 20_000, old: 10_000 };
/** From here on the length is shown. */
const nearLimit = 0.9;

export class Composer extends Component<ComposerProps, State> {
  override state: State = { text: this.props.draft ?? '', busy: false, problem: null };
  private saved = keeper((text) => this.props.onDraft(this.props.draftKey, text));

  // A message that was taken back comes again as a draft; what is being written is not touched.
  override componentDidUpdate({ draft: before }: ComposerProps) {
    const { draft } = this.props;
    if (draft && draft !== before && !this.state.text) this.setState({ text: draft });
  }
  override componentWillUnmount() {
    this.saved.flush();
  }

  private async send() {
    const { text } = this.state;
    this.setState({ busy: true, problem: null });
    this.saved.keep();
    // Kept whole until it has arrived; the worker clears it then.
    this.props.onDraft(this.props.draftKey, text);
    const answer = await this.props.onSend(text);
    this.setState(answer.ok ? { busy: false, text: '' } : { busy: false, problem: answer.problem });
  }

  render(
    {
      conversation,
      draftKey,
      undoSeconds,
      label = t('composer_label'),
      sends = t('composer_send'),
    }: ComposerProps,
    { text, busy, problem }: State,
  ) {
    const { via } = conversation;
    const off = valueOr(conversation.off, null);
    const inARow = valueOr(conversation.inARow, 0);
    const reason = off && off !== 'ok' ? off : inARow >= inARowLimit && 'in_a_row_limit';
    if (reason) return <p class="small muted said">{offText(reason)}</p>;

    const limit = lengthLimit[via];
    const tooLong = text.length > limit;
    const rests = busy || tooLong || !text.trim();
    const count = (length: number) => length.toLocaleString(t('locale'));
    return (
      <form class="stack" {...formKeys(() => rests || void this.send())}>
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
            this.setState({ text: value });
            this.saved.keep(value);
          }}
        />
        {!conversation.off.known && <p class="small muted">{t('composer_off_unread')}</p>}
        <Fault>{problem && problemText(problem)}</Fault>
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
            {sends}
          </SendButton>
        </div>
      </form>
    );
  }
}
