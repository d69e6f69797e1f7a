import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { IconButton } from './button.tsx';
import { useUniqueId } from './hooks.ts';

/** False on hh's page: our headings must not enter its outline. */
export const OwnPage = createContext(true);

interface HeadingProps {
  id?: string;
  level: 1 | 2 | 3;
  class?: string;
  dir?: 'auto';
  title?: string;
  children: ComponentChildren;
}

/** A heading; in the panel on hh's page plain text, and its section is labelled instead (`Section`). */
export function Heading({ level, ...rest }: HeadingProps) {
  const Tag = useContext(OwnPage) ? (`h${level}` as const) : 'div';
  return <Tag {...rest} />;
}

interface Props {
  title: string;
  /** Shown at the end of the title's line. */
  aside?: ComponentChildren;
  /** The full text of `aside`, as a tooltip. */
  asideTitle?: string;
  class?: string;
  children: ComponentChildren;
}

/** A named section: its heading names it, or an ARIA label where there are no headings. */
export function Part({ name, ...rest }: { name: string; class: string; children: ComponentChildren }) {
  const own = useContext(OwnPage);
  return <section {...rest} {...(!own && { role: 'group', 'aria-label': name })} />;
}

/** One section of the panel, under its title. */
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

interface TitleRowProps extends Pick<HeadingProps, 'id'> {
  class?: string;
  level?: 2 | 3;
  title: string;
  /** Shown at the end of the line. */
  aside?: ComponentChildren;
  /** Label of the close button. */
  closes?: 'popup_close' | 'action_close' | 'invite_close' | 'neg_close';
  /** False if Esc does not close it. */
  keyed?: boolean;
  /** Absent if it cannot be closed. */
  onClose?: () => void;
}

/** The title of a form, a dialog or a pane, with its close button. */
export const TitleRow = (props: TitleRowProps) => {
  const { class: look = 'row', id, level = 2, title, aside, closes, keyed, onClose } = props;
  return (
    <div class={look}>
      <Heading id={id} level={level} class="b grow ell" dir="auto" title={title}>
        {title}
      </Heading>
      {aside}
      {onClose && <Close {...{ closes, keyed, onClose }} />}
    </div>
  );
};

type CloseProps = Pick<TitleRowProps, 'closes' | 'keyed' | 'onClose'>;

const Close = ({ closes = 'popup_close', keyed = true, onClose }: CloseProps) => (
  <IconButton
    icon="close"
    label={t(closes)}
    aria-keyshortcuts={keyed ? 'Escape' : undefined}
    onClick={onClose}
  />
);

interface PaneHeadProps extends Pick<TitleRowProps, 'closes'> {
  /** Shown left and right of the name. */
  before?: ComponentChildren;
  beside?: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

/** The head of a pane; it stays visible while the rest is scrolled. */
export const PaneHead = ({ before, beside, children, ...close }: PaneHeadProps) => (
  <header class="pane-head row">
    {before}
    <div class="grow">{children}</div>
    {beside}
    <Close {...close} />
  </header>
);

interface DialogProps {
  class?: string;
  title: string;
  /** A click outside closes it, too. */
  isLight?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** A card over the page. It is a native dialog: the browser keeps the focus inside, and Esc closes it. */
export function Dialog({ class: look = 'help', title, isLight, onClose, children }: DialogProps) {
  const id = useUniqueId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class={look}
      closedby={isLight ? 'any' : undefined}
      aria-labelledby={id}
      onClose={onClose}
      data-inner
    >
      <TitleRow id={id} title={title} onClose={() => dialog.current?.close()} />
      {children}
    </dialog>
  );
}
