// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../utils/domain/account.ts';
import type { MailTemplate, Statistics } from '../../utils/domain/company.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { emptyInbox, entryOf, managerOf, rowOf, vacancyOf } from '../../utils/domain/testing.ts';
import { type Drafts, draftKey } from '../../utils/domain/texts.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { mailTemplateChange } from '../../utils/hh/employer.ts';
import { asId, type ManagerId } from '../../utils/ids.ts';
import { known, unread } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Problem } from '../../utils/problem.ts';
import { OutboxContext } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { CompanyPage } from './page.tsx';
import { CompanySummary } from './summary.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../testing.ts')).browser }));
vi.useFakeTimers();

const hour = 3_600_000;
const now = 100 * 24 * hour;
const statistics: Statistics = {
  received: known(20),
  viewed: known(97),
  replied: known(81),
  replyDays: known(1.4),
  politeness: known({
    index: 84,
    change: known(2),
    hint: known('Отвечайте чаще'),
    description: known(null),
    article: known('https://hh.ru/article/23734'),
  }),
};
const template: MailTemplate = {
  id: 'invite_mail',
  name: known('Приглашение'),
  kind: known('mail'),
  text: known('Здравствуйте, [Name]'),
  editable: known(true),
  own: known(false),
  variables: [{ id: 'Name', name: 'Имя соискателя' }],
};
const account: Account = managerOf({ managerId: asId<ManagerId>(1), accountId: asId(10) });
const ok = <T,>(value: T) => ({ ok: true, value }) as const;
const refused = (problem: Problem) => ({ ok: false, problem }) as const;
const page = <T,>(items: T[], more = false) => ok({ items, skipped: 0, found: known(items.length), more });

type Fakes<T> = {
  [K in keyof T]: T[K] extends (...of: never[]) => unknown ? ReturnType<typeof vi.fn<T[K]>> : never;
};
const fine = (): Fakes<Worker['company'] & Pick<Worker, 'switchAccount'>> => ({
  readStatistics: vi.fn(async () => ok(statistics)),
  readOwnStatistics: vi.fn(async () => ok({ ...statistics, politeness: known(null) })),
  readDays: vi.fn(async () =>
    ok([
      { at: known(0), views: known(36), responses: known(1) },
      { at: known(86_400_000), views: known(null), responses: known(null) },
    ]),
  ),
  readFacts: vi.fn(async () =>
    ok({
      publishedAt: known(0),
      expiresAt: known(null),
      test: known(true),
      letterRequired: known(false),
      silent: known(false),
      closed: known(false),
      address: known(null),
    }),
  ),
  readVisitors: vi.fn(async () => page([])),
  readMailTemplates: vi.fn(async () => ok({ items: [template], skipped: 0 })),
  changeMailTemplate: vi.fn(async () => ok(asId<Entry['id']>('e-template'))),
  readManagers: vi.fn(async () =>
    page([
      {
        id: asId<ManagerId>(7),
        name: known('Белов Глеб'),
        position: known('Рекрутер'),
        email: known('b@example.com'),
        phone: known(null),
        area: known(null),
        main: known(false),
        vacancies: known(3),
      },
    ]),
  ),
  readManager: vi.fn(async () =>
    ok({
      id: asId<ManagerId>(7),
      name: known('Белов Глеб'),
      position: known(null),
      email: known(null),
      phone: known(null),
      area: known(null),
      main: known(false),
      vacancies: known(3),
      type: known('Менеджер'),
      permissions: known({ items: [known('Создание вакансий')], skipped: 0 }),
    }),
  ),
  readRights: vi.fn(async () =>
    ok({
      viewsLeft: 12,
      viewsLimit: 50,
      access: known({ items: [{ name: known('Резюме из базы'), open: false }], skipped: 0 }),
      services: known({ items: [], skipped: 0 }),
      sms: true,
      currency: known(null),
      languages: known({ items: [], skipped: 0 }),
    }),
  ),
  readAccounts: vi.fn(async () =>
    ok({
      items: [
        { id: asId<never>(10), employer: 'Ромашка' },
        { id: asId<never>(11), employer: 'Лютик' },
      ],
      skipped: 0,
      currentId: asId<never>(10),
    }),
  ),
  readAddresses: vi.fn(async () => page([{ id: asId<never>(15), text: 'Москва, улица Годовикова' }])),
  readAddress: vi.fn(async () =>
    ok({
      id: asId<never>(15),
      text: '',
      description: known('Пропуск на входе'),
      metro: known(['Алексеевская']),
    }),
  ),
  switchAccount: vi.fn(async () => ok(undefined)),
});

