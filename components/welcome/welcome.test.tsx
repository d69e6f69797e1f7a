// @vitest-environment happy-dom

import { type ComponentProps, render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { emptyApplicant } from '../../utils/domain/applicant/applicant.ts';
import { defaultSettings } from '../../utils/domain/settings.ts';
import { managerOf } from '../../utils/domain/testing.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { Welcome } from './welcome.tsx';

const done = async () => ({ ok: true as const, value: undefined });
const fakeCalls = () => ({
  signIn: vi.fn<Worker['signIn']>(done),
  saveSettings: vi.fn<Worker['saveSettings']>(done),
  saveApplication: vi.fn<Worker['saveApplication']>(done),
  openInbox: vi.fn<Worker['openInbox']>(async () => {}),
  openTab: vi.fn<Worker['openTab']>(async () => {}),
  copy: vi.fn<Worker['copy']>(async () => true),
});
let calls: ReturnType<typeof fakeCalls>;
const redirect = 'https://abc.chromiumapp.org/';

const show = (more: Partial<ComponentProps<typeof Welcome>> = {}) =>
  render(
    <WorkerProvider worker={fakeWorker(calls)}>
      <Welcome
        account={{ state: 'signed-out', problem: null }}
        applicant={emptyApplicant}
        settings={defaultSettings}
        hasApplication={false}
        redirect={redirect}
        {...more}
      />
    </WorkerProvider>,
    document.body,
  );
const text = () => document.body.textContent ?? '';
const click = async (name: string) => {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent === name);
  if (!button) throw new Error(`no button ${name}`);
  button.click();
  await settled();
};
const choose = async (role: 'recruiter' | 'applicant') => {
  document.querySelectorAll<HTMLInputElement>('input[name=role]')[role === 'recruiter' ? 0 : 1]?.click();
  await settled();
};
const type = async (selector: string, words: string) => {
  const field = document.querySelector<HTMLInputElement>(selector);
  if (!field) throw new Error(`no field ${selector}`);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
};
const ticked = () => document.querySelectorAll('.step.done').length;

beforeEach(() => {
  vi.useFakeTimers();
  calls = fakeCalls();
  show();
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

describe('a recruiter', () => {
  it('can copy a letter to the administrator with the redirect address of this browser', async () => {
    await click('Попросить администратора');
    expect(text()).toContain(redirect);
    await click('Скопировать');
    expect(calls.copy.mock.calls[0]?.[0]).toContain(redirect);
    expect(text()).toContain('Скопировано');
    calls.copy.mockResolvedValueOnce(false);
    await click('Скопировано');
    expect(text()).not.toContain('Скопировано');
  });

  it('is led to an own application step by step, and signs in with it at once', async () => {
    await click('Своё приложение');
    expect(document.querySelectorAll('input:not([type=radio])')).toHaveLength(0);
    await click('Приложение есть');
    expect(document.querySelector<HTMLInputElement>('input[readonly]')?.value).toBe(redirect);
    expect(document.activeElement?.hasAttribute('readonly')).toBe(true);
    await click('Скопировать');
    expect(ticked()).toBe(2);
    await click('Проверить и войти');
    expect(text()).toContain('Введите Client ID');
    expect(calls.saveApplication).not.toHaveBeenCalled();
    await type('input[autocomplete]:not([type=password])', 'id');
    await type('input[type=password]', 'secret');
    calls.signIn.mockResolvedValueOnce({ ok: false, problem: { name: 'application-unknown' } });
    await click('Проверить и войти');
    expect(calls.saveApplication.mock.calls).toEqual([[{ clientId: 'id', clientSecret: 'secret' }]]);
    expect(calls.signIn).toHaveBeenCalledExactlyOnceWith('employer');
    expect(text()).toContain('проверьте его ID и секрет');
  });

  it('can look around in a sample first', () => {
    expect(document.querySelector('a[href$="#sample"]')?.textContent).toBe('Посмотреть на примере');
  });

  it('only has to sign in if the company has set the application', async () => {
    show({ hasApplication: true });
    expect(ticked()).toBe(1);
    expect(text()).not.toContain('Попросить администратора');
    await click('Войти через hh.ru');
    expect(calls.signIn).toHaveBeenCalledExactlyOnceWith('employer');
  });

  it('learns why a sign-in failed, and gets the form for what is missing', async () => {
    calls.signIn.mockResolvedValueOnce({ ok: false, problem: { name: 'application-missing' } });
    await click('Войти через hh.ru');
    expect(text()).toContain('нужен ключ приложения');
    expect(text()).toContain('Создайте приложение на dev.hh.ru');
  });

  it('sees whose account it is once signed in, and goes on to the responses', async () => {
    show({ account: managerOf({ name: 'Орлова Марина' }) });
    expect(ticked()).toBe(2);
    expect(text()).toContain('Орлова Марина');
    await click('Открыть отклики');
    expect(calls.openInbox).toHaveBeenCalledTimes(1);
  });
});

describe('an applicant', () => {
  const settings = { ...defaultSettings, readPages: true };

  it('reads what it means, then allows the reading and opens the list by one button', async () => {
    await choose('applicant');
    expect(text()).toContain('Запросов к hh для этого нет');
    await click('Читать мою страницу «Отклики»');
    expect(calls.saveSettings.mock.calls).toEqual([[{ readPages: true }]]);
    expect(calls.openTab.mock.calls).toEqual([['https://hh.ru/applicant/negotiations']]);
  });

  it('stays and sees a problem if the setting could not be saved', async () => {
    calls.saveSettings.mockResolvedValueOnce({ ok: false, problem: { name: 'storage-full' } });
    await choose('applicant');
    await click('Читать мою страницу «Отклики»');
    expect(calls.openTab).not.toHaveBeenCalled();
    expect(document.querySelector('.strip')).not.toBeNull();
  });

  it('finds the applicant’s half chosen, and sees what was read', () => {
    const counts = { ...emptyApplicant.counts, all: 12, new: 2 };
    show({ settings, applicant: { ...emptyApplicant, freshAt: 1, counts } });
    expect(ticked()).toBe(2);
    expect(text()).toContain('12 откликов, 2 ответа');
  });

  it('is told "at least" if some answers could not be read', () => {
    const counts = { ...emptyApplicant.counts, all: 12, new: 2, unsure: 1 };
    show({ settings, applicant: { ...emptyApplicant, freshAt: 1, counts } });
    expect(text()).toContain('12 откликов, не меньше 2 ответов');
  });

  it('can still switch to the other role', async () => {
    show({ settings });
    await choose('recruiter');
    expect(text()).toContain('Подключите компанию');
  });
});
