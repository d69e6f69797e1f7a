import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import {
  type NumberSetting,
  numberBounds,
  type OptionsSubject,
  type Settings,
} from '../../utils/domain/inbox.ts';
import type { Policy } from '../../utils/domain/policy.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { OptionsSection } from '../../utils/messaging/protocol.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { Tick } from '../ui/fields.tsx';
import { useTyped } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWorker } from '../worker.ts';

/* What the sections of the options are made of. */

/** What the company's policy fixes is shown, and cannot be changed. */
export const Fixed = createContext<Policy['settings']>({});

/** Stands under what is fixed. */
const FixedNote = () => <p class="small muted">{t('options_fixed')}</p>;

type State = { at: 'rest' } | { at: 'busy' } | { at: 'done' } | { at: 'failed'; problem: Problem };

interface Saving {
  state: State;
  /** The words for success. */
  done: MessageKey;
  run: (work: Promise<Result<void>>) => Promise<boolean>;
}

/** How long «Сохранено» stays, ms. */
const shownFor = 3000;

/** What became of the last thing that a section asked of the worker. */
export function useSaving(done: MessageKey = 'options_saved'): Saving {
  const [state, setState] = useState<State>({ at: 'rest' });
  const latest = useRef(0);

  useEffect(() => {
    if (state.at !== 'done') return;
    const timer = setTimeout(() => setState({ at: 'rest' }), shownFor);
    return () => clearTimeout(timer);
  }, [state]);

  const run = useCallback(async (work: Promise<Result<void>>) => {
    latest.current += 1;
    const mine = latest.current;
    setState({ at: 'busy' });
    const answer = await work;
    // Only the answer to the latest change is shown.
    if (latest.current === mine)
      setState(answer.ok ? { at: 'done' } : { at: 'failed', problem: answer.problem });
    return answer.ok;
  }, []);

  return { state, done, run };
}

interface SectionProps {
  title: string;
  /** An address may lead to it, as `options.html#application` does. */
  id?: Exclude<OptionsSection, OptionsSubject>;
  /** Under its name: what it is for. */
  note?: string;
  saving?: Saving;
  children: ComponentChildren;
}

/** A group of settings: its name, what became of its last change, and beside them its controls. */
export function Section({ title, note, id: place, saving, children }: SectionProps) {
  const id = useId();
  const state = saving?.state;
  return (
    <section class="section" id={place} tabIndex={place && -1} aria-labelledby={id}>
      <div>
        <h3 id={id} class="b">
          {title}
        </h3>
        {note && <p class="small muted">{note}</p>}
        {saving && (
          <p class="small saved" role="status">
            {state?.at === 'busy' ? t('options_saving') : state?.at === 'done' ? t(saving.done) : ''}
          </p>
        )}
      </div>
      <div class="stack">
        {children}
        {state?.at === 'failed' && <ProblemNote problem={state.problem} />}
      </div>
    </section>
  );
}

interface SettingsProps {
  title: string;
  note?: string;
  /** Gets the function that saves a change of the settings. */
  children: (save: (change: Partial<Settings>) => void) => ComponentChildren;
}

/** A section whose changes are saved at once; «Сохранено» stands in its title. */
export function SettingsSection({ children, ...of }: SettingsProps) {
  const saving = useSaving();
  const { saveSettings } = useWorker();
  return (
    <Section {...of} saving={saving}>
      {children((change) => void saving.run(saveSettings(change)))}
    </Section>
  );
}

/** The whole number that a person typed; null when it is none, or out of the setting's bounds. */
export function wholeNumber(text: string, name: NumberSetting): number | null {
  const { min, max } = numberBounds[name];
  const plain = text.trim();
  if (!/^\d{1,4}$/.test(plain)) return null;
  const value = Number(plain);
  return value >= min && value <= max ? value : null;
}

interface NumberProps {
  name: NumberSetting;
  label: string;
  note: string;
  settings: Settings;
  onSave: (value: number) => void;
}

/** Typing «15» passes through «1»: what is saved is what stands there after this delay, ms. */
const typingDelay = 400;

/** A setting that is a whole number. One that is out of bounds is named beside the field and not saved. */
export function NumberField({ name, label, note, settings, onSave }: NumberProps) {
  const value = settings[name];
  const id = useId();
  const { typed, setTyped, say } = useTyped(String(value));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { min, max } = numberBounds[name];
  const isBad = wholeNumber(typed, name) === null;
  const isFixed = name in useContext(Fixed);

  useEffect(() => () => clearTimeout(timer.current), []);

  const save = (next: string) => {
    clearTimeout(timer.current);
    const number = wholeNumber(next, name);
    if (number !== null && say(String(number))) onSave(number);
  };
  const type = (next: string) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(next), typingDelay);
  };

  return (
    <div class="stack">
      <div class="row">
        <label class="grow" for={id}>
          {label}
        </label>
        <input
          id={id}
          class="field number num"
          inputMode="numeric"
          autocomplete="off"
          disabled={isFixed}
          value={typed}
          aria-invalid={isBad}
          aria-describedby={`${id}-note${isBad ? ` ${id}-bad` : ''}`}
          onInput={(event) => type(event.currentTarget.value)}
          onChange={(event) => save(event.currentTarget.value)}
        />
      </div>
      <p id={`${id}-bad`} class="small bad" role="alert">
        {isBad && t('options_number_bad', min, max, value)}
      </p>
      <p id={`${id}-note`} class="small muted">
        {note}
      </p>
      {isFixed && <FixedNote />}
    </div>
  );
}

interface CheckProps {
  /** Of a setting that a company may fix. */
  name?: keyof Policy['settings'];
  label: string;
  note?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** A setting that is on or off, and what it means where its name does not say that. */
export function Check({ name, label, note, checked, disabled, onChange }: CheckProps) {
  const id = useId();
  const fixed = useContext(Fixed);
  const isFixed = name !== undefined && name in fixed;
  return (
    <>
      <Tick checked={checked} disabled={disabled || isFixed} aria-describedby={note && id} onTick={onChange}>
        {label}
      </Tick>
      {note && (
        <p id={id} class="small muted">
          {note}
        </p>
      )}
      {isFixed && <FixedNote />}
    </>
  );
}
