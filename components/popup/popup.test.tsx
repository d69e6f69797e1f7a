// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageStoreOf } from '../../tests/stored.ts';
import type { Account } from '../../utils/domain/account.ts';
import { emptyApplicant } from '../../utils/domain/applicant/applicant.ts';
import { listRowOfStored } from '../../utils/domain/collection.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Action, Negotiation, Row } from '../../utils/domain/negotiation.ts';
import {
  chatOf,
  conversationOf,
  emptyInbox,
  entryOf,
  managerOf,
  messageOf,
  negotiationOf,
  vacancyOf,
} from '../../utils/domain/testing.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import {
  type ApplicantId,
  asId,
  type ChatId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../../utils/ids.ts';
import { isKnown, known, unknown, unread } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { PageContexts } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
// The popup loads these lazily; the test loads them at once.
import './applicant.lazy.tsx';
import { Popup } from './popup.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 20, 12);
const vacancyId = asId<VacancyId>('7');

const row = (id: number, name: string | null, age: number): Row => ({
  id: asId<NegotiationId>(id),
  vacancyId,
  candidate: {
    resumeId: asId<ResumeId>('a'.repeat(38)),
    applicantId: null,
    name: known(name),
    title: known('Бухгалтер'),
    age: known(null),
    experienceMonths: known(110),
    salary: known(null),
    area: known('Тула'),
    url: `https://hh.ru/resume/${'a'.repeat(38)}`,
  },
  stage: known({ id: 'response', name: 'Отклик' }),
  createdAt: known(now - age),
  updatedAt: known(now - age),
  unreadMessages: known(0),
  chatId: null,
  testScore: known(null),
});

const inbox: Inbox = {
  ...emptyInbox,
  vacancies: [vacancyOf(vacancyId, 3, 'Главный бухгалтер', 'Москва')],
  rows: [row(1, 'Петрова Инна', hour), row(2, null, 30 * hour), row(3, 'Ким Ирина', 80 * hour)],
  chats: [
    chatOf('51', {
      title: known('Анна Ли'),
      vacancyId: known(vacancyId),
      unread: known(2),
      last: known({
        id: asId('9'),
        text: known('Добрый день'),
        mine: known(true),
        at: known(now - hour),
      }),
    }),
  ],
  allVacancies: true,
  unreadChats: known(1),
  freshAt: now - 60_000,
};

/** Everything was read, and nothing is new. */
const allRead: Inbox = { ...emptyInbox, allVacancies: true, unreadChats: known(0), freshAt: now };

const action = (id: string, name: string): Action => ({
  id,
  name,
  arguments: [{ id: 'message', required: false, requires: [] }],
  resulting: null,
  templates: [{ id: 't', name: 'Шаблон' }],
  sub: [],
});
const offered = [action('phone_interview', 'Пригласить'), action('discard_by_employer', 'Отказать')];
const negotiation = (id: NegotiationId): Negotiation =>
  negotiationOf(id, {
    candidate: row(1, 'Петрова Инна', 0).candidate,
    createdAt: known(now),
    updatedAt: known(now),
    actions: known({ items: offered, skipped: 0 }),
  });

const signedIn: Account = managerOf({ employer: null, managerId: null });

