import ky from 'ky';
import * as z from 'zod/mini';
import { defineBackground } from 'wxt/utils/define-background';
import { storage } from 'wxt/utils/storage';
import { browser } from 'wxt/browser';
import { defineExtensionMessaging } from '@webext-core/messaging';
import { get, set, createStore } from 'idb-keyval';
const m = defineExtensionMessaging<{ a(x: string): string }>();
const it = storage.defineItem<number>('local:x', { fallback: 0, version: 1 });
const S = z.object({ a: z.string(), b: z.nullish(z.array(z.number())), c: z.union([z.string(), z.number()]), d: z.optional(z.record(z.string(), z.unknown())) });
export default defineBackground(() => {
  m.onMessage('a', async ({ data }) => {
    await it.setValue(1);
    await set('a', await get('a', createStore('a', 'b')));
    const r = await ky.get('https://api.hh.ru/' + data).json();
    return S.parse(r).a;
  });
  browser.alarms.onAlarm.addListener(() => {});
});
