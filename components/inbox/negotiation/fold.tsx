import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

interface Props {
  title: string;
  /** What is inside, from the first time it is unfolded on; told whether it is unfolded now. */
  children: (open: boolean) => ComponentChildren;
}

/** A section that is folded at first: what it holds, and the code for it, is read when somebody unfolds it. */
export function Fold({ title, children }: Props) {
  const [open, setOpen] = useState(false);
  const seen = useRef(false);
  seen.current ||= open;
  return (
    <details class="sec" data-inner="" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary class="fold">{title}</summary>
      {seen.current && children(open)}
    </details>
  );
}
