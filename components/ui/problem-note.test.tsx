// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, test, vi } from 'vitest';
import type { ProblemName, Result } from '../../utils/problem.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { Losses, type StepCalls, signIn, takeStep } from './problem-note.tsx';

test('names what was discarded, and can be closed', () => {
  const close = vi.fn();
  render(<Losses names={['kept_settings', 'kept_drafts']} onClose={close} />, document.body);
  const notice = document.querySelector('[role=alert]');
  expect(notice?.textContent).toContain('Часть сохранённого не удалось прочитать');
  expect([...(notice?.querySelectorAll('li') ?? [])].map((line) => line.textContent)).toEqual([
    'Настройки',
    'Черновики: не больше 200, по каждому аккаунту отдельно',
  ]);
  document.querySelector('button')?.click();
  expect(close).toHaveBeenCalledOnce();
});

const fake = (answer: Result<void> = { ok: true, value: undefined }) => ({
  refresh: vi.fn<StepCalls['refresh']>(),
  signIn: vi.fn<StepCalls['signIn']>(async () => answer),
  openOptions: vi.fn<StepCalls['openOptions']>(),
  openTab: vi.fn<StepCalls['openTab']>(),
});
const refused = (name: ProblemName): Result<void> => ({ ok: false, problem: { name } });

describe('signing in', () => {
  test.each(['application-missing', 'application-unknown', 'application-redirect'] as const)(
    'opens the section for the application and gives the problem to the caller: %s',
    async (name) => {
      const calls = fake(refused(name));
      expect(await signIn(calls, 'employer')).toEqual(refused(name));
      expect(calls.openOptions).toHaveBeenCalledExactlyOnceWith('application');
    },
  );

  test('opens nothing after a sign-in that succeeded or was cancelled', async () => {
    for (const calls of [fake(refused('sign-in-cancelled')), fake()]) {
      await signIn(calls);
      expect(calls.openOptions).not.toHaveBeenCalled();
    }
  });
});

describe('the next step of a problem', () => {
  test('signs in with the role of the surface, or leads to what is missing', async () => {
    const calls = fake(refused('application-missing'));
    takeStep({ name: 'access-revoked' }, 'https://hh.ru/', calls, 'applicant');
    expect(calls.signIn).toHaveBeenCalledExactlyOnceWith('applicant');
    await vi.waitFor(() => expect(calls.openOptions).toHaveBeenCalledExactlyOnceWith('application'));
  });

  test.each([
    ['application-missing', 'application'],
    ['account-blocked', 'account'],
    ['not-a-recruiter', 'account'],
    ['storage-full', 'data'],
  ] as const)('leads for %s to the section %s of the options', (name, section) => {
    const calls = fake();
    takeStep({ name }, 'https://hh.ru/', calls);
    expect(calls.openOptions).toHaveBeenCalledExactlyOnceWith(section);
  });

  test('opens the page that hh named, otherwise the page that the problem concerns', () => {
    const calls = fake();
    takeStep({ name: 'captcha', url: 'https://hh.ru/account/captcha' }, 'https://hh.ru/', calls);
    takeStep({ name: 'view-limit' }, 'https://hh.ru/', calls);
    takeStep({ name: 'api-closed' }, 'https://hh.ru/', calls);
    expect(calls.openTab.mock.calls).toEqual([['https://hh.ru/account/captcha'], ['https://hh.ru/']]);
    expect(calls.refresh).toHaveBeenCalledOnce();
  });
});
