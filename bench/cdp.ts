import type { CDPSession } from 'playwright-core';

/** The parameters of a CDP event; each listener knows its own. */
type Params = Record<string, unknown>;

/** A session with the browser or with one page; commands have Playwright's types. */
export interface Session {
  send: CDPSession['send'];
  on(event: string, heard: (params: Params) => void): void;
}

/**
 * The browser by plain CDP. Playwright would do, too, but it attaches to every target and halts each new worker until
 * it has talked to it; and the start of a worker is just what is measured here.
 */
export class Cdp {
  private readonly socket: WebSocket;
  private lastId = 0;
  private readonly waiting = new Map<number, { answer: (json: string) => void; fail: (e: Error) => void }>();
  private readonly listeners = new Map<string, ((params: Params) => void)[]>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener('message', ({ data }) => this.take(String(data)));
    socket.addEventListener('close', () => {
      for (const { fail } of this.waiting.values()) fail(new Error('The browser is gone'));
      this.waiting.clear();
    });
  }

  static async connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`No CDP at ${url}`)), { once: true });
    });
    return new Cdp(socket);
  }

  /** @param sessionId of an attached target; without it, the browser's own session */
  session(sessionId?: string): Session {
    return {
      send: (method, params) =>
        new Promise((resolve, reject) => {
          this.lastId += 1;
          const answer = (json: string) => {
            const { result, error } = JSON.parse(json);
            if (error) reject(new Error(`${method}: ${error.message}`));
            else resolve(result);
          };
          this.waiting.set(this.lastId, { answer, fail: reject });
          this.socket.send(JSON.stringify({ id: this.lastId, method, params: params ?? {}, sessionId }));
        }),
      on: (event, heard) => {
        const key = keyOf(sessionId, event);
        this.listeners.set(key, [...(this.listeners.get(key) ?? []), heard]);
      },
    };
  }

  close(): void {
    this.socket.close();
  }

  private take(json: string): void {
    const { id, sessionId, method, params } = JSON.parse(json);
    if (id === undefined) {
      for (const heard of this.listeners.get(keyOf(sessionId, method)) ?? []) heard(params);
      return;
    }
    this.waiting.get(id)?.answer(json);
    this.waiting.delete(id);
  }
}

const keyOf = (sessionId: string | undefined, event: string) => `${sessionId ?? ''} ${event}`;