const done = async () => ({ ok: true as const, value: undefined });
const fakeCalls = () => ({
  refresh: vi.fn(done),
  readAll: vi.fn(done),
  readRows: vi.fn(done),
  readNegotiation: vi.fn(async (id: NegotiationId) => ({ ok: true as const, value: negotiation(id) })),
  readConversation: vi.fn<Worker['readConversation']>(async () => ({
    ok: false,
    problem: { name: 'not-found' },
  })),
  readTemplate: vi.fn(async () => ({ ok: true as const, value: 'Здравствуйте, Инна!' })),
  readAddresses: vi.fn(async () => ({ ok: true as const, value: [] })),
  write: vi.fn(async () => ({ ok: true as const, value: asId<Entry['id']>('e1') })),
  writeMany: vi.fn(async () => ({ ok: true as const, value: 'g' })),
  stop: vi.fn(async () => {}),
  undo: vi.fn(async () => true),
  retry: vi.fn(async () => {}),
  dismiss: vi.fn(async () => {}),
  flush: vi.fn(async () => {}),
  saveDraft: vi.fn(async () => {}),
  openOptions: vi.fn(async () => {}),
  signIn: vi.fn(done),
  saveSettings: vi.fn(done),
  watchApplicantNegotiations: vi.fn(() => () => {}),
  openedLately: vi.fn(async (): Promise<Negotiation[]> => []),
  readCollections: vi.fn<Worker['list']['readCollections']>(async () => ({
    ok: true,
    value: {
      items: [
        {
          id: 'response',
          name: known('Неразобранные'),
          description: null,
          url: 'https://api.hh.ru/negotiations/response',
          total: known(3),
          updates: known(3),
          orders: [],
          sub: [],
        },
      ],
      skipped: 0,
    },
  })),
  readPage: vi.fn<Worker['list']['readPage']>(async ({ page }) => ({
    ok: true,
    value: {
      page,
      rows: inbox.rows.map((one) => ({ ...listRowOfStored(one), actions: known(offered) })),
      skipped: 0,
      pages: 1,
      found: known(inbox.rows.length),
      hidden: known(0),
      order: null,
      at: now,
    },
  })),
  openTab: vi.fn(async () => {}),
  openInbox: vi.fn(async () => {}),
});

/** Waits until lazily loaded components are rendered, however busy the machine is. */
async function drawn() {
  await settled();
  await vi.dynamicImportSettled();
  await settled();
}

let calls: ReturnType<typeof fakeCalls>;
const show = async (more: Partial<PageStore> = {}) => {
  render(
    <WorkerProvider
      worker={fakeWorker({
        ...calls,
        copy: async () => true,
        store: {
          watchApplicantNegotiations: calls.watchApplicantNegotiations,
          openedLately: calls.openedLately,
        },
        list: { readCollections: calls.readCollections, readPage: calls.readPage },
      })}
    >
      <PageContexts store={pageStoreOf({ account: signedIn, inbox, ...more })}>
        <Popup />
      </PageContexts>
    </WorkerProvider>,
    document.body,
  );
  await drawn();
};
const press = async (code: string, more: KeyboardEventInit = {}) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }));
  await drawn();
};
const focused = () =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset.stop : undefined;
/** Chooses a tab by its name. */
const click = async (name: string) => {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
  tabs.find((tab) => tab.textContent?.startsWith(name))?.click();
  await settled();
};
const text = () => document.body.textContent ?? '';
const button = (words: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.startsWith(words));
  if (!found) throw new Error(`no button ${words}`);
  return found;
};

