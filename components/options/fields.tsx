import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Account } from '../../utils/domain/account.ts';
import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import {
  type NumberSetting,
  numberBounds,
  type OptionsSubject,
  type Policy,
  type Settings,
} from '../../utils/domain/settings.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { MayNotify } from '../../utils/messaging/notifications.ts';
import type { OptionsSection } from '../../utils/messaging/protocol.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { Switch, TextField, Tick } from '../ui/form.tsx';
import { useTyped, useUniqueId } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWorker } from '../worker.ts';

/* The building blocks of the options' sections. */

/** What the options show from the store. */
export interface OptionsStore {
  account: Account;
  applicant: Applicant;
  /** Whether we have the permission to fetch hh's pages; the user can withdraw it in the browser. */
  mayFetch: boolean;
  /** Whether the browser shows our notifications; the user can withdraw that in the browser. */
  mayNotify: MayNotify;
  settings: Settings;
  policy: Policy;
  vacancies: VacancyCount[];
  stored: Stored;
  /** Report for the analysis of a failure, made by `diagnostics`. */
  report: string;
}

/** How much is stored in this browser, by kind. */
export interface Stored {
  vacancies: number;
  rows: number;
  chats: number;
  outbox: number;
  drafts: number;
  /** An applicant's own responses (`negotiations`) and their observed changes (`events`). */
  negotiations: number;
  events: number;
  /** An applicant's own notes. */
  notes: number;
  /** All kinds of stored data, grouped by how long they are kept. */
  kept: { until: MessageKey; names: MessageKey[] }[];
  /** Size of `storage.local`; null if the browser does not tell. */
  bytes: number | null;
}

/** What the sections are given: the store, and how a change is saved. */
export interface Given extends OptionsStore {
  /** Saves a change at once; `SettingsSection` shows whether it was saved. */
  save: (change: Partial<Settings>) => void;
}

export const OptionsContext = createContext<Given | null>(null);

/** The content of the store, for the sections. */
export function useOptions(): Given {
  const given = useContext(OptionsContext);
  if (!given) throw new Error('No OptionsContext: this view belongs to the options page.');
  return given;
}

/** Says below a setting that the policy fixes it. */
const FixedNote = ({ name }: { name: keyof Settings }) =>
  name in useOptions().policy.settings ? <p class="small muted">{t('options_fixed')}</p> : null;

type State = { at: 'rest' } | { at: 'busy' } | { at: 'done' } | { at: 'failed'; problem: Problem };

interface Saving {
  state: State;
  /** Message shown on success. */
  done: MessageKey;
  run: (work: Promise<Result<void>>) => Promise<boolean>;
}

/** How long «Сохранено» is shown; ms. */
const shownFor = 3000;

/** State of the last request that a section made to the worker. */
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
  /** Lets an address lead to the section, as `options.html#application` does. */
  id?: Exclude<OptionsSection, OptionsSubject>;
  /** The purpose of the section, shown below its title. */
  note?: string;
  saving?: Saving;
  children: ComponentChildren;
}

/** A group of settings: its title and the state of its last change, with the controls beside them. */
export function Section({ title, note, id: place, saving, children }: SectionProps) {
  const id = useUniqueId();
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

/** A section whose changes are saved at once; «Сохранено» is shown below its title. */
export function SettingsSection({ children, ...of }: Pick<SectionProps, 'title' | 'note' | 'children'>) {
  const given = useOptions();
  const saving = useSaving();
  const { saveSettings } = useWorker();
  const save = (change: Partial<Settings>) => void saving.run(saveSettings(change));
  return (
    <Section {...of} saving={saving}>
      <OptionsContext.Provider value={{ ...given, save }}>{children}</OptionsContext.Provider>
    </Section>
  );
}

/** The typed whole number; null if it is invalid or out of the setting's bounds. */
export function wholeNumber(text: string, name: NumberSetting): number | null {
  const { min, max } = numberBounds[name];
  const plain = text.trim();
  if (!/^\d{1,4}$/.test(plain)) return null;
  const value = Number(plain);
  return value >= min && value <= max ? value : null;
}

interface FieldProps<Name extends keyof Settings> {
  name: Name;
  label: MessageKey;
  /** Explanation, if the label does not suffice. */
  note?: MessageKey;
}

/** Debounce, because typing «15» passes through «1»; ms. */
const typingDelay = 400;

/** A setting that is a whole number. One out of bounds is not saved, and the field says so. */
export function NumberField({ name, label, note }: Required<FieldProps<NumberSetting>>) {
  const { settings, policy, save } = useOptions();
  const value = settings[name];
  const id = useUniqueId();
  const { typed, setTyped, say } = useTyped(String(value));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { min, max } = numberBounds[name];
  const isBad = wholeNumber(typed, name) === null;

  useEffect(() => () => clearTimeout(timer.current), []);

  const keep = (next: string) => {
    clearTimeout(timer.current);
    const number = wholeNumber(next, name);
    if (number !== null && say(String(number))) save({ [name]: number });
  };
  const type = (next: string) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => keep(next), typingDelay);
  };

  return (
    <div class="stack">
      <div class="row">
        <label class="grow" for={id}>
          {t(label)}
        </label>
        <TextField
          id={id}
          class="field number num"
          inputMode="numeric"
          autocomplete="off"
          disabled={name in policy.settings}
          value={typed}
          aria-invalid={isBad}
          aria-describedby={`${id}-note${isBad ? ` ${id}-bad` : ''}`}
          onText={type}
          onChange={({ currentTarget }) => keep(currentTarget.value)}
        />
      </div>
      <p id={`${id}-bad`} class="small bad" role="alert">
        {isBad && t('options_number_bad', min, max, value)}
      </p>
      <p id={`${id}-note`} class="small muted">
        {t(note)}
      </p>
      <FixedNote name={name} />
    </div>
  );
}

