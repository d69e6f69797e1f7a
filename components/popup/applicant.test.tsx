// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { pageStoreOf } from '../../tests/stored.ts';
import {
  type Applicant,
  type ApplicantNegotiations,
  emptyApplicant,
} from '../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import { headOf, negotiationOf } from '../../utils/domain/applicant/testing.ts';
import { defaultSettings } from '../../utils/domain/settings.ts';
import { asId, type ChatId } from '../../utils/ids.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { PageContexts } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { ApplicantView } from './applicant.lazy.tsx';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);
const aged = (id: number, days: number, more: Partial<ApplicantNegotiation> = {}) =>
  negotiationOf(id, { createdAt: now - days * day, updatedAt: now - days * day, ...more });
const named = (id: number, name: string): ApplicantNegotiation['vacancy'] => ({
  id: asId(id),
  name,
  area: 'Москва',
  url: null,
  archived: false,
});

const negotiations: ApplicantNegotiation[] = [
  aged(1, 0, {
    vacancy: named(1, 'Пекарь'),
    stage: { id: 'invitation', name: '' },
    fresh: true,
    chatId: asId<ChatId>('51'),
  }),
  aged(2, 2, { vacancy: named(2, 'Слесарь') }),
  aged(3, 20, { vacancy: named(3, 'Швея'), viewed: true }),
  aged(4, 30, { vacancy: null, stage: { id: 'discard', name: '' } }),
];
const closed: Applicant = {
  ...emptyApplicant,
  ...headOf(negotiations, 7, now),
  owner: 'me',
  api: { state: 'closed', until: now + day },
  pages: { state: 'on', at: now - 60_000 },
  freshAt: now - 60_000,
  total: 4,
};
const settings = { ...defaultSettings, readPages: true };

const done = async () => ({ ok: true as const, value: undefined });
const fakeCalls = (held: ApplicantNegotiations | null) => ({
  refresh: vi.fn(done),
  readAll: vi.fn(done),
  signIn: vi.fn(done),
  saveSettings: vi.fn(done),
  openOptions: vi.fn(async () => {}),
  openTab: vi.fn(async () => {}),
  openInbox: vi.fn(async () => {}),
  undo: vi.fn(async () => true),
  stop: vi.fn(async () => {}),
  retry: vi.fn(async () => {}),
  dismiss: vi.fn(async () => {}),
  flush: vi.fn(async () => {}),
  watchApplicantNegotiations: vi.fn((changed: (negotiations: ApplicantNegotiations) => void) => {
    if (held) changed(held);
    return () => {};
  }),
});

let calls: ReturnType<typeof fakeCalls>;
const show = async (more: Partial<PageStore> = {}) => {
  render(
    <WorkerProvider worker={fakeWorker({ ...calls, store: calls })}>
      <PageContexts store={pageStoreOf({ applicant: closed, settings, ...more })}>
        <ApplicantView />
      </PageContexts>
    </WorkerProvider>,
    document.body,
  );
  await settled();
};
const press = async (code: string) => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }));
  await settled();
};
const click = async (name: string) => {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent === name);
  if (!button) throw new Error(`no button ${name}`);
  button.click();
  await settled();
};
const names = () => [...document.querySelectorAll('.item .name')].map((each) => each.textContent);
const text = () => document.body.textContent ?? '';

