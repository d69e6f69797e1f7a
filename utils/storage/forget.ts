import { shownKey } from '../domain/account.ts';
import { type Applicant, emptyApplicant } from '../domain/applicant/applicant.ts';
import type { Millis } from '../domain/negotiation.ts';
import { pruned, reminderId } from '../domain/reminders.ts';
import type { NegotiationId, ResumeId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { day } from '../time.ts';
import { applicantDb } from './applicant-db.ts';
import { files } from './databases.ts';
import { changeDrafts } from './drafts.ts';
import {
  accountItem,
  applicantItem,
  avoidedItem,
  draftsItem,
  erase,
  inboxItem,
  invitationsItem,
  keeping,
  listedItem,
  looksItem,
  negotiationsItem,
  notifiedItem,
  outboxItem,
  pollItem,
  remindersItem,
  resumesItem,
  seenItem,
  settingsItem,
  update,
} from './items.ts';
import { updateOwn } from './own.ts';
import { peopleDb } from './people-db.ts';
import { searchDb } from './search-db.ts';
import { wholeResumes } from './whole-resumes.ts';

/* What is forgotten, and when: with its account, after a time, or one person everywhere. */

/**
 * Forgets what belongs to the account, when it signs out or is switched. Settings and the log of what happened stay.
 * Drafts, which name their account, are erased at sign-out.
 * @param isForeign whether an applicant's negotiations go as well: those from hh's pages may be somebody else's
 */
export async function forgetAccount(isForeign: (head: Applicant) => boolean): Promise<void> {
  await Promise.all([
    ...[inboxItem, pollItem, negotiationsItem, resumesItem, invitationsItem].map(erase),
    peopleDb.clear(),
    searchDb.clear(),
  ]);
  await navigator.locks.request('negotiations', async () => {
    const head = await applicantItem.getValue();
    if (head === emptyApplicant) return;
    const gone = isForeign(head);
    // A worker that starts with nobody signed in gets here every time.
    if (!gone && head.api.state === 'off') return;
    if (gone) await applicantDb.forgetNegotiations();
    await applicantItem.setValue({
      ...(gone ? emptyApplicant : head),
      pages: head.pages,
      api: emptyApplicant.api,
    });
  });
}

/**
 * At a sign-out, also erases what waits to be sent, drafts, files, reminders and opened resumes.
 * @param isForeign as for `forgetAccount`
 */
export async function eraseAccount(isForeign: (head: Applicant) => boolean): Promise<void> {
  const [head, reminders] = await Promise.all([applicantItem.getValue(), remindersItem.getValue()]);
  // If an applicant's list stays, their reminders stay too.
  const stays = head.owner !== null && !isForeign(head) && Object.hasOwn(reminders, head.owner);
  await Promise.all([
    forgetAccount(isForeign),
    erase(outboxItem),
    erase(draftsItem),
    stays
      ? update(remindersItem, (all) => keeping(all, (owner) => owner === head.owner))
      : erase(remindersItem),
    erase(notifiedItem),
    files.clear(),
    wholeResumes.clear(),
  ]);
}

/**
 * Forgets what was read about people, when they were looked at and what happened to applications, if older than the
 * person wants to keep it; also reminders that were left alone for long. What the person wrote (notes, drafts) stays,
 * and so does what hh shows now, with its log.
 */
export async function forgetOld(now: Millis): Promise<void> {
  const [{ keepDays }, reminders] = await Promise.all([settingsItem.getValue(), remindersItem.getValue()]);
  const then = now - keepDays * day;
  await Promise.all([
    ...Object.keys(reminders).map((owner) => updateOwn(remindersItem, owner, (own) => pruned(own, now))),
    peopleDb.forgetBefore(then),
    searchDb.forgetBefore(then),
    navigator.locks.request('negotiations', async () => {
      const { owner, whole } = await applicantItem.getValue();
      await applicantDb.forgetLogsBefore(then, whole ? owner : null);
    }),
    update(looksItem, (all) => keeping(all, (_, { at }) => at >= then)),
    update(seenItem, (all) => keeping(all, (_, { at }) => at >= then)),
  ]);
}

/**
 * Forgets a person in every store of this account: what was read about all their resumes and negotiations, when they
 * were looked at, and drafts about them. What waits to be sent is still sent. If hh still lists them as new, the next
 * poll reads them again, without a notification: the ids of past notifications stay.
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
  // In a key, the id of the person, negotiation or chat follows the account, or the kind of draft.
  const without = <T>(all: Record<string, T>) => keeping(all, (key) => !ids.has(key.split(':')[1] ?? ''));
  await Promise.all([
    update(negotiationsItem, without),
    update(resumesItem, without),
    update(invitationsItem, without),
    update(looksItem, without),
    update(seenItem, without),
    update(listedItem, (listed) => {
      const rows = listed.rows.filter(({ id }) => !ids.has(id));
      const gone = new Set<string>(
        listed.rows.filter(({ id }) => ids.has(id)).map(({ vacancyId }) => vacancyId),
      );
      // Their vacancies count as not read; otherwise there would be fewer rows than hh counts.
      const readAt = keeping(listed.readAt, (id) => !gone.has(id));
      return { ...listed, rows, readAt, chats: listed.chats.filter(({ id }) => !ids.has(id)) };
    }),
    searchDb.forget(account, ids),
    updateOwn(remindersItem, account, (own) => own.filter((one) => !ids.has(reminderId(one)))),
    updateOwn(avoidedItem, account, (own) => own.filter((one) => !one.ids.some((id) => ids.has(id)))),
    changeDrafts(account, without),
    ...[...resumes].map((id) => wholeResumes.remove(account, id)),
  ]);
}
