import {
  type ComponentChildren,
  h,
  type LooseInputHTMLAttributes,
  type Ref,
  type TargetedInputEvent,
  type TextareaHTMLAttributes,
} from 'preact';
import { useUniqueId } from './hooks.ts';

/* Form fields: each has a label, shows a value, and reports a new one. */

interface BoxProps {
  checked: boolean;
  disabled?: boolean;
  children: ComponentChildren;
}

interface TickProps extends BoxProps {
  'aria-describedby'?: string;
  onTick: (on: boolean) => void;
}

/** A checkbox with its label. */
export const Tick = ({ onTick, children, ...box }: TickProps) => (
  <label class="check">
    <input type="checkbox" {...box} onChange={({ currentTarget }) => onTick(currentTarget.checked)} />
    <span class="said">{children}</span>
  </label>
);

interface DotProps extends BoxProps {
  /** The same for all radio buttons of a group. */
  name: string;
  onPick: () => void;
}

/** A radio button with its label. */
export const Dot = ({ onPick, children, ...dot }: DotProps) => (
  <label class="check">
    <input type="radio" {...dot} onChange={onPick} />
    <span class="said">{children}</span>
  </label>
);

interface SwitchProps<Value extends string | boolean> {
  label: string;
  value: Value;
  /** Each value with its label. */
  options: readonly (readonly [Value, string])[];
  onPick: (value: Value) => void;
}

/** A choice among a few values, all of them shown. */
export function Switch<Value extends string | boolean>(props: SwitchProps<Value>) {
  const { label, value, options, onPick } = props;
  const name = useUniqueId();
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
  /** Omitted if a visible label belongs to it. */
  label?: string;
  value: Id | '';
  options: readonly { id: Id; name: string }[];
  /** Label of the empty option, which comes first; omitted if there is no such option. */
  none?: string | null;
  disabled?: boolean;
  'aria-describedby'?: string;
  onPick: (id: Id | '') => void;
}

/** A drop-down list. */
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

interface LineProps extends Omit<LooseInputHTMLAttributes<HTMLInputElement>, 'label' | 'class' | 'ref'> {
  class?: string;
  /** Id of the `datalist` with suggestions. */
  list?: string;
  fieldRef?: Ref<HTMLInputElement>;
  label?: string;
  value: string;
  onText: (text: string) => void;
}

/** An input for one line of text, a date or a time. */
export const TextField = ({ class: look = 'field', fieldRef, label, onText, ...rest }: LineProps) =>
  h('input', {
    ...rest,
    class: look,
    ref: fieldRef,
    'aria-label': label,
    onInput: ({ currentTarget: { value } }: TargetedInputEvent<HTMLInputElement>) => onText(value),
  });

/** A search field for the list below. */
export const FindField = (props: LineProps & { label: string }) => (
  <TextField {...props} type="search" placeholder={props.label} />
);

interface TextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'label' | 'class' | 'ref'> {
  class?: string;
  fieldRef?: Ref<HTMLTextAreaElement>;
  label?: string;
  value: string;
  onText: (text: string) => void;
}

/** A text of several lines, in either writing direction. */
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
