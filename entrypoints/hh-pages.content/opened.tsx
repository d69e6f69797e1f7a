import { Component, type ComponentChildren, render } from 'preact';
import type { PanelProps } from '../../components/panel/frame.tsx';
import { PanelView } from '../../components/panel/panel.tsx';
import { type Messages, MessagesProvider } from '../../components/worker.ts';

export type Opened = ReturnType<typeof createOpened>;

/** Draws the open panel. @param onError called when something could not be drawn */
export const createOpened = (into: HTMLElement, worker: Messages, onError: (error: unknown) => void) => ({
  draw: (props: PanelProps) =>
    render(
      <ErrorBoundary key="view" onError={onError}>
        <MessagesProvider worker={worker}>
          <PanelView {...props} />
        </MessagesProvider>
      </ErrorBoundary>,
      into,
    ),
  /** The last message: the extension was updated, or a view failed. */
  say: (words: LastProps) => render(<LastWords {...words} />, into),
  clear: () => render(null, into),
});

interface Props {
  /** Called when a view could not be drawn. */
  onError: (error: unknown) => void;
  children: ComponentChildren;
}

/** Keeps an error in our views from hh's page; the caller draws something simpler instead. */
class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  override componentDidCatch(error: unknown) {
    this.setState({ failed: true });
    this.props.onError(error);
  }
  render() {
    return this.state.failed ? null : this.props.children;
  }
}

interface LastProps {
  text: string;
  reload: string;
  close: string;
  onClose: () => void;
}

/** The last message. Its texts are passed in: after an update of the extension, `i18n` is no longer available. */
const LastWords = ({ text, reload, close, onClose }: LastProps) => (
  <div class="panel stack last" role="status">
    <p>{text}</p>
    <div class="row">
      <button type="button" class="btn small primary" onClick={() => location.reload()}>
        {reload}
      </button>
      <button type="button" class="btn small flat" onClick={onClose}>
        {close}
      </button>
    </div>
  </div>
);
