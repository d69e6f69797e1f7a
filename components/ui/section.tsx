import type { ComponentChildren } from 'preact';
import { t } from '../../utils/i18n.ts';
import { Button } from './button.tsx';

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

interface PanelHeadProps {
  title: string;
  /** At the end of the line. */
  aside?: ComponentChildren;
  /** Absent where it stands for good. */
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
