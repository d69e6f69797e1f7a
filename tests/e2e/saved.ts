import type { Tab } from './browser.ts';
import { until } from './browser.ts';

declare global {
  var otklikSaved: Blob[] | undefined;
}

/** From now on keeps every file that one of our pages offers as a download; the download itself is not affected. */
export const keepSaved = (tab: Tab): Promise<void> =>
  tab.evaluate(() => {
    const kept: Blob[] = [];
    globalThis.otklikSaved = kept;
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (given) => {
      if (given instanceof Blob) kept.push(given);
      return make(given);
    };
  }, null);

/** The bytes of the next saved file. */
export async function nextSaved(tab: Tab): Promise<Buffer> {
  const bytes = await until('a saved file', () =>
    tab.evaluate(async () => {
      const blob = globalThis.otklikSaved?.shift();
      return blob ? [...new Uint8Array(await blob.arrayBuffer())] : null;
    }, null),
  );
  return Buffer.from(bytes);
}
