// @vitest-environment happy-dom

import { type ComponentProps, render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { managerOf, noPolicy, vacancyOf } from '../../utils/domain/testing.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { emptyApplicant } from '../../utils/domain/applicant/applicant.ts';
import { defaultSettings, optionsSubjects } from '../../utils/domain/settings.ts';
import { t } from '../../utils/i18n.ts';
import { asId, type ExchangeUrl } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { bareToken, tokenFault } from './account.tsx';
import { wholeNumber } from './fields.tsx';
import { Options } from './options.tsx';

const done = async () => ({ ok: true as const, value: undefined });
const fakeCalls = () => ({
  signIn: vi.fn<Worker['signIn']>(done),
  openOptions: vi.fn<Worker['openOptions']>(async () => {}),
  signOut: vi.fn(done),
  switchAccount: vi.fn(done),
  saveSettings: vi.fn(done),
  saveApplication: vi.fn(done),
  pasteToken: vi.fn<Worker['pasteToken']>(done),
  openTab: vi.fn(async () => {}),
  refresh: vi.fn(done),
  permitPages: vi.fn(async () => true),
  permitNotifications: vi.fn(async () => true),
  returnPages: vi.fn(async () => {}),
  wipe: vi.fn(async () => {}),
  copy: vi.fn<Worker['copy']>(async () => true),
});

let calls: ReturnType<typeof fakeCalls>;
const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
  const input = found && (document.getElementById(found.htmlFor) ?? found.querySelector('input'));
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return input;
};
const type = async (label: string, value: string) => {
  const input = field(label);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.advanceTimersByTimeAsync(500);
  await settled();
};
const click = async (name: string) => {
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent === name);
  if (!button) throw new Error(`no button ${name}`);
  button.click();
  await settled();
};
const text = () => document.body.textContent ?? '';

/** Opens the page at a subject before each test. */
const at = (place: string) => beforeEach(() => show({ place }));

const show = (more: Partial<ComponentProps<typeof Options>> = {}) => {
  const vacancies = Array.from({ length: 12 }, (_, at) => vacancyOf(at, 0));
  render(
    <WorkerProvider worker={fakeWorker(calls)}>
      <Options
        account={{ state: 'signed-out', problem: null }}
        applicant={emptyApplicant}
        mayFetch={false}
        mayNotify="yes"
        settings={{ ...defaultSettings, muted: [asId('99')] }}
        policy={noPolicy}
        vacancies={vacancies}
        stored={{
          vacancies: 1,
          rows: 2,
          chats: 3,
          outbox: 0,
          drafts: 0,
          negotiations: 0,
          events: 0,
          notes: 0,
          kept: [{ until: 'kept_until_wipe', names: ['kept_settings', 'kept_notes'] }],
          bytes: 2048,
        }}
        redirect="https://abc.chromiumapp.org/"
        version="1.0.0"
        report="Otklik 1.0.0"
        place=""
        {...more}
      />
    </WorkerProvider>,
    document.body,
  );
};

