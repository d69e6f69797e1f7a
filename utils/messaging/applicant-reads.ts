import type { AskedList, NegotiationFacts } from '../domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import type { Message } from '../domain/conversation.ts';
import { withInterviewRead } from '../domain/follow-ups.ts';
import type { Option } from '../domain/view.ts';
import {
  negotiationInFullOf,
  ownResumeOf,
  phoneCallsOf,
  resumeChoiceOf,
  resumeViewsOf,
  vacancyToApplyOf,
} from '../from-hh/applicant.ts';
import { oldConversationOf } from '../from-hh/conversation.ts';
import { applicantChanges, createApplicant, createApplicantDetails } from '../hh/applicant.ts';
import { createDictionaries } from '../hh/dictionaries.ts';
import { gesture } from '../hh/effects.ts';
import { toResult } from '../hh/errors.ts';
import type { NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import type { Known } from '../known.ts';
import { addReminders } from '../storage/follow-ups.ts';
import { once, remoteClient } from './ask-hh.ts';
import { asWrite } from './messages.ts';

const { negotiations } = createApplicant(remoteClient);
const details = createApplicantDetails(remoteClient);
const dictionaries = once(createDictionaries(remoteClient).dictionaries);

/** How much of hh's list is read in one go; the rest is only counted. */
const perPage = 50;
const pagesAtMost = 20;

/** The dictionary `applicant_negotiation_status`. */
export const readStatuses = () =>
  toResult(async () =>
    (await dictionaries()).applicant_negotiation_status.items.map(
      ({ id, name }): Option => ({ id, name: name ?? id }),
    ),
  );

/** hh's list, filtered by one of hh's own statuses. No side effect. */
export const readList = ({ status }: { status: string | null }) =>
  toResult(async (): Promise<AskedList> => {
    const read: ApplicantNegotiation[] = [];
    let skipped = 0;
    let total = 0;
    for (let page = 0, pages = 1; page < Math.min(pages, pagesAtMost); page++) {
      const list = await negotiations({ ...(status && { status }), page, perPage });
      read.push(...list.items.items.map(negotiationInFullOf));
      skipped += list.items.skipped;
      pages = list.pages ?? 1;
      total = list.found ?? read.length;
    }
    return { negotiations: read, skipped, more: Math.max(0, total - read.length - skipped) };
  });

/** What hh says only about a single negotiation. */
export const readFacts = (id: NegotiationId) =>
  toResult(async (): Promise<NegotiationFacts> => {
    const item = await details.negotiation(id);
    const hasCalls = (item.phone_calls?.items.items.length ?? 0) > 0;
    const statuses = hasCalls ? (await dictionaries().catch(() => null))?.phone_call_status.items : [];
    return {
      negotiation: negotiationInFullOf(item),
      calls: phoneCallsOf(item, statuses ?? []),
      pickedUp: item.phone_calls?.picked_up_phone_by_opponent ?? null,
    };
  });

/** Marks new messages as viewed: only for a click that said so. */
export const readMessages = (of: { id: NegotiationId; messaging: Known<string>; page: number }) =>
  toResult(async () =>
    oldConversationOf(
      await details.messages(of.id, gesture('marks-viewed'), of.page),
      of.messaging,
      'applicant',
    ),
  );

export const readVacancy = (id: VacancyId) =>
  toResult(async () => vacancyToApplyOf(id, await details.vacancy(id)));

/** My resumes for one vacancy. */
export const readChoice = (id: VacancyId) =>
  toResult(async () => resumeChoiceOf(await details.resumesByStatus(id)));

export const readResumes = () =>
  toResult(async () => {
    const { items, skipped } = (await details.resumes()).items;
    return { items: items.map(ownResumeOf), skipped };
  });

/** Resets the counter of new views to 0: only for a click that said so. */
export const readViews = ({ id, page }: { id: ResumeId; page: number }) =>
  toResult(async () => resumeViewsOf(await details.views(id, gesture('marks-viewed'), page), page));

/** Replaces the text of my covering letter, as long as hh allows it. */
export const editLetter = asWrite(applicantChanges.editLetter);

/** Hides a negotiation from my list, with hh's polite refusal if `decline`. */
export const hideNegotiation = asWrite(applicantChanges.hide);

/**
 * Records the time of an interview found in the newest messages that the applicant reads, and removes one that they
 * no longer mention. Never a request.
 * @param owner the applicant
 */
export async function noteInterview(
  owner: string,
  negotiation: ApplicantNegotiation,
  read: readonly Message[],
): Promise<void> {
  const { interviewOf } = await import('../domain/interview.ts');
  const found = interviewOf(negotiation, read, Date.now());
  const ids = read.map(({ id }) => id);
  await addReminders(owner, found ? [found] : [], (one) =>
    withInterviewRead(one, negotiation.id, ids, found),
  );
}
