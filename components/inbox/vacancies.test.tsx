// @vitest-environment happy-dom
import { createRef, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { vacancyOf } from '../../utils/domain/testing.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { known, type Page } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { fakeWorker, settled } from '../testing.ts';
import type { Pages } from '../ui/use-pages.ts';
import { WorkerProvider } from '../worker.ts';
import { MoreVacancies, useListed, VacancyList } from './vacancies.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

const idOf = (number: number) => asId<VacancyId>(String(number));
const vacancies = Array.from({ length: 500 }, (_, index) => vacancyOf(index + 1, 1));
const root = document.body;
const box = createRef<HTMLDivElement>();
const onMute = vi.fn();

async function show(vacancyId: VacancyId | null, muted: VacancyId[] = []) {
  render(
    <div ref={box}>
      <VacancyList {...{ vacancies, vacancyId, muted, box, onMute }} onChoose={() => {}} />
    </div>,
    root,
  );
  await settled();
}
const places = () =>
  [...root.querySelectorAll('li')].map((item) =>
    Number(item.ariaPosInSet ?? item.getAttribute('aria-posinset')),
  );

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  render(null, root);
  vi.useRealTimers();
});

test('only vacancies in view are drawn, at their places in a list as high as all', async () => {
  await show(null);
  const [first = 0, ...others] = places();
  expect(first).toBe(1);
  expect(others.length).toBeLessThan(60);
  const list = root.querySelector('ul');
  expect(list?.style.height).toBe('18000px');
  expect(root.querySelector('li')?.getAttribute('aria-setsize')).toBe('500');

  if (box.current) box.current.scrollTop = 300 * 36;
  box.current?.dispatchEvent(new Event('scroll'));
  await settled();
  const scrolled = places();
  expect(scrolled.length).toBeLessThan(60);
  expect(scrolled).toContain(301);
  const [top = 0] = scrolled;
  expect(list?.style.paddingTop).toBe(`${(top - 1) * 36}px`);
});

test('a list that became short is drawn, however far it was scrolled', async () => {
  await show(null);
  if (box.current) box.current.scrollTop = 400 * 36;
  box.current?.dispatchEvent(new Event('scroll'));
  await settled();
  const found = vacancies.splice(0, 490);
  await show(null);
  expect(places()).toHaveLength(10);
  vacancies.unshift(...found);
});

test('one that is chosen by key or address is scrolled into view', async () => {
  await show(idOf(200));
  expect(box.current?.scrollTop).toBeGreaterThan(190 * 36);
  expect(box.current?.scrollTop).toBeLessThanOrEqual(199 * 36);
});

test('muting adds to what is muted, and takes away from it', async () => {
  await show(null, [idOf(2), idOf(7)]);
  const mute = (at: number) => root.querySelectorAll<HTMLElement>('li [aria-pressed]')[at]?.click();
  mute(0);
  expect(onMute).toHaveBeenLastCalledWith([idOf(2), idOf(7), idOf(1)]);
  mute(1);
  expect(onMute).toHaveBeenLastCalledWith([idOf(7)]);
});

let pages: Pages<VacancyCount>;
function Further({ of, read }: { of: string; read: () => Promise<Result<Page<VacancyCount>>> }) {
  pages = useListed(of, read, 1);
  return <MoreVacancies pages={pages} />;
}

test('a page that was asked for before others were chosen is not added to theirs', async () => {
  let answer: (page: Result<Page<VacancyCount>>) => void = () => {};
  const read = () => new Promise<Result<Page<VacancyCount>>>((resolve) => (answer = resolve));
  render(<Further of="own" read={read} />, root);
  await settled();
  pages.next();
  render(<Further of="all" read={read} />, root);
  await settled();
  answer({ ok: true, value: { items: [vacancyOf(1, 1)], skipped: 0, found: known(1), more: false } });
  await settled();
  expect(pages).toMatchObject({ items: [], count: 0, more: true, busy: false });
});

test('a page that could not be read has the next step of its own problem, which need not be to read it again', async () => {
  const signIn = vi.fn(async () => ({ ok: true as const, value: undefined }));
  const read = vi.fn(
    async (): Promise<Result<Page<VacancyCount>>> => ({
      ok: false,
      problem: { name: 'signed-out' },
    }),
  );
  render(
    <WorkerProvider worker={fakeWorker({ signIn })}>
      <Further of="own" read={read} />
    </WorkerProvider>,
    root,
  );
  await settled();
  root.querySelector('button')?.click();
  await settled();
  root.querySelector<HTMLElement>('.note button')?.click();
  await settled();
  expect(signIn).toHaveBeenCalledOnce();
  expect(read).toHaveBeenCalledOnce();
});
