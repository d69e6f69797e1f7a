// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { ContentScriptContext } from 'wxt/utils/content-script-context';
import script from './index.ts';

const { mounted, navigation } = vi.hoisted(() => {
  const navigation = new EventTarget();
  // WXT looks for the Navigation API when it is loaded.
  vi.stubGlobal('navigation', navigation);
  return { navigation, mounted: [] as { resumeId: string; signal: AbortSignal }[] };
});
vi.mock('../../utils/messaging/protocol.ts', () => ({ onMessage: () => {} }));
vi.mock('./marks.ts', () => ({ mountMarks: () => ({}) }));
vi.mock('./panel.ts', () => ({
  mountPanel: ({ resumeId }: { resumeId: string }, _: unknown, signal: AbortSignal) => {
    mounted.push({ resumeId, signal });
    return {};
  },
}));

const one = '8706c4eaff0e17bcae0039ed1f3838724c5341';
const other = '64caf92e000b12de5200578b2e6a3334355a6b';
const resume = (id: string) => `https://hh.ru/resume/${id}`;
const standing = () => mounted.filter(({ signal }) => !signal.aborted).map(({ resumeId }) => resumeId);
const stand = (href: string) => vi.stubGlobal('location', { href });
const settled = async () => {
  await new Promise((next) => setTimeout(next));
  await vi.dynamicImportSettled();
};
/** The event that the browser sends before a navigation, whether or not the page changes. */
const leaveFor = (url: string) =>
  navigation.dispatchEvent(Object.assign(new Event('navigate'), { destination: { url } }));
const arrive = (url: string) => {
  stand(url);
  navigation.dispatchEvent(new Event('currententrychange'));
};

beforeEach(async () => {
  mounted.length = 0;
  stand(resume(one));
  void script.main(new ContentScriptContext('hh-pages'));
  await settled();
});

test.each([
  'tel:+79990000000',
  'https://hh.ru/resume_converter/cv.pdf?hash=1&type=pdf',
  'https://hh.ru/search/resume',
])('keeps the panel when a click does not leave the page: %s', async (url) => {
  leaveFor(url);
  await settled();
  expect(standing()).toEqual([one]);
});

test('follows an in-app navigation once it has happened', async () => {
  leaveFor(resume(other));
  await settled();
  expect(standing()).toEqual([one]);
  arrive(resume(other));
  await settled();
  expect(standing()).toEqual([other]);
  arrive('https://hh.ru/search/resume');
  await settled();
  expect(standing()).toEqual([]);
  arrive(resume(one));
  await settled();
  expect(standing()).toEqual([one]);
});
