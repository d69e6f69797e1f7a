import type { ChatRow } from '../../../utils/domain/negotiation.ts';
import { isNothing, sumMark, sumOf, sumText } from '../../../utils/domain/sum.ts';
import { t } from '../../../utils/i18n.ts';
import { valueOr } from '../../../utils/known.ts';
import { moment, waiting } from '../../../utils/time.ts';
import { chatTitle, lastOf, lastText } from '../../negotiation/row-words.ts';
import { Chip } from '../../ui/button.tsx';
import { offText } from '../../ui/words.ts';

interface Props {
  chat: ChatRow;
  /** Its name, or that it is not known; null where there is none. */
  vacancy: string | null;
  current: boolean;
  now: number;
  onOpen: () => void;
}

/** One chat of the list: with whom, about what, what was said last. */
export function ChatLine({ chat, vacancy, current, now, onOpen }: Props) {
  const { last } = chat;
  const title = chatTitle(chat);
  const count = sumOf([chat.unread]);
  const blocked = valueOr(chat.blockReason, null);
  const at = lastOf(chat).at;
  return (
    <button type="button" class="chat-row" aria-current={current} onClick={onOpen}>
      <span class="row">
        <span class={`grow ell${isNothing(count) ? '' : ' b'}`} dir="auto" title={title}>
          {title}
        </span>
        {!isNothing(count) && (
          <Chip tone={count.whole ? 'accent' : 'neutral'} title={sumText('popup_row_messages', count)}>
            {sumMark(count)}
          </Chip>
        )}
        {at.known ? (
          <span class="small muted num" title={moment(at.value)}>
            {waiting(at.value, now)}
          </span>
        ) : (
          last.known && last.value && <span class="small muted">{t('unknown_time')}</span>
        )}
      </span>
      <span class="small muted ell" dir="auto">
        {blocked ? offText(blocked) : lastText(chat)}
      </span>
      {vacancy && (
        <span class="small muted ell" dir="auto">
          {vacancy}
        </span>
      )}
    </button>
  );
}
