import { useRef, useState } from 'preact/hooks';
import type { ApplicantListView } from '../../utils/domain/applicant/negotiation-view.ts';
import {
  type Filters as Chosen,
  countOf,
  type FilterName,
  type FilterWords,
  type Option,
} from '../../utils/domain/view.ts';
import { type MessageKey, plural, t } from '../../utils/i18n.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { useStore } from '../contexts.tsx';
import { matcher, plain } from '../list/search.tsx';
import { Button } from '../ui/button.tsx';
import { focusedWithin, Select, Tick } from '../ui/form.tsx';
import { useTyped, useUniqueId } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';

interface Props {
  filters: Chosen;
  /** Cities of the loaded candidates, offered first. */
  areas: readonly Option[];
  onFilter: (name: FilterName, values: readonly string[]) => void;
  onClear: () => void;
}

const kilometres = [1, 3, 5, 10, 20, 50];
const given = async (options: Option[]): Promise<Result<Option[]>> => ({ ok: true, value: options });

/** The filters that hh has for responses, in hh's words; each choice applies at once. */
export function Filters({ filters, areas, onFilter, onClear }: Props) {
  const calls = useWorker().list;
  const { value, problem, again } = useLoad('', calls.readWords);
  const [countries, setCountries] = useState<Option[] | null>(null);

  const words: Partial<FilterWords> | null = value ?? (problem && {});
  /** null until hh has answered; empty if hh gave none. */
  const offered = (list: Exclude<keyof FilterWords, 'unread'>) => words && (words[list] ?? []);

  const readCountries = async () => {
    if (countries) return given(countries);
    const answer = await calls.readCountries();
    if (answer.ok) setCountries(answer.value);
    return answer;
  };
  /** hh makes suggestions for two letters or more. */
  const suggest = (ask: Worker['list']['suggestAreas']) => (text: string) =>
    text.length < 2 ? given([]) : ask(text);

  const of = (name: FilterName) => ({
    values: filters[name] ?? [],
    onValues: (values: readonly string[]) => onFilter(name, values),
  });
  const labelled = (name: FilterName & LabelledFilter) => ({
    label: t(`inbox_filter_${name}` satisfies MessageKey),
    ...of(name),
  });
  const put = (name: FilterName) => (value: string) => onFilter(name, value ? [value] : []);
  /** A lower and an upper bound. */
  const range = (name: 'age' | 'salary', most: number) => {
    const label = t(`inbox_filter_${name}`);
    return (
      <fieldset class="filter">
        <legend class="small muted">{label}</legend>
        <div class="row">
          {(['from', 'to'] as const).map((end) => (
            <Bound
              key={end}
              of={label}
              words={t(`inbox_filter_${end}`)}
              value={filters[`${name}_${end}`]?.[0] ?? ''}
              most={most}
              onValue={put(`${name}_${end}`)}
            />
          ))}
        </div>
      </fieldset>
    );
  };
  return (
    <section
      id="filters"
      class="scroll filters"
      aria-label={t('inbox_filters')}
      ref={focusedWithin}
      data-inner
    >
      {problem && <ProblemNote problem={problem} again={again} />}
      {words?.unread && <p class="small muted">{t('inbox_filters_unread')}</p>}
      <div class="filter-grid">
        {range('age', 120)}
        {range('salary', 1_000_000_000)}
        {(filters.salary_from || filters.salary_to) && (
          <One {...labelled('currency')} options={offered('currency')} />
        )}
        <One {...labelled('gender')} options={offered('gender')} />
        <One {...labelled('education_level')} options={offered('education_level')} />
        <Picker {...labelled('area')} near={areas} read={suggest(calls.suggestAreas)} />
        {filters.area && <One {...labelled('relocation')} options={offered('relocation')} />}
        <One
          {...labelled('search_radius_meters')}
          options={kilometres.map((km) => ({ id: String(km * 1000), name: t('inbox_filter_km', km) }))}
        />
        <Picker {...labelled('citizenship')} read={readCountries} />
        <Picker {...labelled('educational_institution')} read={suggest(calls.suggestInstitutions)} />
        <Languages {...labelled('language')} levels={offered('language_level')} />
        <Tick
          checked={filters.show_only_with_vehicle !== undefined}
          onTick={(on) => put('show_only_with_vehicle')(on ? 'true' : '')}
        >
          {t('inbox_filter_show_only_with_vehicle')}
        </Tick>
        <Several {...labelled('experience')} options={offered('experience')} />
        <Several {...labelled('driver_license_types')} options={offered('driver_license_types')} />
      </div>
      {countOf(filters) > 0 && (
        <Button small onClick={onClear}>
          {t('inbox_filters_clear')}
        </Button>
      )}
    </section>
  );
}

interface ApplicantFiltersProps {
  view: ApplicantListView;
  /** How some employer treats responses is known. */
  polite: boolean;
  onChange: (part: Partial<ApplicantListView>) => void;
  onClear: () => void;
}

