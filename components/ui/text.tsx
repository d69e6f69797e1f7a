/* Texts written by other people, in either writing direction. */

interface Props {
  class?: string;
  text: string;
  title?: string;
}

/** One line; what does not fit is cut off. */
export const Cut = ({ class: look = '', text, title }: Props) => (
  <span class={`ell ${look}`} dir="auto" title={title}>
    {text}
  </span>
);

/** The whole text, as it was written. */
export const Said = ({ class: look = '', text }: Omit<Props, 'title'>) => (
  <p class={`said ${look}`} dir="auto">
    {text}
  </p>
);

/** A name, and below it what is known of the person or thing. */
export const TwoLines = ({ name, about }: { name: string; about: string }) => (
  <span class="grow">
    <Cut class="b block" text={name} />
    <Cut class="small muted block" text={about} />
  </span>
);
