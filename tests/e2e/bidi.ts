/** What a browser answers over WebDriver BiDi: JSON of unknown shape. */
export type Answer = Record<string, unknown>;

/** A WebDriver BiDi session: sends commands and receives answers. */
export class Bidi {
  private readonly socket: WebSocket;
  private lastId = 0;
  private readonly waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (e: Error) => void }
  >();
  readonly closed: Promise<void>;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', () => {
        for (const { reject } of this.waiting.values()) reject(new Error('The browser is gone'));
        this.waiting.clear();
        resolve();
      });
    });
    socket.addEventListener('message', ({ data }) => this.take(String(data)));
  }

  static async connect(url: string): Promise<Bidi> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`No WebDriver BiDi at ${url}`)), {
        once: true,
      });
    });
    return new Bidi(socket);
  }

  send(method: string, params: object = {}): Promise<Answer> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /**
   * Runs `source` in the window of a context: a function that takes nodes and one JSON string, and returns a JSON
   * string.
   */
  async call(context: string, source: string, nodes: (string | null)[], json: string): Promise<unknown> {
    const answer = await this.send('script.callFunction', {
      functionDeclaration: source,
      awaitPromise: true,
      target: { context },
      arguments: [
        ...nodes.map((sharedId) => (sharedId === null ? { type: 'null' } : { sharedId })),
        { type: 'string', value: json },
      ],
    });
    if (answer.type === 'exception') throw new Error(String(get(answer, 'exceptionDetails', 'text')));
    const value = get(answer, 'result', 'value');
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  }

  close(): void {
    this.socket.close();
  }

  private take(data: string): void {
    const message: unknown = JSON.parse(data);
    const id = get(message, 'id');
    const caller = typeof id === 'number' ? this.waiting.get(id) : undefined;
    if (typeof id !== 'number' || !caller) return;
    this.waiting.delete(id);
    if (get(message, 'type') === 'success') caller.resolve(asAnswer(get(message, 'result')));
    else caller.reject(new Error(`${get(message, 'error')}: ${get(message, 'message')}`));
  }
}

const asAnswer = (value: unknown): Answer => (isObject(value) ? value : {});

const isObject = (value: unknown): value is Answer => typeof value === 'object' && value !== null;

/** A value deep inside JSON of unknown shape; undefined if the path does not exist. */
export function get(json: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), json);
}

export const text = (json: unknown, ...path: string[]): string => String(get(json, ...path) ?? '');

export function list(json: unknown, ...path: string[]): unknown[] {
  const value = get(json, ...path);
  return Array.isArray(value) ? value : [];
}
