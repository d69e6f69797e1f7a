import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { isClosed, type Unread, unreadOf } from '../../utils/domain/badge.ts';
import type { Inbox, Settings } from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { isNothing } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { sumText } from '../../utils/sum-words.ts';
import { matcher, plain } from '../list/search.tsx';
import { Chip } from '../ui/button.tsx';
import { vacancyWords } from '../ui/words.ts';
import { Archived } from './archived.tsx';
import { MoreVacancies } from './more-vacancies.tsx';
import type { Listed } from './use-listed.ts';
import { VacancyList } from './vacancy-list.tsx';

interface Props {
  inbox: Inbox;
  settings: Settings;
  vacancyId: VacancyId | null;
  /** All that are known. */
  active: VacancyCount[];
  /** hh may have more than the store keeps. */
  further: Listed | null;
  archived: Listed;
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
  const many = active.length + archived.vacancies.length > searchFrom;
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
        {further && <MoreVacancies listed={further} />}
        <Archived
          listed={archived}
          vacancies={found(archived.vacancies)}
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