beforeEach(() => {
  vi.useFakeTimers({ now });
  calls = fakeCalls();
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

describe('the keyboard', () => {
  it('starts at the newest response and moves by J, K and the arrows', async () => {
    await show();
    expect(focused()).toBe('row:1');
    await press('KeyJ');
    await press('ArrowDown');
    expect(focused()).toBe('row:3');
    await press('KeyK');
    expect(focused()).toBe('row:2');
  });

  it('opens the resume with its vacancy and response in the address', async () => {
    await show();
    await press('Enter');
    expect(calls.openTab).toHaveBeenCalledWith(`https://hh.ru/resume/${'a'.repeat(38)}?vacancyId=7&t=1`);
  });

  it('marks as viewed by E and moves on', async () => {
    await show();
    await press('KeyE');
    expect(calls.write).toHaveBeenCalledWith({ kind: 'read', vacancyId: '7', negotiationIds: ['1'] });
    expect(focused()).toBe('row:2');
  });

  it('opens the refusal with its letter by R, and sends nothing before Ctrl+Enter', async () => {
    await show();
    await press('KeyR');
    // The forms are loaded when they are first needed.
    await vi.waitFor(() => expect(document.querySelector('textarea')).not.toBeNull());
    await settled();
    const letter = document.querySelector('textarea');
    expect(letter?.value).toBe('Здравствуйте, Инна!');
    expect(calls.write).not.toHaveBeenCalled();
    await press('KeyE');
    expect(calls.write).not.toHaveBeenCalled();
    await press('Enter', { ctrlKey: true });
    expect(calls.write).toHaveBeenCalledWith({
      kind: 'action',
      negotiationId: '1',
      actionId: 'discard_by_employer',
      values: { message: 'Здравствуйте, Инна!' },
    });
    expect(document.querySelector('textarea')).toBeNull();
    expect(focused()).toBe('row:2');
  });

  it('chooses an action by its digit while a form is open, and by any of its keys in the list of actions', async () => {
    const shown = () => document.querySelector('form.form h3')?.textContent;
    await show();
    await press('KeyR');
    await vi.waitFor(() => expect(shown()).toBe('Отказать'));
    await press('Digit1');
    expect(shown()).toBe('Пригласить');
    expect(document.activeElement?.getAttribute('type')).toBe('submit');
    await press('Escape');
    await press('KeyM');
    expect(button('Отказать').textContent).toBe('ОтказатьR');
    await press('Digit2');
    expect(shown()).toBe('Отказать');
    await press('Escape');
    await press('KeyM');
    await press('KeyI');
    expect(shown()).toBe('Пригласить');
    await press('Escape');
    await press('KeyM');
    await press('KeyB');
    expect(document.querySelector('.when')).not.toBeNull();
    expect(calls.write).not.toHaveBeenCalled();
  });

  it('returns to the row by Escape', async () => {
    await show();
    await press('KeyM');
    await vi.waitFor(() => expect(text()).toContain('Пригласить'));
    await press('Escape');
    expect(text()).not.toContain('Пригласить');
    expect(focused()).toBe('row:1');
  });

  it('does nothing while typing or with a modifier', async () => {
    await show();
    await press('KeyE', { ctrlKey: true });
    await press('Slash');
    expect(document.activeElement?.tagName).toBe('INPUT');
    await press('KeyE');
    await press('KeyR');
    expect(calls.write).not.toHaveBeenCalled();
    expect(calls.readNegotiation).not.toHaveBeenCalled();
  });

  it('reads a chat by C and marks nothing; a separate button does', async () => {
    const theirs = messageOf('9', { text: known('Когда собеседование?'), at: known(now) });
    calls.readConversation.mockResolvedValue({
      ok: true,
      value: conversationOf([theirs], { chatId: asId('51'), unread: known(1) }),
    });
    await show();
    await press('Digit2');
    expect(text()).toContain('«Ответить» ничего не отмечает');
    await press('KeyR');
    expect(calls.readConversation).not.toHaveBeenCalled();
    await press('KeyC');
    await vi.waitFor(() => expect(text()).toContain('Когда собеседование?'));
    expect(calls.readConversation).toHaveBeenCalledExactlyOnceWith({ chatId: '51' });
    expect(calls.write).not.toHaveBeenCalled();
    expect(text()).toContain('Соискатель увидит, что сообщение прочитано.');
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent === 'Отметить прочитанным')
      ?.click();
    await settled();
    expect(calls.write).toHaveBeenCalledExactlyOnceWith({
      kind: 'read-chat',
      chatId: '51',
      messageId: '9',
      negotiationId: null,
    });
  });

  it('edits a failed letter without reading the earlier ones, which would mark the response', async () => {
    const failed = entryOf(
      { kind: 'old-message', negotiationId: asId('1'), text: 'Здравствуйте' },
      { at: 'failed', problem: { name: 'message-policy' }, when: now },
      { createdAt: now },
    );
    await show({ entries: [failed] });
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Изменить')?.click();
    await vi.waitFor(() => expect(document.querySelector('textarea')?.value).toBe('Здравствуйте'));
    expect(calls.readConversation).not.toHaveBeenCalled();
    expect(text()).toContain('отклик на hh станет просмотренным');
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent?.startsWith('Показать письма'))
      ?.click();
    await settled();
    expect(calls.readConversation).toHaveBeenCalledExactlyOnceWith({ negotiationId: '1', old: true });
  });

  it('does not restore the text of a failed message after the user has deleted it', async () => {
    const request = {
      kind: 'old-message' as const,
      negotiationId: asId<NegotiationId>('1'),
      text: 'Здравствуйте',
    };
    const failed = entryOf(request, { at: 'failed', problem: { name: 'message-policy' }, when: now });
    await show({ entries: [failed] });
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Изменить')?.click();
    await vi.waitFor(() => expect(document.querySelector('textarea')?.value).toBe('Здравствуйте'));
    for (const typed of ['Здра', '']) {
      const field = document.querySelector('textarea');
      if (!field) throw new Error('no field');
      field.value = typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await show({ drafts: typed ? { 'message:1': { text: typed, at: now } } : {} });
    }
    expect(document.querySelector('textarea')?.value).toBe('');
  });

  it('edits a failed message of the inbox page as the same message, with the same draft', async () => {
    const request = {
      kind: 'message' as const,
      negotiationId: asId<NegotiationId>('1'),
      chatId: asId<ChatId>('51'),
      text: 'Здравствуйте',
    };
    const read = conversationOf([], { chatId: request.chatId });
    calls.readConversation.mockResolvedValue({ ok: true, value: read });
    const failed = entryOf(request, { at: 'failed', problem: { name: 'message-policy' }, when: now });
    await show({ entries: [failed] });
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Изменить')?.click();
    await vi.waitFor(() => expect(document.querySelector('textarea')?.value).toBe('Здравствуйте'));
    expect(calls.readConversation).toHaveBeenCalledExactlyOnceWith({ chatId: '51' });
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent?.startsWith('Отправить'))
      ?.click();
    await settled();
    expect(calls.write).toHaveBeenCalledExactlyOnceWith(request);
  });

  it('changes tabs by 2 and 4, and marks a chat as read up to its last message', async () => {
    await show();
    await press('Digit2');
    expect(focused()).toBe('chat:51');
    expect(text()).toContain('Вы: Добрый день');
    await press('KeyE');
    expect(calls.write).toHaveBeenCalledWith({ kind: 'read-chat', chatId: '51', messageId: '9' });
    await press('Digit4');
    expect(focused()).toBe('row:3');
  });

  it('undoes the newest waiting write by Z', async () => {
    const entry: Entry = {
      id: asId('e1'),
      request: { kind: 'read', vacancyId, negotiationIds: [asId('1')] },
      label: { action: null, candidate: 'Петрова Инна', vacancy: null },
      resulting: null,
      createdAt: now,
      progress: { at: 'waiting', until: now + 10_000 },
    };
    await show({ entries: [entry] });
    expect(document.querySelector('.leaving')?.textContent).toContain('ждёт отправки');
    await press('KeyE');
    expect(calls.write).not.toHaveBeenCalled();
    await press('KeyZ');
    expect(calls.undo).toHaveBeenCalledWith('e1');
  });

  it('shows a bulk action as one line, and undoes it at once', async () => {
    const of = (id: number) =>
      entryOf(
        { kind: 'action', negotiationId: asId(id), actionId: 'discard_by_employer', values: {} },
        { at: 'waiting', until: now + 10_000 },
        {
          label: { action: 'Отказ', candidate: 'Ким Ирина', vacancy: null },
          resulting: { id: 'discard_by_employer', name: 'Отказано' },
          createdAt: now,
          group: 'g',
        },
      );
    await show({ entries: [of(1), of(2), of(3)] });
    await vi.waitFor(() => expect(text()).toContain('Отказ 3 соискателям через 10 с'));
    expect(document.querySelectorAll('.undo')).toHaveLength(1);
    expect(text()).not.toContain('Отказ · Ким Ирина');
    await press('KeyZ');
    expect(calls.stop).toHaveBeenCalledExactlyOnceWith('g');
    expect(calls.undo).not.toHaveBeenCalled();
  });

  it('names the writes of our own pages in words', async () => {
    const call = (operation: string) =>
      entryOf(
        { kind: 'call', operation, method: 'PUT', url: '/x', effects: ['writes'] },
        { at: 'waiting', until: now + 10_000 },
        { createdAt: now },
      );
    const note = { kind: 'note', applicantId: asId<ApplicantId>('5'), text: 'Да', access: 'owner' } as const;
    await show({
      entries: [
        call('leave-chat'),
        call('some-new-operation'),
        entryOf(note, { at: 'sending', since: now }, { createdAt: now }),
      ],
    });
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'и ещё 2')?.click();
    await settled();
    const lines = [...document.querySelectorAll('.undo .clamp')].map((line) => line.textContent);
    expect(lines).toEqual(['Выход из чата', 'Действие', 'Заметка']);
  });

  it('keeps its position when its row disappears', async () => {
    await show();
    await press('KeyJ');
    await show({ inbox: { ...inbox, rows: inbox.rows.filter(({ id }) => id !== '2') } });
    expect(focused()).toBe('row:3');
  });
});

