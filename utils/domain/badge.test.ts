import { describe, expect, test } from 'vitest';
import { type ApplicantId, asId, type VacancyId } from '../ids.ts';
import { known, unknown, unread } from '../known.ts';
import type { Problem, ProblemName } from '../problem.ts';
import type { Account } from './account.ts';
import { type Applicant, emptyApplicant } from './applicant/applicant.ts';
import { type Badge, type BadgeLook, badgeOf, type Half, titleOf, unreadOf } from './badge.ts';
import type { Inbox } from './inbox.ts';
import { defaultSettings } from './settings.ts';
import { emptyInbox, managerOf, vacancyOf } from './testing.ts';

const now = Date.UTC(2026, 10, 20, 12);
const manager: Account = managerOf({ employer: null, managerId: null });
const inboxOf = (unread: number, chats = 0, problem: Problem | null = null): Inbox => ({
  ...emptyInbox,
  vacancies: [vacancyOf('1', unread)],
  allVacancies: true,
  unreadChats: known(chats),
  freshAt: now - 60_000,
  problem,
  problemSince: problem && now - 30_000,
});
const badge = (inbox: Inbox, account: Account = manager) =>
  badgeOf(account, inbox, defaultSettings, emptyApplicant, now);

/** Contrast ratio as defined by WCAG. */
function contrastToWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test('counts responses and chats together', () => {
  expect(badge(inboxOf(5, 2))).toMatchObject({
    look: 'count',
    text: '7',
    responses: { count: 5 },
    chats: { value: 2 },
  });
});

test('shows an empty text for zero, and 999+ for very many', () => {
  expect(badge(inboxOf(0)).text).toBe('');
  expect(badge(inboxOf(999)).text).toBe('999');
  expect(badge(inboxOf(998, 2)).text).toBe('999+');
});

test('does not count muted vacancies', () => {
  expect(unreadOf(inboxOf(5, 1), { muted: [asId<VacancyId>('1')] })).toMatchObject({
    responses: { whole: true, count: 0 },
    all: { whole: true, count: 1 },
  });
});

test('shows no number when signed out, or signed in as somebody else', () => {
  expect(badge(inboxOf(5), { state: 'signed-out', problem: null })).toMatchObject({
    look: 'signed_out',
    text: '?',
  });
  expect(badge(inboxOf(5), { ...manager, kind: 'other' })).toMatchObject({
    look: 'not_recruiter',
    text: '',
  });
});

describe('numbers that are not fresh', () => {
  const looks: [ProblemName, BadgeLook, string][] = [
    ['offline', 'offline', '5'],
    ['no-connection', 'offline', '5'],
    ['captcha', 'captcha', '!'],
    ['no-paid-access', 'no_paid_access', '₽'],
    ['api-closed', 'api_closed', '×'],
    ['forbidden', 'api_closed', '×'],
    ['server-error', 'stale', '5'],
    ['timeout', 'stale', '5'],
    ['access-revoked', 'signed_out', '?'],
  ];
  test.each(looks)('%s is shown as %s', (name, look, text) => {
    expect(badge(inboxOf(5, 0, { name }))).toMatchObject({
      look,
      text,
      halves: [{ role: 'recruiter', look, since: now - 30_000 }],
    });
  });

  const all = looks.map(([name]) => badge(inboxOf(5, 0, { name }))).concat(badge(inboxOf(5)));

  test.each(all)('white text is readable on $color of $look', ({ color }) => {
    expect(contrastToWhite(color)).toBeGreaterThanOrEqual(4.5);
  });

  test('each look has its own colour or mark', () => {
    const seen = new Map(all.map(({ look, text, color }) => [look, `${text} ${color}`]));
    expect(new Set(seen.values()).size).toBe(seen.size);
  });

  test('old numbers without a problem (a laptop that slept) are stale', () => {
    expect(badge({ ...inboxOf(5), freshAt: now - 16 * 60_000 }).look).toBe('stale');
    // A clock that was set back is not a reason for doubt.
    expect(badge({ ...inboxOf(5), freshAt: now + 86_400_000 }).look).toBe('count');
  });

  test('shows a dash, not zero, if the number is unknown', () => {
    expect(badge(inboxOf(0, 0, { name: 'server-error' })).text).toBe('–');
  });
});

