import type { ComponentChildren } from 'preact';
import type { Tone } from '../../utils/domain/stage.ts';

interface Props {
  tone?: Tone | 'accent';
  title?: string;
  children: ComponentChildren;
}

/** A short fact in a pill. Its colour only repeats what its word says. */
export const Chip = ({ tone = 'neutral', title, children }: Props) => (
  <span class={`chip ell ${tone}`} title={title} dir="auto">
    {children}
  </span>
);