describe('the list', () => {
  it('says in words whose name is hidden and how long each has waited', async () => {
    await show();
    expect(text()).toContain('Имя скрыто');
    expect(text()).toContain('Ждёт дольше срока');
    expect(text()).toContain('Ждёт втрое дольше срока');
  });

  it('marks all responses of a vacancy as viewed', async () => {
    await show();
    [...document.querySelectorAll('button')].find((button) => button.textContent === 'отметить все')?.click();
    await settled();
    expect(calls.write).toHaveBeenCalledWith({
      kind: 'read',
      vacancyId: '7',
      negotiationIds: ['1', '2', '3'],
    });
  });

  it('selects by X and Shift, reads hh’s actions without a side effect, and refuses each with their own letter', async () => {
    await show();
    await press('KeyX');
    expect(text()).toContain('Выбран 1');
    await press('ArrowDown', { shiftKey: true });
    expect(text()).toContain('Выбрано 2');
    expect(calls.readCollections).toHaveBeenCalledExactlyOnceWith('7');
    expect(calls.readPage).toHaveBeenCalledOnce();
    await press('KeyR');
    expect(text()).toContain('Письмо, как его получит: Петрова Инна');
    expect(calls.writeMany).not.toHaveBeenCalled();
    // The rows are below the sheet, so the Tab key cannot reach them until it is closed.
    const list = document.querySelector('#list');
    expect(list?.hasAttribute('inert')).toBe(true);
    await press('Escape', { key: 'Escape' });
    expect([list?.hasAttribute('inert'), focused()]).toEqual([false, 'row:2']);
    await press('KeyR');
    document
      .querySelector('.many-sheet')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await drawn();
    expect(calls.writeMany).toHaveBeenCalledExactlyOnceWith([
      expect.objectContaining({ kind: 'action', negotiationId: '1', actionId: 'discard_by_employer' }),
      expect.objectContaining({ kind: 'action', negotiationId: '2', actionId: 'discard_by_employer' }),
    ]);
    expect(document.querySelector('.many-box')).toBeNull();
    expect(list?.hasAttribute('inert')).toBe(false);
  });

  it('looks for rows selected later from where the reading stopped, and no further than needed', async () => {
    const read = calls.readPage.getMockImplementation();
    calls.readPage.mockImplementation(async (asked) => {
      const answer = await read?.(asked);
      if (!answer?.ok) throw new Error('no page');
      const { value } = answer;
      return { ok: true, value: { ...value, pages: 3, rows: value.rows.slice(asked.page, asked.page + 1) } };
    });
    await show();
    const pages = () => calls.readPage.mock.calls.map(([{ page }]) => page);
    await press('KeyX');
    expect(pages()).toEqual([0]);
    await press('ArrowDown', { shiftKey: true });
    expect(pages()).toEqual([0, 1]);
    await press('ArrowDown', { shiftKey: true });
    expect(pages()).toEqual([0, 1, 2]);
    await press('ArrowUp', { shiftKey: true });
    expect(pages()).toEqual([0, 1, 2]);
  });

  it('selects a whole vacancy by its head; Escape clears the selection and brings the search back', async () => {
    await show();
    await press('KeyX');
    expect(document.querySelectorAll('.item .box')).toHaveLength(3);
    const head = [...document.querySelectorAll('button')].find((one) => one.textContent === 'выбрать все');
    head?.click();
    await drawn();
    expect(text()).toContain('Выбрано 3');
    await press('Escape');
    expect(document.querySelector('.item .box')).toBeNull();
    expect(document.querySelector('[type=search]')).not.toBeNull();
    await press('KeyA');
    expect(text()).toContain('Выбрано 3');
  });

  it('says if hh’s actions could not be read, and can still mark as viewed', async () => {
    calls.readCollections.mockResolvedValue({ ok: false, problem: { name: 'offline' } });
    await show();
    await press('KeyA');
    expect(text()).toContain('Нет интернета');
    await press('KeyE');
    expect(calls.writeMany).toHaveBeenCalledExactlyOnceWith([
      { kind: 'read', vacancyId: '7', negotiationIds: ['1', '2', '3'] },
    ]);
  });

  it('keeps an open form if its row disappears from the store', async () => {
    await show();
    await press('KeyR');
    await show({ inbox: { ...inbox, rows: inbox.rows.slice(1) } });
    expect(document.querySelector('textarea')?.value).toBe('Здравствуйте, Инна!');
  });

  it('offers rows that were not read yet, and reads them', async () => {
    const more = {
      ...inbox,
      readAt: { 7: { unread: known(15), at: now, more: true, nextPage: 1, skipped: 0 } },
    };
    const vacancies = inbox.vacancies.map((vacancy) => ({ ...vacancy, unread: known(15) }));
    await show({ inbox: { ...more, vacancies } });
    await press('End');
    expect(focused()).toBe('more:7');
    await press('Enter');
    expect(calls.readRows).toHaveBeenCalledWith({ vacancyId: '7', more: true });
  });

  it('renders only the rows in view, and can be walked to its end', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => row(at + 1, `Имя ${at}`, at * 1000));
    await show({ inbox: { ...inbox, rows } });
    expect(document.querySelectorAll('.item').length).toBeLessThan(60);
    await press('End');
    expect(focused()).toBe('row:200');
  });

  it.each([
    ['old numbers', -hour],
    ['numbers from before the clock was set back', hour],
  ])('asks hh when it opens on %s, and only then', async (_, age) => {
    await show();
    expect(calls.refresh).not.toHaveBeenCalled();
    render(null, document.body);
    await show({ inbox: { ...inbox, freshAt: now + age } });
    // Marked as automatic: reading of an applicant's pages that hh stopped waits for a click.
    expect(calls.refresh).toHaveBeenCalledExactlyOnceWith(true);
  });
});

