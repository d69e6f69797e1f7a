import type { ChildProcess } from 'node:child_process';
import type { Sandbox } from '../../sandbox/index.ts';
import type { BrowserName } from '../../scripts/browsers.ts';

/** What can cross from the test into a page and back. */
export type Json = null | boolean | number | string | undefined | Json[] | { [key: string]: Json };

export type Root = Document | ShadowRoot;

/** A key as a keyboard sends it: its place, and the character that the layout makes of it. */
export interface Press {
  code: string;
  key: string;
  ctrl?: boolean;
  shift?: boolean;
}

/** One tab, driven as a person would: by mouse and keyboard, and read by functions run inside. */
export interface Tab {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** Runs in the page's own world: whatever a script of that page could do. */
  evaluate<A extends Json, T>(run: (given: A) => T | Promise<T>, given: A): Promise<T>;
  /** The same, handed the document. */
  inPage<A extends Json, T>(run: (root: Root, given: A) => T, given: A): Promise<T>;
  /** Runs a script of the test's own, such as axe, whatever the page's rules for scripts are. */
  script(source: string): Promise<void>;
  /**
   * Runs on the panel's closed root; null where no panel stands. Only a test can come in here.
   * @param host of another closed root of ours
   */
  inPanel<A extends Json, T>(run: (root: Root | null, given: A) => T, given: A, host?: string): Promise<T>;
  click(x: number, y: number): Promise<void>;
  /** Rests the mouse there. */
  hover(x: number, y: number): Promise<void>;
  press(key: Press): Promise<void>;
  type(text: string): Promise<void>;
  front(): Promise<void>;
  /** To a size in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  screenshot(clip?: { x: number; y: number; width: number; height: number }): Promise<Buffer>;
  close(): Promise<void>;
}

/** The size of a tab, in CSS pixels. */
export interface Viewport {
  width: number;
  height: number;
}

export interface Launch {
  sandbox: Pick<Sandbox, 'resolverRules' | 'proxyPort'>;
  /** The unpacked production build. */
  extensionDir: string;
  /** The company's policy for the extension. */
  policy?: Record<string, Json>;
  scale?: number;
  dark?: boolean;
  /** In Chromium only. */
  english?: boolean;
  /** With a window, for a person. */
  headed?: boolean;
  /** In Chromium too only the tab in front is visible to its page; Firefox is always so. */
  realTabs?: boolean;
}

export interface Browser {
  readonly name: BrowserName;
  newTab(viewport: Viewport): Promise<Tab>;
  /** All tabs of the person, by address. */
  urls(): Promise<string[]>;
  /** The address of one of the extension's own pages. */
  pageUrl(page: string): string;
  /** The window that `launchWebAuthFlow` has opened. */
  authWindow(): Promise<Tab>;
  /** Ends the worker as the browser does, whatever it is doing. */
  killWorker(): Promise<void>;
  /** Whether the worker runs now. */
  workerRuns(): Promise<boolean>;
  setOffline(offline: boolean): Promise<void>;
  /**
   * As if a person clicked a notification of ours: there is no desktop that shows one. In Firefox the click comes as the
   * desktop's own, in Chromium as the browser's event in the worker.
   */
  clickNotification(id: string): Promise<void>;
  /** Resolves when the person has closed the browser. */
  closed: Promise<void>;
  close(): Promise<void>;
}

/** What a browser prints on its error output, once it can be spoken to. */
export function printed(process: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => reject(new Error(`The browser did not start: ${said}`));
    const timer = setTimeout(fail, 60_000);
    process.once('exit', fail);
    process.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
      const found = wanted.exec(said)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}

/**
 * Asks again and again, ever more seldom, until the answer is truthy; on timeout throws with the last answer.
 *
 * @param options.every the longest pause between two times, in ms
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  { timeout = 60_000, every = 200 } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout;
  let pause = 20;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(`Waited ${timeout} ms in vain: ${what}. Last: ${String(last).slice(0, 1500)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(every, pause * 1.3);
  }
}
