const quietMs = 400;

/**
 * Keeps a text that is being written: 400 ms after the last key, and by `flush` when its view goes. `keep`
 * without a text drops what was not saved yet, because it has been sent.
 */
export function keeper(save: (text: string) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: string | undefined;
  const keep = (text?: string) => {
    clearTimeout(timer);
    pending = text;
    if (text !== undefined) timer = setTimeout(flush, quietMs);
  };
  const flush = () => {
    const text = pending;
    keep();
    if (text !== undefined) save(text);
  };
  return { keep, flush };
}
