import { resolve } from 'node:path';
import { type Guest, ids, type Sandbox, startSandbox, type WorldOptions } from '../../sandbox/index.ts';
import type { BrowserName } from '../../scripts/browsers.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { type AccountId, asId } from '../../utils/ids.ts';
import type { Protocol } from '../../utils/messaging/protocol.ts';
import { type Browser, type Json, type Tab, until, type Viewport } from './browser.ts';
import { granted, ofOwnId } from './builds.ts';
import { startChromium } from './chromium.ts';
import { startFirefox } from './firefox.ts';
import { Surface } from './surface.ts';

/** Both browsers, or the one that `E2E_BROWSER` names. */
export const browsers: BrowserName[] = (['chromium', 'firefox'] as const).filter(
  (name) => !process.env.E2E_BROWSER || process.env.E2E_BROWSER === name,
);

/** The production builds; `OTKLIK_BUILDS` names another folder, for use while the usual one is being rebuilt. */
const builds = resolve(process.env.OTKLIK_BUILDS ?? '.output');
export const buildOf = (name: BrowserName): string =>
  `${builds}/${name === 'chromium' ? 'chrome' : 'firefox'}-mv3`;

export interface StageOptions {
  world?: Partial<WorldOptions>;
  /** Signed in with a pasted token; true by default. */
  signedIn?: boolean;
  /** The tests leave world and extension as they found them, so that one world serves them all. */
  sameWorld?: boolean;
  undoSeconds?: number;
  /** The last state of the panel, by default open; null: the person has neither opened nor closed one. */
  panelOpen?: boolean | null;
  /** Grants the permission for hh's pages when the person is asked for it. */
  grants?: boolean;
  /** The company's policy in the browser. */
  policy?: Record<string, Json>;
  /** Another server beside hh. */
  guest?: Guest;
  /** A build other than the usual one. */
  build?: string;
  viewport?: Viewport;
  scale?: number;
  dark?: boolean;
  /** Only in Chromium. */
  english?: boolean;
  headed?: boolean;
  /** Only the tab in front is visible to its page, as for a person. */
  realTabs?: boolean;
}

function extensionFor(name: BrowserName, { build = buildOf(name), grants, policy }: StageOptions): string {
  if (name === 'firefox') return build;
  return policy ? ofOwnId(build) : grants ? granted(build) : build;
}

const defaultViewport: Viewport = { width: 1280, height: 800 };

/** A local hh, a browser with the production build, and a tab of the extension's own from which commands are sent. */
export class Stage {
  sandbox: Sandbox;
  readonly browser: Browser;
  private readonly office: Tab;
  private options: StageOptions;

  private constructor(sandbox: Sandbox, browser: Browser, office: Tab, options: StageOptions) {
    this.sandbox = sandbox;
    this.browser = browser;
    this.office = office;
    this.options = options;
  }

  static async open(name: BrowserName, options: StageOptions = {}): Promise<Stage> {
    const extensionDir = extensionFor(name, options);
    const { world = {}, guest } = options;
    const sandbox = await startSandbox({ world, ...(guest && { guest }) });
    try {
      const launch = { ...options, sandbox, extensionDir };
      const browser = await (name === 'chromium' ? startChromium(launch) : startFirefox(launch));
      const office = await browser.newTab(defaultViewport);
      // Without scripts: another page would be drawn again after each change of the store.
      await office.goto(browser.pageUrl('licenses.txt'));
      const stage = new Stage(sandbox, browser, office, options);
      await stage.begin(options);
      return stage;
    } catch (error) {
      await sandbox.close();
      throw error;
    }
  }

  /** Takes the stage over for another describe block. Only options that need no other browser may differ. */
  handTo(options: StageOptions): void {
    this.options = options;
  }

  /** Prepares for the next test in the same world. */
  async tidy(): Promise<void> {
    this.faults.clear();
    await this.closeTabs();
    this.ledger.clear();
  }

  /** Makes a new world for the same browser: the extension forgets everything, and its other tabs are closed. */
  async reset(options: StageOptions = {}): Promise<void> {
    this.faults.clear();
    await this.closeTabs();
    await this.browser.setOffline(false);
    await this.tell('wipe');
    // hh is told of the sign-out in the background: this must reach the old world, not the new one.
    const isTold = async () => (await this.tokensToEnd()) === 0;
    await until('the token is ended', isTold, { timeout: 10_000 }).catch(() => {});
    const { port, proxyPort } = this.sandbox;
    await this.sandbox.close();
    const all = { ...this.options, ...options };
    this.sandbox = await startSandbox({ world: all.world ?? {}, port, proxyPort });
    await this.begin(all);
  }

  private async begin({ undoSeconds, panelOpen = true, signedIn }: StageOptions): Promise<void> {
    await this.settings({ panelOpen, ...(undoSeconds !== undefined && { undoSeconds }) });
    if (signedIn ?? true) await this.signIn();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.sandbox.close();
  }

  /** Closes the tab from which commands are sent, when a person takes over. */
  leaveOffice(): Promise<void> {
    return this.office.close();
  }

  get world() {
    return this.sandbox.world;
  }
  get ledger() {
    return this.sandbox.ledger;
  }
  get faults() {
    return this.sandbox.faults;
  }

  /** Sends a message to the worker, as one of the extension's own pages does. */
  async tell<K extends keyof Protocol>(
    type: K,
    ...[data]: Parameters<Protocol[K]>
  ): Promise<ReturnType<Protocol[K]>> {
    const message = JSON.stringify({ type, data });
    return this.office.evaluate(async (given) => {
      const answer = await chrome.runtime.sendMessage({ ...JSON.parse(given), id: 1, timestamp: Date.now() });
      if (!answer || answer.err) throw new Error(answer?.err?.message ?? 'no answer');
      return answer.res;
    }, message);
  }

