import type { ComponentChildren } from 'preact';

export interface PickProps {
  /** Where the keyboard stands; also what the keys find the element by. */
  stop: string;
  current: boolean;
  title: string;
  describedBy?: string;
  onPick: () => void;
  onOpen: () => void;
  children: ComponentChildren;
}

/** What the keyboard stands on in a row of a list. A click chooses it, a second one opens it. */
export const Pick = ({ stop, current, title, describedBy, onPick, onOpen, children }: PickProps) => (
  <button
    type="button"
    class="pick"
    title={title}
    data-stop={stop}
    tabIndex={current ? 0 : -1}
    aria-current={current ? 'true' : undefined}
    aria-describedby={describedBy}
    onClick={onPick}
    onDblClick={onOpen}
    onFocus={current ? undefined : onPick}
  >
    {children}
  </button>
);
