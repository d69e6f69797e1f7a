import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { plural, t } from '../../../utils/i18n.ts';
import type { Result } from '../../../utils/problem.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { type Reading, useReading } from '../negotiation/reading.ts';

interface PartProps<T> {
  title: string;
  /** Said below the title, before anything is read. */
  hint?: string;
  /** Read when the part is opened, not before. */
  read: () => Promise<Result<T>>;
  children: (value: T, again: () => void) => ComponentChildren;
}

/** One part of the company's page: closed it costs nothing, opened it is read. */
export function Part<T>({ title, hint, read, children }: PartProps<T>) {
  const [reading, begin] = useReading<T>();
  const [begun, setBegun] = useState(false);
  const again = () => void begin(read());
  return (
    <details
      class="company-part"
      onToggle={({ currentTarget: { open } }) => {
        if (!open || begun) return;
        setBegun(true);
        again();
      }}
    >
      <summary>
        <h2 class="b">{title}</h2>
        {hint && <span class="small muted said">{hint}</span>}
      </summary>
      <div class="stack">
        <Read reading={reading} again={again}>
          {(value) => children(value, again)}
        </Read>
      </div>
    </details>
  );
}

interface ReadProps<T> {
  reading: Reading<T>;
  again: () => void;
  children: (value: T) => ComponentChildren;
}

/** What was read, that it is being read, or why it could not be. */
export const Read = <T,>({ reading: { value, problem, busy }, again, children }: ReadProps<T>) => (
  <>
    {value !== null && children(value)}
    {value === null && busy && <p class="small muted">{t('company_loading')}</p>}
    {problem && <ProblemNote problem={problem} onStep={again} />}
  </>
);

/** Of a list, what could not be read. */
export const Skipped = ({ of }: { of: number }) =>
  of > 0 ? <p class="small muted">{plural('company_skipped', of)}</p> : null;

interface MoreProps {
  more: boolean;
  busy: boolean;
  onMore: () => void;
}
export const More = ({ more, busy, onMore }: MoreProps) =>
  more ? (
    <Button small disabled={busy} onClick={onMore}>
      {t('company_next_page')}
    </Button>
  ) : null;
