import { Component, type ComponentChildren } from 'preact';

interface Props {
  /** Something could not be drawn. */
  onError: (error: unknown) => void;
  children: ComponentChildren;
}

/** Keeps an error of ours from the page; the caller draws something simpler instead. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  override componentDidCatch(error: unknown) {
    this.setState({ failed: true });
    this.props.onError(error);
  }
  render() {
    return this.state.failed ? null : this.props.children;
  }
}

export interface LastProps {
  text: string;
  reload: string;
  close: string;
  onClose: () => void;
}

/** All that is left to say. Takes its words ready-made: there may be nobody to ask for them. */
export const LastWords = ({ text, reload, close, onClose }: LastProps) => (
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
