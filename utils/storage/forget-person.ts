import { shownKey } from '../domain/inbox.ts';
import { reminderId } from '../domain/reminders.ts';
import type { NegotiationId, ResumeId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { changeDrafts } from './drafts.ts';
import {
  accountItem,
  avoidedItem,
  invitationsItem,
  listedItem,
  looksItem,
  negotiationsItem,
  remindersItem,
  resumesItem,
  seenItem,
  update,
} from './items.ts';
import { updateOwn } from './own.ts';
import { peopleDb } from './people-db.ts';
import { searchDb } from './search-db.ts';
import { wholeResumes } from './whole-resumes.ts';

/** The record without the entries that are about any of these. @param of which part of the key says what it is about */
function without<T>(all: Record<string, T>, ids: ReadonlySet<string>, of: number): Record<string, T> {
  const kept = Object.entries(all).filter(([key]) => !ids.has(key.split(':')[of] ?? ''));
  return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
}

/**
 * Forgets a person in every store of this account: what was read of each of their resumes and negotiations, when they were
 * looked at, and drafts about them. What waits to be sent still goes; who stands among the new ones at hh is read
 * again with the next poll, and is not told as new: the ids of what was told stay.
 */
export async function forgetPerson(of: {
  negotiationId: NegotiationId;
  resumeId: ResumeId | null;
}): Promise<void> {
  const account = shownKey(await accountItem.getValue());
  const [people, negotiations, { rows }] = await Promise.all([
    of.resumeId ? peopleDb.forget(account, of.resumeId) : [],
    negotiationsItem.getValue(),
    listedItem.getValue(),
  ]);
  const resumes = new Set<ResumeId>(people.map(({ id }) => id));
  if (of.resumeId) resumes.add(of.resumeId);
  const ids = new Set<string>([of.negotiationId, ...resumes]);
  for (const { owner, negotiations: known } of people) {
    if (owner) ids.add(owner);
    for (const { negotiationId } of known) if (negotiationId) ids.add(negotiationId);
  }
  const isTheirs = (candidate: { resumeId: ResumeId | null; applicantId: string | null }) =>
    (candidate.resumeId !== null && resumes.has(candidate.resumeId)) ||
    (candidate.applicantId !== null && ids.has(candidate.applicantId));
  for (const { negotiation } of Object.values(negotiations)) {
    const { id, candidate, chatId } = negotiation;
    if (!ids.has(id) && !isTheirs(candidate)) continue;
    ids.add(id);
    if (candidate.applicantId) ids.add(candidate.applicantId);
    const chat = valueOr(chatId, null);
    if (chat) ids.add(chat);
  }
  for (const { id, candidate, chatId } of rows) {
    if (!ids.has(id) && !isTheirs(candidate)) continue;
    ids.add(id);
    if (chatId) ids.add(chatId);
  }
  await Promise.all([
    update(negotiationsItem, (all) => without(all, ids, 1)),
    update(resumesItem, (all) => without(all, ids, 1)),
    update(invitationsItem, (all) => without(all, ids, 1)),
    update(looksItem, (all) => without(all, ids, 1)),
    update(seenItem, (all) => without(all, ids, 1)),
    update(listedItem, (listed) => {
      const rows = listed.rows.filter(({ id }) => !ids.has(id));
      const gone = new Set<string>(
        listed.rows.filter(({ id }) => ids.has(id)).map(({ vacancyId }) => vacancyId),
      );
      // Their vacancies are as good as not read: else fewer rows would stand there than hh counts.
      const readAt = Object.fromEntries(Object.entries(listed.readAt).filter(([id]) => !gone.has(id)));
      return { ...listed, rows, readAt, chats: listed.chats.filter(({ id }) => !ids.has(id)) };
    }),
    searchDb.forget(account, ids),
    updateOwn(remindersItem, account, (own) => own.filter((one) => !ids.has(reminderId(one)))),
    updateOwn(avoidedItem, account, (own) => own.filter((one) => !one.ids.some((id) => ids.has(id)))),
    changeDrafts(account, (drafts) => without(drafts, ids, 1)),
    ...[...resumes].map((id) => wholeResumes.remove(account, id)),
  ]);
}
