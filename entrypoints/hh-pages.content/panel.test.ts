// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Panel, type PanelAddress, verdictOf } from '../../utils/domain/panel.ts';
import { entryOf, negotiationOf } from '../../utils/domain/testing.ts';
import { asId, type NegotiationId, type ResumeId, type VacancyId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { employerOn, mountPanel } from './panel.ts';

const view = vi.hoisted(() => ({ element: null as HTMLElement | null, said: [] as unknown[][], removed: 0 }));
vi.mock('./shell.ts', async (original) => ({
  ...(await original<typeof import('./shell.ts')>()),
  createShell: () => {
    view.element = document.createElement('div');
    return { view: view.element, furnish() {}, settle: () => {}, remove: () => void view.removed++ };
  },
}));
vi.mock('../../utils/messaging/protocol.ts', () => ({
  sendMessage: async (type: string, data: unknown) => {
    view.said.push([type, data]);
    return worker.answers(type);
  },
}));

const resumeId = asId<ResumeId>('8706c4eaff0e17bcae0039ed1f3838724c5341');
const at = {
  page: 'resume' as const,
  resumeId,
  vacancyId: asId<VacancyId>('1'),
  topicId: asId<NegotiationId>('10'),
};
const look = { theme: 'auto', placement: 'docked', open: true, undoSeconds: 0, waitHours: 24 } as const;
const answer: Panel = { state: 'not-recruiter', look };
const signedOut: Panel = { state: 'signed-out', look, problem: null };

const worker = { answers: async (_: string): Promise<unknown> => answer };
const never = () => new Promise<never>(() => {});
let leave: AbortController;
const mounted = () => mountPanel(at, { isValid: true }, leave.signal);
const text = () => view.element?.textContent ?? '';
const asked = () => view.said.filter(([type]) => type === 'readPanel').map(([, data]) => data);
/** The code of an open panel loads in tasks of its own. */
const drawn = async () => {
  for (let turn = 0; turn < 4; turn++) {
    await vi.advanceTimersByTimeAsync(1);
    await vi.dynamicImportSettled();
  }
};
const see = (state: 'visible' | 'hidden') => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
  leave = new AbortController();
  view.said.length = 0;
  view.removed = 0;
  worker.answers = async () => answer;
  vi.stubGlobal('innerWidth', 1400);
  see('visible');
});
afterEach(() => {
  leave.abort();
  vi.useRealTimers();
});

test('reads at once in a visible tab', async () => {
  mounted();
  await drawn();
  expect(asked()).toEqual([{ ...at, again: false }]);
  expect(text()).not.toBe('');
});

test('reads nothing in a tab that nobody has seen, however long it is open', async () => {
  see('hidden');
  mounted();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(view.said).toEqual([]);
  expect(text()).toBe('');
});

test('reads nothing in a tab passed over on the way to another', async () => {
  see('hidden');
  mounted();
  for (let i = 0; i < 5; i++) {
    see('visible');
    await vi.advanceTimersByTimeAsync(100);
    see('hidden');
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(view.said).toEqual([]);
  see('visible');
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toHaveLength(1);
});

test.each<[string, Partial<PanelAddress>]>([
  ['resume', { resumeId: asId('64caf92e000b12de5200578b2e6a3334355a6b') }],
  ['vacancy', { vacancyId: asId('2') }],
  ['negotiation', { topicId: undefined }],
])('drops a panel that the worker sent for another %s', async (_, other) => {
  const panel = mounted();
  await drawn();
  const before = text();
  expect(panel.show?.({ of: { ...at, ...other }, panel: signedOut })).toBe(false);
  expect(text()).toBe(before);
  expect(panel.show?.({ of: at, panel: signedOut })).toBe(true);
  expect(text()).not.toBe(before);
});

test('shows nothing stale after the back/forward cache, and asks hh', async () => {
  mounted();
  await drawn();
  const before = text();
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(text()).not.toBe(before);
  await drawn();
  expect(text()).toBe(before);
  expect(asked()).toEqual([
    { ...at, again: false },
    { ...at, again: true },
  ]);
});

test('does not take the first display of a page for one from the cache', async () => {
  mounted();
  await drawn();
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  await drawn();
  expect(asked()).toHaveLength(1);
});

test('reads a change made in a hidden tab when the tab becomes visible', async () => {
  const panel = mounted();
  await drawn();
  see('hidden');
  panel.readAgain();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toHaveLength(1);
  see('visible');
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked()).toHaveLength(2);
});

