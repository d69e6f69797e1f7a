import { useState } from 'preact/hooks';
import type { FilterWords, Option } from '../../utils/domain/view.ts';
import { type Filters as Chosen, countOf, type FilterName } from '../../utils/domain/view.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Result } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/fields.tsx';
import { focusedWithin } from '../ui/form.tsx';
import { useTyped } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';
import { Languages, One, type OneProps, Picker } from './filter-fields.tsx';

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
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [countries, setCountries] = useState<Option[] | null>(null);

  const words: Partial<FilterWords> | null = value ?? (problem && {});
  /** null until hh has answered; empty if hh gave none. */
  const offered = (list: Exclude<keyof FilterWords, 'unread'>) => words && (words[list] ?? []);

  const learn = (kind: string) => (options: readonly Option[]) =>
    setNames(
      (before) => new Map([...before, ...options.map(({ id, name }) => [`${kind} ${id}`, name] as const)]),
    );
  const known = (kind: string, near: readonly Option[] = []) =>
    new Map([
      ...near.map(({ id, name }) => [id, name] as const),
      ...[...names].flatMap(([key, name]) =>
        key.startsWith(`${kind} `) ? [[key.slice(kind.length + 1), name] as const] : [],
      ),
    ]);
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
  const picker = (name: FilterName & LabelledFilter, near?: readonly Option[]) => ({
    ...labelled(name),
    near,
    known: known(name, near),
    onLearn: learn(name),
  });
  return (
    <section id="filters" class="filters" aria-label={t('inbox_filters')} ref={focusedWithin} data-inner>
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
        <Picker {...picker('area', areas)} read={suggest(calls.suggestAreas)} />
        {filters.area && <One {...labelled('relocation')} options={offered('relocation')} />}
        <One
          {...labelled('search_radius_meters')}
          options={kilometres.map((km) => ({ id: String(km * 1000), name: t('inbox_filter_km', km) }))}
        />
        <Picker {...picker('citizenship')} read={readCountries} />
        <Picker {...picker('educational_institution')} read={suggest(calls.suggestInstitutions)} />
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