/** The filters of an applicant's list; all of them are in the page's address. */
export function ApplicantFilters({ view, polite, onChange, onClear }: ApplicantFiltersProps) {
  const { settings, applicant } = useStore();
  /** With the API, hh can be asked for its own statuses. */
  const api = applicant.api.state === 'on';
  const id = useUniqueId();
  const statuses = useLoad(api ? 'statuses' : null, useWorker().applicant.readStatuses).value ?? [];
  const isNamed = view.status === null || statuses.some(({ id }) => id === view.status);
  const listed = isNamed ? statuses : [{ id: view.status ?? '', name: view.status ?? '' }, ...statuses];
  const check = (words: string, on: boolean, change: (on: boolean) => Partial<ApplicantListView>) => (
    <Tick checked={on} onTick={(on) => onChange(change(on))}>
      {words}
    </Tick>
  );
  return (
    <section
      id="filters"
      class="scroll filters"
      aria-label={t('inbox_filters')}
      ref={focusedWithin}
      data-inner
    >
      <div class="filter-grid">
        <One
          label={t('applicant_filter_read')}
          options={[
            { id: 'yes', name: t('applicant_chip_read') },
            { id: 'no', name: t('applicant_chip_unread') },
          ]}
          values={view.read ? [view.read] : []}
          onValues={([read]) => onChange({ read: read === 'yes' || read === 'no' ? read : null })}
        />
        <label class="filter" for={id}>
          <span class="small muted">{t('applicant_filter_silent')}</span>
          <input
            id={id}
            class="field num"
            type="number"
            min={1}
            max={365}
            placeholder={plural('count_days', settings.silentDays)}
            value={view.silentDays ?? ''}
            onChange={({ currentTarget: { valueAsNumber: days } }) =>
              onChange({ silentDays: Number.isInteger(days) && days >= 1 && days <= 365 ? days : null })
            }
          />
        </label>
        {api && (
          <One
            label={t('applicant_filter_status')}
            options={listed}
            values={view.status === null ? [] : [view.status]}
            onValues={([status = null]) => onChange({ status })}
          />
        )}
      </div>
      <div class="row wrap checks">
        {(polite || view.seldom) && check(t('applicant_list_seldom'), view.seldom, (seldom) => ({ seldom }))}
        {check(t('applicant_filter_calls'), view.calls, (calls) => ({ calls }))}
        <span class="grow" />
        <Button small onClick={onClear}>
          {t('inbox_filters_clear')}
        </Button>
      </div>
    </section>
  );
}

interface OneProps {
  label: string;
  /** null while hh is being asked: the space is reserved, so that nothing moves under the pointer. */
  options: readonly Option[] | null;
  values: readonly string[];
  onValues: (values: string[]) => void;
}

/** A choice of one or none from a few options. Not drawn if hh gives no options. */
const One = ({ label, options, values, onValues }: OneProps) =>
  options?.length === 0 ? null : (
    <label class="filter">
      <span class="small muted">{label}</span>
      <Select
        disabled={options === null}
        value={values[0] ?? ''}
        none={t('inbox_filter_any')}
        options={options ?? []}
        onPick={(id) => onValues(id ? [id] : [])}
      />
    </label>
  );

interface PickerProps {
  label: string;
  values: readonly string[];
  /** Offered before a word is typed. */
  near?: readonly Option[];
  /** Reads the whole list, or hh's suggestions for a text. */
  read: (text: string) => Promise<Result<Option[]>>;
  onValues: (values: string[]) => void;
}

const restMs = 250;
const shownAtMost = 12;

/** A choice of several from many options: the person types a name and picks from what hh finds. */
function Picker({ label, values, near = [], read, onValues }: PickerProps) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<readonly Option[]>([]);
  /** Everything found so far, for the names of the chosen values. */
  const [learned, setLearned] = useState<readonly Option[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [at, setAt] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = useRef('');
  const id = useUniqueId();

  const learn = (options: readonly Option[]) => setLearned((before) => [...before, ...options]);
  const names = new Map([...near, ...learned].map(({ id, name }) => [id, name]));
  const ask = async (words: string) => {
    asked.current = words;
    const answer = await read(words);
    if (asked.current !== words) return;
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setFound(answer.value);
    learn(answer.value);
  };
  const type = (words: string) => {
    setText(words);
    setOpen(true);
    setAt(0);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(words.trim()), words ? restMs : 0);
  };
  const fits = matcher(text);
  const all = [...near, ...found.filter((one) => near.every((other) => other.id !== one.id))];
  const offered = all
    .filter((one) => !values.includes(one.id) && fits(plain(one.name)))
    .slice(0, shownAtMost);
  const choose = (option: Option | undefined) => {
    if (!option) return;
    learn([option]);
    onValues([...values, option.id]);
    setText('');
    setOpen(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, offered.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') choose(offered[at]);
    else if (event.key === 'Escape' && open) setOpen(false);
    else if (event.key === 'Backspace' && text === '' && values.length > 0) onValues(values.slice(0, -1));
    else return;
    event.preventDefault();
  };
  const listed = open && offered.length > 0;
  return (
    <div class="filter picker">
      <label class="small muted" for={id}>
        {label}
      </label>
      <ChosenValues values={values} nameOf={(value) => names.get(value) ?? value} onValues={onValues} />
      <input
        id={id}
        class="field"
        role="combobox"
        autocomplete="off"
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-activedescendant={listed ? `${id}-${at}` : undefined}
        placeholder={t('inbox_filter_add')}
        value={text}
        onFocus={() => type(text)}
        onBlur={() => setOpen(false)}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={press}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} class={listed ? 'card offered' : 'hidden'}>
        {listed &&
          offered.map((option, index) => (
            <div
              key={option.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              class={`ell${index === at ? ' on' : ''}`}
              aria-selected={index === at}
              // Choose before the field loses the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                choose(option);
              }}
            >
              {option.name}
            </div>
          ))}
      </div>
      {open && text && !problem && offered.length === 0 && asked.current === text.trim() && (
        <p class="small muted">{t('inbox_filter_none')}</p>
      )}
      {problem && <ProblemNote problem={problem} again={() => void ask(text.trim())} />}
    </div>
  );
}

