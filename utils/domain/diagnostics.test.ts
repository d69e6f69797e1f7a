import { describe, expect, it } from 'vitest';
import { asId } from '../ids.ts';
import { known } from '../known.ts';
import type { Problem } from '../problem.ts';
import { emptyApplicant } from './applicant/applicant.ts';
import { type Diagnosed, diagnostics } from './diagnostics.ts';
import { emptyCounts } from './inbox.ts';
import { defaultSettings } from './settings.ts';
import { entryOf, managerOf, noPolicy, vacancyOf } from './testing.ts';

const now = Date.UTC(2026, 10, 29, 9, 50);
const plain: Diagnosed = {
  version: '0.1.0',
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  locale: 'ru',
  now,
  account: managerOf(),
  counts: { ...emptyCounts, freshAt: now - 60_000, allVacancies: true, unreadChats: known(2) },
  applicant: emptyApplicant,
  settings: defaultSettings,
  policy: noPolicy,
  outbox: [],
  sizes: { rows: 4 },
  bytes: 2000,
  permissions: ['storage', 'alarms'],
  origins: 1,
};

describe('a report', () => {
  it('contains versions, states, sizes and permissions', () => {
    expect(diagnostics({ ...plain, counts: { ...plain.counts, vacancies: [vacancyOf(1, 3)] } })).toBe(
      [
        'Otklik 0.1.0 · Chrome/156 · ru · 2026-11-29T09:50Z',
        'sign-in: manager, work accounts 0, skipped 0',
        'poll: every 2 min, last 2026-11-29T09:49Z',
        'vacancies: 1, skipped 0; unread 3',
        'chats: 2 unread',
        'applicant: API off, pages off, skipped 0',
        'outbox: 0',
        'stored: 2 kB, rows 4',
        'permissions: storage, alarms; 1 addresses',
        'settings: count own, muted 0, undo 10 s, read pages no, fetch pages no, marks yes, cards yes, open resumes no',
        'policy: no application, employers any, fixed nothing, ignored nothing',
      ].join('\n'),
    );
  });

  it("names each current problem, with hh's request id", () => {
    const captcha: Problem = { name: 'captcha', status: 403, requestId: '1234567890abcdef' };
    const report = diagnostics({
      ...plain,
      account: { state: 'signed-out', problem: { name: 'access-revoked', status: 401 } },
      counts: { ...plain.counts, problem: captcha, problemSince: now },
    });
    expect(report).toContain('signed out, access-revoked 401');
    expect(report).toContain('captcha 403 since 2026-11-29T09:50Z request 1234567890abcdef');
  });

  it.each([
    ['YaBrowser/26', 'Mozilla/5.0 Chrome/150.0 YaBrowser/26.4.1 Safari/537.36'],
    ['Firefox/140', 'Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['unknown browser', 'Петрова Инна <script>'],
  ])('names the browser only as %s', (said, userAgent) => {
    expect(diagnostics({ ...plain, userAgent })).toContain(` · ${said} · `);
  });

  it('contains no name, text, id, address or token, wherever they occur', () => {
    const secrets = ['Петрова', 'petrova', 'USERTOKEN', 'Отказ', '777001', 'example', 'Ромашка', '<img'];
    const hostile = 'Петрова petrova@example.ru USERTOKEN Отказ 777001 Ромашка <img src=x>';
    const problem: Problem = {
      name: 'unknown',
      status: 500,
      requestId: hostile,
      detail: hostile,
      words: hostile,
      url: `https://hh.ru/resume/${hostile}`,
      accounts: [{ id: '777001', employer: hostile }],
    };
    const report = diagnostics({
      ...plain,
      userAgent: `Chrome/156 ${hostile}`,
      account: managerOf({
        name: hostile,
        employer: { id: asId('777001'), name: hostile },
        accountId: asId('777001'),
        accounts: [{ id: asId('777001'), employer: hostile }],
      }),
      counts: {
        ...plain.counts,
        vacancies: [{ ...vacancyOf(777001, 1), name: known(hostile) }],
        problem,
        problemSince: now,
        chatsProblem: problem,
      },
      applicant: {
        ...emptyApplicant,
        owner: '777001',
        problem,
        pages: { state: 'stopped', problem, at: now },
        api: { state: 'closed', until: now },
      },
      settings: { ...defaultSettings, muted: [asId('777001')], site: hostile },
      outbox: (
        [
          { at: 'failed', problem, when: now },
          { at: 'waiting', until: now, problem },
          { at: 'uncertain', since: now, nextCheck: now },
          { at: 'sending', since: now },
          { at: 'sent', when: now, copies: 'two' },
        ] as const
      ).map((progress) =>
        entryOf(
          { kind: 'message', negotiationId: asId('777001'), chatId: asId('777001'), text: hostile },
          progress,
          { label: { action: hostile, candidate: hostile, vacancy: hostile } },
        ),
      ),
      permissions: ['storage', hostile],
    });
    for (const secret of secrets) expect(report).not.toContain(secret);
    expect(report.match(/unknown 500/g)).toHaveLength(6);
  });
});
