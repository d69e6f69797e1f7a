import './negotiation/negotiation.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatRow } from '../../utils/domain/negotiation.ts';
import { isNothing, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { known, valueOr } from '../../utils/known.ts';
import { moment, waiting } from '../../utils/time.ts';
import { FullConversation } from '../conversation/full-conversation.tsx';
import { valuesOf } from '../conversation/snippets.tsx';
import { useConversation } from '../conversation/use-conversation.ts';
import { chatTitle, lastOf, lastText } from '../negotiation/row-words.ts';
import { useWritten } from '../outbox/entries.ts';
import { chatUrl } from '../ui/addresses.ts';
import { Button, Chip } from '../ui/button.tsx';
import { useNow } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { pressed, useKeys } from '../ui/reveal.ts';
import { PaneHead } from '../ui/section.tsx';
import { usePages } from '../ui/use-load.ts';
import { offText, vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import type { PaneStore } from './negotiation/pane.tsx';
import { WritingBar } from './negotiation/writing-bar.tsx';

interface Props {
  store: PaneStore;
}

/** hh gives pages 0 to 50 of 20; a thousand are enough for a person. */
const pagesAtMost = 50;

/** All chats, with or without a vacancy. Looking marks nothing as read. */
export function ChatsPage({ store }: Props) {
  const { vacancies } = store.inbox;
  const now = useNow();
  const { readChats } = useWorker().negotiation;
  const [unread, setUnread] = useState(true);
  const [vacancyId, setVacancyId] = useState<VacancyId | null>(null);
  const [open, setOpen] = useState<ChatRow | null>(null);
  // A chat with a new message moves to the front, and pages overlap.
  const list = usePages<ChatRow>(`${unread} ${vacancyId}`, (page) => readChats({ unread, vacancyId, page }), {
    idOf: ({ id }) => id,
  });
  useWritten(
    ({ request }) =>
      request.kind === 'read-chat' || (request.kind === 'call' && request.operation === 'leave-chat'),
    list.begin,
  );
  const hhUrl = `https://${store.settings.site}/chat`;
  const place = useRef<HTMLElement>(null);
  useKeys(place, (code) => {
    const by = code === 'KeyJ' || code === 'ArrowDown' ? 1 : code === 'KeyK' || code === 'ArrowUp' ? -1 : 0;
    const rows = [...(place.current?.querySelectorAll<HTMLElement>('.chat-row') ?? [])];
    const at = rows.findIndex((row) => row.matches(':focus'));
    return by === 0
      ? undefined
      : () => rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  });
  const { items, skipped, found, problem, busy } = list;
  const none = found !== null && items.length + skipped === 0;
  const vacancyOf = ({ vacancyId: of }: ChatRow): string | null => {
    if (!of.known) return t('unknown_chat_vacancy');
    const vacancy = vacancies.find(({ id }) => id === of.value);
    return vacancy ? vacancyName(vacancy) : null;
  };

  return (
    <div class="chats">
      <section ref={place} aria-label={t('chats_title')}>
        <div class="chats-head stack">
          <div class="row">
            <h1 class="b grow">{t('chats_title')}</h1>
            {found && (
              <span class="small muted num">
                {found.known ? plural('chats_found', found.value) : t('chats_found_unknown')}
              </span>
            )}
            <a class="btn small flat" href="?">
              {t('chats_close')}
            </a>
          </div>
          <fieldset class="switch" aria-label={t('chats_filter')}>
            {[true, false].map((only) => (
              <label key={only}>
                <input type="radio" name="chats" checked={unread === only} onChange={() => setUnread(only)} />
                {t(only ? 'chats_unread' : 'chats_all')}
              </label>
            ))}
          </fieldset>
          <select
            class="field small"
            aria-label={t('chats_vacancy')}
            value={vacancyId ?? ''}
            onChange={({ currentTarget: { value } }) => setVacancyId(value ? asId<VacancyId>(value) : null)}
          >
            <option value="">{t('chats_any')}</option>
            {vacancies.map((vacancy) => (
              <option key={vacancy.id} value={vacancy.id}>
                {vacancyName(vacancy)}
              </option>
            ))}
          </select>
        </div>
        {problem && (
          <div class="chats-empty">
            <ProblemNote problem={problem} hhUrl={hhUrl} again={found ? list.next : list.begin} />
          </div>
        )}
        {!found && busy && (
          <p class="chats-empty small muted" role="status">
            {t('chats_loading')}
          </p>
        )}
        {none && (
          <p class="chats-empty muted">
            {t(valueOr(found, 0) ? 'chats_unlisted' : unread ? 'chats_none_unread' : 'chats_none')}
          </p>
        )}
        <ul>
          {items.map((chat) => (
            <li key={chat.id}>
              <ChatLine
                chat={chat}
                vacancy={vacancyOf(chat)}
                current={chat.id === open?.id}
                now={now}
                onOpen={() => setOpen(chat)}
              />
            </li>
          ))}
        </ul>
        {skipped > 0 && <p class="chats-empty small muted">{plural('chats_skipped', skipped)}</p>}
        {list.more && (
          <div class="chats-empty">
            {list.count < pagesAtMost ? (
              <Button wide disabled={busy} onClick={list.next}>
                {t('chats_more')}
              </Button>
            ) : (
              <p class="small muted">{t('chats_end')}</p>
            )}
          </div>
        )}
      </section>
      <div>
        {open ? (
          <OpenChat
            key={open.id}
            chat={open}
            vacancy={vacancyOf(open)}
            store={store}
            now={now}
            onClose={() => setOpen(null)}
          />
        ) : (
          <p class="chats-empty muted">{t('chats_choose')}</p>
        )}
      </div>
    </div>
  );
}

interface LineProps {
  chat: ChatRow;
  /** Its name, or that it is not known; null where there is none. */
  vacancy: string | null;
  current: boolean;
  now: number;
  onOpen: () => void;
}

/** One chat of the list: with whom, about what, what was said last. */
function ChatLine({ chat, vacancy, current, now, onOpen }: LineProps) {
  const { last } = chat;
  const title = chatTitle(chat);
  const count = sumOf([chat.unread]);
  const blocked = valueOr(chat.blockReason, null);
  const at = lastOf(chat).at;
  const said = blocked ? offText(blocked) : lastText(chat);
  return (
    <button
      type="button"
      class={`chat-row press${current ? ' on-tint' : ''}`}
      aria-current={current}
      onClick={onOpen}
    >
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
      <span class="small muted ell" dir="auto" title={said}>
        {said}
      </span>
      {vacancy && (
        <span class="small muted ell" dir="auto" title={vacancy}>
          {vacancy}
        </span>
      )}
    </button>
  );
}

interface OpenChatProps {
  chat: ChatRow;
  vacancy: string | null;
  store: PaneStore;
  now: number;
  onClose: () => void;
}

/** One chat, read as it is opened; that has no side effect. */
export function OpenChat({ chat, vacancy, store, now, onClose }: OpenChatProps) {
  const { settings } = store;
  const { readConversation } = useWorker();
  const of = { chatId: chat.id, negotiationId: null };
  const conversation = useConversation(of, (stretch) => readConversation({ chatId: chat.id, ...stretch }));
  const root = useRef<HTMLElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const [grown, setGrown] = useState(false);
  useEffect(() => conversation.open(false), []);
  useKeys(root, (code) => {
    if (code === 'Escape') return onClose;
    const text = code === 'KeyC' ? field.current?.querySelector('textarea') : null;
    return text ? () => text.focus() : pressed(root.current, code);
  });
  const title = chatTitle(chat);
  return (
    <section class="neg" ref={root} tabIndex={-1} aria-label={title}>
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
      <FullConversation
        of={of}
        open={conversation}
        unseen={null}
        unread={chat.unread}
        now={now}
        keyed
        hhUrl={chatUrl(settings.site, chat)}
      />
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
    </section>
  );
}
