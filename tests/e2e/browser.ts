import type { ChildProcess } from 'node:child_process';
import type { Sandbox } from '../../sandbox/index.ts';
import type { BrowserName } from '../../scripts/browsers.ts';

/** Values that can be passed between the test and a page. */
export type Json = null | boolean | number | string | undefined | Json[] | { [key: string]: Json };

export type Root = Document | ShadowRoot;

/** A key as a keyboard sends it: its position, and the character that the layout makes of it. */
export interface Press {
  code: string;
  key: string;
  ctrl?: boolean;
  shift?: boolean;
}

/** One tab, used as a person would use it, by mouse and keyboard; functions run inside the page read it. */
export interface Tab {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** Runs in the page's own world: can do whatever a script of that page can do. */
  evaluate<A extends Json, T>(run: (given: A) => T | Promise<T>, given: A): Promise<T>;
  /** The same, with the document as first argument. */
  inPage<A extends Json, T>(run: (root: Root, given: A) => T, given: A): Promise<T>;
  /** Runs a script of the test, such as axe, regardless of the page's content security policy. */
  script(source: string): Promise<void>;
  /**
   * Runs on the panel's closed root; null if there is no panel. Only a test has this access.
   * @param host selector of another element of ours with a closed root
   */
  inPanel<A extends Json, T>(run: (root: Root | null, given: A) => T, given: A, host?: string): Promise<T>;
  click(x: number, y: number): Promise<void>;
  /** Moves the mouse there and leaves it. */
  hover(x: number, y: number): Promise<void>;
  press(key: Press): Promise<void>;
  type(text: string): Promise<void>;
  front(): Promise<void>;
  /** Resizes the page, in CSS pixels. */
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
  /** Only in Chromium. */
  english?: boolean;
  /** With a window, for a person. */
  headed?: boolean;
  /** Makes only the tab in front visible in Chromium, too; in Firefox it is always so. */
  realTabs?: boolean;
}

export interface Browser {
  readonly name: BrowserName;
  newTab(viewport: Viewport): Promise<Tab>;
  /** The addresses of all tabs. */
  urls(): Promise<string[]>;
  /** The address of one of the extension's own pages. */
  pageUrl(page: string): string;
  /** The window that `launchWebAuthFlow` has opened. */
  authWindow(): Promise<Tab>;
  /** Kills the worker as the browser does, whatever it is doing. */
  killWorker(): Promise<void>;
  /** Whether the worker is running. */
  workerRuns(): Promise<boolean>;
  setOffline(offline: boolean): Promise<void>;
  /**
   * Acts as if a person had clicked a notification of ours, since no desktop shows it. In Firefox it is a click
   * reported by the desktop, in Chromium the browser's event in the worker.
   */
  clickNotification(id: string): Promise<void>;
  /** Resolves once the person has closed the browser. */
  closed: Promise<void>;
  close(): Promise<void>;
}

/** Waits for a text on the browser's error output, which says that commands are accepted. @returns its first group */
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
 * Asks repeatedly, with growing pauses, until the answer is truthy.
 * @param options.every the longest pause, ms
 * @throws on timeout, with the last answer
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
