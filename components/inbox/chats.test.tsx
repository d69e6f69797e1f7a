// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pageStoreOf } from '../../tests/stored.ts';
import type { ChatRow } from '../../utils/domain/negotiation.ts';
import { chatOf, emptyInbox, vacancyOf } from '../../utils/domain/testing.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { PageContexts } from '../contexts.tsx';
import { fakeCalls, now, settled, workerOf } from '../negotiation/testing.ts';
import { WorkerProvider } from '../worker.ts';
import { ChatsView } from './chats.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../testing.ts')).browser }));
vi.useFakeTimers();
vi.setSystemTime(now);

const chat = (id: number): ChatRow =>
  chatOf(id, {
    title: known(`Человек ${id}`),
    vacancyId: known(id % 2 ? asId<VacancyId>(5) : null),
    blockReason: known(id === 3 ? 'UNTRUSTED_EMPLOYER' : null),
    last: known({ id: asId(1), text: known('<b>Здравствуйте</b>'), mine: known(false), at: known(now) }),
  });

let root: HTMLElement;
let calls: ReturnType<typeof fakeCalls>;
let pages: number;
let onPage: number;

beforeEach(async () => {
  root = document.body.appendChild(document.createElement('div'));
  calls = fakeCalls();
  pages = 3;
  onPage = 20;
  calls.readChats.mockImplementation(async ({ page }) => ({
    ok: true,
    value: {
      items: Array.from({ length: onPage }, (_, index) => chat(page * 19 + index)),
      found: known(58),
      more: page < pages - 1,
      skipped: 0,
    },
  }));
  const inbox = { ...emptyInbox, vacancies: [vacancyOf(5, 0, 'Бухгалтер')] };
  render(
    <WorkerProvider worker={workerOf(calls)}>
      <PageContexts store={pageStoreOf({ inbox })}>
        <ChatsView now={now} asked={0} />
      </PageContexts>
    </WorkerProvider>,
    root,
  );
  await settled();
});
afterEach(() => {
  render(null, root);
  document.body.innerHTML = '';
});

/** The visible rows; each says how many there are in all. */
const rows = () => [...root.querySelectorAll<HTMLElement>('.resp .pick')];
const count = () => Number(root.querySelector('.resp')?.getAttribute('aria-setsize'));
const button = (words: string) =>
  [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(words));

it('shows unread chats first, each once although pages overlap', async () => {
  expect(calls.readChats).toHaveBeenLastCalledWith({ unread: true, vacancyId: null, page: 0 });
  expect(count()).toBe(20);
  button('Показать ещё')?.click();
  await settled();
  expect(count()).toBe(39);
  expect(rows()[0]?.textContent).toContain('<b>Здравствуйте</b>');
});

it('filters by vacancy, and starts at the first page again', async () => {
  button('Показать ещё')?.click();
  await settled();
  const select = root.querySelector('select');
  if (!select) throw new Error('no select');
  select.value = '5';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
  expect(calls.readChats).toHaveBeenLastCalledWith({ unread: true, vacancyId: '5', page: 0 });
});

it('marks nothing as read on opening a chat, only by the button', async () => {
  rows()[1]?.click();
  await settled();
  expect(calls.readConversation).toHaveBeenCalledWith({ chatId: '1' });
  expect(calls.write).not.toHaveBeenCalled();
  button('Отметить прочитанным')?.click();
  await settled();
  expect(calls.write).toHaveBeenCalledWith({
    kind: 'read-chat',
    chatId: '7',
    messageId: '3',
    negotiationId: null,
  });
});

it('closes the open chat on Escape', async () => {
  rows()[1]?.click();
  await settled();
  expect(root.querySelector('.neg')).not.toBeNull();
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { code: 'Escape', bubbles: true, cancelable: true }),
  );
  await settled();
  expect(root.querySelector('.neg')).toBeNull();
});

it('reads no chat that the keys only pass', async () => {
  rows()[1]?.click();
  await settled();
  for (let step = 0; step < 3; step++) {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { code: 'KeyJ', bubbles: true, cancelable: true }),
    );
    await settled();
  }
  expect(root.querySelector('.neg')?.getAttribute('aria-label')).toBe('Человек 4');
  expect(calls.readConversation).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(300);
  expect(calls.readConversation).toHaveBeenCalledTimes(2);
  expect(calls.readConversation).toHaveBeenLastCalledWith({ chatId: '4' });
});

it('stops at the thousandth chat, and says so', async () => {
  pages = 60;
  onPage = 1;
  for (let page = 1; page < 50; page++) {
    button('Показать ещё')?.click();
    await settled();
  }
  expect(calls.readChats).toHaveBeenLastCalledWith({ unread: true, vacancyId: null, page: 49 });
  expect(button('Показать ещё')).toBeUndefined();
  expect(root.textContent).toContain('не больше 1 000 чатов');
});
