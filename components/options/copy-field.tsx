import { useId, useRef, useState } from 'preact/hooks';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';

interface Props {
  label: string;
  value: string;
}

/** A text to carry elsewhere: selected by a click, copied by the button. */
export function CopyField({ label, value }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<MessageKey | null>(null);

  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setSaid('options_application_copied'),
      () => {
        input.current?.select();
        setSaid('options_application_not_copied');
      },
    );

  return (
    <div class="stack">
      <div class="row wrap copy">
        <input
          id={id}
          ref={input}
          class="field grow mono"
          readOnly
          value={value}
          aria-label={label}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={copy}>{t('options_application_copy')}</Button>
      </div>
      <p class="small muted" role="status">
        {said && t(said)}
      </p>
    </div>
  );
}