beforeEach(() => {
  vi.useFakeTimers({ now });
  calls = fakeCalls({ owner: 'me', negotiations });
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

describe('the list', () => {
  it('is rendered from the head alone, before the negotiations are read', async () => {
    calls = fakeCalls(null);
    await show();
    expect(names()).toEqual(['Пекарь', 'Слесарь', 'Швея']);
    expect(text()).toContain('1 ответ');
  });

  it('shows four lists by the keys 1 to 4, each in its order', async () => {
    await show();
    await press('Digit2');
    expect(names()).toEqual(['Слесарь']);
    await press('Digit3');
    expect(names()).toEqual(['Швея']);
    await press('Digit4');
    expect(names()).toEqual(['Пекарь', 'Слесарь', 'Швея', 'Вакансия не названа']);
    await press('Digit1');
    expect(names()).toHaveLength(3);
  });

  it('never shows negotiations of another person', async () => {
    calls = fakeCalls({ owner: 'another', negotiations: [aged(9, 1, { vacancy: named(9, 'Чужая') })] });
    await show();
    await press('Digit4');
    expect(text()).not.toContain('Чужая');
  });

  it('renders only the rows in view, and can be walked to its end', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => aged(at + 1, at / 100));
    calls = fakeCalls({ owner: 'me', negotiations: many });
    await show({ applicant: { ...closed, ...headOf(many, 7, now) } });
    await press('Digit4');
    expect(document.querySelectorAll('.item').length).toBeLessThan(60);
    await press('End');
    expect(document.querySelector('.item.on')).toBe([...document.querySelectorAll('.item')].at(-1));
  }, 30_000);

  it('can be searched by vacancy and employer, with е for ё', async () => {
    await show();
    await press('Slash');
    const field = document.querySelector('input');
    if (field) field.value = 'ромашка слес';
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    expect(names()).toEqual(['Слесарь']);
  });
});

