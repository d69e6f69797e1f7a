import { describe, expect, test } from 'vitest';
import { asId, type VacancyId } from '../ids.ts';
import type { Problem, ProblemName } from '../problem.ts';
import { type BadgeLook, badgeOf, unreadOf } from './badge.ts';
import { type Account, defaultSettings, emptyInbox, type Inbox } from './inbox.ts';

const now = Date.UTC(2026, 10, 20, 12);
const manager: Account = {
  state: 'signed-in',
  kind: 'manager',
  name: '',
  employer: null,
  managerId: null,
  accountId: null,
  accounts: [],
};
const inboxOf = (unread: number, chats = 0, problem: Problem | null = null): Inbox => ({
  ...emptyInbox,
  vacancies: [{ id: asId<VacancyId>('1'), name: '', area: null, manager: null, unread, url: null }],
  unreadChats: chats,
  freshAt: now - 60_000,
  problem,
  problemSince: problem && now - 30_000,
});
const badge = (inbox: Inbox, account: Account = manager) => badgeOf(account, inbox, defaultSettings, now);

/** As WCAG has it. */
function contrastToWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test('counts responses and chats together', () => {
  expect(badge(inboxOf(5, 2))).toMatchObject({ look: 'count', text: '7', responses: 5, chats: 2 });
});

test('shows nothing for nothing, and 999+ for very many', () => {
  expect(badge(inboxOf(0)).text).toBe('');
  expect(badge(inboxOf(999)).text).toBe('999');
  expect(badge(inboxOf(998, 2)).text).toBe('999+');
});

test('muted vacancies do not count', () => {
  expect(unreadOf(inboxOf(5, 1), { muted: [asId<VacancyId>('1')] })).toEqual({ responses: 0, chats: 1 });
});

test('signed out, and signed in as somebody else, are no numbers', () => {
  expect(badge(inboxOf(5), { state: 'signed-out', problem: null })).toMatchObject({
    look: 'signed_out',
    text: '?',
  });
  expect(badge(inboxOf(5), { ...manager, kind: 'applicant' })).toMatchObject({
    look: 'not_recruiter',
    text: '',
  });
});

describe('why it is not fresh', () => {
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
  test.each(looks)('%s looks like %s', (name, look, text) => {
    expect(badge(inboxOf(5, 0, { name }))).toMatchObject({ look, text, since: now - 30_000 });
  });

  const all = looks.map(([name]) => badge(inboxOf(5, 0, { name }))).concat(badge(inboxOf(5)));

  test.each(all)('white can be read on $color of $look', ({ color }) => {
    expect(contrastToWhite(color)).toBeGreaterThanOrEqual(4.5);
  });

  test('each look has a colour or a mark of its own', () => {
    const seen = new Map(all.map(({ look, text, color }) => [look, `${text} ${color}`]));
    expect(new Set(seen.values()).size).toBe(seen.size);
  });

  test('old numbers without a problem (a laptop that slept) are stale', () => {
    expect(badge({ ...inboxOf(5), freshAt: now - 16 * 60_000 }).look).toBe('stale');
    // A clock that was set back is no reason to doubt.
    expect(badge({ ...inboxOf(5), freshAt: now + 86_400_000 }).look).toBe('count');
  });

  test('nothing known is no nought', () => {
    expect(badge(inboxOf(0, 0, { name: 'server-error' })).text).toBe('–');
  });
});
