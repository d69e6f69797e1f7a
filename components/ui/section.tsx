import type { ComponentChildren } from 'preact';

interface Props {
  title: string;
  /** At the end of the line of the title. */
  aside?: ComponentChildren;
  /** What `aside` says in full. */
  asideTitle?: string;
  children: ComponentChildren;
}

/** One part of the panel under its title. */
export const Section = ({ title, aside, asideTitle, children }: Props) => (
  <section class="sec">
    <div class="title small muted b">
      <h2 class="ell" dir="auto" title={title}>
        {title}
      </h2>
      <span class="num" title={asideTitle}>
        {aside}
      </span>
    </div>
    {children}
  </section>
);
