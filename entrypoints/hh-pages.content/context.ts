import { browser } from 'wxt/browser';

/**
 * Of what WXT's context does, all that this script needs. Ends when a newer copy of the script has something to
 * show, or when the extension has been updated or removed. Made where there is something to show: it costs what
 * no page that concerns nobody should pay.
 */
export class Context {
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;

  constructor() {
    const started = `${browser.runtime.id}:started`;
    document.dispatchEvent(new Event(started));
    document.addEventListener(started, () => this.controller.abort(), { signal: this.signal });
  }
  get isValid(): boolean {
    if (!browser.runtime?.id) this.controller.abort();
    return !this.signal.aborted;
  }
}
