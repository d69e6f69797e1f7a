import '../negotiation/negotiation.css';
import { useRef, useState } from 'preact/hooks';
import type { ChatRow } from '../../../utils/domain/negotiation.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { asId, type VacancyId } from '../../../utils/ids.ts';
import { valueOr } from '../../../utils/known.ts';
import { useWritten } from '../../outbox/entries.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useKeys } from '../../ui/reveal.ts';
import { useNow } from '../../ui/use-now.ts';
import { usePages } from '../../ui/use-pages.ts';
import { vacancyName } from '../../ui/words.ts';
import { useWorker } from '../../worker.ts';
import type { PaneStore } from '../negotiation/pane.tsx';
import { ChatLine } from './chat-line.tsx';
import { OpenChat } from './open-chat.tsx';

interface Props {
  store: PaneStore;
}

/** hh gives pages 0 to 50 of 20; a thousand are enough for a person. */
const pagesAtMost = 50;

/** All chats, with or without a vacancy. Looking marks nothing as read. */
export function ChatsPage({ store }: Props) {
  const { entries } = store;
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
    entries,
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
            class="field"
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
