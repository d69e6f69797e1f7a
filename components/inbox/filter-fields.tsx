import { useRef, useState } from 'preact/hooks';
import type { Option } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { matcher, plain } from '../list/search.tsx';
import { Select } from '../ui/fields.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWorker } from '../worker.ts';

export interface OneProps {
  label: string;
  /** null while hh is being asked: the space is reserved, so that nothing moves under the pointer. */
  options: readonly Option[] | null;
  values: readonly string[];
  onValues: (values: string[]) => void;
}

/** A choice of one or none from a few options. Not drawn if hh gives no options. */
export const One = ({ label, options, values, onValues }: OneProps) =>
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

interface Props {
  label: string;
  values: readonly string[];
  /** Known names, for showing the chosen values. */
  known: ReadonlyMap<string, string>;
  /** Offered before a word is typed. */
  near?: readonly Option[];
  /** Reads the whole list, or hh's suggestions for a text. */
  read: (text: string) => Promise<Result<Option[]>>;
  /** Called with options whose names have become known. */
  onLearn: (options: readonly Option[]) => void;
  onValues: (values: string[]) => void;
}

const restMs = 250;
const shownAtMost = 12;

/** A choice of several from many options: the person types a name and picks from what hh finds. */
export function Picker({ label, values, known, near = [], read, onLearn, onValues }: Props) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<readonly Option[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [at, setAt] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = useRef('');
  const id = useUniqueId();

  const ask = async (words: string) => {
    asked.current = words;
    const answer = await read(words);
    if (asked.current !== words) return;
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setFound(answer.value);
    onLearn(answer.value);
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
    onLearn([option]);
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
      <Chosen values={values} nameOf={(value) => known.get(value) ?? value} onValues={onValues} />
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

interface ChosenProps {
  values: readonly string[];
  nameOf: (value: string) => string;
  onValues: (values: string[]) => void;
}

/** The chosen values; a click removes one. */
const Chosen = ({ values, nameOf, onValues }: ChosenProps) =>
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
export function Languages({ label, values, levels, onValues }: LanguagesProps) {
  const { readLanguages } = useWorker().list;
  const [languages, setLanguages] = useState<Option[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [language, setLanguage] = useState('');
  if (levels?.length === 0) return null;

  const read = async () => {
    if (languages.length > 0) return;
    const answer = await readLanguages();
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setLanguages(answer.value);
  };
  const named = (options: readonly Option[], id: string | undefined) =>
    options.find((one) => one.id === id)?.name ?? id ?? '';
  const words = (value: string) => {
    const [of, level] = value.split('.');
    return `${named(languages, of)} · ${named(levels ?? [], level).split(' ')[0]}`;
  };
  return (
    <fieldset class="filter" onFocusIn={() => void read()}>
      <legend class="small muted">{label}</legend>
      <Chosen values={values} nameOf={words} onValues={onValues} />
      <div class="row">
        <Select
          label={label}
          disabled={levels === null}
          value={language}
          none={t('inbox_filter_any')}
          options={languages}
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
      {problem && <ProblemNote problem={problem} again={() => void read()} />}
    </fieldset>
  );
}