let root: HTMLElement;
let calls: ReturnType<typeof fine>;
const show = vi.fn();
const open = vi.fn();
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  calls = fine();
  show.mockReset();
  open.mockReset();
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const vacancy = vacancyOf(1, 1, 'Бухгалтер');
const late = rowOf(5, { createdAt: known(now - 30 * hour) });
const inbox: Inbox = {
  ...emptyInbox,
  allVacancies: true,
  vacancies: [vacancy],
  rows: [rowOf(4, { createdAt: known(now - hour) }), late],
};
const saveDraft = vi.fn(async (_: { key: string; text: string }) => {});
async function draw(wide: boolean, entries: Entry[] = [], store: Inbox = inbox, drafts: Drafts = {}) {
  render(
    <WorkerProvider worker={fakeWorker({ company: calls, switchAccount: calls.switchAccount, saveDraft })}>
      {wide ? (
        <OutboxContext.Provider value={{ entries, drafts }}>
          <CompanyPage close={() => {}} show={show} account={account} inbox={store} now={now} />
        </OutboxContext.Provider>
      ) : (
        <CompanySummary />
      )}
    </WorkerProvider>,
    root,
  );
  await settled();
}
const text = () => (root.textContent ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
async function openPart(title: string) {
  const part = [...root.querySelectorAll('details')].findLast((one) =>
    one.querySelector('summary')?.textContent?.includes(title),
  );
  if (!part) throw new Error(`no ${title}`);
  part.open = true;
  part.dispatchEvent(new Event('toggle'));
  await settled();
  return part;
}
const click = async (words: string) => {
  const found = [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(words));
  if (!found) throw new Error(`no ${words} in ${text()}`);
  found.click();
  await settled();
};

describe('the summary', () => {
  it('says how polite the company is, and reads only what that needs', async () => {
    await draw(false);
    expect(text()).toBe('Вежливость 84 +2');
    expect(calls.readOwnStatistics).not.toHaveBeenCalled();
  });

  it('says why if there are no numbers', async () => {
    calls.readStatistics.mockResolvedValue(refused({ name: 'forbidden' }));
    await draw(false);
    expect(text()).toContain('неизвестно');
    expect(text()).not.toContain('—');
    expect(root.querySelector('[title]')?.getAttribute('title')).toBeTruthy();
  });
});

describe('the page', () => {
  it('shows numbers as charts and in words, and reads no part before it is opened', async () => {
    await draw(true);
    expect(text()).toContain('Ромашка');
    expect(text()).toContain('Отвечайте чаще');
    const bars = [...root.querySelectorAll('.chart-bars li')].map((bar) => bar.getAttribute('title') ?? '');
    expect(bars.some((words) => words.endsWith(': 36'))).toBe(true);
    expect(bars.every((words) => /^\S+[\s\u00a0]\S+: \S+$/.test(words))).toBe(true);
    expect(text()).toContain('с тестом');
    for (const name of [
      'readMailTemplates',
      'readManagers',
      'readRights',
      'readAccounts',
      'readAddresses',
      'readVisitors',
    ] as const)
      expect(calls[name], name).not.toHaveBeenCalled();
  });

  it('opens the negotiation that has waited longest', async () => {
    await draw(true);
    root.querySelector<HTMLElement>('.waiting-row')?.click();
    expect(show).toHaveBeenCalledWith({ vacancyId: late.vacancyId, negotiationId: late.id });
  });

  it('changes a template for all only after a warning, and only with variables that hh knows', async () => {
    await draw(true);
    await openPart('Шаблоны писем');
    await openPart('Приглашение');
    await click('Изменить для всей компании');
    expect(text()).toContain('изменится у всех менеджеров');
    const field = root.querySelector('textarea');
    if (!field) throw new Error('no field');
    const write = async (value: string) => {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
      root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      await settled();
    };
    await write('Здравствуйте, [Nmae]');
    expect(text()).toContain('hh не знает [Nmae]');
    expect(calls.changeMailTemplate).not.toHaveBeenCalled();
    await write('Добрый день, [Name]');
    expect(calls.changeMailTemplate).toHaveBeenCalledExactlyOnceWith({
      templateId: 'invite_mail',
      text: 'Добрый день, [Name]',
    });
    const request = {
      kind: 'call',
      operation: 'put-mail-templates-item',
      method: 'PUT',
      url: '/x',
      effects: [],
    } satisfies Entry['request'];
    for (const [problem, words] of [
      [{ name: 'wrong-variable' }, 'одну из переменных'],
      [{ name: 'message-too-long' }, 'длин'],
    ] as const) {
      await draw(true, [entryOf(request, { at: 'failed', problem, when: 1 }, { id: asId('e-template') })]);
      expect(root.querySelector('form [role=alert]')?.textContent?.toLowerCase()).toContain(words);
    }
  });

  it('keeps the unsent text of a template as the draft to which an undone change returns', async () => {
    const text = 'Добрый день, [Name]';
    const change = mailTemplateChange({ employerId: asId<never>(1455), templateId: 'invite_mail', text });
    const key = draftKey({ kind: 'call', ...change }) ?? '';
    await draw(true, [], inbox, { [key]: { text, at: 1 } });
    await openPart('Шаблоны писем');
    await openPart('Приглашение');
    await click('Изменить для всей компании');
    const field = root.querySelector('textarea');
    expect(field?.value).toBe(text);
    if (!field) throw new Error('no field');
    field.value = 'Здравствуйте!';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    render(null, root);
    expect(saveDraft).toHaveBeenCalledExactlyOnceWith({ key, text: 'Здравствуйте!' });
  });

  it('shows managers with their rights, accounts, access and addresses', async () => {
    await draw(true);
    await openPart('Менеджеры');
    await openPart('Белов Глеб');
    expect(text()).toContain('Создание вакансий');
    await openPart('Рабочие аккаунты');
    await click('Переключиться');
    expect(calls.switchAccount).toHaveBeenCalledWith('11');
    await openPart('Доступ и услуги');
    expect(text()).toContain('12 из 50');
    expect(text()).toContain('Резюме из базы');
    await openPart('Адреса');
    await openPart('Годовикова');
    expect(text()).toContain('Алексеевская');
  });

  it('says, before it lists the visitors, what opening one may cost', async () => {
    await draw(true);
    expect(text()).toContain('может потратить просмотр');
    await click('Показать');
    expect(calls.readVisitors).toHaveBeenCalledWith({ vacancyId: '1', page: 0 });
  });

  it('offers a retry for a part that could not be read', async () => {
    calls.readRights.mockResolvedValueOnce(refused({ name: 'no-connection' }));
    await draw(true);
    const part = await openPart('Доступ и услуги');
    const again = part.querySelector<HTMLElement>('.note button');
    again?.click();
    await settled();
    expect(text()).toContain('12 из 50');
  });

  it('does not claim "no index", "nobody waits" or "no services" if hh did not send them', async () => {
    calls.readStatistics.mockResolvedValue(
      ok({ received: unread, viewed: unread, replied: known(null), replyDays: unread, politeness: unread }),
    );
    calls.readOwnStatistics.mockResolvedValue(refused({ name: 'forbidden' }));
    const rights = await calls.readRights();
    if (rights.ok) calls.readRights.mockResolvedValue(ok({ ...rights.value, services: unread }));
    await draw(true, [], { ...inbox, rows: [], vacancies: [{ ...vacancy, name: unread, unread }] });
    expect(text()).toContain('Индекс вежливости прочитать не удалось');
    expect(text()).not.toContain('мало откликов');
    expect(text()).toContain('Загружены не все отклики');
    expect(text()).toContain('сколько откликов ждут больше суток, неизвестно');
    expect(text()).not.toContain('Никто не ждёт');
    await openPart('Доступ и услуги');
    expect(text()).not.toContain('Нет активных услуг');
    expect(text()).toContain('название вакансии неизвестно');
  });
});
