import { HhError } from './errors.ts';

/** hh's largest answers are a tenth of that. */
const maxBytes = 5_000_000;

/**
 * Reads a body, but no more of it than fits.
 *
 * @throws {HhError} `answer-too-big` past 5 MB; whatever cuts the stream.
 */
export async function textOf(response: Response): Promise<string> {
  const stream = response.body?.getReader();
  if (!stream) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await stream.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      void stream.cancel().catch(() => {});
      throw new HhError('answer-too-big', 'maybe');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** undefined when it is none: gateways answer with pages, and writes with nothing. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