interface ChosenValuesProps {
  values: readonly string[];
  nameOf: (value: string) => string;
  onValues: (values: string[]) => void;
}

/** The chosen values; a click removes one. */
const ChosenValues = ({ values, nameOf, onValues }: ChosenValuesProps) =>
  values.length > 0 ? (
    <div class="row wrap">
      {values.map((value) => (
        <button
          key={value}
          type="button"
          class="chip accent chosen"
          aria-label={t('inbox_filter_remove', nameOf(value))}
          onClick={() => onValues(values.filter((one) => one !== value))}
        >
          {nameOf(value)} <span aria-hidden="true">✕</span>
        </button>
      ))}
    </div>
  ) : null;

interface LanguagesProps {
  label: string;
  /** Such as `eng.b2`. */
  values: readonly string[];
  /** null while hh is being asked. */
  levels: readonly Option[] | null;
  onValues: (values: string[]) => void;
}

/** A language and the level required; hh wants both in one word. */
function Languages({ label, values, levels, onValues }: LanguagesProps) {
  const { readLanguages } = useWorker().list;
  const { value: languages, problem, again } = useLoad(null, readLanguages);
  const [language, setLanguage] = useState('');
  if (levels?.length === 0) return null;

  const named = (options: readonly Option[] | null, id: string | undefined) =>
    options?.find((one) => one.id === id)?.name ?? id ?? '';
  const words = (value: string) => {
    const [of, level] = value.split('.');
    return `${named(languages, of)} · ${named(levels, level).split(' ')[0]}`;
  };
  return (
    <fieldset class="filter" onFocusIn={() => languages || again()}>
      <legend class="small muted">{label}</legend>
      <ChosenValues values={values} nameOf={words} onValues={onValues} />
      <div class="row">
        <Select
          label={label}
          disabled={levels === null}
          value={language}
          none={t('inbox_filter_any')}
          options={languages ?? []}
          onPick={setLanguage}
        />
        {language && (
          <Select
            label={t('inbox_filter_language_level')}
            value=""
            none={t('inbox_filter_language_level')}
            options={levels ?? []}
            onPick={(level) => {
              if (level)
                onValues([
                  ...values.filter((one) => !one.startsWith(`${language}.`)),
                  `${language}.${level}`,
                ]);
              setLanguage('');
            }}
          />
        )}
      </div>
      {problem && <ProblemNote problem={problem} again={again} />}
    </fieldset>
  );
}

type LabelledFilter = Exclude<FilterName, 'age_from' | 'age_to' | 'salary_from' | 'salary_to'>;

/** A choice of any number from a few options. */
const Several = ({ label, options, values, onValues }: OneProps) =>
  options?.length === 0 ? null : (
    <fieldset class="filter whole" aria-busy={options === null}>
      <legend class="small muted">{label}</legend>
      <div class="row wrap">
        {options?.map(({ id, name }) => (
          <Tick
            key={id}
            checked={values.includes(id)}
            onTick={(on) => onValues(on ? [...values, id] : values.filter((one) => one !== id))}
          >
            {name}
          </Tick>
        ))}
      </div>
    </fieldset>
  );

interface BoundProps {
  of: string;
  words: string;
  value: string;
  most: number;
  onValue: (value: string) => void;
}

/** The whole number in a text, without its fraction; 0 if there is none. Thousands may be apart. */
const wholeIn = (text: string): number => Number(text.replace(/[.,].*/, '').replaceAll(/\D/g, ''));

/** One bound of a range: its number applies on `change`; until then it stays as typed, even if the page is redrawn. */
function Bound({ of, words, value, most, onValue }: BoundProps) {
  const { typed, setTyped, say } = useTyped(value);
  return (
    <input
      class="field num"
      inputMode="numeric"
      placeholder={words}
      aria-label={`${of} ${words}`}
      value={typed}
      onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      onChange={({ currentTarget }) => {
        const number = Math.min(wholeIn(currentTarget.value), most);
        const bound = number > 0 ? String(number) : '';
        setTyped(bound);
        if (say(bound)) onValue(bound);
      }}
    />
  );
}
