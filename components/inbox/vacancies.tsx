import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { layoutOfRows } from '../../utils/domain/row-pages.ts';
import { isNothing, type Sum, sumGap, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { useStore } from '../contexts.tsx';
import { matcher, plain } from '../list/search.tsx';
import { VirtualList } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { FindField, Switch } from '../ui/form.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { type Pages, usePages } from '../ui/use-load.ts';
import { factText, inner, vacancyName, vacancyWords } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { RailLine, type RailState } from './rail.tsx';

interface Props {
  rail: RailState;
  vacancyId: VacancyId | null;
  /** All known active vacancies. */
  active: VacancyCount[];
  /** Pages beyond those in the store; null: hh has no more. */
  further: Pages<VacancyCount> | null;
  archived: Pages<VacancyCount>;
  onChoose: (id: VacancyId) => void;
}

/** Up to this many are found without a search. */
const searchFrom = 10;

/** The vacancies of the store, with how much waits in each. */
export function Vacancies({ rail, vacancyId, active, further, archived, onChoose }: Props) {
  const { inbox, settings } = useStore();
  const { saveSettings } = useWorker();
  const [query, setQuery] = useState('');
  const [withArchived, setWithArchived] = useState(false);
  const fits = matcher(query);
  const listed = withArchived ? [...active, ...archived.items] : active;
  const shown = query ? listed.filter((vacancy) => fits(plain(vacancyWords(vacancy)))) : listed;
  return (
    <section class="rail-list" aria-labelledby="vacancies-title">
      <h2 id="vacancies-title" class="small muted b">
        {t('inbox_vacancies')}
      </h2>
      <Switch
        label={t('inbox_count_label')}
        value={settings.count}
        options={[
          ['own', t('inbox_own')],
          ['all', t('inbox_all')],
        ]}
        onPick={(count) => void saveSettings({ count })}
      />
      {active.length + archived.items.length > searchFrom && (
        <div class="search">
          <Icon name="search" />
          <FindField
            class="field small quiet"
            label={t('inbox_vacancies_search')}
            value={query}
            onText={setQuery}
          />
        </div>
      )}
      <VacancyList
        rail={rail}
        vacancies={shown}
        archived={archived.items}
        vacancyId={vacancyId}
        muted={settings.muted}
        listKey={query}
        onChoose={onChoose}
        onMute={(muted) => void saveSettings({ muted })}
      >
        {shown.length === 0 && <None query={query} />}
        {inbox.skipped > 0 && (
          <p class="pad small muted">{plural('inbox_vacancies_skipped', inbox.skipped)}</p>
        )}
        {further && <MoreVacancies pages={further} />}
        <label class="row pad small archived">
          <input
            type="checkbox"
            class="box"
            checked={withArchived}
            onChange={({ currentTarget: { checked } }) => {
              setWithArchived(checked);
              if (checked && archived.count === 0) archived.next();
            }}
          />
          {t('inbox_archived')}
        </label>
        {withArchived && (
          <>
            {archived.count > 0 && archived.items.length + archived.skipped === 0 && (
              <p class="pad small muted">{t('inbox_archived_none')}</p>
            )}
            <MoreVacancies pages={archived} />
          </>
        )}
      </VacancyList>
    </section>
  );
}

function None({ query }: { query: string }) {
  const { inbox } = useStore();
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
 * Vacancies that the store does not hold, read page by page on request.
 *
 * @param of whose vacancies; a change starts from the beginning
 * @param from the first page to read
 */
export const useListed = (of: string, read: Worker['list']['readActive'], from = 0): Pages<VacancyCount> =>
  usePages(of, read, { idOf: ({ id }) => id, from, byClick: true });

/** The button for the next page of vacancies, or why it could not be read. */
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

interface CountProps {
  sum: Sum;
  /** Shown in place of the count. */
  of?: string;
  words?: string;
}

/** How many were not viewed, with a dot. */
export const Count = ({ sum, of, words }: CountProps) => (
  <span aria-hidden="true" class={`count num${of ? '' : ' accent b'}`} title={words}>
    {of || isNothing(sum) ? (
      of
    ) : (
      <>
        <i class="dot" />
        {sumMark(sum)}
      </>
    )}
  </span>
);

interface VacancyListProps {
  rail: RailState;
  vacancies: readonly VacancyCount[];
  /** Those of them that are archived. */
  archived: readonly VacancyCount[];
  vacancyId: VacancyId | null;
  muted: readonly VacancyId[];
  listKey: string;
  onChoose: (id: VacancyId) => void;
  onMute: (muted: VacancyId[]) => void;
  children?: ComponentChildren;
}

/** The height of one vacancy, in px. */
const height = 32;

/** The list of vacancies: a thousand cost no more than those in view. */
export function VacancyList(props: VacancyListProps) {
  const { rail, vacancies, archived, vacancyId, muted, listKey, onChoose, onMute, children } = props;
  const layout = useMemo(() => layoutOfRows(vacancies, height), [vacancies]);
  const walk = useWalk(layout, listKey);
  // Keys and the address may choose a vacancy that is out of view.
  useEffect(() => {
    const { current } = walk.box;
    const top = vacancies.findIndex(({ id }) => id === vacancyId) * height;
    if (!current || top < 0) return;
    const { scrollTop, clientHeight } = current;
    if (top < scrollTop || top + height > scrollTop + clientHeight)
      current.scrollTop = top - Math.floor(clientHeight / 2);
  }, [vacancyId]);
  /** Where several vacancies have one name, the city tells them apart. */
  const named = useMemo(() => Map.groupBy(vacancies, vacancyName), [vacancies]);
  return (
    <VirtualList
      class="scroll grow"
      listKey={listKey}
      layout={layout}
      walk={walk}
      label={t('inbox_vacancies')}
      pinned={rail.stop}
      row={({ row: vacancy }, place, isPainted) => {
        if (!vacancy) return null;
        const { id } = vacancy;
        const name = vacancyName(vacancy);
        const area = factText(vacancy.area, 'unknown_area');
        const manager = factText(vacancy.manager, 'unknown_manager');
        const title = [name, area, manager].filter(Boolean).join(' · ');
        const others = muted.filter((one) => one !== id);
        const isMuted = others.length < muted.length;
        // An archived vacancy counts nothing.
        const isCounted = !archived.includes(vacancy);
        const count = sumOf(isCounted ? [vacancy.unread] : []);
        const quiet = isNothing(count);
        const words = isMuted ? t('inbox_muted') : quiet ? '' : sumText('inbox_new', count);
        return (
          <RailLine
            stop={rail.stopOf(id)}
            isHere={id === vacancyId}
            words={name}
            title={[title, sumGap(count) && words].filter(Boolean).join('\n')}
            onClick={() => onChoose(id)}
            quiet={isMuted || quiet}
            place={place}
            beside={
              // It shows only on hover or focus.
              isPainted &&
              isCounted && (
                <IconButton
                  icon={isMuted ? 'muted' : 'bell'}
                  label={t(isMuted ? 'inbox_unmute' : 'inbox_mute', inner(name))}
                  tabIndex={-1}
                  data-beside
                  aria-pressed={isMuted}
                  onClick={() => onMute(isMuted ? others : [...others, id])}
                />
              )
            }
          >
            {(named.get(name)?.length ?? 0) > 1 && (
              <span class="small muted ell city" aria-hidden="true">
                {area}
              </span>
            )}
            <span class="hidden">{[area, manager, words].filter(Boolean).map((part) => ` · ${part}`)}</span>
            <Count
              sum={count}
              of={isMuted ? t('inbox_muted') : quiet && isCounted ? '0' : ''}
              words={words}
            />
          </RailLine>
        );
      }}
    >
      {children}
    </VirtualList>
  );
}
