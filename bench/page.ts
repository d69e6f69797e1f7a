import type { Cdp, Session } from './cdp.ts';
import { until } from './until.ts';

/** One tab: navigates, evaluates expressions, and counts what it holds. */
export class Page {
  readonly session: Session;
  private readonly root: Session;
  private readonly targetId: string;
  /** The content script's world in the current document. */
  private world: number | null = null;
  private loaded: () => void = () => {};

  private constructor(cdp: Cdp, targetId: string, sessionId: string, origin: string) {
    this.root = cdp.session();
    this.session = cdp.session(sessionId);
    this.targetId = targetId;
    this.session.on('Runtime.executionContextCreated', ({ context }) => {
      const { id, origin: whose, auxData } = Object(context);
      if (whose === origin && auxData?.type === 'isolated') this.world = id;
    });
    this.session.on('Runtime.executionContextsCleared', () => {
      this.world = null;
    });
    this.session.on('Page.loadEventFired', () => this.loaded());
  }

  /** @param origin of the extension whose content script may run in the tab */
  static async open(cdp: Cdp, origin: string): Promise<Page> {
    const root = cdp.session();
    const { targetId } = await root.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(cdp, targetId, sessionId, origin);
    await page.session.send('Page.enable');
    await page.session.send('Runtime.enable');
    await page.session.send('Page.bringToFront');
    return page;
  }

  /** Resolves with the load event. */
  async goto(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.loaded = resolve;
    });
    const { errorText } = await this.session.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  /** Runs an expression in the page's own world, and awaits a promise. */
  evaluate<T>(expression: string): Promise<T> {
    return this.run(expression);
  }

  /** Runs an expression in the content script's world. */
  async inContentScript<T>(expression: string): Promise<T> {
    return this.run(expression, await this.contentScript());
  }

  /** How many objects of a class exist in the content script's world. */
  async countInContentScript(className: string): Promise<number> {
    const contextId = await this.contentScript();
    const { session } = this;
    const expression = `${className}.prototype`;
    const { result } = await session.send('Runtime.evaluate', { expression, contextId });
    const prototypeObjectId = result.objectId ?? '';
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId });
    const { result: length } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    return Number(length.value);
  }

  /** What the page's process holds after a garbage collection. */
  async counters(): Promise<{ nodes: number; listeners: number }> {
    await this.session.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await this.session.send('Memory.getDOMCounters');
    return { nodes, listeners: jsEventListeners };
  }

  async close(): Promise<void> {
    await this.root.send('Target.closeTarget', { targetId: this.targetId });
  }

  private contentScript(): Promise<number> {
    return until('the content script runs', () => this.world);
  }

  private async run<T>(expression: string, contextId?: number): Promise<T> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      ...(contextId === undefined ? {} : { contextId }),
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}