beforeEach(async () => {
  vi.useFakeTimers();
  calls = fakeCalls();
  show();
  await settled();
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

describe('a company policy', () => {
  const policy = {
    ...noPolicy,
    application: { clientId: 'ID', clientSecret: 'SECRET' },
    employers: ['1455'],
    settings: { keepDays: 30, marks: false },
  };

  it('fixes settings, which are shown but cannot be changed', () => {
    show({ policy, place: 'data', settings: { ...defaultSettings, keepDays: 30 } });
    expect(field(t('options_keep_label')).disabled).toBe(true);
    expect(text()).toContain(t('options_fixed'));
    show({ policy, place: 'work', settings: { ...defaultSettings, marks: false } });
    expect(field(t('options_marks_on')).disabled).toBe(true);
    expect(field(t('options_undo_label')).disabled).toBe(false);
  });

  it('hides the application that it names, and says who may sign in', () => {
    show({ policy, place: 'application' });
    expect(text()).toContain(t('options_application_fixed'));
    expect(text()).not.toContain(t('options_application_step1'));
    expect(text()).not.toMatch(/SECRET|\bID\b/);
    expect(text()).toContain(t('options_account_only', '1455'));
  });

  it('can name a sign-in service, which is shown, as are values that are ignored', () => {
    const exchangeUrl = asId<ExchangeUrl>('https://login.example.org:8443/otklik/token');
    show({ policy: { ...policy, application: { clientId: 'ID', exchangeUrl } } });
    expect(text()).toContain(t('options_application_service', 'login.example.org:8443'));
    expect(text()).not.toContain(t('options_application_step1'));
    show({ policy: { ...noPolicy, employers: [], ignored: ['signInService', 'allowedEmployers'] } });
    expect(text()).toContain(t('options_policy_ignored', 'signInService, allowedEmployers'));
    expect(text()).toContain(t('options_account_nobody'));
    expect(text()).toContain(t('options_application_step1'));
  });
});

describe('the subjects', () => {
  it('open at the top, because no element has the id in the address', () => {
    for (const place of optionsSubjects) {
      show({ place });
      expect(document.getElementById(place)).toBeNull();
    }
  });

  it('open at the top also after another was scrolled, and keep their position otherwise', () => {
    show({ place: 'counting' });
    const scrolled = vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
    show({ place: 'counting', mayNotify: 'missing' });
    expect(scrolled).not.toHaveBeenCalled();
    show({ place: 'work' });
    expect(scrolled).toHaveBeenCalledExactlyOnceWith(0, 0);
    scrolled.mockRestore();
  });

  const heading = () => document.querySelector('main h2')?.textContent;

  it('are chosen by the address, which may also name a section', () => {
    for (const [place, title] of [
      ['', 'options_account_title'],
      ['nonsense', 'options_account_title'],
      ['data', 'options_data_title'],
      ['application', 'options_account_title'],
      ['constructor', 'options_account_title'],
    ] as const) {
      show({ place });
      expect(heading()).toBe(t(title));
    }
  });

  it('collapse the application for users who are signed in, unless the address names it', () => {
    const account = managerOf();
    show({ account, place: 'account' });
    expect(document.querySelector('#application details')).not.toBeNull();
    show({ account, place: 'application' });
    expect(document.querySelector('#application details')).toBeNull();
  });
});

describe('signing in without an application', () => {
  it('says what is missing and leads to the section that takes it', async () => {
    calls.signIn.mockResolvedValueOnce({ ok: false, problem: { name: 'application-missing' } });
    await click('Войти через hh.ru');
    expect(text()).toContain('нужен ключ приложения');
    expect(calls.openOptions).toHaveBeenCalledExactlyOnceWith('application');
    expect(document.getElementById('application')?.textContent).toContain('Client ID');
  });
});

describe('a number', () => {
  at('counting');

  it('is saved after the debounce, with a confirmation', async () => {
    await type('Интервал, минуты', '15');
    expect(calls.saveSettings.mock.calls).toEqual([[{ intervalMinutes: 15 }]]);
    expect(text()).toContain('Сохранено');
  });

  it.each(['0', '61', 'пять', ''])('that is %j is not saved, and the field says so', async (bad) => {
    await type('Интервал, минуты', bad);
    expect(calls.saveSettings).not.toHaveBeenCalled();
    expect(field('Интервал, минуты').getAttribute('aria-invalid')).toBe('true');
    expect(text()).toContain('от 1 до 60');
  });
});

describe('a number typed while an earlier one is being saved', () => {
  at('counting');

  const label = 'Интервал, минуты';
  const came = async (intervalMinutes: number) => {
    show({ place: 'counting', settings: { ...defaultSettings, intervalMinutes } });
    await settled();
  };

  it('is kept when the earlier one comes back from the store, and is saved', async () => {
    await type(label, '1');
    field(label).value = '15';
    field(label).dispatchEvent(new Event('input', { bubbles: true }));
    await came(1);
    expect(field(label).value).toBe('15');
    await vi.advanceTimersByTimeAsync(500);
    await came(15);
    expect(calls.saveSettings.mock.calls).toEqual([[{ intervalMinutes: 1 }], [{ intervalMinutes: 15 }]]);
    expect(field(label).value).toBe('15');
  });

  it('is saved also if it is the value before the earlier one', async () => {
    await type(label, '15');
    await type(label, String(defaultSettings.intervalMinutes));
    await came(15);
    await came(defaultSettings.intervalMinutes);
    expect(calls.saveSettings).toHaveBeenCalledTimes(2);
    expect(field(label).value).toBe(String(defaultSettings.intervalMinutes));
  });

  it('is replaced by a value set elsewhere', async () => {
    await type(label, '15');
    await came(15);
    await came(20);
    expect(field(label).value).toBe('20');
  });
});

const on = { ...defaultSettings, notify: true };

describe('notifications', () => {
  const shown = (more: Parameters<typeof show>[0]) =>
    show({ place: 'counting', account: managerOf(), ...more });
  const tick = async (label: string) => {
    field(label).click();
    await settled();
  };

  it('are switched on once the browser permits them, and stay off otherwise', async () => {
    shown({});
    expect(text()).not.toContain(t('options_notify_names'));
    calls.permitNotifications.mockResolvedValueOnce(false);
    await tick(t('options_notify_on'));
    expect(calls.saveSettings).not.toHaveBeenCalled();
    expect(text()).toContain(t('options_notify_refused'));
    shown({});
    await tick(t('options_notify_on'));
    expect(calls.saveSettings.mock.calls).toEqual([[{ notify: true }]]);
  });

  it('are those of the user’s role, each with a switch', async () => {
    shown({ settings: on });
    expect(text()).not.toContain(t('options_notify_kind_invited'));
    await tick(t('options_notify_kind_responses'));
    expect(calls.saveSettings.mock.calls).toEqual([[{ unnotified: ['responses'] }]]);
    shown({ settings: { ...on, readPages: true }, account: { state: 'signed-out', problem: null } });
    expect(text()).toContain(t('options_notify_kind_invited'));
    expect(text()).not.toContain(t('options_notify_kind_responses'));
  });

  it('say what to do if the browser shows none', async () => {
    shown({ settings: on, mayNotify: 'missing' });
    expect(text()).toContain(t('options_notify_missing'));
    await click(t('options_notify_again'));
    expect(calls.permitNotifications).toHaveBeenCalledOnce();
    shown({ settings: on, mayNotify: 'blocked' });
    expect(text()).toContain(t('options_notify_blocked'));
  });
});

describe('quiet hours', () => {
  beforeEach(() => {
    // A Saturday.
    vi.setSystemTime(new Date('2026-11-28T12:00'));
    show({ place: 'counting', settings: on });
  });

  it('say when they end, and can be started and ended at once', async () => {
    expect(text()).toContain(t('options_quiet_now', 'пн, 09:00'));
    await click(t('options_quiet_pause'));
    expect(calls.saveSettings.mock.calls).toEqual([[{ pausedUntil: '2026-11-29T09:00' }]]);
    show({ place: 'counting', settings: { ...on, pausedUntil: '2026-11-29T09:00' } });
    await click(t('options_quiet_resume'));
    expect(calls.saveSettings).toHaveBeenLastCalledWith({ pausedUntil: null });
  });

  it('keep at least one working day', async () => {
    await click('сб');
    expect(calls.saveSettings.mock.calls).toEqual([[{ workDays: [1, 2, 3, 4, 5, 6] }]]);
    show({ place: 'counting', settings: { ...defaultSettings, workDays: [3] } });
    await click('ср');
    expect(calls.saveSettings).toHaveBeenCalledOnce();
  });
});

describe('the application', () => {
  it('is saved trimmed, and its secret does not stay on the page', async () => {
    await type('Client ID', ' id ');
    await type('Client Secret', ' secret ');
    await click('Сохранить ключ приложения');
    expect(calls.saveApplication).toHaveBeenCalledWith({ clientId: 'id', clientSecret: 'secret' });
    expect(field('Client Secret').value).toBe('');
  });

  it('needs both fields', async () => {
    await type('Client ID', 'id');
    await click('Сохранить ключ приложения');
    expect(calls.saveApplication).not.toHaveBeenCalled();
    expect(text()).toContain('Введите Client Secret');
  });

  it('hides the secret until the user shows it', async () => {
    expect(field('Client Secret').type).toBe('password');
    await click('Показать');
    expect(field('Client Secret').type).toBe('text');
  });

  it('takes a token without its header name', async () => {
    await type('Токен', 'Bearer ABC');
    await click('Войти с токеном');
    expect(calls.pasteToken).toHaveBeenCalledWith('ABC');
    expect(text()).toContain('Токен принят');
  });

  it('says why hh refused a token, and keeps the token in the field', async () => {
    calls.pasteToken.mockResolvedValueOnce({ ok: false, problem: { name: 'wrong-token-kind' } });
    await type('Токен', 'ABC');
    await click('Войти с токеном');
    expect(field('Токен').value).toBe('ABC');
    expect(document.querySelector('.token .note')).not.toBeNull();
  });
});

describe('marks in hh’s lists', () => {
  at('work');

  it('are on with their cards, and each can be switched off', async () => {
    const [marks, cards] = [field(t('options_marks_on')), field(t('options_cards_on'))];
    expect([marks.checked, cards.checked]).toEqual([true, true]);
    cards.click();
    await settled();
    expect(calls.saveSettings).toHaveBeenLastCalledWith({ cards: false });
    marks.click();
    await settled();
    expect(calls.saveSettings).toHaveBeenLastCalledWith({ marks: false });
  });

  it('have no cards while they are off', () => {
    show({ place: 'work', settings: { ...defaultSettings, marks: false } });
    const cards = field(t('options_cards_on'));
    expect([cards.checked, cards.disabled]).toEqual([false, true]);
  });
});

describe('the list of muted vacancies', () => {
  at('counting');

  it('mutes a vacancy, and unmutes one that is no longer active', async () => {
    field('Вакансия 3').click();
    await settled();
    expect(calls.saveSettings).toHaveBeenLastCalledWith({ muted: ['99', '3'] });
    field('Вакансия 99, сейчас не активна').click();
    await settled();
    expect(calls.saveSettings).toHaveBeenLastCalledWith({ muted: [] });
  });

  it('finds a vacancy among many by words in any order', async () => {
    const search = document.querySelector<HTMLInputElement>('input[type=search]');
    if (search) search.value = '11 вакансия';
    search?.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    expect(document.querySelectorAll('.vacancies li')).toHaveLength(1);
  });
});

it('copies the report by one click, and confirms that', async () => {
  show({ place: 'about' });
  await click('Скопировать отчёт');
  expect(calls.copy).toHaveBeenCalledExactlyOnceWith('Otklik 1.0.0');
  expect(text()).toContain('Скопировано');
});

it('erases everything only after a second click, with the focus on the safe answer', async () => {
  show({ place: 'data' });
  await click('Стереть всё…');
  expect(calls.wipe).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toBe('Не стирать');
  await click('Да, стереть всё');
  expect(calls.wipe).toHaveBeenCalledTimes(1);
  expect(text()).toContain('Всё стёрто');
});

describe('an applicant', () => {
  at('applicant');

  const readPages = { ...defaultSettings, readPages: true };

  it('sees no settings for recruiters only, unless they are a recruiter, too', () => {
    const recruiters = {
      counting: ['options_count', 'options_wait'],
      work: ['options_resumes', 'options_panel', 'options_marks'],
    } as const;
    for (const [place, sections] of Object.entries(recruiters)) {
      const titles = () => [...document.querySelectorAll('h3')].map(({ textContent }) => textContent);
      show({ place, settings: readPages });
      expect(titles()).not.toEqual([]);
      for (const section of sections) expect(titles()).not.toContain(t(section));
      show({ place, settings: readPages, account: managerOf() });
      for (const section of sections) expect(titles()).toContain(t(section));
    }
  });

  it('sees fields with labels of their own also after becoming a recruiter while the page is open', () => {
    for (const _ of ['first draw', 'later draw']) show({ place: 'counting', settings: readPages });
    show({ place: 'counting', settings: readPages, account: managerOf() });
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids).not.toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('opts in to reading the open page without a permission', async () => {
    field('Читать мою страницу «Отклики», когда она открыта').click();
    await settled();
    expect(calls.saveSettings.mock.calls).toEqual([[{ readPages: true }]]);
    expect(calls.permitPages).not.toHaveBeenCalled();
  });

  it('opts in to reading in the background by a permission request in the same click', async () => {
    field('Читать её и в фоне').click();
    expect(calls.permitPages).toHaveBeenCalledOnce();
    await settled();
    expect(calls.saveSettings.mock.calls).toEqual([[{ fetchPages: true, readPages: true }]]);
  });

  it('is told if the browser refused the permission, and the opt-in stays off', async () => {
    calls.permitPages.mockResolvedValueOnce(false);
    field('Читать её и в фоне').click();
    await settled();
    expect(calls.saveSettings).not.toHaveBeenCalled();
    expect(field('Читать её и в фоне').checked).toBe(false);
    expect(text()).toContain('Браузер не дал доступа');
  });

  it('returns the permission by switching off either opt-in', async () => {
    show({ place: 'applicant', settings: { ...readPages, fetchPages: true }, mayFetch: true });
    field('Читать её и в фоне').click();
    await settled();
    expect(calls.returnPages).toHaveBeenCalledOnce();
    expect(calls.saveSettings).toHaveBeenLastCalledWith({ fetchPages: false });
    field('Читать мою страницу «Отклики», когда она открыта').click();
    await settled();
    expect(calls.returnPages).toHaveBeenCalledTimes(2);
    expect(calls.permitPages).not.toHaveBeenCalled();
    expect(calls.saveSettings).toHaveBeenLastCalledWith({ fetchPages: false, readPages: false });
  });

  it('sees the opt-in as off if the permission was withdrawn elsewhere', () => {
    show({ place: 'applicant', settings: { ...readPages, fetchPages: true }, mayFetch: false });
    expect(field('Читать её и в фоне').checked).toBe(false);
  });

  it('sees the state of both sources, and can resume one that stopped', async () => {
    const stopped = { state: 'stopped', problem: { name: 'signed-out' }, at: Date.now() } as const;
    show({
      place: 'applicant',
      settings: readPages,
      applicant: { ...emptyApplicant, api: { state: 'closed', until: Date.now() + 1000 }, pages: stopped },
    });
    expect(text()).toContain('hh его закрыл; проверим снова');
    expect(text()).toContain('Вы вышли с сайта hh');
    await click('Попробовать снова');
    expect(calls.refresh).toHaveBeenCalledTimes(1);
  });
});

describe('a typed number', () => {
  it('must be whole and within its bounds, both included', () => {
    expect(wholeNumber(' 5 ', 'intervalMinutes')).toBe(5);
    expect(wholeNumber('1', 'intervalMinutes')).toBe(1);
    expect(wholeNumber('60', 'intervalMinutes')).toBe(60);
    expect(wholeNumber('0', 'undoSeconds')).toBe(0);
  });

  it.each(['0', '61', '-1', '1.5', '1,5', '2e1', 'пять', '', '٣'])('is not an interval: %j', (text) => {
    expect(wholeNumber(text, 'intervalMinutes')).toBeNull();
  });
});

describe('a pasted token', () => {
  it('may include its header name and surrounding spaces', () => {
    expect(tokenFault('  Bearer APPLABC123 ')).toBeNull();
    expect(bareToken('  Bearer APPLABC123 ')).toBe('APPLABC123');
  });

  it('must be neither empty nor two words', () => {
    expect(tokenFault('  ')).toBe('missing');
    expect(tokenFault('Bearer ')).toBe('missing');
    expect(tokenFault('APPL ABC')).toBe('spaces');
  });
});
