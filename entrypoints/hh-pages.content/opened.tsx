import { render } from 'preact';
import type { PanelProps } from '../../components/panel/frame.tsx';
import { PanelView } from '../../components/panel/panel.tsx';
import { type Messages, MessagesProvider } from '../../components/worker.ts';
import { ErrorBoundary, type LastProps, LastWords } from './error-boundary.tsx';

export type Opened = ReturnType<typeof createOpened>;

/** Draws the open panel. @param onError something could not be drawn */
export const createOpened = (into: HTMLElement, worker: Messages, onError: (error: unknown) => void) => ({
  draw: (props: PanelProps) =>
    render(
      <ErrorBoundary key="calm" onError={onError}>
        <MessagesProvider worker={worker}>
          <PanelView {...props} />
        </MessagesProvider>
      </ErrorBoundary>,
      into,
    ),
  /** All that is left to say. */
  say: (words: LastProps) => render(<LastWords {...words} />, into),
  clear: () => render(null, into),
});
