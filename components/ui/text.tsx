/* Texts by other people, in either writing direction. */

interface Props {
  class?: string;
  text: string;
  title?: string;
}

/** In one line: what has no room is cut. */
export const Cut = ({ class: look = '', text, title }: Props) => (
  <span class={`ell ${look}`} dir="auto" title={title}>
    {text}
  </span>
);

/** Whole, as it was written. */
export const Said = ({ class: look = '', text }: Omit<Props, 'title'>) => (
  <p class={`said ${look}`} dir="auto">
    {text}
  </p>
);

/** Who or what it is, and below it what is known of that. */
export const TwoLines = ({ name, about }: { name: string; about: string }) => (
  <span class="grow">
    <Cut class="b block" text={name} />
    <Cut class="small muted block" text={about} />
  </span>
);
