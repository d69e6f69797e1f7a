import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browsers.ts';
import {
  type Browser,
  type Json,
  type Launch,
  type Press,
  printed,
  type Root,
  type Tab,
  until,
} from './browser.ts';

/** Starts Chromium and controls it by CDP: the page's own world, the content script's, the worker. */
export async function startChromium(launch: Launch): Promise<Browser> {
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('Chromium was not found');
  const { sandbox, extensionDir } = launch;
  const id = idOf(extensionDir);
  const args = [
    '--no-sandbox',
    `--lang=${languageOf(launch)}`,
    `--disable-extensions-except=${extensionDir}`,
    `--load-extension=${extensionDir}`,
    `--host-resolver-rules=${sandbox.resolverRules}`,
    '--ignore-certificate-errors',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  const endPolicy = launch.policy ? setPolicy(id, launch.policy) : () => {};
  const start = launch.realTabs ? startWithRealTabs : startWithFrontTabs;
  const { context, close } = await start(launch, executablePath, args);
  await until('the worker starts', () => context.serviceWorkers().length > 0);

  const workerTarget = async (run: (session: CDPSession, targetId: string) => Promise<void>) => {
    const browser = context.browser();
    if (!browser) throw new Error('The browser is gone');
    const session = await browser.newBrowserCDPSession();
    try {
      const { targetInfos } = await session.send('Target.getTargets');
      for (const { type, url, targetId } of targetInfos)
        if (type === 'service_worker' && url.includes(id)) await run(session, targetId);
    } finally {
      await session.detach();
    }
  };

  return {
    name: 'chromium',
    async newTab(viewport) {
      const page = await context.newPage();
      if (!launch.headed && !launch.realTabs) await page.setViewportSize(viewport);
      return new ChromiumTab(page, context, id);
    },
    urls: async () => context.pages().map((page) => page.url()),
    pageUrl: (page) => `chrome-extension://${id}/${page}`,
    async authWindow() {
      const page = await until('the sign-in window', () =>
        context.pages().find((page) => page.url().includes('/oauth/authorize')),
      );
      return new ChromiumTab(page, context, id);
    },
    async killWorker() {
      await workerTarget(async (session, targetId) => {
        const worker = context.serviceWorkers().find((one) => one.url().includes(id));
        if (!worker) throw new Error('Playwright knows no worker');
        const scope = await worker.evaluateHandle(() => globalThis);
        await session.send('Target.closeTarget', { targetId });
        // Not whether a worker runs: an open page may have started the next one already, even in the same target.
        await until('the worker is gone', () => scope.evaluate(() => false).catch(() => true));
      });
    },
    workerRuns: () => runs(),
    setOffline: (offline) => context.setOffline(offline),
    async clickNotification(id) {
      const [worker] = context.serviceWorkers();
      await worker?.evaluate((clicked) => {
        const { onClicked } = chrome.notifications;
        if ('dispatch' in onClicked && typeof onClicked.dispatch === 'function') onClicked.dispatch(clicked);
        else throw new Error('Chromium hands out no event to fire');
      }, id);
    },
    closed: new Promise((resolve) => context.once('close', () => resolve())),
    async close() {
      await close();
      endPolicy();
    },
  };

  async function runs(): Promise<boolean> {
    let found = false;
    await workerTarget(async () => {
      found = true;
    });
    return found;
  }
}

const policies = '/etc/chromium/policies/managed';

/**
 * Chromium only reads policies of the machine. This one applies to one extension, which nobody else uses.
 * @returns a function that removes the policy
 */
function setPolicy(id: string, policy: Record<string, Json>): () => void {
  const path = join(policies, `otklik-${id}.json`);
  mkdirSync(policies, { recursive: true });
  writeFileSync(path, JSON.stringify({ '3rdparty': { extensions: { [id]: policy } } }));
  return () => rmSync(path);
}

interface Started {
  context: BrowserContext;
  close: () => Promise<void>;
}

const languageOf = ({ english }: Launch) => (english ? 'en' : 'ru');
const envOf = (launch: Launch) => ({ ...process.env, LANGUAGE: languageOf(launch) });

/** Starts it as Playwright does: every tab believes that it is in front, so that a test can act in several. */
async function startWithFrontTabs(launch: Launch, executablePath: string, args: string[]): Promise<Started> {
  const { scale = 1 } = launch;
  const context = await chromium.launchPersistentContext('', {
    executablePath,
    headless: !launch.headed,
    ignoreHTTPSErrors: true,
    ...(launch.headed
      ? { viewport: null }
      : { viewport: { width: 1280, height: 800 }, deviceScaleFactor: scale }),
    colorScheme: launch.dark ? 'dark' : 'light',
    locale: 'ru-RU',
    env: envOf(launch),
    args,
    // Playwright disables the back/forward cache, which is enabled for everybody else.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  return { context, close: () => context.close() };
}

/** Starts it as a person does: one tab is visible, the others are hidden. */
async function startWithRealTabs(launch: Launch, executable: string, args: string[]): Promise<Started> {
  const profile = mkdtempSync(join(tmpdir(), 'otklik-chromium-'));
  const own = [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--window-size=1280,800',
  ];
  const process = spawn(executable, [...own, ...args, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: envOf(launch),
  });
  const gone = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const close = async () => {
    process.kill('SIGKILL');
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const address = await printed(process, /DevTools listening on (ws:\S+)/);
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const [context] = browser.contexts();
    if (!context) throw new Error('Chromium has no window');
    return { context, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The id derived from the manifest's `key`: the first 32 hex digits of its hash, written as a to p. */
export function idOf(extensionDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  const key = manifest && typeof manifest === 'object' && 'key' in manifest ? manifest.key : null;
  if (typeof key !== 'string') throw new Error('The build pins no id: no "key" in its manifest');
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

class ChromiumTab implements Tab {
  readonly page: Page;
  private readonly context: BrowserContext;
  private readonly id: string;
  private session: Promise<CDPSession> | null = null;
  /** The content script's world in the current document. */
  private world: number | null = null;

  constructor(page: Page, context: BrowserContext, id: string) {
    this.page = page;
    this.context = context;
    this.id = id;
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load' });
  }

  async url(): Promise<string> {
    return this.page.url();
  }

  evaluate<A extends Json, T>(run: (given: A) => T | Promise<T>, given: A): Promise<T> {
    return this.inWorld(`(${run})(${JSON.stringify(given)})`, null);
  }

  inPage<A extends Json, T>(run: (root: Root, given: A) => T, given: A): Promise<T> {
    return this.inWorld(`(${run})(document, ${JSON.stringify(given)})`, null);
  }

  async script(source: string): Promise<void> {
    await this.inWorld(`${source}\n;undefined`, null);
  }

  async inPanel<A extends Json, T>(
    run: (root: Root | null, given: A) => T,
    given: A,
    host = 'otklik-panel',
  ): Promise<T> {
    await this.cdp();
    const world = await until('the content script runs', () => this.world);
    const root = `((host) => host && chrome.dom.openOrClosedShadowRoot(host))(document.querySelector(${JSON.stringify(host)}))`;
    return this.inWorld(`(${run})(${root}, ${JSON.stringify(given)})`, world);
  }

  click(x: number, y: number): Promise<void> {
    return this.page.mouse.click(x, y);
  }

  hover(x: number, y: number): Promise<void> {
    return this.page.mouse.move(x, y);
  }

  /** By CDP, which allows any combination of position and character, as on the Russian layout. */
  async press({ code, key, ctrl, shift }: Press): Promise<void> {
    const session = await this.cdp();
    const modifiers = (ctrl ? 2 : 0) + (shift ? 8 : 0);
    const text = key.length === 1 && !ctrl ? key : key === 'Enter' ? '\r' : undefined;
    const windowsVirtualKeyCode = virtualKey(code);
    await session.send('Input.dispatchKeyEvent', {
      type: text ? 'keyDown' : 'rawKeyDown',
      code,
      key,
      modifiers,
      windowsVirtualKeyCode,
      ...(text ? { text } : {}),
    });
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      code,
      key,
      modifiers,
      windowsVirtualKeyCode,
    });
  }

  async type(text: string): Promise<void> {
    await (await this.cdp()).send('Input.insertText', { text });
  }

  front(): Promise<void> {
    return this.page.bringToFront();
  }

  resize(width: number, height: number): Promise<void> {
    return this.page.setViewportSize({ width, height });
  }

  screenshot(clip?: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
    return this.page.screenshot({ ...(clip ? { clip } : {}), animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  private cdp(): Promise<CDPSession> {
    this.session ??= (async () => {
      const session = await this.context.newCDPSession(this.page);
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin === `chrome-extension://${this.id}`) this.world = context.id;
      });
      session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
        if (executionContextId === this.world) this.world = null;
      });
      session.on('Runtime.executionContextsCleared', () => {
        this.world = null;
      });
      await session.send('Runtime.enable');
      return session;
    })();
    return this.session;
  }

  /**
   * By CDP: Playwright's own `evaluate` cannot enter an extension's world, and obeys the page's policy in its own.
   */
  private async inWorld<T>(expression: string, contextId: number | null): Promise<T> {
    const session = await this.cdp();
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      ...(contextId === null ? {} : { contextId }),
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}

const virtualKeys: Record<string, number> = {
  Enter: 13,
  Escape: 27,
  Tab: 9,
  Space: 32,
  ArrowUp: 38,
  ArrowDown: 40,
  Slash: 191,
  Backspace: 8,
};

function virtualKey(code: string): number {
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1];
  return letter ? letter.charCodeAt(0) : (virtualKeys[code] ?? 0);
}
