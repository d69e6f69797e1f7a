// @vitest-environment happy-dom

import { type ComponentProps, render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { known, unread } from '../../utils/known.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { pageStoreOf } from '../../tests/stored.ts';
import type { Account } from '../../utils/domain/account.ts';
import type { Collection } from '../../utils/domain/collection.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Reminder } from '../../utils/domain/reminders.ts';
import type { PageRead } from '../../utils/domain/row-pages.ts';
import {
  chatOf,
  emptyInbox,
  entryOf,
  managerOf,
  negotiationOf,
  rowOf,
  vacancyOf,
} from '../../utils/domain/testing.ts';
import { addressOf, emptyView, type PageOf, type View, viewOf } from '../../utils/domain/view.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { asId, type EntryId, type NegotiationId, type VacancyId } from '../../utils/ids.ts';
import type { Result } from '../../utils/problem.ts';
import { clock } from '../../utils/time.ts';
import type { ManyBar } from '../many/bar.tsx';
import type { NotTaken } from '../negotiation/actions.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { InboxPage } from './inbox-page.tsx';
import type { NegotiationPane } from './negotiation/pane.tsx';

vi.mock('../many/bar.tsx', () => ({
  ManyBar: (props: ManyProps) => {
    many = props;
    return <p>bar</p>;
  },
}));
vi.mock('./negotiation/pane.tsx', () => ({
  NegotiationPane: (props: PaneProps) => {
    pane = props;
    return isPaneRead && <article>pane</article>;
  },
}));
/** The code of the pane has been loaded. */
let isPaneRead = true;

type ManyProps = ComponentProps<typeof ManyBar>;
type PaneProps = ComponentProps<typeof NegotiationPane>;

const now = Date.UTC(2026, 10, 21, 12);
const vacancy = (id: number, name: string, unread: number): VacancyCount =>
  vacancyOf(id, unread, name, 'Москва');
const inbox: Inbox = {
  ...emptyInbox,
  vacancies: [vacancy(1, 'Главный бухгалтер', 3), vacancy(2, 'Логист', 0)],
  allVacancies: true,
  unreadChats: known(0),
  freshAt: now,
};
const collection = (id: string, name: string, sub: Collection[] = []): Collection => ({
  id,
  name: known(name),
  description: null,
  url: `https://api.hh.ru/negotiations/${id}?vacancy_id=1`,
  total: known(120),
  updates: known(2),
  orders: [{ id: 'relevance', name: known('По соответствию') }],
  sub,
});
const collections = [
  collection('response', 'Неразобранные'),
  collection('security_check', 'Проверка СБ'),
  collection('phone_calls', 'Звонки'),
];
const signedIn: Account = managerOf({ employer: null, managerId: null });

const ok = async <T,>(value: T): Promise<Result<T>> => ({ ok: true, value });
const done = () => ok(undefined);
const fakeCalls = () => ({
  readCollections: vi.fn(async () => ok({ items: collections, skipped: 0 })),
  readPage: vi.fn(async ({ page }: PageOf) =>
    ok({
      page,
      rows: Array.from({ length: page === 2 ? 20 : 50 }, (_, at) =>
        rowOf(100 + page * 50 + at, { createdAt: known(now - 3_600_000) }),
      ),
      skipped: 0,
      pages: 3,
      found: known(120),
      hidden: known(0),
      at: now,
      order: { id: 'relevance', name: 'По соответствию' },
    }),
  ),
  readNegotiation: vi.fn(async (id: NegotiationId) => ok(negotiationOf(id))),
  readHistory: vi.fn(async () => ok({ items: [], skipped: 0 })),
  readVacancy: vi.fn(async () => ok(vacancy(9, 'Старая', 0))),
  readChats: vi.fn(async () => ok({ items: [], skipped: 0, found: known(0), more: false })),
  readActive: vi.fn(async () => ok({ items: [], skipped: 0, found: known(0), more: false })),
  readArchived: vi.fn(async () =>
    ok({ items: [vacancy(9, 'Старая', 0)], skipped: 0, found: known(1), more: false }),
  ),
  readOrder: vi.fn(async () => ok({ id: 'relevance', name: 'По соответствию' })),
  setOrder: vi.fn(async () => ok(asId<EntryId>('e'))),
  readWords: vi.fn(async () =>
    ok({
      education_level: [],
      experience: [{ id: 'moreThan6', name: 'Более 6 лет' }],
      gender: [{ id: 'female', name: 'Женский' }],
      driver_license_types: [],
      language_level: [],
      relocation: [],
      currency: [],
      unread: false,
    }),
  ),
  readLanguages: vi.fn(async () => ok([])),
  readCountries: vi.fn(async () => ok([])),
  suggestAreas: vi.fn(async () => ok([{ id: '92', name: 'Тула' }])),
  suggestInstitutions: vi.fn(async () => ok([])),
  saveView: vi.fn(async () => {}),
  deleteView: vi.fn(async () => {}),
  refresh: vi.fn(done),
  readAll: vi.fn(done),
  write: vi.fn(async () => ok(asId<EntryId>('e'))),
  undo: vi.fn(async () => true),
  undoRequest: vi.fn(async () => true),
  stop: vi.fn(async () => {}),
  retry: vi.fn(async () => {}),
  dismiss: vi.fn(async () => {}),
  flush: vi.fn(async () => {}),
  saveSettings: vi.fn(done),
  openOptions: vi.fn(async () => {}),
  signIn: vi.fn(done),
  openTab: vi.fn(async () => {}),
  save: vi.fn((_file: Blob, _name: string) => {}),
});

/** The reminder of a response that was snoozed and is back. */
const dueOf = (id: number): Reminder => ({
  of: { kind: 'response', row: rowOf(id), vacancy: null, unviewed: true },
  until: '2026-01-01T09:00',
  why: null,
  away: true,
  back: null,
  at: 1,
  done: false,
  was: null,
});

let calls: ReturnType<typeof fakeCalls>;
let view: View;
let entries: Entry[];
let reminders: Reminder[];
let many: ManyProps | undefined;
let pane: PaneProps | undefined;

/** Shows the page and keeps its address in step, as the entrypoint does. */
async function show(store = inbox) {
  many = undefined;
  pane = undefined;
  const { saveView, deleteView, ...worker } = calls;
  render(
    <WorkerProvider
      worker={fakeWorker({
        ...worker,
        list: worker,
        negotiation: worker,
        store: { saveView, deleteView },
        company: { readStatistics: () => new Promise(() => {}) },
      })}
    >
      <InboxPage
        store={pageStoreOf({ account: signedIn, inbox: store, entries, reminders })}
        saved={[]}
        search={addressOf(view)}
        onSearch={(search) => {
          view = viewOf(search);
          queueMicrotask(() => void show(store));
        }}
      />
    </WorkerProvider>,
    document.body,
  );
  await settled();
  await vi.dynamicImportSettled();
  await settled();
}
const press = async (code: string, more: KeyboardEventInit = {}) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }));
  await settled();
};
const pages = () => calls.readPage.mock.calls.map(([{ page }]) => page);
const lastQuery = () => calls.readPage.mock.lastCall?.[0].query;
const current = () => document.querySelector('.resp .pick[tabindex="0"]')?.getAttribute('data-stop');
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(name));

