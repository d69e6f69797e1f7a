import type { TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';

interface Props {
  id: string;
  value: string;
  invalid: boolean;
  /** Id of the element that says what is wrong. */
  describedBy: string;
  onInput: (value: string) => void;
}

/** A secret being typed: dots, until the person asks to see it. */
export function SecretInput({ id, value, invalid, describedBy, onInput }: Props) {
  const [shown, setShown] = useState(false);
  const field = {
    id,
    class: 'field grow',
    autocomplete: 'off',
    spellcheck: false,
    value,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="row">
      {shown ? <input type="text" {...field} /> : <input type="password" {...field} />}
      <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
        {t(shown ? 'options_application_hide' : 'options_application_show')}
      </Button>
    </div>
  );
}