test('turns an answer that never comes into a problem with a next step, not into "…" for ever', async () => {
  worker.answers = never;
  mounted().focus?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(text()).toBe('…');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toHaveLength(1);
  worker.answers = async () => answer;
  view.element?.querySelector<HTMLElement>('.head button')?.click();
  await drawn();
  expect(asked()).toHaveLength(2);
});

test('does not replace a newer answer by one that comes too late', async () => {
  let late = (_: Panel) => {};
  worker.answers = () =>
    new Promise<Panel>((done) => {
      late = done;
    });
  const panel = mounted();
  await vi.advanceTimersByTimeAsync(120_000);
  panel.show?.({ of: at, panel: signedOut });
  await drawn();
  const before = text();
  late(answer);
  await drawn();
  expect(text()).toBe(before);
});

test('does not decide whether to open the panel while the worker has not answered', async () => {
  worker.answers = async () => {
    throw new Error('no receiver');
  };
  const panel = mounted();
  await vi.advanceTimersByTimeAsync(1000);
  expect(view.element?.querySelector('.tab')).not.toBeNull();
  panel.show?.({ of: at, panel: answer });
  await drawn();
  expect(view.element?.querySelector('.panel')).not.toBeNull();
});

test('hides an entry that is being undone at once, before the worker has answered', async () => {
  const current = negotiationOf(10);
  const request = { kind: 'action' as const, negotiationId: current.id, actionId: 'refuse', values: {} };
  const entry = entryOf(request, { at: 'waiting', until: Date.now() + 10_000 });
  const ready: Panel = {
    state: 'ready',
    look,
    verdict: verdictOf(known({ items: [], skipped: 0 }), known(current), null),
    candidate: current.candidate,
    current: known(current),
    history: known({ items: [], skipped: 0 }),
    others: [],
    news: { after: 0, until: 0 },
    notes: null,
    fetchedAt: Date.now(),
    entries: [entry],
    reminders: [],
    drafts: {},
    avoided: null,
  };
  const { promise, resolve } = Promise.withResolvers<boolean>();
  worker.answers = async (type) => (type === 'undo' ? promise : ready);
  mounted();
  await drawn();
  const bar = () => view.element?.querySelector<HTMLElement>('.undo button');
  expect(bar()).not.toBeNull();
  bar()?.click();
  await drawn();
  expect(bar()).toBeNull();
  resolve(false);
  await drawn();
  expect(bar()).not.toBeNull();
});

test.each([
  ['<a data-qa="vacancy-company-name" href="/employer/1740?hhtmFrom=vacancy">Ромашка</a>', '1740'],
  ['<a data-qa="x vacancy-company-name" href="https://hh.kz/employer/1740">Ромашка</a>', '1740'],
  ['<a href="/employer/1740">Ромашка</a>', null],
  ['<p data-qa="vacancy-company-name">Ромашка</p>', null],
  ['<a data-qa="vacancy-company-name" href="/employer/vacancies">Ромашка</a>', null],
])('finds the employer of the vacancy on a page: %s', (html, id) => {
  const page = document.createElement('div');
  page.innerHTML = html;
  expect(employerOn(page)).toBe(id);
});

test('keeps a vacancy’s tab until a new answer is known, and removes it when no answer comes', async () => {
  const vacancy = { page: 'vacancy' as const, vacancyId: asId<VacancyId>('1') };
  const mark = {
    theme: 'auto',
    title: 'Invited',
    tone: 'good',
    lines: [],
    step: '',
    note: '',
    avoided: null,
    own: null,
  };
  worker.answers = async () => mark;
  const panel = mountPanel(vacancy, { isValid: true }, leave.signal);
  await drawn();
  worker.answers = async () => ({ ...mark, title: 'Put off' });
  panel.readAgain();
  await drawn();
  expect(view.said.filter(([type]) => type === 'readVacancy')).toHaveLength(2);
  expect(view.removed).toBe(0);
  worker.answers = async () => {
    throw new Error('cut');
  };
  panel.readAgain();
  await drawn();
  await vi.advanceTimersByTimeAsync(5000);
  expect(view.removed).toBeGreaterThan(0);
});
