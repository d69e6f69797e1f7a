import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isClosed, type Unread, unreadOf } from '../../utils/domain/badge.ts';
import type { Inbox, Settings } from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { isNothing, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { matcher, plain } from '../list/search.tsx';
import { Button, Chip } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { type Pages, usePages } from '../ui/use-pages.ts';
import { factText, inner, vacancyName, vacancyWords } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

interface Props {
  inbox: Inbox;
  settings: Settings;
  vacancyId: VacancyId | null;
  /** All that are known. */
  active: VacancyCount[];
  /** hh may have more than the store keeps. */
  further: Pages<VacancyCount> | null;
  archived: Pages<VacancyCount>;
  onChoose: (id: VacancyId) => void;
  onMute: (muted: VacancyId[]) => void;
  onCount: (count: Settings['count']) => void;
  /** Why the numbers are not fresh. */
  trouble: ComponentChildren;
  children?: ComponentChildren;
}

/** So many are found by eye. */
const searchFrom = 10;

/** The vacancies with what waits in each, as the store has them. */
export function Vacancies(props: Props) {
  const {
    inbox,
    settings,
    vacancyId,
    active,
    further,
    archived,
    onChoose,
    onMute,
    onCount,
    trouble,
    children,
  } = props;
  const [query, setQuery] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const { responses, chats } = unreadOf(inbox, settings);
  const fits = matcher(query);
  const found = (list: VacancyCount[]) =>
    query ? list.filter((vacancy) => fits(plain(vacancyWords(vacancy)))) : list;
  const shown = found(active);
  const many = active.length + archived.items.length > searchFrom;
  return (
    <nav class="column vacancies" aria-labelledby="vacancies-title">
      <div class="row column-head">
        <h1 id="vacancies-title" class="b grow ell">
          {t('inbox_vacancies')}
        </h1>
        <a class="btn small flat" href="?page=chats">
          {chatsText(chats)}
        </a>
        {!isNothing(responses) && inbox.freshAt !== null && (
          <Chip tone={responses.whole ? 'accent' : 'neutral'} title={sumText('inbox_new', responses)}>
            {sumText('inbox_new', responses)}
          </Chip>
        )}
      </div>
      {trouble}
      <fieldset class="switch own-all" aria-label={t('inbox_count_label')}>
        {(['own', 'all'] as const).map((count) => (
          <label key={count}>
            <input
              type="radio"
              name="count"
              checked={settings.count === count}
              onChange={() => onCount(count)}
            />
            {t(`inbox_${count}`)}
          </label>
        ))}
      </fieldset>
      {many && (
        <input
          class="field quiet"
          type="search"
          autocomplete="off"
          placeholder={t('inbox_vacancies_search')}
          aria-label={t('inbox_vacancies_search')}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <div class="scroll grow" ref={box}>
        <VacancyList
          vacancies={shown}
          vacancyId={vacancyId}
          muted={settings.muted}
          box={box}
          onChoose={onChoose}
          onMute={onMute}
        />
        {shown.length === 0 && <None query={query} inbox={inbox} />}
        {inbox.skipped > 0 && (
          <p class="pad small muted">{plural('inbox_vacancies_skipped', inbox.skipped)}</p>
        )}
        {further && <MoreVacancies pages={further} />}
        <Archived
          pages={archived}
          vacancies={found(archived.items)}
          vacancyId={vacancyId}
          onChoose={onChoose}
        />
      </div>
      {children}
    </nav>
  );
}

function chatsText(chats: Unread['chats']): string {
  if (!chats.known) return t(isClosed(chats) ? 'chats_title' : 'inbox_chats_unknown');
  return chats.value > 0 ? t('inbox_chats_unread', chats.value) : t('chats_title');
}

function None({ query, inbox }: { query: string; inbox: Inbox }) {
  if (query) return <p class="pad muted">{t('inbox_vacancies_not_found')}</p>;
  if (inbox.freshAt === null) return inbox.problem ? null : <p class="pad muted">{t('popup_first')}</p>;
  const name = inbox.allVacancies ? 'none' : 'unread';
  return (
    <div class="pad stack">
      <p>{t(`inbox_vacancies_${name}`)}</p>
      <p class="small muted">{t(`inbox_vacancies_${name}_note`)}</p>
    </div>
  );
}

/**
 * Vacancies that the store does not hold, page by page as a person asks for them.
 *
 * @param of whose they are; another begins again
 * @param from the first page to read
 */
export const useListed = (of: string, read: Worker['list']['readActive'], from = 0): Pages<VacancyCount> =>
  usePages(of, read, { idOf: ({ id }) => id, from, byClick: true });

/** The name of a vacancy that no list here holds (an old address, an archived one): one request, once. */
export function useVacancy(missing: VacancyId | null) {
  const { readVacancy } = useWorker().list;
  const [known, setKnown] = useState<VacancyCount | null>(null);
  useEffect(() => {
    if (missing === null || known?.id === missing) return;
    let wanted = true;
    void readVacancy(missing).then((answer) => {
      if (wanted && answer.ok) setKnown(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [missing]);
  return known;
}

/** The way to the next page of vacancies, or why it could not be read. */
export function MoreVacancies({ pages }: { pages: Pages<VacancyCount> }) {
  const { skipped, more, problem, busy, next } = pages;
  if (!more && skipped === 0) return null;
  return (
    <div class="pad stack">
      {skipped > 0 && <p class="small muted">{plural('inbox_vacancies_skipped', skipped)}</p>}
      {problem ? (
        <ProblemNote problem={problem} again={next} />
      ) : (
        more && (
          <Button small disabled={busy} onClick={next}>
            {t(busy ? 'inbox_reading' : 'inbox_archived_more')}
          </Button>
        )
      )}
    </div>
  );
}

interface VacancyItemProps {
  vacancy: VacancyCount;
  /** Its number among all, and theirs, where not all are drawn. */
  place?: [number, number];
  current: boolean;
  muted: boolean;
  onChoose: () => void;
  /** Absent where there is nothing to count. */
  onMute?: () => void;
}

const none = sumOf([]);

/** One vacancy: its name, what waits in it, and whether that counts. */
function VacancyItem({ vacancy, place, current, muted, onChoose, onMute }: VacancyItemProps) {
  const name = vacancyName(vacancy);
  const area = factText(vacancy.area, 'unknown_area');
  const manager = factText(vacancy.manager, 'unknown_manager');
  const title = [name, area, manager].filter(Boolean).join(' · ');
  const count = onMute ? sumOf([vacancy.unread]) : none;
  const quiet = isNothing(count);
  const words = muted ? t('inbox_muted') : quiet ? '' : sumText('inbox_new', count);
  const mute = t(muted ? 'inbox_unmute' : 'inbox_mute', inner(name));
  return (
    <li class={`vac${current ? ' on' : ''}`} aria-posinset={place?.[0]} aria-setsize={place?.[1]}>
      <button
        type="button"
        class="pick"
        title={title}
        aria-current={current ? 'true' : undefined}
        onClick={onChoose}
      >
        <span class={`grow ell${current ? ' b' : ''}${muted || quiet ? ' muted' : ''}`} dir="auto">
          {name}
        </span>
        <span class="hidden">{[area, manager, words].filter(Boolean).map((part) => ` · ${part}`)}</span>
        <span aria-hidden="true" class="count num">
          {muted ? (
            <Chip>{t('inbox_muted')}</Chip>
          ) : quiet ? (
            <span class="small muted zero">{onMute ? '0' : ''}</span>
          ) : (
            <Chip tone={count.whole ? 'accent' : 'neutral'} title={words}>
              {sumMark(count)}
            </Chip>
          )}
        </span>
      </button>
      {onMute && (
        <Button icon tone="flat" aria-label={mute} aria-pressed={muted} onClick={onMute}>
          <Icon name={muted ? 'muted' : 'bell'} />
        </Button>
      )}
    </li>
  );
}

interface VacancyListProps {
  vacancies: readonly VacancyCount[];
  vacancyId: VacancyId | null;
  muted: readonly VacancyId[];
  /** What is scrolled; the list begins at its top. */
  box: RefObject<HTMLElement | null>;
  onChoose: (id: VacancyId) => void;
  onMute: (muted: VacancyId[]) => void;
}

/** Of one vacancy in px, as the style sheet has it. */
const height = 36;
/** Drawn beyond the screen on either side, and scrolled before others are drawn. */
const margin = 6;

/** As high as all vacancies, with only those drawn that are in view: 500 cost no more than what fits. */
export function VacancyList({ vacancies, vacancyId, muted, box, onChoose, onMute }: VacancyListProps) {
  const [first, setFirst] = useState(0);
  useEffect(() => {
    const { current } = box;
    const look = () => setFirst(Math.floor((current?.scrollTop ?? 0) / height / margin) * margin);
    current?.addEventListener('scroll', look, { passive: true });
    return () => current?.removeEventListener('scroll', look);
  }, [box]);
  // The keys and the address choose those that are out of view, too.
  useEffect(() => {
    const { current } = box;
    const top = vacancies.findIndex(({ id }) => id === vacancyId) * height;
    if (!current || top < 0) return;
    const { scrollTop, clientHeight } = current;
    if (top < scrollTop || top + height > scrollTop + clientHeight)
      current.scrollTop = top - Math.floor(clientHeight / 2);
  }, [box, vacancyId]);

  // More than the list's part of the screen, so that there are some below, too.
  const screen = Math.ceil(innerHeight / height);
  const top = Math.max(0, Math.min(first, vacancies.length - screen));
  const from = Math.max(0, top - margin);
  const drawn = vacancies.slice(from, top + screen + margin);
  return (
    <ul style={{ height: `${vacancies.length * height}px`, paddingTop: `${from * height}px` }}>
      {drawn.map((vacancy, index) => {
        const { id } = vacancy;
        const without = muted.filter((one) => one !== id);
        const isMuted = without.length < muted.length;
        return (
          <VacancyItem
            key={id}
            vacancy={vacancy}
            place={[from + index + 1, vacancies.length]}
            current={id === vacancyId}
            muted={isMuted}
            onChoose={() => onChoose(id)}
            onMute={() => onMute(isMuted ? without : [...without, id])}
          />
        );
      })}
    </ul>
  );
}

interface ArchivedProps {
  pages: Pages<VacancyCount>;
  /** Those to be shown of it. */
  vacancies: VacancyCount[];
  vacancyId: VacancyId | null;
  onChoose: (id: VacancyId) => void;
}

/** Vacancies that are over, behind a switch. */
function Archived({ pages, vacancies, vacancyId, onChoose }: ArchivedProps) {
  const [shown, setShown] = useState(false);
  const show = (next: boolean) => {
    setShown(next);
    if (next && pages.count === 0) pages.next();
  };
  return (
    <>
      <label class="check pad">
        <input type="checkbox" checked={shown} onChange={(event) => show(event.currentTarget.checked)} />
        {t('inbox_archived')}
      </label>
      {shown && (
        <>
          <ul aria-label={t('inbox_archived_title')}>
            {vacancies.map((vacancy) => (
              <VacancyItem
                key={vacancy.id}
                vacancy={vacancy}
                current={vacancy.id === vacancyId}
                muted={false}
                onChoose={() => onChoose(vacancy.id)}
              />
            ))}
          </ul>
          {pages.count > 0 && pages.items.length + pages.skipped === 0 && (
            <p class="pad small muted">{t('inbox_archived_none')}</p>
          )}
          <MoreVacancies pages={pages} />
        </>
      )}
    </>
  );
}
