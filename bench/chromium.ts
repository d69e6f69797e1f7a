import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/index.ts';
import { findBrowser } from '../scripts/browsers.ts';
import { Cdp, type Session } from './cdp.ts';
import { Page } from './page.ts';
import { until } from './until.ts';

/** A headless Chromium with one extension, which sees the sandbox under hh's names. */
export interface Chromium {
  readonly version: string;
  /** `chrome-extension://…` */
  readonly origin: string;
  /** The name of the content script's world in the browser's traces. */
  readonly extensionName: string;
  /** A page of the extension that runs no code of its own: gives access to messages and the store. */
  readonly ownPage: Page;
  /** The browser's own session: targets, tracing. */
  readonly root: Session;
  newPage(): Promise<Page>;
  /** Stops the extension's worker, as the browser does. */
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--remote-debugging-port=0',
  '--lang=ru',
  '--window-size=1280,860',
  '--ignore-certificate-errors',
  '--disable-features=DisableLoadExtensionCommandLineSwitch',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

export async function startChromium(extensionDir: string, sandbox: Sandbox): Promise<Chromium> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error('Chromium was not found; CHROMIUM_BIN may name it');
  const profile = mkdtempSync(join(tmpdir(), 'otklik-bench-'));
  const args = [
    ...flags,
    `--user-data-dir=${profile}`,
    `--host-resolver-rules=${sandbox.resolverRules}`,
    `--disable-extensions-except=${extensionDir}`,
    `--load-extension=${extensionDir}`,
  ];
  const child = spawn(executable, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LANGUAGE: 'ru' },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (ask: () => Promise<unknown>) => {
    await ask().catch(() => child.kill());
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const cdp = await Cdp.connect(await addressOf(child));
    const root = cdp.session();
    const { product } = await root.send('Browser.getVersion');
    const worker = await until('the worker starts', () => workerOf(root));
    const origin = `chrome-extension://${new URL(worker.url).host}`;
    const newPage = () => Page.open(cdp, origin);
    const ownPage = await newPage();
    await ownPage.goto(`${origin}/manifest.json`);
    return {
      version: product.replace(/^.*\/(\d+).*$/, '$1'),
      origin,
      extensionName: await ownPage.evaluate('chrome.runtime.getManifest().name'),
      ownPage,
      root,
      newPage,
      async stopWorker() {
        const running = await workerOf(root);
        if (!running) return;
        await root.send('Target.closeTarget', { targetId: running.targetId });
        await until('the worker is gone', async () => !(await workerOf(root)));
      },
      close: () => close(() => root.send('Browser.close')),
    };
  } catch (error) {
    await close(async () => child.kill());
    throw error;
  }
}

async function workerOf(root: Session) {
  const { targetInfos } = await root.send('Target.getTargets');
  return targetInfos.find(
    ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension://'),
  );
}

/** The address on which Chromium listens, as printed on its error stream. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Chromium ended (${code}): ${said.slice(-500)}`)));
  });
}
