import type { ComponentChildren, Ref, TextareaHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

/* What can be filled in: each has its name, shows a value, and tells the next one. */

interface BoxProps {
  checked: boolean;
  disabled?: boolean;
  children: ComponentChildren;
}

interface TickProps extends BoxProps {
  'aria-describedby'?: string;
  onTick: (on: boolean) => void;
}

/** A box to tick, with its words. */
export const Tick = ({ onTick, children, ...box }: TickProps) => (
  <label class="check">
    <input type="checkbox" {...box} onChange={({ currentTarget }) => onTick(currentTarget.checked)} />
    <span class="said">{children}</span>
  </label>
);

interface DotProps extends BoxProps {
  /** That of all it is one of. */
  name: string;
  onPick: () => void;
}

/** One of several, with its words. */
export const Dot = ({ onPick, children, ...dot }: DotProps) => (
  <label class="check">
    <input type="radio" {...dot} onChange={onPick} />
    <span class="said">{children}</span>
  </label>
);

interface SwitchProps<Value extends string | boolean> {
  label: string;
  value: Value;
  /** Each with its words. */
  options: readonly (readonly [Value, string])[];
  onPick: (value: Value) => void;
}

/** One of a few, all in sight. */
export function Switch<Value extends string | boolean>(props: SwitchProps<Value>) {
  const { label, value, options, onPick } = props;
  const name = useId();
  return (
    <fieldset class="switch" aria-label={label}>
      {options.map(([one, words]) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === value} onChange={() => onPick(one)} />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

interface SelectProps<Id extends string> {
  class?: string;
  id?: string;
  /** Left out where a label stands beside it. */
  label?: string;
  value: Id | '';
  options: readonly { id: Id; name: string }[];
  /** The words of the empty choice, which comes first; without them there is none. */
  none?: string | null;
  disabled?: boolean;
  'aria-describedby'?: string;
  onPick: (id: Id | '') => void;
}

/** One of a list that opens. */
export const Select = <Id extends string>(props: SelectProps<Id>) => {
  const { class: look = 'field', label, options, none = null, onPick, ...rest } = props;
  return (
    <select
      {...rest}
      class={look}
      aria-label={label}
      onChange={({ currentTarget: { value } }) => onPick(options.find(({ id }) => id === value)?.id ?? '')}
    >
      {none !== null && <option value="">{none}</option>}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
};

interface FindProps {
  class?: string;
  /** What it looks for. */
  label: string;
  text: string;
  onText: (text: string) => void;
}

/** Words to look for in what stands below. */
export const FindField = ({ class: look = 'field', label, text, onText }: FindProps) => (
  <input
    class={look}
    type="search"
    aria-label={label}
    placeholder={label}
    value={text}
    onInput={({ currentTarget: { value } }) => onText(value)}
  />
);

interface TextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'label' | 'class' | 'ref'> {
  class?: string;
  fieldRef?: Ref<HTMLTextAreaElement>;
  label?: string;
  value: string;
  onText: (text: string) => void;
}

/** A text of several lines, in any direction. */
export const TextArea = ({ class: look = 'field', fieldRef, label, onText, ...rest }: TextProps) => (
  <textarea
    {...rest}
    class={look}
    dir="auto"
    ref={fieldRef}
    aria-label={label}
    onInput={({ currentTarget: { value } }) => onText(value)}
  />
);