describe('without a list', () => {
  it('offers two ways to sign in, and one without a sign-in, if nobody is signed in', async () => {
    await show({ account: { state: 'signed-out', problem: null } });
    await vi.waitFor(() => expect(text()).toContain('Я нанимаю'));
    const press = async (words: string) => {
      [...document.querySelectorAll('button')].find((button) => button.textContent === words)?.click();
      await settled();
    };
    await press('Войти');
    expect(calls.signIn).toHaveBeenLastCalledWith('employer');
    await press('Войти как соискатель');
    expect(calls.signIn).toHaveBeenLastCalledWith('applicant');
    expect(calls.saveSettings).not.toHaveBeenCalled();
    await press('Читать мою страницу «Отклики»');
    expect(calls.saveSettings).toHaveBeenCalledWith({ readPages: true });
  });

  it('tells nothing new from numbers that hh did not send', async () => {
    const gap: Inbox = { ...allRead, vacancies: [{ ...vacancyOf(7, 0), unread }] };
    await show({ inbox: gap });
    expect(text()).toContain('число новых откликов неизвестно');
    expect(text()).toContain('сколько новых, неизвестно — показать');
    for (const tab of ['Ждут', 'Вернуться', 'Чаты']) {
      await click(tab);
      expect(text()).not.toMatch(/Никто не ждёт|Новых откликов нет|Всё просмотрено/);
    }
  });

  it.each<[string, Partial<Inbox>, string]>([
    [
      'vacancies that could not be read',
      { skipped: 2, allVacancies: false },
      'Вакансии прочитать не удалось',
    ],
    [
      'the chats',
      { unreadChats: unread, chatsProblem: { name: 'unreadable-answer' } },
      'число непрочитанных чатов неизвестно',
    ],
    ['chats that are closed', { unreadChats: unknown({ name: 'forbidden' }) }, 'Новых откликов нет'],
  ])('does not say "all read" for %s', async (_, gap, said) => {
    await show({ inbox: { ...allRead, ...gap } });
    expect(text()).toContain(said);
    expect(text()).not.toContain('Всё просмотрено');
    await click('Чаты');
    expect(text().includes('Новых сообщений нет')).toBe(isKnown({ ...allRead, ...gap }.unreadChats, 0));
  });

  it('names chats that hh counts but does not list', async () => {
    await show({ inbox: { ...allRead, unreadChats: known(3) } });
    await click('Чаты');
    expect(text()).toContain('Ещё 3 чата на hh');
    expect(text()).not.toContain('Новых сообщений нет');
  });

  it('shows, if nothing is new, the next check, opened responses that still wait, and the last messages', async () => {
    const silent = (id: number, more: Partial<Negotiation>) =>
      negotiationOf(id, {
        candidate: row(id, `Человек${id} Некто`, 0).candidate,
        vacancy: known({ ...vacancyOf(7, 0), archived: known(false) }),
        hasUpdates: known(false),
        createdAt: known(now - id * hour),
        ...more,
      });
    calls.openedLately.mockResolvedValue([
      silent(40, {}),
      silent(90, {}),
      silent(91, { stage: known({ id: 'discard_by_employer', name: 'Отказано' }) }),
      silent(92, { hasUpdates: known(true) }),
    ]);
    await show({ inbox: { ...allRead, chats: inbox.chats, unreadChats: known(1) } });
    expect(text()).toContain('Следующая проверка через 2 мин');
    const stops = [...document.querySelectorAll<HTMLElement>('[data-stop]')].map((one) => one.dataset.stop);
    expect(stops).toEqual(['row:90', 'row:40', 'chat:51']);
    expect(text()).toContain('просмотрен, ответа нет');
    await press('KeyE');
    expect(calls.write).not.toHaveBeenCalled();
  });

  it('tells nothing new from nothing known yet', async () => {
    await show({ inbox: allRead });
    expect(text()).toContain('Новых откликов нет');
    render(null, document.body);
    await show({ inbox: emptyInbox });
    expect(text()).not.toContain('Новых откликов нет');
  });

  it('says since when there is a problem, and keeps the list usable', async () => {
    await show({ inbox: { ...inbox, problem: { name: 'offline' }, problemSince: now - hour } });
    expect(text()).toContain('список на');
    expect(focused()).toBe('row:1');
  });
});

describe('a user with both roles', () => {
  const applicant = {
    ...emptyApplicant,
    owner: 'me',
    freshAt: now,
    counts: { new: 2, waiting: 0, silent: 0, all: 2, unsure: 0, unclear: 0 },
    total: 2,
  };
  const tabs = () => [...document.querySelectorAll('header [role=tab]')].map((tab) => tab.textContent);

  it('has a tab for each role, with its own count', async () => {
    await show({ applicant });
    await vi.waitFor(() => expect(tabs()).toEqual(['Соискатели 4', 'Мои отклики 2']));
    expect(focused()).toBe('row:1');
    document.querySelector<HTMLElement>('#tab-mine')?.click();
    await vi.waitFor(() => expect(text()).toContain('2 ответа'));
    expect(calls.watchApplicantNegotiations).toHaveBeenCalledTimes(1);
  });

  it('begins with the role that has news', async () => {
    await show({ applicant, inbox: allRead });
    await vi.waitFor(() => expect(text()).toContain('2 ответа'));
  });

  it('has no second tab without the opt-in, and no negotiations are read', async () => {
    await show();
    expect(text()).not.toContain('Мои отклики');
    expect(calls.watchApplicantNegotiations).not.toHaveBeenCalled();
  });
});
