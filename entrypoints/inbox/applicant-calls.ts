import type {
  ApplicantCalls,
  PhoneCall,
  ResumeChoice,
  ShortResume,
} from '../../components/inbox/applicant/calls.ts';
import type { InboxCalls } from '../../components/inbox/calls.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import { applicantNegotiationOf } from '../../utils/from-hh/applicant.ts';
import { oldTalkOf } from '../../utils/from-hh/conversation.ts';
import { toResult } from '../../utils/from-hh/result.ts';
import { createApplicantNegotiation } from '../../utils/hh/applicant-negotiation.ts';
import { createApplicantVacancy } from '../../utils/hh/applicant-vacancy.ts';
import { createApplicantWords } from '../../utils/hh/applicant-words.ts';
import { gesture } from '../../utils/hh/effects.ts';
import { createOwnResumes } from '../../utils/hh/own-resumes.ts';
import { hhUrl } from '../../utils/hh/pages.ts';
import type { ApplicantNegotiationInFull } from '../../utils/hh/schemas/applicant-negotiation.ts';
import type { SuitableResume } from '../../utils/hh/schemas/own-resumes.ts';
import { remoteClient } from '../../utils/messaging/ask-hh.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { ownNotesItem, withNote } from '../../utils/storage/applicant-notes.ts';
import { watchEvents, watchTopics } from '../../utils/storage/applicant-watch.ts';

const negotiations = createApplicantNegotiation(remoteClient);
const vacancies = createApplicantVacancy(remoteClient);
const resumes = createOwnResumes(remoteClient);
const { dictionaries } = createApplicantWords(remoteClient);

/** hh's list is read so far at once: what is further behind is counted. */
const perPage = 50;
const pagesAtMost = 20;

let known: ReturnType<typeof dictionaries> | undefined;
/** hh's words, read once while the page is open; a failure is not kept. */
function words() {
  known ??= dictionaries().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

const topicWith = (item: ApplicantNegotiationInFull): ApplicantNegotiation => ({
  ...applicantNegotiationOf(item),
  calls: item.phone_calls?.items.items.length ?? 0,
});

async function callsOf({ phone_calls: calls }: ApplicantNegotiationInFull): Promise<PhoneCall[]> {
  const items = calls?.items.items ?? [];
  if (items.length === 0) return [];
  const names = (await words().catch(() => null))?.phone_call_status.items ?? [];
  return items.map(({ id, status, creation_time: at, duration_seconds: seconds }) => ({
    id,
    status: names.find((one) => one.id === status)?.name ?? status ?? null,
    at,
    seconds: seconds ?? null,
  }));
}

const shortOf = ({ id, title, alternate_url: url }: SuitableResume): ShortResume => ({
  id,
  title: title || id,
  url: hhUrl(url),
});

type AllNotes = Awaited<ReturnType<typeof ownNotesItem.getValue>>;
/**
 * As the store has them, kept up to date by the watch: what is written as the page goes must be under way before
 * anything is waited for.
 */
let notes: AllNotes = {};

/** The hands of an applicant's page: reads by hh's client for pages, writes by the outbox, the rest from the store. */
export const applicantCalls = (page: InboxCalls): ApplicantCalls => ({
  ...page,
  saveDraft: (draft) => void sendMessage('saveDraft', draft),
  copy: (text) => void navigator.clipboard.writeText(text),

  watchTopics,
  watchEvents,
  watchNotes(owner, changed) {
    const tell = (all: AllNotes) => {
      notes = all;
      changed(all[owner] ?? {});
    };
    const stop = ownNotesItem.watch(tell);
    void ownNotesItem.getValue().then(tell);
    return stop;
  },
  saveNote(owner, id, note) {
    notes = withNote(notes, owner, id, note);
    void ownNotesItem.setValue(notes);
  },

  readStatuses: () =>
    toResult(async () =>
      (await words()).applicant_negotiation_status.items.map(({ id, name }) => ({ id, name: name ?? id })),
    ),
  readList: ({ status }) =>
    toResult(async () => {
      const topics: ApplicantNegotiation[] = [];
      let setAside = 0;
      let total = 0;
      for (let at = 0, pages = 1; at < Math.min(pages, pagesAtMost); at++) {
        const list = await negotiations.list({ ...(status && { status }), page: at, perPage });
        topics.push(...list.items.items.map(topicWith));
        setAside += list.items.skipped;
        pages = list.pages ?? 1;
        total = list.found ?? topics.length;
      }
      return { topics, setAside, more: Math.max(0, total - topics.length - setAside) };
    }),
  readFacts: (id) =>
    toResult(async () => {
      const item = await negotiations.negotiation(id);
      return {
        topic: topicWith(item),
        calls: await callsOf(item),
        pickedUp: item.phone_calls?.picked_up_phone_by_opponent ?? null,
      };
    }),
  readTalk: ({ id, messaging, page: at }) =>
    toResult(async () =>
      oldTalkOf(await negotiations.messages(id, gesture('marks-viewed'), at), messaging, 'applicant'),
    ),
  readVacancy: (id) =>
    toResult(async () => {
      const vacancy = await vacancies.vacancy(id);
      const { employer, salary, type } = vacancy;
      return {
        id,
        name: vacancy.name ?? id,
        area: vacancy.area?.name ?? null,
        employer: employer ? { id: employer.id ?? null, name: employer.name ?? '' } : null,
        salary: salary?.currency
          ? { from: salary.from ?? null, to: salary.to ?? null, currency: salary.currency }
          : null,
        url: hhUrl(vacancy.alternate_url),
        applyUrl: hhUrl(vacancy.apply_alternate_url),
        direct: type?.id === 'direct' || vacancy.response_url ? { url: vacancy.response_url } : null,
        archived: Boolean(vacancy.archived || vacancy.closed_for_applicants),
        letterRequired: vacancy.response_letter_required ?? false,
        test: vacancy.test?.required ?? vacancy.has_test ?? false,
        relations: vacancy.relations.items,
      };
    }),
  readChoice: (id) =>
    toResult(async (): Promise<ResumeChoice> => {
      const lists = await resumes.byStatus(id);
      return {
        suitable: lists.suitable.items.map(shortOf),
        unsuitable: (['already_applied', 'not_published', 'unavailable'] as const).map((reason) => ({
          reason,
          resumes: lists[reason].items.map(shortOf),
        })),
      };
    }),
  readResumes: () =>
    toResult(async () =>
      (await resumes.mine()).items.items.map((resume) => ({
        ...shortOf(resume),
        status: resume.status ? { id: resume.status.id, name: resume.status.name ?? resume.status.id } : null,
        newViews: resume.new_views ?? 0,
        totalViews: resume.total_views ?? null,
      })),
    ),
  readViews: ({ id, page: at }) =>
    toResult(async () => {
      const list = await resumes.views(id, gesture('marks-viewed'), at);
      return {
        views: list.items.items.map(({ created_at, employer, viewed }) => ({
          at: created_at,
          employer: employer?.name ?? null,
          url: hhUrl(employer?.alternate_url),
          seen: viewed ?? true,
        })),
        more: at + 1 < (list.pages ?? 1),
      };
    }),
});