interface NumberSectionProps {
  name: NumberSetting;
  label: 'wait' | 'pace' | 'undo' | 'keep';
  /** Replaces the usual note. */
  note?: MessageKey;
}

/** A section with one number. */
export const NumberSection = ({ name, label, note = `options_${label}_note` }: NumberSectionProps) => (
  <SettingsSection title={t(`options_${label}`)}>
    <NumberField name={name} label={`options_${label}_label`} note={note} />
  </SettingsSection>
);

type Switched = { [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never }[keyof Settings];

interface CheckProps extends FieldProps<Switched> {
  /** A setting without which this one is off. */
  needs?: Switched;
  /** Called instead of saving the setting. */
  onTick?: (on: boolean) => void;
}

/** A setting that is on or off. */
export function Check({ name, label, note, needs, onTick }: CheckProps) {
  const { settings, policy, save } = useOptions();
  const id = useUniqueId();
  const lacks = needs !== undefined && !settings[needs];
  return (
    <>
      <Tick
        checked={settings[name] && !lacks}
        disabled={lacks || name in policy.settings}
        aria-describedby={note && id}
        onTick={onTick ?? ((on) => save({ [name]: on }))}
      >
        {t(label)}
      </Tick>
      {note && (
        <p id={id} class="small muted">
          {t(note)}
        </p>
      )}
      <FixedNote name={name} />
    </>
  );
}

/** A setting that no policy can fix: its control is never disabled. */
type Free = Exclude<keyof Settings, keyof Policy['settings']>;
type Chosen = Extract<Free, 'count' | 'placement' | 'theme'>;
type Listed = Extract<Free, 'unnotified' | 'unfollowed'>;

interface ChoiceProps<Name extends Chosen> extends Omit<FieldProps<Name>, 'note'> {
  options: readonly (readonly [Settings[Name], MessageKey])[];
}

/** A setting with a few values to choose from. */
export function Choice<Name extends Chosen>(props: ChoiceProps<Name>) {
  const { name, label, options } = props;
  const { settings, save } = useOptions();
  return (
    <Switch
      label={t(label)}
      value={settings[name]}
      options={options.map(([value, words]) => [value, t(words)])}
      onPick={(value) => save({ [name]: value })}
    />
  );
}

/** The list with the item added or removed. */
export const toggled = <T,>(list: readonly T[], item: T, on: boolean): T[] =>
  on ? [...list, item] : list.filter((one) => one !== item);

interface KindsProps<Name extends Listed> {
  name: Name;
  kinds: readonly Settings[Name][number][];
  label: (kind: Settings[Name][number]) => string;
}

/** Switches for kinds; the setting lists those that are off. */
export function Kinds<Name extends Listed>({ name, kinds, label }: KindsProps<Name>) {
  const { settings, save } = useOptions();
  const off: readonly Settings[Name][number][] = settings[name];
  return (
    <>
      {kinds.map((kind) => (
        <Tick
          key={kind}
          checked={!off.includes(kind)}
          onTick={(on) => save({ [name]: toggled(off, kind, !on) })}
        >
          {label(kind)}
        </Tick>
      ))}
    </>
  );
}
