import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { everythingStored } from '../../tests/stored.ts';
import { accountKey } from '../domain/account.ts';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { negotiationOf as applicationOf } from '../domain/applicant/testing.ts';
import { personOf } from '../domain/avoided.ts';
import type { Heard } from '../domain/person.ts';
import type { Reminder } from '../domain/reminders.ts';
import { defaultSettings } from '../domain/settings.ts';
import { candidateOf, chatOf, managerOf, moreOf, negotiationOf, resumeOf, rowOf } from '../domain/testing.ts';
import { type ApplicantId, asId, type ChatId, type NegotiationId, type ResumeId } from '../ids.ts';
import { known } from '../known.ts';
import { applicantDb } from './applicant-db.ts';
import { changeDrafts, withDraft } from './drafts.ts';
import { forgetOld, forgetPerson } from './forget.ts';
import {
  accountItem,
  applicantItem,
  avoidedItem,
  invitationsItem,
  listedItem,
  looksItem,
  negotiationsItem,
  ownNotesItem,
  remindersItem,
  resumesItem,
  seenItem,
  settingsItem,
} from './items.ts';
import { peopleDb } from './people-db.ts';
import { wholeResumes } from './whole-resumes.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 29);
const me = managerOf();
const account = accountKey(me);

const heard = (resume: string, owner: string, negotiation: string): Heard => ({
  about: 'resume',
  id: asId<ResumeId>(resume),
  number: null,
  owner: asId<ApplicantId>(owner),
  notes: null,
  negotiation: {
    vacancyId: asId('1'),
    vacancy: null,
    archived: false,
    negotiationId: asId<NegotiationId>(negotiation),
    createdAt: now,
    changes: [],
  },
});
/** Looked at on that day. */
async function lookedAt(at: number, id: string) {
  await peopleDb.hear(account, [heard(`resume-${id}`, `owner-${id}`, `negotiation-${id}`)], at);
  await looksItem.setValue({
    ...(await looksItem.getValue()),
    [`${account}:resume-${id}`]: { at, after: at, until: at },
  });
  const seen = { at, stage: { id: 'response', name: 'Отклик' }, messages: 0 };
  await seenItem.setValue({ ...(await seenItem.getValue()), [`${account}:negotiation-${id}`]: seen });
}

beforeEach(async () => {
  fakeBrowser.reset();
  await peopleDb.clear();
  await wholeResumes.clear();
  await accountItem.setValue(me);
});

test('forgets a reminder that was left alone for long, whoever owns it', async () => {
  const reminder = (of: number, until: string): Reminder => ({
    of: { kind: 'response', row: rowOf(of), vacancy: null, unviewed: false },
    ...{ until, why: null, away: true, back: null, at: 1, done: false, was: null },
  });
  const [old, late] = [reminder(1, '2026-08-01T09:00'), reminder(2, '2026-10-01T09:00')];
  await remindersItem.setValue({ [account]: [old, late], another: [old] });
  await forgetOld(now);
  expect(await remindersItem.getValue()).toEqual({ [account]: [late], another: [] });
});

test('forgets to the day what was read longer ago than wanted, and keeps own notes', async () => {
  await ownNotesItem.setValue({ '7': { [asId<NegotiationId>('1')]: { text: 'Моё', next: null } } });
  await lookedAt(now - 181 * day, 'old');
  await lookedAt(now - 179 * day, 'late');
  await lookedAt(now, 'fresh');
  await forgetOld(now);
  const left = JSON.stringify(await everythingStored());
  expect(left).not.toContain('-old');
  expect(left).toContain('resume-late');
  expect(left).toContain('Моё');
  await settingsItem.setValue({ ...defaultSettings, keepDays: 7 });
  await forgetOld(now);
  expect(JSON.stringify(await everythingStored())).not.toContain('-late');
  expect(await peopleDb.size()).toBe(1);
});

