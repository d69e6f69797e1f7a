import { t } from '../../../utils/i18n.ts';
import type { ChatRow } from '../../../utils/inbox/negotiation.ts';
import { moment, waiting } from '../../../utils/time.ts';
import { Chip } from '../../chip.tsx';
import { offText } from '../../words.ts';

interface Props {
  chat: ChatRow;
  vacancy: string | null;
  current: boolean;
  now: number;
  onOpen: () => void;
}

/** One chat of the list: with whom, about what, what was said last. */
export function ChatLine({ chat, vacancy, current, now, onOpen }: Props) {
  const { title, unread, last, blockReason } = chat;
  const said = blockReason
    ? offText(blockReason)
    : last?.mine
      ? t('chats_you', last.text)
      : (last?.text ?? '');
  return (
    <button type="button" class="chat-row" aria-current={current} onClick={onOpen}>
      <span class="row">
        <span class={`grow ell${unread > 0 ? ' b' : ''}`} dir="auto" title={title}>
          {title}
        </span>
        {unread > 0 && <Chip tone="accent">{unread}</Chip>}
        {last && (
          <span class="small muted num" title={moment(last.at)}>
            {waiting(last.at, now)}
          </span>
        )}
      </span>
      <span class="small muted ell" dir="auto">
        {said}
      </span>
      {vacancy && (
        <span class="small muted ell" dir="auto">
          {vacancy}
        </span>
      )}
    </button>
  );
}