describe('an applicant', () => {
  const asked = { ...defaultSettings, readPages: true };
  const nobody: Account = { state: 'signed-out', problem: null };
  const ivan: Account = { ...manager, kind: 'applicant', applicantId: asId<ApplicantId>('9') };
  const both: Account = { ...manager, applicantId: asId<ApplicantId>('9') };
  const answers = (fresh: number, more: Partial<Applicant> = {}): Applicant => ({
    ...emptyApplicant,
    owner: '9',
    counts: { new: fresh, waiting: 1, silent: 0, all: fresh + 1, unsure: 0, unclear: 0 },
    total: fresh + 1,
    api: { state: 'on', at: now },
    freshAt: now - 60_000,
    ...more,
  });
  const halves = (account: Account, applicant: Applicant, inbox = inboxOf(5), settings = asked) => {
    const { text, halves, look } = badgeOf(account, inbox, settings, applicant, now);
    return { text, look, halves: halves.map(({ role, look }) => `${role} ${look}`) };
  };

  test('sees the number of new answers', () => {
    expect(halves(ivan, answers(3))).toEqual({ text: '3', look: 'count', halves: ['applicant count'] });
    expect(halves(ivan, answers(0))).toEqual({ text: '', look: 'nothing', halves: ['applicant nothing'] });
  });

  test('sees a minimum if a part of the list was read, and a dash if nothing in it is new', () => {
    expect(halves(ivan, answers(3, { total: 104 }))).toMatchObject({ text: '3+', look: 'part' });
    expect(halves(ivan, answers(0, { total: 104 }))).toMatchObject({ text: '–', look: 'part' });
    expect(halves(ivan, answers(0, { total: null }))).toMatchObject({ text: '–', look: 'part' });
    expect(halves(ivan, answers(0, { total: null, whole: true }))).toMatchObject({
      text: '',
      look: 'nothing',
    });
  });

  test('sees an unknown number if hh does not say what is new in some', () => {
    const { counts } = answers(0);
    const unsure = answers(0, { counts: { ...counts, unsure: 1 } });
    expect(halves(ivan, unsure)).toMatchObject({ look: 'unknown', text: '?' });
  });

  test('needs no account if pages are read', () => {
    const pages = answers(2, { api: { state: 'off' }, pages: { state: 'on', at: now } });
    expect(halves(nobody, pages)).toEqual({ text: '2', look: 'count', halves: ['applicant count'] });
    // As old as the last visit to the page: not a problem, unless pages are fetched.
    const old = { ...pages, freshAt: now - 86_400_000 };
    expect(halves(nobody, old).look).toBe('count');
    expect(halves(nobody, old, inboxOf(0), { ...asked, fetchPages: true }).look).toBe('stale');
  });

  test('sees a neutral text and no mark if no source is available', () => {
    const closed = answers(0, { owner: null, api: { state: 'closed', until: now + 1 } });
    const of = { ...emptyApplicant, api: closed.api };
    expect(halves(ivan, of, inboxOf(0), defaultSettings)).toEqual({
      text: '',
      look: 'no_way',
      halves: ['applicant no_way'],
    });
  });

  test.each<[ProblemName, BadgeLook, string]>([
    ['captcha', 'captcha', '!'],
    ['signed-out', 'signed_out', '?'],
    ['too-many-requests', 'stale', '2'],
  ])('sees that reading has stopped because of %s', (name, look, text) => {
    const problem = { name };
    const stopped = answers(2, {
      api: { state: 'off' },
      pages: { state: 'stopped', problem, at: now },
      problem,
    });
    expect(halves(nobody, stopped)).toMatchObject({ look, text });
  });

  test('sees one number and two texts in both roles; the half that needs attention decides the look', () => {
    expect(halves(both, answers(3))).toEqual({
      text: '8',
      look: 'count',
      halves: ['recruiter count', 'applicant count'],
    });
    expect(halves(both, answers(3), inboxOf(0))).toMatchObject({ text: '3', look: 'count' });
    const captcha = answers(3, { problem: { name: 'captcha' } });
    expect(halves(both, captcha)).toMatchObject({
      text: '!',
      halves: ['recruiter count', 'applicant captcha'],
    });
  });

  test('is told as a recruiter that the token has expired, beside the answers', () => {
    const lost: Account = { state: 'signed-out', problem: { name: 'access-revoked' } };
    expect(halves(lost, answers(3)).halves).toEqual(['recruiter signed_out', 'applicant count']);
  });
});

