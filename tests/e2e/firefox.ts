import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/browsers.ts';
import { Bidi, list, text } from './bidi.ts';
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

const extensionId = 'otklik@otklik.extension';
/** Firefox gives each profile a random one. Ours is fixed, so that the extension's pages can be opened. */
const uuid = '5b1f0c52-3c8e-4f6a-9d55-0000000000e2';

/**
 * Starts Firefox and controls it by WebDriver BiDi directly, without a client library: none gives access to closed
 * shadow roots and to the browser's own scope.
 */
export async function startFirefox(launch: Launch): Promise<Browser> {
  const executable = findBrowser('firefox');
  if (!executable) throw new Error('Firefox was not found');
  const { sandbox, extensionDir, scale = 1 } = launch;
  const profile = mkdtempSync(join(tmpdir(), 'otklik-firefox-'));
  writeFileSync(join(profile, 'user.js'), preferences(sandbox.proxyPort, launch.dark ?? false));
  if (launch.policy) setPolicy(profile, launch.policy);
  const process = spawn(
    executable,
    [
      ...(launch.headed ? [] : ['--headless']),
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port=0',
      '--remote-allow-system-access',
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...globalThis.process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
    },
  );
  const gone = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const end = async () => {
    process.kill('SIGKILL');
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const bidi = await Bidi.connect(
      `${await printed(process, /WebDriver BiDi listening on (ws:\/\/\S+)/)}/session`,
    );
    await bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    await bidi.call(await chromeOf(bidi), standInForDesktop, [], '');
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path: extensionDir } });
    const chrome = await chromeOf(bidi);
    const ofExtension = (expression: string) =>
      bidi.call(
        chrome,
        `async (id) => { const { extension } = WebExtensionPolicy.getByID(id); return JSON.stringify(await (${expression})); }`,
        [],
        extensionId,
      );
    const tabs = async () => list(await bidi.send('browsingContext.getTree', { maxDepth: 0 }), 'contexts');
    const runs = async () => (await ofExtension('extension.backgroundState')) === 'running';
    await until('the worker starts', runs);

    return {
      name: 'firefox',
      async newTab(viewport) {
        const answer = await bidi.send('browsingContext.create', { type: 'tab' });
        const context = text(answer, 'context');
        await bidi.send('browsingContext.setViewport', { context, viewport, devicePixelRatio: scale });
        return new FirefoxTab(bidi, context);
      },
      urls: async () => (await tabs()).map((tab) => text(tab, 'url')),
      pageUrl: (page) => `moz-extension://${uuid}/${page}`,
      async authWindow() {
        const tab = await until('the sign-in window', async () =>
          (await tabs()).find((one) => text(one, 'url').includes('/oauth/authorize')),
        );
        return new FirefoxTab(bidi, text(tab, 'context'));
      },
      async killWorker() {
        const started = () =>
          ofExtension(
            '[...extension.views].find(({ viewType }) => viewType === "background")?.contextId ?? null',
          );
        const before = await started();
        if (before === null) throw new Error('No worker runs');
        // Not whether a worker runs: an open page may have started the next one already. And a message that arrives
        // meanwhile keeps the worker alive.
        await until('the worker is gone', async () => {
          await ofExtension(
            'extension.terminateBackground({ disableResetIdleForTest: true, ignoreDevToolsAttached: true })',
          );
          return (await started()) !== before;
        });
      },
      workerRuns: runs,
      async setOffline(offline) {
        // `offline` alone does not affect connections to this machine, such as the one to the proxy.
        await bidi.call(
          chrome,
          `(json) => {
            const { offline, port } = JSON.parse(json);
            Services.prefs.setIntPref('network.proxy.ssl_port', port);
            Services.io.offline = offline;
            Services.obs.notifyObservers(null, 'net:prune-all-connections');
          }`,
          [],
          JSON.stringify({ offline, port: offline ? 9 : sandbox.proxyPort }),
        );
      },
      clickNotification: async (id) => {
        await bidi.call(
          chrome,
          '(id) => Services.obs.notifyObservers(null, "otklik-notification-clicked", id)',
          [],
          id,
        );
      },
      closed: gone,
      async close() {
        bidi.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Firefox looks here for an administrator's policy for an extension; it is deleted with the profile. */
function setPolicy(home: string, data: Record<string, Json>): void {
  const folder = join(home, '.mozilla/managed-storage');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: extensionId, description: 'Otklik', type: 'storage', data };
  writeFileSync(join(folder, `${extensionId}.json`), JSON.stringify(manifest));
}

/** The browser's own scope. */
const chromeOf = async (bidi: Bidi): Promise<string> => {
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  return text(list(tree, 'contexts')[0], 'context');
};

/**
 * Without a desktop Firefox closes each notification at once. With this service it stays until it is clicked or
 * cleared.
 */
const standInForDesktop = `() => {
  const shown = new Map();
  const finish = (name) => {
    shown.get(name)?.observe(null, 'alertfinished', name);
    shown.delete(name);
  };
  const service = {
    QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
    showAlert: (alert, observer) => void shown.set(alert.name, observer),
    closeAlert: finish,
  };
  Components.manager
    .QueryInterface(Ci.nsIComponentRegistrar)
    .registerFactory(Services.uuid.generateUUID(), '', '@mozilla.org/alerts-service;1', {
      createInstance: (iid) => service.QueryInterface(iid),
    });
  Services.obs.addObserver((_, __, name) => {
    shown.get(name)?.observe(null, 'alertclickcallback', name);
    finish(name);
  }, 'otklik-notification-clicked');
}`;

/** Preferences in addition to those that Firefox sets for automation. */
function preferences(proxyPort: number, dark: boolean): string {
  const values: Record<string, string | number | boolean> = {
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_bypass': false,
    'intl.locale.requested': 'ru',
    'intl.accept_languages': 'ru',
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    'browser.tabs.remote.separatePrivilegedContentProcess': false,
    // One process for all pages of hh, which stays: a new one for each page takes a quarter of all CPU time.
    'fission.webContentIsolationStrategy': 0,
    'dom.ipc.processCount': 1,
    'dom.ipc.keepProcessesAlive.web': 1,
    'dom.ipc.processPrelaunch.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.enabled': false,
    'app.normandy.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    // The worker must end only when a test says so, not in the middle of another step.
    'extensions.background.idle.timeout': 600_000,
    // Grants optional permissions without a prompt, which nobody would see.
    'extensions.webextOptionalPermissionPrompts': false,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}

class FirefoxTab implements Tab {
  private readonly bidi: Bidi;
  private readonly context: string;

  constructor(bidi: Bidi, context: string) {
    this.bidi = bidi;
    this.context = context;
  }

  /** Firefox does not report when a page of an extension has loaded, so the page itself is asked. */
  async goto(url: string): Promise<void> {
    const { context } = this;
    if (!url.startsWith('moz-extension:')) {
      await this.bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
      return;
    }
    // The previous document may have the same address.
    const before = await this.evaluate(() => performance.timeOrigin, null).catch(() => 0);
    this.bidi.send('browsingContext.navigate', { context, url, wait: 'none' }).catch(() => {});
    await until(`${url} is loaded`, () =>
      this.evaluate(
        ([wanted, began]) =>
          location.href === wanted && document.readyState === 'complete' && performance.timeOrigin !== began,
        [url, before] as const satisfies Json,
      ),
    );
  }

  async url(): Promise<string> {
    const tree = await this.bidi.send('browsingContext.getTree', { root: this.context, maxDepth: 0 });
    return text(list(tree, 'contexts')[0], 'url');
  }

  async evaluate<A extends Json, T>(run: (given: A) => T | Promise<T>, given: A): Promise<T> {
    return this.call(`async (json) => JSON.stringify(await (${run})(JSON.parse(json)))`, [], given);
  }

  async inPage<A extends Json, T>(run: (root: Root, given: A) => T, given: A): Promise<T> {
    return this.call(`(json) => JSON.stringify((${run})(document, JSON.parse(json)))`, [], given);
  }

  async script(source: string): Promise<void> {
    await this.bidi.call(this.context, `(json) => { ${source}\n }`, [], '');
  }

  async inPanel<A extends Json, T>(
    run: (root: Root | null, given: A) => T,
    given: A,
    selector = 'otklik-panel',
  ): Promise<T> {
    const host = await this.bidi.send('script.callFunction', {
      functionDeclaration: `() => document.querySelector(${JSON.stringify(selector)})`,
      awaitPromise: false,
      target: { context: this.context },
      // The only way into a closed root, available only to the program that controls the browser.
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
    });
    const root = text(host, 'result', 'value', 'shadowRoot', 'sharedId') || null;
    return this.call(`(root, json) => JSON.stringify((${run})(root, JSON.parse(json)))`, [root], given);
  }

  async click(x: number, y: number): Promise<void> {
    const at = { x: Math.round(x), y: Math.round(y), origin: 'viewport' };
    await this.perform('pointer', [
      { type: 'pointerMove', ...at },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  async hover(x: number, y: number): Promise<void> {
    const at = { x: Math.round(x), y: Math.round(y), origin: 'viewport' };
    await this.perform('pointer', [{ type: 'pointerMove', ...at }]);
  }

  async press({ key, ctrl, shift }: Press): Promise<void> {
    const value = named[key] ?? key;
    const held = [...(ctrl ? [named.Control] : []), ...(shift ? [named.Shift] : [])];
    await this.perform('key', [
      ...held.map((one) => ({ type: 'keyDown', value: one })),
      { type: 'keyDown', value },
      { type: 'keyUp', value },
      ...held.map((one) => ({ type: 'keyUp', value: one })),
    ]);
  }

  async type(words: string): Promise<void> {
    await this.perform(
      'key',
      [...words].flatMap((sign) => {
        const value = sign === '\n' ? named.Enter : sign;
        return [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ];
      }),
    );
  }

  async front(): Promise<void> {
    await this.bidi.send('browsingContext.activate', { context: this.context });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.bidi.send('browsingContext.setViewport', {
      context: this.context,
      viewport: { width, height },
    });
  }

  async screenshot(clip?: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
    const answer = await this.bidi.send('browsingContext.captureScreenshot', {
      context: this.context,
      ...(clip ? { clip: { type: 'box', ...clip } } : {}),
    });
    return Buffer.from(text(answer, 'data'), 'base64');
  }

  async close(): Promise<void> {
    await this.bidi.send('browsingContext.close', { context: this.context });
  }

  private async call<T>(source: string, nodes: (string | null)[], given: Json): Promise<T>;
  private async call(source: string, nodes: (string | null)[], given: Json): Promise<unknown> {
    return this.bidi.call(this.context, source, nodes, JSON.stringify(given ?? null));
  }

  private async perform(type: 'key' | 'pointer', actions: object[]): Promise<void> {
    await this.bidi.send('input.performActions', {
      context: this.context,
      actions: [{ type, id: type, actions }],
    });
  }
}

/** WebDriver's code points for keys without a character. */
const named: Record<string, string> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  Tab: '\uE004',
  Backspace: '\uE003',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
  Shift: '\uE008',
  Control: '\uE009',
};
