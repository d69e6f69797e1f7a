import { isFresh, putNewest } from '../domain/cache.ts';
import type { FileConditions } from '../domain/conversation.ts';
import type { ContactsOffer, Costs, VacancyHistory, ViewCosts } from '../domain/negotiation.ts';
import { participantsOf } from '../from-hh/conversation.ts';
import { chatRowOf, contactsOfferOf, historyOf, noteOf, testSolutionOf } from '../from-hh/negotiations.ts';
import { contactsOf } from '../from-hh/resume.ts';
import { conversationChanges, createChatDetails, createConversations } from '../hh/conversations.ts';
import { gesture } from '../hh/effects.ts';
import { createCompany } from '../hh/employer.ts';
import { HhError, toResult } from '../hh/errors.ts';
import { createNegotiationDetails } from '../hh/negotiations.ts';
import { createContacts, createResumes, noteChanges } from '../hh/resumes.ts';
import type { ApplicantId, ChatId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { fromKnown, known, type List, pageOf, unread } from '../known.ts';
import { files } from '../storage/databases.ts';
import { remoteClient, signedIn } from './ask-hh.ts';
import { asWrite, messages } from './messages.ts';

const { comments, resumeHistory } = createResumes(remoteClient);
const company = createCompany(remoteClient);
const conversations = createConversations(remoteClient);
const chat = createChatDetails(remoteClient);

const { solution } = createNegotiationDetails(remoteClient);
const contacts = createContacts(remoteClient);

const keptAtMost = 50;
/** Histories read by this page, by account and resume. */
const histories = new Map<string, { at: number; history: List<VacancyHistory> }>();

/** Past negotiations of a resume; cached for five minutes unless `again`. */
export const readHistory = (resumeId: ResumeId, again = false) =>
  toResult(async () => {
    const key = `${(await signedIn()).key}:${resumeId}`;
    const kept = histories.get(key);
    if (kept && !again && isFresh(kept.at, Date.now())) return kept.history;
    const history = historyOf(await resumeHistory(resumeId));
    putNewest(histories, key, { at: Date.now(), history }, keptAtMost);
    return history;
  });

/** For a person who is being forgotten. */
export const dropHistory = async (resumeId: ResumeId): Promise<void> => {
  for (const key of histories.keys()) if (key.endsWith(`:${resumeId}`)) histories.delete(key);
};

export const readNotes = ({ applicantId, page }: { applicantId: ApplicantId; page: number }) =>
  toResult(async () => pageOf(await comments(applicantId, page, 50), noteOf));

export const readTest = (id: NegotiationId) => toResult(async () => testSolutionOf(await solution(id)));

export const readChats = (of: { unread: boolean; vacancyId: VacancyId | null; page: number }) =>
  toResult(async () => {
    const { unread, vacancyId, page } = of;
    return pageOf(
      await conversations.list({ unread, page, ...(vacancyId && { vacancyIds: [vacancyId] }) }),
      chatRowOf,
    );
  });

export const readParticipants = (id: ChatId) =>
  toResult(async () => participantsOf(await chat.participants(id)));

export const readFileConditions = () =>
  toResult(async (): Promise<FileConditions> => {
    const { files_upload: takes } = await chat.fileConditions();
    return {
      maxBytes: takes?.max_size ?? null,
      types: takes?.type.items ?? [],
      mimeTypes: takes?.mime_type.items ?? [],
    };
  });

type Who = Awaited<ReturnType<typeof signedIn>>;

/** Of today's views; null if hh does not tell. */
const viewsLeftOf = async ({ employerId, managerId }: Who): Promise<number | null> =>
  managerId
    ? company.resumeLimits({ employerId, managerId }).then(
        ({ left }) => left,
        () => null,
      )
    : null;

export const readContactsOffer = (id: NegotiationId) =>
  toResult(async () => {
    const [offer, viewsLeft] = await Promise.all([contacts.offer(id), signedIn().then(viewsLeftOf)]);
    return contactsOfferOf(offer, viewsLeft);
  });

/**
 * Opens the contacts, for a click that named these effects. hh creates a new address in every answer, so it is
 * requested first; an address with other effects is not followed.
 */
export const openContacts = (id: NegotiationId, effects: ContactsOffer['effects']) =>
  toResult(async () => {
    const { url } = contactsOfferOf(await contacts.offer(id), null);
    if (!url) throw new HhError('not-found', 'no');
    return contactsOf(await contacts.open(url, gesture(...effects)));
  });

/** In `method_access`: resumes from the database. */
const databaseMethod = '4';
/** The same: resumes with a response or an invitation. */
const responseMethod = '3';

/** What viewing resumes costs; null for what hh does not tell. Makes two requests. */
async function viewCostsOf(who: Who): Promise<ViewCosts> {
  const { employerId, managerId } = who;
  const [viewsLeft, access] = await Promise.all([
    viewsLeftOf(who),
    managerId && company.methodAccess({ employerId, managerId }).catch(() => null),
  ]);
  const isOpen = (method: string) =>
    access?.items.items.find(({ id }) => id === method)?.access?.has_access ?? null;
  return { viewsLeft, responses: isOpen(responseMethod), database: isOpen(databaseMethod) };
}

/** Views of resumes are counted by the day, so an answer may be this old; ms. */
const costsFor = 10 * 60_000;
let costsRead: { key: string; at: number; costs: ViewCosts } | null = null;

/** What opening a resume spends; read at most once in ten minutes. */
export const readViewCosts = () =>
  toResult(async () => {
    const who = await signedIn();
    const isKept = costsRead?.key === who.key && Math.abs(Date.now() - costsRead.at) < costsFor;
    if (!costsRead || !isKept) costsRead = { key: who.key, at: Date.now(), costs: await viewCostsOf(who) };
    return costsRead.costs;
  });

/** hh's file of a resume. Marks the response as viewed and may spend a view: only for a click that said so. */
export const downloadResume = (id: NegotiationId) =>
  toResult(async () => {
    const answer = await messages.downloadResume(id);
    if (!answer.ok) throw new HhError(answer.problem, 'no');
    const file = await files.get(answer.value);
    await files.remove(answer.value);
    if (!file) throw new HhError('file-gone', 'no');
    return file;
  });

/** The calls left of the first service with a limit; an unreadable service may be that one. */
async function callsLeftOf({ employerId }: Who): Promise<Costs['callsLeft']> {
  const { items } = await company.payable(employerId);
  const all = items.items.map(({ balance }) => fromKnown(balance, (of) => of?.actual ?? null));
  const limited = all.find((left) => left.known && left.value !== null);
  return limited ?? (items.skipped === 0 && all.every((left) => left.known) ? known(null) : unread);
}

/** Where a resume can be invited, and what that costs. */
export const readInvitations = (id: ResumeId) =>
  toResult(async () => {
    const who = await signedIn();
    const [invitations, views, callsLeft] = await Promise.all([
      messages.readInvitations(id),
      viewCostsOf(who),
      callsLeftOf(who).catch(() => unread),
    ]);
    if (!invitations.ok) throw new HhError(invitations.problem, 'no');
    return { invitations: invitations.value, costs: { ...views, callsLeft } };
  });

/** A file chosen again after a lost answer is the same write. */
const fileIds = new WeakMap<File, string>();

/** Sends a file into a chat, as `write` does. */
export async function attach(to: { chatId: ChatId; negotiationId: NegotiationId | null }, file: File) {
  const fileId = fileIds.get(file) ?? crypto.randomUUID();
  fileIds.set(file, fileId);
  const stored = await toResult(() => files.set(fileId, file));
  if (!stored.ok) return stored;
  const answer = await messages.write({ kind: 'file', ...to, fileId, name: file.name.slice(-200) });
  // Without an answer, the write may have been stored, and then it needs the file.
  if (!answer.ok && answer.problem.name !== 'unknown') await files.remove(fileId);
  return answer;
}

export const editMessage = asWrite(conversationChanges.edit);
/** Deletes one's own message, for both sides. */
export const removeMessage = asWrite(conversationChanges.remove);
export const addManager = asWrite(conversationChanges.addManager);
export const leaveChat = asWrite(conversationChanges.leave);
export const letApplicantWrite = asWrite(conversationChanges.letApplicantWrite);
/** The first message of a chat that belongs to no vacancy. */
export const beginChat = asWrite(conversationChanges.withoutVacancy);
export const editNote = asWrite(noteChanges.edit);
export const removeNote = asWrite(noteChanges.remove);
