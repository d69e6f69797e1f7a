// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { locks } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Account, accountKey } from '../../utils/domain/account.ts';
import { asId } from '../../utils/ids.ts';
import { accountItem } from '../../utils/storage/items.ts';
import type { Hh } from '../../utils/worker/connection.ts';
import { createExecutors } from '../../utils/worker/executors.ts';
import { createOutbox } from '../../utils/worker/outbox.ts';
import { partly } from '../partly.ts';

const accountOf = (id: string, company: string): Account => ({
  state: 'signed-in',
  kind: 'manager',
  name: 'Орлова Марина',
  employer: { id: asId(company), name: company },
  managerId: asId('5'),
  applicantId: null,
  accountId: asId(id),
  accounts: [
    { id: asId('7'), employer: 'Ромашка' },
    { id: asId('8'), employer: 'Лютик' },
  ],
});
const [before, after] = [accountOf('7', 'Ромашка'), accountOf('8', 'Лютик')];
const line = '«Ромашка» — ещё не отправлено: 1.';
const body = () => document.body.textContent ?? '';

/** A letter is waiting, offline, under the first account; then the second account is chosen. */
async function leaveSomething(): Promise<void> {
  const current = async () => accountKey(await accountItem.getValue());
  const outbox = createOutbox({
    executors: createExecutors(partly<Hh>({})),
    account: current,
    now: Date.now,
    online: () => false,
    changed: () => {},
    arrived: async () => {},
  });
  await accountItem.setValue(before);
  const message = { kind: 'message', chatId: asId<never>('7'), text: 'Здравствуйте' } as const;
  await outbox.submit([
    {
      id: asId('e'),
      request: { ...message, negotiationId: null },
      prepared: { ...message, key: 'k' },
      account: await current(),
      accountName: 'Ромашка',
      label: { action: null, candidate: null, vacancy: null },
      resulting: null,
      wait: 10_000,
    },
  ]);
  await outbox.drain();
  await accountItem.setValue(after);
}

// happy-dom's navigator has no locks.
beforeEach(() => void Object.defineProperty(navigator, 'locks', { value: locks, configurable: true }));
afterEach(() => {
  vi.resetModules();
  history.replaceState(null, '', '/');
});

test.each([
  ['the popup', '', () => import('../../entrypoints/popup/main.tsx')],
  ['the inbox page', '', () => import('../../entrypoints/inbox/main.tsx')],
  ['the page of chats', '?page=chats', () => import('../../entrypoints/inbox/main.tsx')],
])(
  '%s shows what waits under an account that is not in use, and hides it when the account is in use again',
  async (_, query, start) => {
    // Their requests to the worker while they open are not answered.
    Object.assign(fakeBrowser.runtime, { sendMessage: () => new Promise(() => {}) });
    history.replaceState(null, '', `/${query}`);
    document.body.innerHTML = '<div id="app"></div>';
    await leaveSomething();
    await start();
    await vi.waitFor(() => expect(body()).toContain(line));
    await accountItem.setValue(before);
    await vi.waitFor(() => expect(body()).not.toContain(line));
    await vi.dynamicImportSettled();
  },
);