  settings(change: Partial<Settings>): Promise<unknown> {
    return this.tell('saveSettings', change);
  }

  /** Signs in the short way: with a token, as if pasted in the options. */
  async signIn(login = this.world.login): Promise<void> {
    const answer = await this.tell('pasteToken', this.world.issueToken(login).access_token);
    if (!answer.ok) throw new Error(`Not signed in: ${answer.problem.name}`);
  }

  /** The value of a stored item of the extension. */
  async stored(key: string): Promise<unknown> {
    return this.office.evaluate(async (name) => {
      const found = await chrome.storage.local.get(name);
      const item = found[name];
      const value = item && typeof item === 'object' && 'value' in item ? item.value : undefined;
      // Large items are stored as JSON text.
      return typeof value === 'string' ? JSON.parse(value) : value;
    }, key);
  }

  /** Runs in one of the extension's own pages. */
  inside<A extends Json, T>(run: (given: A) => T | Promise<T>, given: A): Promise<T> {
    return this.office.evaluate(run, given);
  }

  async badge(): Promise<{ text: string; title: string; color: string }> {
    return this.office.evaluate(async () => {
      const [text, title, color] = await Promise.all([
        chrome.action.getBadgeText({}),
        chrome.action.getTitle({}),
        chrome.action.getBadgeBackgroundColor({}),
      ]);
      const hex = [...color].slice(0, 3).map((part) => part.toString(16).padStart(2, '0'));
      return { text, title: title.replace(/[\u00a0\u202f]/g, ' '), color: `#${hex.join('')}` };
    }, null);
  }

  async badgeSays(wanted: { text?: string; title?: string; color?: string }): Promise<void> {
    await until(`badge ${JSON.stringify(wanted)}`, async () => {
      const { text, title, color } = await this.badge();
      const says =
        (wanted.text ?? text) === text &&
        (wanted.color ?? color) === color &&
        title.includes(wanted.title ?? '');
      if (!says) throw new Error(`${text} ${title} ${color}`);
      return true;
    });
  }

  newTab(): Promise<Tab> {
    return this.browser.newTab(this.options.viewport ?? defaultViewport);
  }

  /** How many tokens the extension still has to revoke at hh. */
  private tokensToEnd(): Promise<number> {
    return this.inside(
      () =>
        new Promise<number>((done) => {
          const opening = indexedDB.open('otklik');
          // Only the extension may create it.
          opening.onupgradeneeded = () => opening.transaction?.abort();
          opening.onerror = () => done(0);
          opening.onsuccess = () => {
            const asked = opening.result.transaction('secrets').objectStore('secrets').get('revoking');
            asked.onsuccess = () => done(asked.result?.length ?? 0);
            asked.onerror = () => done(0);
            opening.result.close();
          };
        }),
      null,
    );
  }

  /** Closes all tabs except the one from which commands are sent. */
  private closeTabs(): Promise<void> {
    return this.office.evaluate(async () => {
      const [own, all] = await Promise.all([chrome.tabs.getCurrent(), chrome.tabs.query({})]);
      const others = all.flatMap(({ id }) => (id === undefined || id === own?.id ? [] : [id]));
      await chrome.tabs.remove(others);
    }, null);
  }

  async own(page: 'popup.html' | 'welcome.html' | `${'options' | 'inbox'}.html${string}`): Promise<Surface> {
    const tab = await this.newTab();
    await tab.goto(this.browser.pageUrl(page));
    return new Surface(tab, 'page');
  }

  popup(): Promise<Surface> {
    return this.own('popup.html');
  }

  /** @param subject of the options, as in their address */
  settingsPage(subject = 'account'): Promise<Surface> {
    return this.own(`options.html#${subject}`);
  }

  /** @param query the part of the address after `?` */
  inbox(query = ''): Promise<Surface> {
    return this.own(`inbox.html?${query}`);
  }

  /** Opens a page of hh. @returns the panel on it */
  async page(url: string): Promise<Surface> {
    const tab = await this.newTab();
    await tab.goto(url);
    // A panel reads nothing until its tab is visible, and another tab may have come to the front meanwhile.
    await tab.front();
    return new Surface(tab, 'panel');
  }

  resume(
    negotiationId: string,
    how?: { host?: string; withHints?: boolean; company?: string },
  ): Promise<Surface> {
    return this.page(this.world.resumeUrl(negotiationId, how));
  }

  /** The newest negotiation of a person in the small world. */
  negotiationOf(lastName: string): string {
    const all = [...this.world.negotiations.values()]
      .filter(({ resumeHash }) => this.world.resume(resumeHash).lastName === lastName)
      .sort((one, other) => other.createdAt - one.createdAt);
    const found = all[0];
    if (!found) throw new Error(`Nobody is called ${lastName}`);
    return found.id;
  }

  get secondAccount(): AccountId {
    return asId<AccountId>(ids.secondAccount);
  }

  /** Polls once more, as if some time had passed since the last poll: right after it, another would do nothing. */
  async poll(): Promise<void> {
    await this.inside(
      () =>
        navigator.locks.request('item:inbox', async () => {
          const { counts } = await chrome.storage.local.get<{ counts?: { value: string } }>('counts');
          const value: { freshAt: number | null } = JSON.parse(counts?.value ?? '{}');
          if (!value.freshAt) return;
          value.freshAt -= 60_000;
          await chrome.storage.local.set({ counts: { ...counts, value: JSON.stringify(value) } });
        }),
      null,
    );
    await this.tell('refresh');
  }
}
