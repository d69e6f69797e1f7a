import './negotiation/negotiation.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChatRow } from '../../utils/domain/negotiation.ts';
import { layoutOfRows } from '../../utils/domain/row-pages.ts';
import { isNothing, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import { chatUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { ChatId, VacancyId } from '../../utils/ids.ts';
import { known, valueOr } from '../../utils/known.ts';
import { moment, waiting } from '../../utils/time.ts';
import { useStore, useWritten } from '../contexts.tsx';
import { FullConversation, WritingBar } from '../conversation/conversation.tsx';
import { valuesOf } from '../conversation/snippets.tsx';
import { useConversation } from '../conversation/use-conversation.ts';
import { passingMs, useWalk } from '../list/walk.ts';
import { chatTitle, lastOf, lastText } from '../negotiation/row-words.ts';
import { Button, Chip } from '../ui/button.tsx';
import { Select, Switch } from '../ui/form.tsx';
import { pressed, useKeys } from '../ui/keys.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PaneHead } from '../ui/section.tsx';
import { Cut } from '../ui/text.tsx';
import { usePages } from '../ui/use-load.ts';
import { offText, vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { ListColumn, PaneColumn, RowFrame, type RowStop, useInboxCommands } from './list-frame.tsx';

interface Props {
  now: number;
  /** How often a refresh of the list was requested. */
  asked: number;
}

/** hh gives pages 0 to 50 of 20 chats each; a thousand chats are enough for a person. */
const pagesAtMost = 50;

/** All chats, with or without a vacancy, and the open one beside them. Opening marks nothing as read. */
export function ChatsView({ now, asked }: Props) {
  const { inbox, settings } = useStore();
  const { vacancies } = inbox;
  const { readChats } = useWorker().negotiation;
  const [unread, setUnread] = useState(true);
  const [vacancyId, setVacancyId] = useState<VacancyId | null>(null);
  const [opened, setOpened] = useState<ChatRow | null>(null);
  /** The open chat was reached by stepping through the list, maybe on the way to another one. */
  const [isPassing, setPassing] = useState(false);
  const listKey = `${unread} ${vacancyId}`;
  // A chat with a new message moves to the front, and pages overlap.
  const pages = usePages<ChatRow>(`${listKey} ${asked}`, (page) => readChats({ unread, vacancyId, page }), {
    idOf: ({ id }) => id,
  });
  useWritten(
    ({ request }) =>
      request.kind === 'read-chat' || (request.kind === 'call' && request.operation === 'leave-chat'),
    pages.begin,
  );
  const { items, skipped, found, problem, busy } = pages;
  const layout = useMemo(() => layoutOfRows(items), [items]);
  const walk = useWalk(layout, listKey, true);
  const open = (id: ChatId, step = false) => {
    setOpened(items.find((chat) => chat.id === id) ?? null);
    setPassing(step);
  };
  const close = () => {
    setOpened(null);
    walk.focus();
  };
  const openedId = opened?.id ?? null;
  const list = { listKey, layout, walk, opened: openedId, open, close };
  useInboxCommands(list, { surface: 'chats', address: openedId ?? '' });
  const vacancyOf = ({ vacancyId: of }: ChatRow): string | null => {
    if (!of.known) return t('unknown_chat_vacancy');
    const vacancy = vacancies.find(({ id }) => id === of.value);
    return vacancy ? vacancyName(vacancy) : null;
  };
  return (
    <>
      <ListColumn
        list={list}
        title={t('chats_title')}
        about={
          found
            ? found.known
              ? plural('chats_found', found.value)
              : t('chats_found_unknown')
            : busy && t('chats_loading')
        }
        tools={
          <>
            <Select
              class="field small"
              label={t('chats_vacancy')}
              value={vacancyId ?? ''}
              none={t('chats_any')}
              options={vacancies.map((vacancy) => ({ id: vacancy.id, name: vacancyName(vacancy) }))}
              onPick={(id) => setVacancyId(id || null)}
            />
            <Switch
              label={t('chats_filter')}
              value={unread}
              options={[
                [true, t('chats_unread')],
                [false, t('chats_all')],
              ]}
              onPick={setUnread}
            />
          </>
        }
        busy={busy}
        row={(chat, stop) => <ChatLine {...stop} chat={chat} vacancy={vacancyOf(chat)} now={now} />}
      >
        {problem && (
          <div class="pad">
            <ProblemNote
              problem={problem}
              hhUrl={`https://${settings.site}/chat`}
              again={found ? pages.next : pages.begin}
            />
          </div>
        )}
        {found !== null && items.length + skipped === 0 && (
          <p class="pad muted">
            {t(valueOr(found, 0) ? 'chats_unlisted' : unread ? 'chats_none_unread' : 'chats_none')}
          </p>
        )}
        {skipped > 0 && <p class="pad small muted">{plural('chats_skipped', skipped)}</p>}
        {pages.more && (
          <div class="pad">
            {pages.count < pagesAtMost ? (
              <Button wide disabled={busy} onClick={pages.next}>
                {t('common_more')}
              </Button>
            ) : (
              <p class="small muted">{t('chats_end')}</p>
            )}
          </div>
        )}
      </ListColumn>
      <PaneColumn list={list}>
        {opened ? (
          <OpenChat
            key={opened.id}
            chat={opened}
            vacancy={vacancyOf(opened)}
            isPassing={isPassing}
            now={now}
            onClose={close}
          />
        ) : (
          <p class="pad muted">{t('chats_choose')}</p>
        )}
      </PaneColumn>
    </>
  );
}

interface LineProps extends RowStop {
  chat: ChatRow;
  /** The vacancy's name, or a text saying that it is unknown; null: no name. */
  vacancy: string | null;
  now: number;
}

/** One chat of the list: with whom, about what, the last message. */
function ChatLine({ chat, vacancy, now, ...rest }: LineProps) {
  const title = chatTitle(chat);
  const count = sumOf([chat.unread]);
  const blocked = valueOr(chat.blockReason, null);
  const { at } = lastOf(chat);
  const said = blocked ? offText(blocked) : lastText(chat);
  const when = at.known ? waiting(at.value, now) : valueOr(chat.last, null) && t('unknown_time');
  return (
    <RowFrame
      {...rest}
      dot={!isNothing(count) && sumText('popup_row_messages', count)}
      name={title}
      title={said}
      hover={[title, said, vacancy, at.known && moment(at.value)]}
      whom={null}
      facts={
        !isNothing(count) && (
          <Chip tone={count.whole ? 'accent' : 'neutral'} title={sumText('popup_row_messages', count)}>
            {sumMark(count) || sumText('popup_row_messages', count)}
          </Chip>
        )
      }
    >
      <Cut class="city small" text={vacancy ?? ''} />
      <span class="wait small muted num">{when}</span>
    </RowFrame>
  );
}

interface OpenChatProps {
  chat: ChatRow;
  vacancy: string | null;
  isPassing: boolean;
  now: number;
  onClose: () => void;
}

/** One chat, read when it is opened, or once it is not only passed; reading has no side effect. */
export function OpenChat({ chat, vacancy, isPassing, now, onClose }: OpenChatProps) {
  const store = useStore();
  const of = { chatId: chat.id, negotiationId: null };
  const conversation = useConversation(of);
  const root = useRef<HTMLElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const [grown, setGrown] = useState(false);
  useEffect(() => {
    if (!isPassing) return conversation.open(false);
    const timer = setTimeout(() => conversation.open(false), passingMs);
    return () => clearTimeout(timer);
  }, []);
  useKeys(root, (code) => {
    const text = code === 'KeyC' ? field.current?.querySelector('textarea') : null;
    return text ? () => text.focus() : pressed(root.current, code);
  });
  const title = chatTitle(chat);
  return (
    <article class="neg" ref={root} tabIndex={-1} aria-label={title}>
      <PaneHead onClose={onClose}>
        <h2 class="b pane-name ell" dir="auto" title={title}>
          {title}
        </h2>
        {vacancy && (
          <p class="small muted ell" dir="auto">
            {vacancy}
          </p>
        )}
      </PaneHead>
      <div class="tab">
        <FullConversation
          of={of}
          open={conversation}
          unseen={null}
          unread={chat.unread}
          now={now}
          keyed
          hhUrl={chatUrl(store.settings.site, chat)}
        />
      </div>
      {conversation.conversation && (
        <WritingBar
          of={of}
          off={known(null)}
          open={conversation}
          grown={grown}
          onGrow={setGrown}
          field={field}
          onLeave={() => root.current?.focus({ preventScroll: true })}
          values={valuesOf(store, {
            candidate: { name: chat.title },
            vacancy: vacancy ? { name: known(vacancy) } : null,
          })}
        />
      )}
    </article>
  );
}