test('forgets the log of an application after the same time, but not while hh still shows it', async () => {
  const owner = '9';
  const at = (days: number) => ({ createdAt: now - days * day, updatedAt: now - days * day });
  const shown = applicationOf(1, at(400));
  const all = [shown, applicationOf(2, at(400)), applicationOf(3, at(100))];
  await applicantDb.putPage({ owner, negotiations: all }, now);
  await applicantDb.putPage({ owner, negotiations: [shown], all: new Set([shown.id]) }, now);
  const left = async () => Object.keys((await applicantDb.logs())[owner] ?? {}).sort();
  expect(await left()).toEqual(['1', '2', '3']);
  // It may be on a page that has not been read yet.
  await applicantItem.setValue({ ...emptyApplicant, owner });
  await forgetOld(now);
  expect(await left()).toEqual(['1', '2', '3']);
  await applicantItem.setValue({ ...emptyApplicant, owner, whole: true });
  await forgetOld(now);
  expect(await left()).toEqual(['1', '3']);
  // Nobody knows what hh shows to a person who has signed out: they find their log when they return.
  await applicantDb.forgetNegotiations();
  await applicantItem.setValue(emptyApplicant);
  await forgetOld(now + 179 * day);
  expect(await left()).toEqual(['1', '3']);
  await forgetOld(now + 181 * day);
  expect(await left()).toEqual([]);
});

test('forgets nobody who was read after a clock was set back', async () => {
  await lookedAt(now, 'fresh');
  await forgetOld(now - 400 * day);
  expect(await peopleDb.size()).toBe(1);
});

test('leaves nothing in any store of a person who is to be forgotten, and everything of the others', async () => {
  for (const id of ['a', 'a2', 'b']) {
    const owner = id === 'b' ? 'owner-b' : 'owner-a';
    const [resumeId, applicantId, negotiationId] = [
      asId<ResumeId>(`resume-${id}`),
      asId<ApplicantId>(owner),
      asId<NegotiationId>(`negotiation-${id}`),
    ];
    const candidate = candidateOf({ resumeId, applicantId, name: known(`Имя-${owner}`) });
    await lookedAt(now, id);
    await peopleDb.hear(account, [heard(resumeId, owner, negotiationId)], now);
    const negotiation = negotiationOf(negotiationId, {
      candidate,
      chatId: known(asId<ChatId>(`chat-${id}`)),
    });
    await negotiationsItem.setValue({
      ...(await negotiationsItem.getValue()),
      [`${account}:${negotiationId}`]: { at: now, negotiation, ways: {} },
    });
    const news = { after: now, until: now };
    await resumesItem.setValue({
      ...(await resumesItem.getValue()),
      [`${account}:${resumeId}::`]: {
        at: now,
        presentId: negotiationId,
        currentId: known(negotiationId),
        history: known({ items: [], skipped: 0 }),
        others: [],
        news,
        notes: null,
      },
    });
    const invitations = { at: now, invitations: { items: [], skipped: 0 }, ways: {} };
    await invitationsItem.setValue({
      ...(await invitationsItem.getValue()),
      [`${account}:${resumeId}`]: invitations,
    });
    const listed = await listedItem.getValue();
    await listedItem.setValue({
      ...listed,
      rows: [...listed.rows, rowOf(negotiationId, { candidate, chatId: asId<ChatId>(`chat-${id}`) })],
      readAt: { '1': { unread: known(3), at: now, more: false, nextPage: 1, skipped: 0 } },
      chats: [...listed.chats, chatOf(`chat-${id}`, { title: known(`Имя-${owner}`) })],
    });
    await wholeResumes.put(account, resumeId, resumeOf({ more: moreOf() }), now);
    await avoidedItem.setValue({
      [account]: [
        ...((await avoidedItem.getValue())[account] ?? []),
        { ...personOf(candidate), name: `Имя-${owner}`, reason: '', at: now },
      ],
    });
    await changeDrafts(account, (drafts) =>
      [`message:${negotiationId}`, `note:${applicantId}`, `chat:chat-${id}`].reduce(
        (all, key) => withDraft(all, key, `Черновик ${owner}`, now),
        drafts,
      ),
    );
  }
  const before = JSON.stringify(await everythingStored());
  await forgetPerson({
    negotiationId: asId<NegotiationId>('negotiation-a'),
    resumeId: asId<ResumeId>('resume-a'),
  });
  const after = JSON.stringify(await everythingStored());
  for (const trace of ['owner-a', 'resume-a', 'negotiation-a', 'chat-a']) {
    expect(before).toContain(trace);
    expect(after, trace).not.toContain(trace);
  }
  const count = (text: string, word: string) => text.split(word).length;
  for (const word of ['owner-b', 'resume-b', 'negotiation-b', 'chat-b'])
    expect(count(after, word), word).toBe(count(before, word));
  // Their vacancy is read again.
  expect((await listedItem.getValue()).readAt).toEqual({});
});