describe('numbers that hh did not send', () => {
  const gap = (id: string) => ({ ...vacancyOf(id, 0), unread });
  const withGap = { ...inboxOf(5), vacancies: [vacancyOf('1', 5), gap('2')] };

  test('a grey minimum if some are missing', () => {
    expect(badge(withGap)).toMatchObject({ look: 'part', text: '5+' });
    expect(badge({ ...withGap, vacancies: [vacancyOf('1', 1200), gap('2')] }).text).toBe('999+');
  });

  test('no number if all are missing, and never "all read"', () => {
    expect(badge({ ...withGap, vacancies: [gap('1')] })).toMatchObject({ look: 'unknown', text: '?' });
    expect(badge({ ...inboxOf(0), allVacancies: false })).toMatchObject({ look: 'unknown', text: '?' });
    expect(badge({ ...inboxOf(0), unreadChats: unread })).toMatchObject({ look: 'unknown', text: '?' });
  });

  test('unknown before anything was read', () => {
    expect(badge(emptyInbox)).toMatchObject({ look: 'unread', text: '…' });
  });

  test('chats closed to this manager do not affect the number', () => {
    const closed = { ...inboxOf(5), unreadChats: unknown({ name: 'forbidden' }) };
    expect(badge(closed)).toMatchObject({ look: 'count', text: '5' });
  });

  test('a muted vacancy with an unknown number does not matter', () => {
    const settings = { ...defaultSettings, muted: [asId<VacancyId>('2')] };
    expect(badgeOf(manager, withGap, settings, emptyApplicant, now)).toMatchObject({
      look: 'count',
      text: '5',
    });
  });
});

const titled = (...halves: Half[]): Badge => ({
  look: 'count',
  text: '',
  color: '',
  responses: { whole: true, count: 2 },
  chats: known(1),
  answers: { whole: true, count: 3 },
  part: null,
  halves,
});

describe('the title', () => {
  test('does not name the role of a person who has only one', () => {
    expect(titleOf(titled({ role: 'recruiter', look: 'count', since: null }), 0)).toMatch(
      /: 2 непросмотренных отклика, 1 непрочитанный чат$/,
    );
    expect(titleOf(titled({ role: 'applicant', look: 'count', since: null }), 0)).toMatch(
      /: 3 новых ответа$/,
    );
  });

  test('tells two roles apart', () => {
    const title = titleOf(
      titled(
        { role: 'recruiter', look: 'signed_out', since: null },
        { role: 'applicant', look: 'no_way', since: null },
      ),
      0,
    );
    expect(title).toMatch(/рекрутер: вход не выполнен.*; соискатель: ваши отклики пока не читаются/);
  });

  test.each<[Half['look'], Partial<Badge>, RegExp]>([
    [
      'part',
      { responses: { whole: false, atLeast: 21 } },
      /: не меньше 21 непросмотренного отклика, 1 непрочитанный чат; загружено не всё$/,
    ],
    [
      'unknown',
      { responses: { whole: false, atLeast: 0 } },
      /: число непросмотренных откликов неизвестно, 1 непрочитанный чат: загрузить числа не удалось$/,
    ],
    ['unread', { responses: { whole: false, atLeast: 0 }, chats: unread }, /: отклики ещё не читались$/],
    [
      'nothing',
      { responses: { whole: true, count: 0 }, chats: unknown({ name: 'forbidden' }) },
      /: 0 непросмотренных откликов, чаты недоступны$/,
    ],
    ['count', { chats: unread }, /: 2 непросмотренных отклика, число непрочитанных чатов неизвестно$/],
  ])('puts %s into words', (look, more, words) => {
    expect(titleOf({ ...titled({ role: 'recruiter', look, since: null }), ...more }, 0)).toMatch(words);
  });

  test('says of which part an applicant’s number is', () => {
    const title = (least: number) =>
      titleOf(
        {
          ...titled({ role: 'applicant', look: 'part', since: null }),
          answers: { whole: false, atLeast: least },
          part: { loaded: 20, total: 104, more: true },
        },
        0,
      );
    expect(title(3)).toContain('не меньше 3 новых ответов, загружено 20 из 104');
    expect(title(0)).toContain('есть ли новые ответы, пока неизвестно, загружено 20 из 104');
  });
});
