import { useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { Problem } from '../../../utils/problem.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { InboxCalls, Option } from '../calls.ts';

interface Props {
  label: string;
  /** `eng.b2` … */
  values: readonly string[];
  /** Null while hh is asked. */
  levels: readonly Option[] | null;
  readLanguages: InboxCalls['readLanguages'];
  onValues: (values: string[]) => void;
}

/** A language and how well it must be known; hh wants both in one word. */
export function Languages({ label, values, levels, readLanguages, onValues }: Props) {
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
  const options = (list: readonly Option[]) =>
    list.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ));
  return (
    <fieldset class="filter" onFocusIn={() => void read()}>
      <legend class="small muted">{label}</legend>
      {values.length > 0 && (
        <div class="row wrap">
          {values.map((value) => (
            <button
              key={value}
              type="button"
              class="chip accent chosen"
              aria-label={t('inbox_filter_remove', words(value))}
              onClick={() => onValues(values.filter((one) => one !== value))}
            >
              {words(value)} <span aria-hidden="true">✕</span>
            </button>
          ))}
        </div>
      )}
      <div class="row">
        <select
          class="field"
          aria-label={label}
          disabled={levels === null}
          value={language}
          onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
        >
          <option value="">{t('inbox_filter_any')}</option>
          {options(languages)}
        </select>
        {language && (
          <select
            class="field"
            aria-label={t('inbox_filter_language_level')}
            value=""
            onChange={({ currentTarget: { value } }) => {
              if (value)
                onValues([
                  ...values.filter((one) => !one.startsWith(`${language}.`)),
                  `${language}.${value}`,
                ]);
              setLanguage('');
            }}
          >
            <option value="">{t('inbox_filter_language_level')}</option>
            {options(levels ?? [])}
          </select>
        )}
      </div>
      {problem && <ProblemNote problem={problem} onStep={() => void read()} />}
    </fieldset>
  );
}
