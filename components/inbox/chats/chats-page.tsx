import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatRow, VacancyCount } from '../../../utils/domain/negotiation.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { asId, type ChatId, type VacancyId } from '../../../utils/ids.ts';
import { valueOr } from '../../../utils/known.ts';
import type { NextStep, Problem } from '../../../utils/problem.ts';
import { Button } from '../../ui/button.tsx';
import { takeStep } from '../../ui/next-step.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { vacancyName } from '../../ui/words.ts';
import type { NegotiationCalls, Page } from '../negotiation/calls.ts';
import { useReading } from '../negotiation/reading.ts';
import type { PaneStore } from '../negotiation/store.ts';
import { useKeys } from '../negotiation/use-keys.ts';
import { useWritten } from '../negotiation/use-written.ts';
import { ChatLine } from './chat-line.tsx';
import { OpenChat } from './open-chat.tsx';

interface Props {
  store: PaneStore;
  /** To choose from; `hh` gives the chats of one of them. */
  vacancies: readonly Pick<VacancyCount, 'id' | 'name'>[];
  calls: NegotiationCalls;
}

/** hh gives pages 0 to 50 of 20; a thousand are enough for a person. */
const lastPage = 49;

/** All chats, with or without a vacancy. Looking marks nothing as read. */
export function ChatsPage({ store, vacancies, calls }: Props) {
  const { now, entries } = store;
  const [unread, setUnread] = useState(true);
  const [vacancyId, setVacancyId] = useState<VacancyId | null>(null);
  const [page, setPage] = useState(0);
  const [open, setOpen] = useState<ChatRow | null>(null);
  const [list, read] = useReading<Page<ChatRow>>();
  const ask = async (next: number) => {
    const known = next === 0 ? [] : (list.value?.items ?? []);
    setPage(next);
    await read(
      calls
        .readChats({ unread, vacancyId, page: next })
        .then((answer) =>
          answer.ok
            ? { ok: true, value: { ...answer.value, items: together(known, answer.value.items) } }
            : answer,
        ),
    );
  };
  useEffect(() => void ask(0), [unread, vacancyId]);
  useWritten(
    entries,
    ({ request }) =>
      request.kind === 'read-chat' || (request.kind === 'call' && request.operation === 'leave-chat'),
    () => void ask(0),
  );
  const hhUrl = `https://${store.settings.site}/chat`;
  const onStep = (_: NextStep, problem: Problem) =>
    takeStep(problem, hhUrl, { ...calls, refresh: () => ask(0) });
  const place = useRef<HTMLElement>(null);
  useKeys(place, (code) => {
    const by = code === 'KeyJ' || code === 'ArrowDown' ? 1 : code === 'KeyK' || code === 'ArrowUp' ? -1 : 0;
    const rows = [...(place.current?.querySelectorAll<HTMLElement>('.chat-row') ?? [])];
    const at = rows.findIndex((row) => row.matches(':focus'));
    return by === 0
      ? undefined
      : () => rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  });
  const { value, problem, busy } = list;
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
            {value && (
              <span class="small muted num">
                {value.found.known ? plural('chats_found', value.found.value) : t('chats_found_unknown')}
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
            <ProblemNote problem={problem} hhUrl={hhUrl} onStep={onStep} onCopy={calls.copy} />
          </div>
        )}
        {!value && busy && (
          <p class="chats-empty small muted" role="status">
            {t('chats_loading')}
          </p>
        )}
        {value?.items.length === 0 && value.skipped === 0 && !valueOr(value.found, 0) && (
          <p class="chats-empty muted">{t(unread ? 'chats_none_unread' : 'chats_none')}</p>
        )}
        <ul>
          {value?.items.map((chat) => (
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
        {value && value.skipped > 0 && (
          <p class="chats-empty small muted">{plural('chats_skipped', value.skipped)}</p>
        )}
        {value?.items.length === 0 && value.skipped === 0 && valueOr(value.found, 0) ? (
          <p class="chats-empty muted">{t('chats_unlisted')}</p>
        ) : null}
        {value?.more && (
          <div class="chats-empty">
            {page < lastPage ? (
              <Button wide disabled={busy} onClick={() => void ask(page + 1)}>
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
            calls={calls}
            onStep={onStep}
            onClose={() => setOpen(null)}
          />
        ) : (
          <p class="chats-empty muted">{t('chats_choose')}</p>
        )}
      </div>
    </div>
  );
}

/** A chat with a new message moves to the front, and pages overlap; each stands once, where it is now. */
function together(known: ChatRow[], next: ChatRow[]): ChatRow[] {
  const ids = new Set<ChatId>(known.map(({ id }) => id));
  return [...known, ...next.filter(({ id }) => !ids.has(id))];
}
