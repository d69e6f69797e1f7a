import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { accountKey } from '../../utils/domain/account.ts';
import { isApplicant, isRecruiter } from '../../utils/domain/applicant/applicant.ts';
import {
  applicantListAddressOf,
  emptyApplicantListView,
} from '../../utils/domain/applicant/negotiation-view.ts';
import { optionsSubjects } from '../../utils/domain/settings.ts';
import { addressOf, emptyView, withVacancy } from '../../utils/domain/view.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { valueOr } from '../../utils/known.ts';
import type { SavedView } from '../../utils/storage/items.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import type { Found } from '../../utils/storage/search-index.ts';
import { useStore } from '../contexts.tsx';
import { matcher, plain } from '../list/search.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { Cut } from '../ui/text.tsx';
import { vacancyTitle, vacancyWords } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

interface Props {
  saved: readonly SavedView[];
  onSearch: (address: string) => void;
  onClose: () => void;
}

interface Entry {
  id: string;
  group: MessageKey;
  title: string;
  note: string;
  go: () => void;
}

/** How many entries of one kind are shown at most. */
const mostOfAKind = 6;
const nothing: readonly Found[] = [];

/** Finds vacancies, people, messages, views, places and settings by name. Searches only what was read. */
export function Palette({ saved, onSearch, onClose }: Props) {
  const store = useStore();
  const worker = useWorker();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useUniqueId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  /** Whether everything that was read can be searched yet. */
  const [ready, setReady] = useState(false);
  const [found, setFound] = useState<{ of: string; hits: readonly Found[] }>({ of: '', hits: nothing });

  // Open it before the first paint, so that immediate typing goes into its field.
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    void worker.search.openSearch().then(
      () => setReady(true),
      () => setReady(true),
    );
  }, []);
  // The answer to an earlier query is stale once something else is typed.
  const latest = useRef('');
  latest.current = typed.trim();
  useEffect(() => {
    const query = typed.trim();
    if (query.length < 2) return setFound({ of: query, hits: nothing });
    void worker.search.find(query).then(
      (hits) => latest.current === query && setFound({ of: query, hits }),
      () => {},
    );
  }, [typed, ready]);

  const names = useMemo(
    () => new Map(store.inbox.vacancies.map((vacancy) => [vacancy.id, valueOr(vacancy.name, '')])),
    [store.inbox.vacancies],
  );
  const fixed = useMemo(() => entriesOf(store, saved, onSearch, worker), [store, saved]);
  const entries = useMemo(() => {
    const fits = matcher(typed);
    const named = fixed.filter(({ title, note }) => fits(plain(`${title} ${note}`)));
    const groups = Object.values(Object.groupBy(named, ({ group }) => group));
    const short = groups.flatMap((group) => group?.slice(0, mostOfAKind) ?? []);
    const hits = typed.trim().length < 2 ? nothing : found.hits;
    return [...short, ...hits.map((hit) => entryOf(hit, names, onSearch))];
  }, [fixed, typed, found, names]);
  const current = Math.min(at, entries.length - 1);

  const close = () => dialog.current?.close();
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    close();
    entry.go();
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) setAt((current + step + entries.length) % entries.length);
    else if (event.key === 'Enter') go(entries[current]);
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <dialog ref={dialog} class="help palette" aria-label={t('palette_title')} onClose={onClose} data-inner>
      <input
        class="field"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={entries.length > 0 ? `${id}-${current}` : undefined}
        aria-label={t('palette_title')}
        placeholder={t('palette_hint')}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div class="palette-list" role="listbox" id={`${id}-list`} aria-label={t('palette_title')}>
        {entries.map((entry, index) => (
          <button
            type="button"
            tabIndex={-1}
            key={entry.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            class={`press palette-entry row${index === current ? ' on' : ''}`}
            title={[entry.title, entry.note].filter(Boolean).join(' · ')}
            onPointerMove={() => setAt(index)}
            onClick={() => go(entry)}
          >
            <span class="small muted palette-kind ell">{t(entry.group)}</span>
            <Cut class="palette-title" text={entry.title} />
            <Cut class="small muted grow" text={entry.note} />
          </button>
        ))}
      </div>
      <p class="small muted" role="status">
        {entries.length === 0 ? t('palette_nothing', typed.trim()) : !ready ? t('palette_opening') : ''}
      </p>
      <p class="small muted">{t('palette_note')}</p>
    </dialog>
  );
}

/** Entries with names of their own: vacancies, views, places, settings. */
function entriesOf(
  { account, applicant, settings, inbox }: PageStore,
  saved: readonly SavedView[],
  onSearch: (address: string) => void,
  { openOptions, refresh }: Pick<ReturnType<typeof useWorker>, 'openOptions' | 'refresh'>,
): Entry[] {
  const entry = (group: MessageKey, title: string, go: () => void, note = ''): Entry => ({
    id: `${group} ${title} ${note}`,
    group,
    title,
    note,
    go,
  });
  const hires = isRecruiter(account);
  const seeks = isApplicant(account, applicant, settings);
  const mine = saved.filter((view) => view.account === accountKey(account));
  return [
    ...(hires
      ? [
          entry('palette_place', t('inbox_list'), () => onSearch('')),
          entry('palette_place', t('chats_title'), () => onSearch('page=chats')),
          entry('palette_place', t('back_place'), () => onSearch(addressOf({ ...emptyView, place: 'back' }))),
          entry('palette_place', t('company_title'), () =>
            onSearch(addressOf({ ...emptyView, place: 'company' })),
          ),
          ...inbox.vacancies.map((vacancy) =>
            entry(
              'palette_vacancy',
              vacancyTitle(vacancy),
              () => onSearch(addressOf(withVacancy(vacancy.id))),
              vacancyWords(vacancy) === vacancyTitle(vacancy) ? '' : (valueOr(vacancy.manager, null) ?? ''),
            ),
          ),
          ...mine.map(({ name, address }) => entry('palette_view', name, () => onSearch(address))),
        ]
      : []),
    ...(seeks
      ? [
          entry('palette_place', t('applicant_title'), () => onSearch('page=applicant')),
          entry('palette_place', `${t('back_place')} · ${t('applicant_title')}`, () =>
            onSearch(applicantListAddressOf({ ...emptyApplicantListView, back: true })),
          ),
          entry('palette_place', t('applicant_place_funnel'), () => onSearch('page=applicant&place=funnel')),
          entry('palette_place', t('applicant_place_resumes'), () =>
            onSearch('page=applicant&place=resumes'),
          ),
        ]
      : []),
    entry('palette_action', t('palette_refresh'), () => void refresh()),
    ...optionsSubjects.map((subject) =>
      entry('common_settings', t(`options_${subject}_title`), () => void openOptions(subject)),
    ),
  ];
}

const groups: Record<Found['kind'], MessageKey> = {
  person: 'palette_person',
  message: 'palette_message',
  application: 'palette_application',
};

function entryOf(
  { kind, name, text, negotiationId, vacancyId, chatId }: Found,
  names: ReadonlyMap<string, string>,
  onSearch: (address: string) => void,
): Entry {
  const vacancy = vacancyId ? names.get(vacancyId) : undefined;
  const address =
    kind === 'application'
      ? `page=applicant&negotiation=${negotiationId}`
      : vacancyId
        ? addressOf({ ...emptyView, vacancyId, negotiationId })
        : 'page=chats';
  return {
    id: `${kind} ${negotiationId} ${chatId} ${text}`,
    group: groups[kind],
    title: name || t('unknown_person'),
    note: kind === 'message' ? text : [text, vacancy].filter(Boolean).join(' · '),
    go: () => onSearch(address),
  };
}
