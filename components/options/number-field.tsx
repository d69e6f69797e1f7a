import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { type Bounds, wholeNumber } from './check.ts';

interface Props {
  label: string;
  note: string;
  value: number;
  bounds: Bounds;
  onChange: (value: number) => void;
}

/** Typing «15» passes through «1»: what is meant is what stands there after a short rest. */
const rest = 400;

/** A whole number. What is out of bounds is named beside the field and not saved. */
export function NumberField({ label, note, value, bounds, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = wholeNumber(text, bounds);

  // Changed elsewhere, such as in another tab of the options.
  useEffect(() => setText(String(value)), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const save = (next: string) => {
    clearTimeout(timer.current);
    const number = wholeNumber(next, bounds);
    if (number !== null && number !== value) onChange(number);
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(next), rest);
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
          value={text}
          aria-invalid={typed === null}
          aria-describedby={`${id}-note${typed === null ? ` ${id}-bad` : ''}`}
          onInput={(event) => type(event.currentTarget.value)}
          onChange={(event) => save(event.currentTarget.value)}
        />
      </div>
      <p id={`${id}-bad`} class="small bad" role="alert">
        {typed === null && t('options_number_bad', bounds.min, bounds.max, value)}
      </p>
      <p id={`${id}-note`} class="small muted">
        {note}
      </p>
    </div>
  );
}