beforeEach(() => {
  vi.useFakeTimers({ now });
  // The list is ten rows high.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(560);
  calls = fakeCalls();
  view = { ...emptyView, vacancyId: asId<VacancyId>('1') };
  entries = [];
  reminders = [];
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

describe('opening', () => {
  it('paints the vacancies from the store and reads one vacancy with two requests', async () => {
    await show();
    expect(document.body.textContent).toContain('Логист');
    expect(calls.readCollections).toHaveBeenCalledTimes(1);
    expect(pages()).toEqual([0]);
    expect(lastQuery()).toEqual({});
    expect(document.querySelectorAll('.resp').length).toBeLessThan(50);
  });

  it('chooses the vacancy where most waits', async () => {
    view = emptyView;
    await show();
    expect(view.vacancyId).toBe('1');
  });

  it('reads the name of an archived vacancy that the address names', async () => {
    view = { ...emptyView, vacancyId: asId<VacancyId>('9') };
    await show();
    expect(calls.readVacancy).toHaveBeenCalledTimes(1);
    expect(document.querySelector('#vacancy-title')?.textContent).toBe('Старая');
  });
});

describe('while nobody is open', () => {
  it('the chats open on the page itself, without loading it again', async () => {
    await show({ ...inbox, chats: [chatOf(1)] });
    button(t('popup_quiet_chats'))?.click();
    await settled();
    expect(view.place).toBe('chats');
  });
});

describe('the keyboard', () => {
  it('walks, opens, selects and extends', async () => {
    await show();
    await press('KeyJ');
    await press('ArrowDown');
    expect(current()).toBe('2');
    await press('KeyK');
    await press('KeyX');
    expect(many?.rows.map(({ id }) => id)).toEqual(['101']);
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    expect(many?.rows.map(({ id }) => id)).toEqual(['101', '102', '103']);
    expect(many?.rows.map(({ id }) => id)).toEqual(['101', '102', '103']);
    await press('Enter');
    expect(view.negotiationId).toBe('103');
    expect(pane).toMatchObject({ negotiationId: '103', row: { id: '103' } });
    // First the negotiation, then the selection.
    await press('Escape');
    expect(view.negotiationId).toBeNull();
    expect(many?.rows).toHaveLength(3);
    await press('Escape');
    expect(document.querySelector('.many')).toBeNull();
  });

  it('goes to the end, reading only what comes into view', async () => {
    await show();
    await press('End');
    document.querySelector('.rows')?.dispatchEvent(new Event('scroll'));
    await vi.advanceTimersByTimeAsync(500);
    expect(current()).toBe('119');
    expect(pages()).toEqual([0, 2]);
    await press('Home');
    document.querySelector('.rows')?.dispatchEvent(new Event('scroll'));
    await settled();
    expect(current()).toBe('0');
  });

  it('walks over collections and vacancies', async () => {
    await show();
    await press('BracketRight');
    expect(view.collectionId).toBe('security_check');
    await press('BracketLeft');
    await press('BracketLeft');
    expect(view.collectionId).toBe('phone_calls');
    await press('BracketRight', { shiftKey: true });
    expect(view).toEqual({ ...emptyView, vacancyId: '2' });
  });

  it('narrows with hh’s own parameters, all of them kept in the address', async () => {
    await show();
    await press('KeyN');
    expect(lastQuery()).toEqual({ show_only_new: true });
    await press('BracketRight');
    expect(lastQuery()).toEqual({ show_only_new: true });
    expect(view.onlyNew).toBe(true);
  });

  it('does nothing while a person types', async () => {
    await show();
    await press('Slash');
    const field = document.activeElement;
    expect(field).toBeInstanceOf(HTMLInputElement);
    await press('KeyX');
    await press('KeyN');
    expect(many).toBeUndefined();
    expect(view.onlyNew).toBe(false);
    if (!(field instanceof HTMLInputElement)) return;
    field.value = 'Петрова';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(600);
    expect(view.search).toBe('Петрова');
    expect(lastQuery()).toEqual({ search_text: 'Петрова' });
  });
});

describe('where there is nothing to show', () => {
  const order = { id: 'relevance', name: 'По соответствию' };
  const nobody = () =>
    calls.readPage.mockImplementation(async ({ page }) =>
      ok({ page, rows: [], skipped: 0, pages: 0, found: known(0), hidden: known(0), at: now, order }),
    );
  const text = () => document.body.textContent?.replace(/[\u00a0\u202f]/g, ' ') ?? '';

  it('names the words searched for, the filters and what was not searched; each filter has a button that clears it', async () => {
    view = { ...viewOf('vacancy=1&age_from=90'), search: 'Иванов', onlyNew: true };
    nobody();
    await show();
    expect(text()).toContain('Ничего не нашлось по словам «Иванов»');
    expect(text()).toContain('Включено: Новые, Фильтры · 1.');
    expect(text()).toContain(
      'hh искал на этапе «Неразобранные»; на других этапах, в чатах и заметках — нет.',
    );
    button('Очистить поиск')?.click();
    await settled();
    expect(view).toMatchObject({ search: '', onlyNew: true, filters: { age_from: ['90'] } });
    await show();
    expect(text()).toContain('Ничего не подошло');
    button('Сбросить всё')?.click();
    await settled();
    expect(view).toMatchObject({ onlyNew: false, filters: {} });
  });

  it('if nobody is new, says when we check again, and offers the next vacancy where somebody waits', async () => {
    nobody();
    await show({ ...inbox, vacancies: [vacancy(1, 'Главный бухгалтер', 0), vacancy(2, 'Логист', 4)] });
    expect(text()).toContain('Новых откликов нет');
    expect(text()).toMatch(/Следующая проверка через \d+ мин/);
    expect(text()).toContain('4 новых');
    button('Дальше: Логист')?.click();
    await settled();
    expect(view.vacancyId).toBe('2');
  });

  it('if nobody is at a stage, names the stage, and offers no vacancy that is not known to have something', async () => {
    view = viewOf('vacancy=1&collection=security_check');
    nobody();
    await show({ ...inbox, vacancies: [vacancy(1, 'Главный бухгалтер', 0), vacancy(2, 'Логист', 0)] });
    expect(text()).toContain('На этапе «Проверка СБ» никого нет');
    expect(button('Дальше')).toBeUndefined();
  });

  it('if nobody is open, shows who waits longest on any vacancy, opened with a click', async () => {
    const row = rowOf(7, { vacancyId: asId<VacancyId>('2'), createdAt: known(now - 90 * 3_600_000) });
    await show({ ...inbox, rows: [row] });
    expect(text()).toContain('Дольше всех ждут ответа');
    document.querySelector<HTMLElement>('.pane .waiting-row')?.click();
    await settled();
    expect(view).toMatchObject({ vacancyId: '2', negotiationId: row.id });
  });

  it('if there is no vacancy, claims nothing before hh has answered, then offers colleagues’ vacancies', async () => {
    view = emptyView;
    await show({ ...emptyInbox });
    expect(text()).toContain('Читаем отклики с hh');
    expect(text()).not.toContain('вакансий нет');
    await show({ ...emptyInbox, freshAt: now, allVacancies: true });
    expect(text()).toContain('Ваших активных вакансий нет');
    button('Показать вакансии коллег')?.click();
    expect(calls.saveSettings).toHaveBeenCalledWith({ count: 'all' });
  });
});

describe('filters', () => {
  it('are those that hh has words for, and each choice applies at once', async () => {
    await show();
    await press('KeyF');
    // Their code is loaded when they are opened.
    await vi.dynamicImportSettled();
    await settled();
    expect(document.querySelector('#filters')?.textContent).not.toContain('Образование');
    const box = [...document.querySelectorAll('#filters label')].find((one) =>
      one.textContent?.includes('Более 6 лет'),
    );
    box?.querySelector('input')?.click();
    await settled();
    expect(view.filters).toEqual({ experience: ['moreThan6'] });
    expect(lastQuery()).toEqual({ experience: ['moreThan6'] });
    expect(button('Фильтры · 1')).toBeTruthy();
  });

  it('keep a number that is being typed while the page is redrawn, and apply it once the field is left', async () => {
    await show();
    await press('KeyF');
    await vi.dynamicImportSettled();
    await settled();
    const field = document.querySelector<HTMLInputElement>('#filters .num');
    if (!field) throw new Error('no field');
    expect(document.activeElement).toBe(field);
    field.value = '35';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    button('Новые')?.click();
    await settled();
    expect(view.onlyNew).toBe(true);
    expect(field.value).toBe('35');
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    expect(view.filters).toEqual({ age_from: ['35'] });
  });

  it.each([
    ['100.5', '100'],
    ['100,5', '100'],
    ['1 000 000', '1000000'],
    ['120\u00a0000 ₽', '120000'],
    ['0,5', ''],
  ])('take «%s» as the whole number «%s»', async (typed, bound) => {
    await show();
    await press('KeyF');
    await vi.dynamicImportSettled();
    await settled();
    const field = document.querySelector<HTMLInputElement>('#filters .num[aria-label^="Зарплата"]');
    if (!field) throw new Error('no field');
    field.value = typed;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled();
    field.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    expect(view.filters.salary_from?.[0] ?? '').toBe(bound);
    expect(field.value).toBe(bound);
  });

  it('are not offered if the collection takes none', async () => {
    view = viewOf('vacancy=1&collection=phone_calls&age_from=20');
    await show();
    expect(button('Фильтры')).toBeUndefined();
    expect(lastQuery()).toEqual({});
  });
});

describe('the export', () => {
  it('holds what the list shows, including pages it has to read, but no snoozed responses', async () => {
    reminders = [100, 150].map((id) => ({ ...dueOf(id), until: '2026-12-31T09:00' }));
    await show();
    const press = async (name: string) => {
      const one = [...document.querySelectorAll<HTMLElement>('button, label')].find((each) =>
        [each.getAttribute('aria-label'), each.textContent].some((words) => words?.startsWith(name)),
      );
      one?.click();
      await vi.dynamicImportSettled();
      await settled();
    };
    await press(t('inbox_views'));
    await press(t('export_menu'));
    // The other snoozed response is on a page that was not read yet.
    expect(document.querySelector('dialog')?.textContent).toContain('119 откликов');
    await press(t('export_as_csv'));
    await press(t('export_read_and_save'));
    await vi.waitFor(() => expect(calls.save).toHaveBeenCalledOnce());
    const lines = (await calls.save.mock.lastCall?.[0].text())?.trim().split('\n');
    expect(lines).toHaveLength(1 + 118);
    expect(pages()).toEqual([0, 1, 2]);
  });
});

describe('order', () => {
  it('is hh’s own until another is chosen, which hh can be asked to remember', async () => {
    view = { ...view, order: 'relevance' };
    calls.readOrder.mockResolvedValue({ ok: true, value: { id: 'created_at', name: 'По дате' } });
    await show();
    expect(calls.readOrder).not.toHaveBeenCalled();
    button('По соответствию')?.click();
    await settled();
    expect(calls.readOrder).toHaveBeenCalledTimes(1);
    button('Запомнить на hh')?.click();
    await settled();
    expect(calls.setOrder).toHaveBeenCalledWith('1', 'relevance');

    // The page says that hh uses the order only once hh says so.
    const order = entryOf(
      { kind: 'call', operation: 'put-pref-negotiations-order', method: 'PUT', url: '', effects: ['writes'] },
      { at: 'waiting', until: now + 10_000 },
    );
    entries = [{ ...order, id: asId<EntryId>('e') }];
    await show();
    expect(document.body.textContent).toContain('Ждёт отправки');
    expect(document.body.textContent).not.toContain('На hh выбран этот порядок');
    calls.readOrder.mockResolvedValue({ ok: true, value: { id: 'relevance', name: 'По соответствию' } });
    entries = [{ ...order, id: asId<EntryId>('e'), progress: { at: 'sent', when: now } }];
    await show();
    expect(document.body.textContent).toContain('На hh выбран этот порядок');
  });
});

describe('writes', () => {
  const request = {
    kind: 'action' as const,
    negotiationId: asId<NegotiationId>('101'),
    actionId: 'discard_by_employer',
    values: {},
  };

  it('show a row as leaving, and, once sent, read its page and the counters again', async () => {
    await show();
    const waiting = entryOf(request, { at: 'waiting', until: now + 10_000 });
    entries = [waiting];
    await show();
    expect(document.querySelector('.leaving')?.textContent).toContain('Ким Виктор');
    expect(pages()).toEqual([0]);
    entries = [{ ...waiting, progress: { at: 'sent', when: now } }];
    await show();
    await vi.advanceTimersByTimeAsync(1500);
    expect(pages()).toEqual([0, 0]);
    expect(calls.readCollections).toHaveBeenCalledTimes(2);
  });

  it('are undone by Z, bulk writes all together', async () => {
    entries = [{ ...entryOf(request, { at: 'waiting', until: now + 10_000 }), group: 'g' }];
    await show();
    await press('KeyZ');
    expect(calls.stop).toHaveBeenCalledExactlyOnceWith('g');
    expect(calls.undo).not.toHaveBeenCalled();
  });
});

describe('deciding', () => {
  const refused = (id: string, more: Partial<Entry> = {}): Entry =>
    entryOf(
      {
        kind: 'action',
        negotiationId: asId<NegotiationId>(id),
        actionId: 'discard_by_employer',
        values: {},
      },
      { at: 'waiting', until: now + 10_000 },
      {
        resulting: { id: 'discard_by_employer', name: 'Отказ' },
        label: { action: 'Отказ', candidate: null, vacancy: null },
        ...more,
      },
    );
  const decide = async (id: string, taken: Promise<NotTaken | null> = Promise.resolve(null)) => {
    const { request } = refused(id);
    pane?.acted(asId<NegotiationId>(id), request, taken);
    await settled();
    return request;
  };
  const focused = () => document.activeElement?.getAttribute('data-stop');
  const asked = () => calls.readNegotiation.mock.calls.map(([id]) => id);

  it('opens the next negotiation at once, with the focus on its row, before the write is accepted', async () => {
    view = viewOf('vacancy=1&negotiation=103');
    await show();
    await decide('103', new Promise(() => {}));
    expect(pane?.negotiationId).toBe('104');
    expect(focused()).toBe('4');
    expect(asked()).toEqual([]);
  });

  it('skips negotiations that were decided about; after the last one, opens the nearest above', async () => {
    entries = [refused('104')];
    view = viewOf('vacancy=1&negotiation=103');
    await show();
    await decide('103');
    expect(pane?.negotiationId).toBe('105');
    calls.readPage.mockImplementation(async ({ page }) =>
      ok({
        page,
        rows: [rowOf(103), rowOf(104), rowOf(105)],
        skipped: 0,
        pages: 1,
        found: known(3),
        hidden: known(0),
        at: now,
        order: { id: 'relevance', name: 'По соответствию' },
      }),
    );
    render(null, document.body);
    view = viewOf('vacancy=1&negotiation=105');
    await show();
    await decide('105');
    expect(pane?.negotiationId).toBe('103');
    await decide('103');
    expect(view.negotiationId).toBeNull();
    expect(focused()).toBe('0');
  });

  it('before the list has arrived: opens the next one when it arrives, unless the person has moved on meanwhile', async () => {
    for (const [meanwhile, next] of [
      [null, '104'],
      ['negotiation=120', '120'],
      ['search=бухгалтер', undefined],
    ] as const) {
      const list = Promise.withResolvers<void>();
      const read = calls.readPage.getMockImplementation();
      calls.readPage.mockImplementationOnce(async (of) => {
        await list.promise;
        if (!read) throw new Error('no page');
        return read(of);
      });
      view = viewOf('vacancy=1&negotiation=103');
      await show();
      await decide('103');
      expect(view.negotiationId).toBeNull();
      if (meanwhile) {
        view = viewOf(`vacancy=1&${meanwhile}`);
        await show();
      }
      list.resolve();
      await settled();
      await show();
      expect(pane?.negotiationId).toBe(next);
      render(null, document.body);
    }
  });

  it('comes back to a negotiation whose decision was not accepted, with the reason', async () => {
    view = viewOf('vacancy=1&negotiation=103');
    await show();
    const problem = { name: 'wrong-state' } as const;
    await decide('103', Promise.resolve({ problem }));
    expect(pane).toMatchObject({ negotiationId: '103', begin: { problem } });
  });

  it('comes back to a negotiation that could not be snoozed, with the reason', async () => {
    view = viewOf('vacancy=1&negotiation=103');
    await show();
    const problem = { name: 'too-many-reminders' } as const;
    pane?.putOff(asId<NegotiationId>('103'), Promise.resolve(problem));
    await settled();
    expect(pane).toMatchObject({ negotiationId: '103', begin: { problem } });
  });

  it('greys a row out with the decision, and removes it from the list once hh has done it', async () => {
    await show();
    const entry = refused('103');
    entries = [entry];
    await show();
    const row = document.querySelector('[data-stop="3"]');
    expect(row?.textContent).toContain('Отказ');
    expect(row?.closest('li')?.classList).toContain('leaving');
    entries = [{ ...entry, progress: { at: 'sent', when: now } }];
    await show();
    expect(document.querySelector('[data-stop="3"]')?.closest('li')?.classList).not.toContain('leaving');
    expect(pages()).toEqual([0]);
  });

  it('counts moves itself, and reads the counts once the person turns elsewhere, or at once if only hh can count', async () => {
    const discard = collection('discard_by_employer', 'Отказ');
    calls.readCollections.mockResolvedValue(await ok({ items: [...collections, discard], skipped: 0 }));
    const counts = () =>
      [...document.querySelectorAll('.collections button')].map((one) => one.textContent?.match(/\d+/)?.[0]);
    view = viewOf('vacancy=1&negotiation=110');
    await show();
    expect(counts()).toEqual(['120', '120', '120', '120']);
    const sent = (id: string, resulting: string) =>
      refused(id, { progress: { at: 'sent', when: now }, resulting: { id: resulting, name: '' } });
    entries = [sent('103', 'discard_by_employer')];
    await show();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(counts()).toEqual(['119', '120', '120', '121']);
    expect(calls.readCollections).toHaveBeenCalledTimes(1);
    view = viewOf('vacancy=1');
    await show();
    expect(calls.readCollections).toHaveBeenCalledTimes(2);
    entries = [...entries, sent('104', 'hired')];
    await show();
    await vi.advanceTimersByTimeAsync(1500);
    expect(calls.readCollections).toHaveBeenCalledTimes(3);
  });

  it('Z opens the negotiation whose decision it undoes', async () => {
    entries = [refused('103')];
    view = viewOf('vacancy=1&negotiation=104');
    await show();
    await press('KeyZ');
    expect(calls.undo).toHaveBeenCalledOnce();
    expect(pane?.negotiationId).toBe('103');
    expect(focused()).toBe('3');
  });

  it.each([
    ['the page opens with', 'vacancy=1'],
    ['is chosen later', ''],
  ])(
    'Z right after a decision undoes that one, even before it is in the outbox, on a vacancy that %s',
    async (_, search) => {
      entries = [refused('102')];
      view = viewOf(search);
      await show();
      expect(view.vacancyId).toBe('1');
      view = viewOf('vacancy=1&negotiation=103');
      await show();
      let answer = (_: NotTaken | null) => {};
      const request = await decide(
        '103',
        new Promise((done) => {
          answer = done;
        }),
      );
      await press('KeyZ');
      expect(calls.undoRequest).toHaveBeenCalledExactlyOnceWith(request);
      expect(calls.undo).not.toHaveBeenCalled();
      expect(pane?.negotiationId).toBe('103');
      // That the undone decision would not have been accepted no longer matters.
      answer({ problem: { name: 'wrong-state' } });
      await settled();
      expect(pane?.begin).toBeNull();
      // The next Z undoes the decision before.
      await press('KeyZ');
      expect(calls.undo).toHaveBeenCalledOnce();
      expect(pane?.negotiationId).toBe('102');
    },
  );

  it('in «Вернуться», too, a decision that was not accepted comes back with the reason, and Z undoes the last decision', async () => {
    reminders = [101, 102].map(dueOf);
    view = { ...emptyView, place: 'back', negotiationId: asId<NegotiationId>('101') };
    await show();
    let answer = (_: NotTaken | null) => {};
    const first = new Promise<NotTaken | null>((done) => {
      answer = done;
    });
    await decide('101', first);
    expect(pane?.negotiationId).toBe('102');
    answer({ problem: { name: 'storage-full' } });
    await settled();
    expect(pane).toMatchObject({ negotiationId: '101', begin: { problem: { name: 'storage-full' } } });
    const request = await decide('101', new Promise(() => {}));
    expect(pane?.negotiationId).toBe('102');
    entries = [refused('110')];
    await show();
    await press('KeyZ');
    expect(calls.undoRequest).toHaveBeenCalledExactlyOnceWith(request);
    expect(calls.undo).not.toHaveBeenCalled();
    expect(pane?.negotiationId).toBe('101');
  });

  it('in «Вернуться», too, a key of the pane works on the row, whose negotiation opens with it', async () => {
    reminders = [101, 102].map(dueOf);
    view = { ...emptyView, place: 'back' };
    await show();
    await press('KeyJ');
    await press('KeyR');
    expect(pane).toMatchObject({ negotiationId: '102', begin: { code: 'KeyR' } });
  });

  it('Escape does nothing in «Вернуться» if nobody is open, and adds nothing to the browser’s history', async () => {
    view = { ...emptyView, place: 'back' };
    await show();
    const before = view;
    await press('Escape');
    expect(view).toBe(before);
  });

  it('the keys of the pane work on the row, too: its negotiation opens and begins with the key', async () => {
    await show();
    await press('KeyJ');
    await press('KeyR');
    expect(pane).toMatchObject({ negotiationId: '101', begin: { code: 'KeyR' } });
    await press('Escape');
    // V would mark the response as viewed, so the text beside its button comes first.
    await press('KeyV');
    expect(pane).toMatchObject({ negotiationId: '101', begin: null });
    await press('Escape');
    await press('KeyE');
    expect(calls.write).toHaveBeenCalledExactlyOnceWith({
      kind: 'read',
      vacancyId: '1',
      negotiationIds: ['101'],
    });
    expect(current()).toBe('2');
  });

  it('keeps a key that comes before the pane’s code is loaded; later the pane handles keys itself', async () => {
    view = viewOf('vacancy=1&negotiation=101');
    isPaneRead = false;
    await show();
    await press('KeyR');
    expect(pane).toMatchObject({ negotiationId: '101', begin: { code: 'KeyR' } });
    isPaneRead = true;
    view = viewOf('vacancy=1&negotiation=102');
    await show();
    await press('KeyR');
    expect(pane).toMatchObject({ negotiationId: '102', begin: null });
  });

  it('the open negotiation follows each step at once, but a key that is held down only once it rests', async () => {
    view = viewOf('vacancy=1&negotiation=100');
    await show();
    await press('KeyJ');
    expect(pane?.negotiationId).toBe('101');
    await press('KeyJ', { repeat: true });
    await press('KeyJ', { repeat: true });
    expect(pane?.negotiationId).toBe('101');
    await vi.advanceTimersByTimeAsync(400);
    await settled();
    expect(pane?.negotiationId).toBe('103');
  });
});

describe('trouble', () => {
  it('is named with a way to try again, and nothing is read again by itself', async () => {
    calls.readPage.mockResolvedValueOnce({ ok: false, problem: { name: 'server-error' } });
    await show();
    await vi.advanceTimersByTimeAsync(2000);
    expect(pages()).toEqual([0]);
    document.querySelector<HTMLElement>('.list-column .note button')?.click();
    await settled();
    expect(pages()).toEqual([0, 0]);
    expect(document.querySelectorAll('.resp').length).toBeGreaterThan(0);
  });

  describe('while hh cannot be reached', () => {
    const down: Result<never> = { ok: false, problem: { name: 'no-connection' } };
    const held: Inbox = {
      ...inbox,
      rows: [rowOf(1, { createdAt: known(now - 3_600_000) }), { ...rowOf(2), vacancyId: asId<VacancyId>(2) }],
      readAt: { 1: { unread: known(3), at: now - 600_000, more: false, nextPage: 1, skipped: 0 } },
    };
    const words = () => document.querySelector('.list-column')?.textContent ?? '';

    it('shows the stored rows of the vacancy, with one line that says since when', async () => {
      calls.readCollections.mockResolvedValue(down);
      await show(held);
      expect(document.querySelectorAll('.resp')).toHaveLength(1);
      expect(words()).toContain('Ким Виктор');
      expect(words()).toContain('1 непросмотренный отклик, загруженный раньше');
      expect(document.querySelectorAll('.trouble')).toHaveLength(1);
      expect(words()).toContain(`список на ${clock(now - 600_000)}`);
      expect(words()).not.toMatch(/Новых откликов нет|никого нет/);
      calls.readCollections.mockResolvedValue(await ok({ items: collections, skipped: 0 }));
      document.querySelector<HTMLElement>('.list-column .note button')?.click();
      await settled();
      await settled();
      expect(document.querySelector('.trouble')).toBeNull();
      expect(document.querySelectorAll('.resp').length).toBeGreaterThan(1);
    });

    it('shows stored rows in place of the list of responses not viewed, and nowhere else', async () => {
      calls.readPage.mockResolvedValue(down);
      await show(held);
      expect(document.querySelectorAll('.resp')).toHaveLength(1);
      view = viewOf('vacancy=1&collection=security_check');
      await show(held);
      expect(document.querySelectorAll('.resp')).toHaveLength(0);
      expect(words()).not.toMatch(/Новых откликов нет|никого нет/);
    });

    it('names a problem of the poll once, above the list', async () => {
      await show({ ...held, problem: { name: 'offline' }, problemSince: now });
      expect(document.querySelectorAll('.trouble')).toHaveLength(1);
      expect(words()).toContain('Нет интернета');
    });
  });
});

describe('numbers that hh did not send', () => {
  const words = () => document.body.textContent ?? '';

  it('vacancies say that their number is not known, and the sum is a lower bound', async () => {
    const gap = { ...vacancy(2, 'Логист', 0), unread };
    await show({ ...inbox, vacancies: [vacancy(1, 'Главный бухгалтер', 3), gap] });
    expect(document.querySelector('.rail .places')?.textContent).toContain('не меньше 3 новых');
    expect(document.querySelectorAll('.rail-list .vac')[1]?.textContent).toContain('?');
    expect(words()).not.toContain('Активных вакансий нет');
  });

  it('vacancies that could not be read are not shown as "no vacancies"', async () => {
    await show({ ...inbox, vacancies: [], allVacancies: false, skipped: 2 });
    expect(words()).toContain('Вакансии прочитать не удалось');
    expect(words()).toContain('2 вакансии прочитать не удалось');
    expect(words()).not.toContain('Активных вакансий нет');
  });

  it('a vacancy or a stage without a name does not show its id instead', async () => {
    calls.readCollections.mockResolvedValue(
      await ok({
        items: [{ ...collection('security_check', ''), name: unread, total: unread, updates: unread }],
        skipped: 1,
      }),
    );
    await show({ ...inbox, vacancies: [{ ...vacancy(1, '', 3), name: unread }] });
    expect(words()).toContain('название вакансии неизвестно');
    expect(words()).toContain('этап неизвестен');
    expect(words()).toContain('1 этап прочитать не удалось');
    expect(words()).toContain('всего неизвестно, с новым неизвестно');
    expect(words()).not.toContain('security_check');
  });

  it.each<[string, Partial<PageRead>, string]>([
    ['a list that hh counts and does not send', { found: known(7) }, 'hh считает отклики, но не прислал их'],
    ['a list of unreadable rows', { skipped: 2, found: known(2) }, '2 отклика не удалось прочитать'],
    ['a list of hidden resumes', { hidden: known(3), found: known(3) }, 'Ещё 3 резюме скрыты от вас'],
    ['a list without its number', { found: unread }, 'Есть ли здесь отклики, неизвестно'],
  ])('%s is not called empty', async (_, more, said) => {
    const order = { id: 'relevance', name: 'По соответствию' };
    const empty = {
      page: 0,
      rows: [],
      skipped: 0,
      pages: 1,
      found: known(0),
      hidden: known(0),
      at: now,
    };
    calls.readPage.mockResolvedValue(await ok({ ...empty, ...more, order }));
    await show();
    expect(words()).toContain(said);
    expect(words()).not.toContain('Новых откликов нет');
  });
});
