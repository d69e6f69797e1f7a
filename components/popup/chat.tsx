import type { ComponentChildren } from 'preact';
import type { ChatRow, Millis } from '../../utils/domain/negotiation.ts';
import { sumOf } from '../../utils/domain/sum.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { moment, waiting } from '../../utils/time.ts';
import { chatTitle, initialsOf, isLeaving, lastText, leavingText } from '../negotiation/row-words.ts';
import { Button } from '../ui/button.tsx';
import type { Acts } from './acts.ts';
import { Item } from './item.tsx';

interface Props {
  chat: ChatRow;
  stop: string;
  current: boolean;
  now: number;
  entry: Entry | undefined;
  acts: Acts;
  /** An opened form, or what went wrong; it takes the place of the buttons. */
  below: ComponentChildren;
}

/** One chat with unread messages. */
export function Chat({ chat, stop, current, now, entry, acts, below }: Props) {
  const leaving = isLeaving(entry);
  const title = chatTitle(chat);
  const last = valueOr(chat.last, null);
  return (
    <Item
      stop={stop}
      current={current}
      leaving={leaving}
      initials={initialsOf(valueOr(chat.title, null))}
      title={title}
      second={entry ? leavingText(entry) : lastText(chat)}
      chip={last && timeOf(last.at, now)}
      count={sumOf([chat.unread])}
      onPick={() => acts.pick(stop)}
      onOpen={() => acts.open(stop)}
    >
      {below}
      {current && !below && (
        <>
          <div class="row acts">
            <Button small tone="primary" shortcut="↵" onClick={() => acts.open(stop)}>
              {t('popup_open')}
            </Button>
            <Button small shortcut="C" onClick={() => acts.write(stop)}>
              {t('popup_reply')}
            </Button>
            {!leaving && last && (
              <Button small shortcut="E" onClick={() => acts.read(stop)}>
                {t('popup_read')}
              </Button>
            )}
          </div>
          <p class="small muted effect">{`${t('chat_no_trace')} ${t('popup_chat_effect')}`}</p>
        </>
      )}
    </Item>
  );
}

const timeOf = (at: Known<Millis>, now: number) =>
  at.known
    ? { text: waiting(at.value, now), tone: 'neutral' as const, title: moment(at.value) }
    : { text: '?', tone: 'neutral' as const, title: t('unknown_time') };
