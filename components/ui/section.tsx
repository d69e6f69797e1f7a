import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from './button.tsx';

/** False on hh's page: our headings must not enter its outline. */
export const OwnPage = createContext(true);

interface HeadingProps {
  level: 1 | 2 | 3;
  class?: string;
  dir?: 'auto';
  title?: string;
  children: ComponentChildren;
}

/** A heading; in the panel on hh's page plain text, whose section is named instead (`Section`). */
export function Heading({ level, ...rest }: HeadingProps) {
  const Tag = useContext(OwnPage) ? (`h${level}` as const) : 'div';
  return <Tag {...rest} />;
}

interface Props {
  title: string;
  /** At the end of the line of the title. */
  aside?: ComponentChildren;
  /** What `aside` says in full. */
  asideTitle?: string;
  class?: string;
  children: ComponentChildren;
}

/** A part with a name, which its heading says, or the part itself where there are no headings. */
export function Part({ name, ...rest }: { name: string; class: string; children: ComponentChildren }) {
  const own = useContext(OwnPage);
  return <section {...rest} {...(!own && { role: 'group', 'aria-label': name })} />;
}

/** One part of the panel under its title. */
export const Section = ({ title, aside, asideTitle, class: look = '', children }: Props) => (
  <Part class={`sec ${look}`} name={title}>
    <div class="title small muted b">
      <Heading level={2} class="ell" dir="auto" title={title}>
        {title}
      </Heading>
      <span class="num" title={asideTitle}>
        {aside}
      </span>
    </div>
    {children}
  </Part>
);

interface PanelHeadProps {
  title: string;
  /** At the end of the line. */
  aside?: ComponentChildren;
  /** Absent where it cannot be closed. */
  onClose?: () => void;
}

/** The title of what stands beside a list. */
export const PanelHead = ({ title, aside, onClose }: PanelHeadProps) => (
  <div class="row panel-head">
    <h2 class="b grow ell" title={title} dir="auto">
      {title}
    </h2>
    {aside}
    {onClose && (
      <Button icon tone="flat" aria-label={t('popup_close')} aria-keyshortcuts="Escape" onClick={onClose}>
        ✕
      </Button>
    )}
  </div>
);
