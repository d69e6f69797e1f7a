import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { Problem, Result } from '../../../utils/problem.ts';
import { matcher, plain } from '../../list/search.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { Option } from '../calls.ts';

interface Props {
  label: string;
  values: readonly string[];
  /** Names already known, for what is chosen. */
  known: ReadonlyMap<string, string>;
  /** Offered before a word is typed. */
  near?: readonly Option[];
  /** The whole list, or hh's suggestions for a word. */
  read: (text: string) => Promise<Result<Option[]>>;
  /** Names that were learned. */
  onLearn: (options: readonly Option[]) => void;
  onValues: (values: string[]) => void;
}

const restMs = 250;
const shownAtMost = 12;

/** Some of many: typed by name, chosen from what hh calls so. */
export function Picker({ label, values, known, near = [], read, onLearn, onValues }: Props) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<readonly Option[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [at, setAt] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = useRef('');
  const id = useId();

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
      {values.length > 0 && (
        <div class="row wrap">
          {values.map((value) => (
            <button
              key={value}
              type="button"
              class="chip accent chosen"
              aria-label={t('inbox_filter_remove', known.get(value) ?? value)}
              onClick={() => onValues(values.filter((one) => one !== value))}
            >
              {known.get(value) ?? value} <span aria-hidden="true">✕</span>
            </button>
          ))}
        </div>
      )}
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
              // Before the field loses the focus.
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
      {problem && <ProblemNote problem={problem} onStep={() => void ask(text.trim())} />}
    </div>
  );
}
