import type { ComponentChildren } from 'preact';

interface Props {
  title: string;
  note: string;
  children?: ComponentChildren;
}

/** One calm card where there is no list to show. */
export const Card = ({ title, note, children }: Props) => (
  <div class="card-text stack">
    <h2 class="b">{title}</h2>
    <p class="muted">{note}</p>
    {children}
  </div>
);