describe('a part of the list', () => {
  const part: Applicant = { ...closed, total: 104 };

  it('is announced above the list, and makes each number an "at least"', async () => {
    await show({ applicant: part });
    expect(document.querySelector('.part')?.textContent).toContain('Загружено 4 из 104');
    expect([...document.querySelectorAll('[role=tab]')].map((tab) => tab.textContent?.trim())).toEqual([
      expect.stringMatching(/1\+$/),
      expect.stringMatching(/1\+$/),
      expect.stringMatching(/1\+$/),
      expect.stringMatching(/4\+$/),
      'Вернуться',
    ]);
    expect(document.querySelector('h1')?.textContent).toBe('Не меньше 1 ответа');
  });

  it('claims neither that all is read nor that nobody is silent', async () => {
    calls = fakeCalls({ owner: 'me', negotiations: [] });
    await show({ applicant: { ...part, ...headOf([], 7, now) } });
    expect(document.querySelector('h1')?.textContent).toBe('Есть ли новые ответы, пока неизвестно');
    for (const key of ['Digit1', 'Digit2', 'Digit3', 'Digit4']) {
      await press(key);
      expect(text()).toContain('Среди загруженных таких нет');
      expect(text()).not.toMatch(/Новых ответов нет|Никто|Откликов пока нет|Новых ответов нет/);
    }
  });

  it('can be read on by a click: here if the API is open, otherwise on hh’s next page', async () => {
    await show({ applicant: { ...part, counts: { ...part.counts, all: 47 } } });
    await click('дочитать на hh');
    expect(calls.openTab).toHaveBeenCalledWith('https://hh.ru/applicant/negotiations?page=2');
    expect(calls.readAll).not.toHaveBeenCalled();
    await show({ applicant: { ...part, api: { state: 'on', at: now } } });
    await click('загрузить весь список');
    expect(calls.readAll).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('names only the number read if hh does not tell the total', async () => {
    await show({ applicant: { ...part, total: null } });
    expect(document.querySelector('.part')?.textContent).toContain('Загружено 4, сколько всего — неизвестно');
    await show({ applicant: { ...part, total: null, whole: true } });
    expect(document.querySelector('.part')).toBeNull();
  });

  it('says for how many hh did not tell whether the answer is new', async () => {
    await show({ applicant: { ...closed, counts: { ...closed.counts, new: 0, unsure: 2 } } });
    expect(document.querySelector('.part')?.textContent).toContain('не удалось узнать для 2 откликов');
    expect(document.querySelector('h1')?.textContent).toBe('Есть ли новые ответы, пока неизвестно');
  });
});

describe('the next step', () => {
  it('without the API is a page of hh, and says what opening it does', async () => {
    await show();
    expect(text()).toContain('сообщения станут прочитанными');
    await press('Enter');
    expect(calls.openTab).toHaveBeenLastCalledWith('https://hh.ru/chat/51');
    await press('KeyV');
    expect(calls.openTab).toHaveBeenLastCalledWith('https://hh.ru/vacancy/1');
    await press('KeyJ');
    await press('Enter');
    expect(calls.openTab).toHaveBeenLastCalledWith('https://hh.ru/applicant/negotiations');
    expect(calls.openInbox).not.toHaveBeenCalled();
  });

  it('with the API is the conversation on our own page', async () => {
    await show({ applicant: { ...closed, api: { state: 'on', at: now } } });
    await click('Ответить↵');
    expect(calls.openInbox).toHaveBeenCalledWith('page=applicant&negotiation=1');
  });

  it('says why no message can be written', async () => {
    const off = aged(1, 0, { fresh: true, messaging: 'disabled_by_employer', chatId: asId<ChatId>('5') });
    calls = fakeCalls({ owner: 'me', negotiations: [off] });
    await show();
    expect(document.querySelector('.effect')?.textContent).toMatch(/.+Чат откроется/);
    expect(text()).not.toContain('Ответить');
  });
});

describe('the sources', () => {
  it('show a closed API as a note, not as an error', async () => {
    await show({ applicant: { ...closed, problem: { name: 'api-closed' } } });
    expect(document.querySelector('.way')?.textContent).toContain('hh закрыл API для соискателей.');
    expect(document.querySelector('.note')).toBeNull();
  });

  it('explain the opt-in before anything was read, and read nothing without it', async () => {
    const nothing = { ...emptyApplicant, api: closed.api };
    await show({ applicant: nothing, settings: defaultSettings });
    expect(text()).toContain('Запросов к hh для этого нет');
    expect(calls.saveSettings).not.toHaveBeenCalled();
    await click('Читать мою страницу «Отклики»');
    expect(calls.saveSettings).toHaveBeenCalledWith({ readPages: true });
    await show({ applicant: nothing });
    await click('Открыть «Отклики» на hh');
    expect(calls.openTab).toHaveBeenCalledWith('https://hh.ru/applicant/negotiations');
  });

  it('say why reading the pages stopped, keep the list, and go on only by a click', async () => {
    const stopped = { state: 'stopped', problem: { name: 'captcha' }, at: now - day } as const;
    await show({
      applicant: { ...closed, pages: stopped, problem: { name: 'captcha' }, freshAt: now - day },
      settings: { ...settings, fetchPages: true },
    });
    expect(document.querySelectorAll('.note')).toHaveLength(1);
    expect(text()).toContain('не робот');
    expect(names()).toHaveLength(3);
    expect(calls.refresh).not.toHaveBeenCalled();
    await click('Попробовать снова');
    expect(calls.refresh).toHaveBeenCalledExactlyOnceWith(false);
    await click('Открыть hh');
    expect(calls.openTab).toHaveBeenCalledWith('https://hh.ru/applicant/negotiations');
  });

  it('send no request if only the user’s own visit brings news', async () => {
    await show({ applicant: { ...closed, freshAt: now - 9 * day } });
    expect(calls.refresh).not.toHaveBeenCalled();
    document.querySelector<HTMLElement>('[aria-label="Открыть «Отклики» на hh"]')?.click();
    expect(calls.openTab).toHaveBeenCalledWith('https://hh.ru/applicant/negotiations');
  });

  it('offer the sign-in again once the access was revoked', async () => {
    await show({ account: { state: 'signed-out', problem: { name: 'access-revoked' } } });
    await click('Войти');
    expect(calls.signIn).toHaveBeenCalled();
  });
});

it('says of an empty list what will appear in it', async () => {
  calls = fakeCalls({ owner: 'me', negotiations: [] });
  await show({ applicant: { ...closed, ...headOf([], 7, now), total: 0 } });
  expect(text()).toContain('Новых ответов нет');
  await press('Digit3');
  expect(text()).toContain('7 дней и дольше');
});
