// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { vacancyOf } from '../../utils/domain/testing.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { known, type Page } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { fakeWorker, settled } from '../testing.ts';
import type { Pages } from '../ui/use-load.ts';
import { WorkerProvider } from '../worker.ts';
import { useRail } from './rail.tsx';
import { MoreVacancies, useListed, VacancyList } from './vacancies.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

const idOf = (number: number) => asId<VacancyId>(String(number));
const vacancies = Array.from({ length: 500 }, (_, index) => vacancyOf(index + 1, 1));
const root = document.body;
const onMute = vi.fn();

function Listed({ vacancyId, muted }: { vacancyId: VacancyId | null; muted: VacancyId[] }) {
  const rail = useRail(vacancyId ?? '');
  return (
    <nav ref={rail.box} onKeyDown={rail.walk}>
      <VacancyList
        {...{ rail, vacancies: [...vacancies], vacancyId, muted, onMute }}
        archived={[]}
        listKey={String(vacancies.length)}
        onChoose={() => {}}
      />
    </nav>
  );
}
async function show(vacancyId: VacancyId | null, muted: VacancyId[] = []) {
  render(<Listed vacancyId={vacancyId} muted={muted} />, root);
  await settled();
}
/** A moment after the first paint. */
const painted = () => vi.advanceTimersByTimeAsync(200);
const box = () => {
  const found = root.querySelector<HTMLElement>('.scroll');
  if (!found) throw new Error('no list');
  return found;
};
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

test('draws only vacancies in view, at their places in a list as high as all of them', async () => {
  await show(null);
  const [first = 0, ...others] = places();
  expect(first).toBe(1);
  expect(others.length).toBeLessThan(60);
  expect(root.querySelector('li')?.getAttribute('aria-setsize')).toBe('500');

  box().scrollTop = 300 * 32;
  box().dispatchEvent(new Event('scroll'));
  await settled();
  const scrolled = places();
  expect(scrolled.length).toBeLessThan(60);
  expect(scrolled).toContain(301);
  const [top = 0] = scrolled;
  expect(root.querySelector('ul')?.style.padding).toContain(`${(top - 1) * 32}px`);
});

test('draws a list that a search has shortened, however far it was scrolled', async () => {
  await show(null);
  box().scrollTop = 400 * 32;
  box().dispatchEvent(new Event('scroll'));
  await settled();
  const found = vacancies.splice(0, 490);
  await show(null);
  expect(places()).toHaveLength(10);
  vacancies.unshift(...found);
});

test('scrolls a vacancy that is chosen by key or address into view', async () => {
  await show(idOf(200));
  expect(box().scrollTop).toBeGreaterThan(190 * 32);
  expect(box().scrollTop).toBeLessThanOrEqual(199 * 32);
});

test('the Tab key enters the list once; arrows walk it, and → goes to the mute button', async () => {
  await show(idOf(2));
  await painted();
  const stops = () => [...root.querySelectorAll<HTMLElement>('nav [tabindex="0"]')];
  expect(stops().map((one) => one.dataset.rail)).toEqual(['2']);
  const press = async (code: string) => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }),
    );
    await settled();
  };
  stops()[0]?.focus();
  await press('ArrowDown');
  expect(document.activeElement?.getAttribute('data-rail')).toBe('3');
  expect(stops()).toEqual([document.activeElement]);
  await press('ArrowRight');
  expect(document.activeElement?.getAttribute('aria-label')).toContain('Не считать');
  await press('ArrowLeft');
  await press('ArrowUp');
  expect(document.activeElement?.getAttribute('data-rail')).toBe('2');
});

test('two vacancies with the same name show their cities', async () => {
  const [first, second] = vacancies.splice(
    0,
    2,
    ...[1, 2].map((id) => ({ ...vacancyOf(id, 1), name: known('Повар') })),
  );
  await show(null);
  expect(root.querySelectorAll('.vac .city')).toHaveLength(2);
  vacancies.splice(0, 2, ...[first, second].flatMap((one) => one ?? []));
});

test('mutes and unmutes a vacancy; draws the mute buttons, which are still hidden, only after the first paint', async () => {
  await show(null, [idOf(2), idOf(7)]);
  expect(root.querySelector('li [aria-pressed]')).toBeNull();
  await painted();
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

test('does not add a page that was requested for other vacancies', async () => {
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

test('offers the next step of the problem with a page, which may be other than reading it again', async () => {
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
