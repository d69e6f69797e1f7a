import type { ApplicantCalls } from '../../components/inbox/applicant/calls.ts';
import { worker } from '../../utils/messaging/client.ts';

const { applicant, store } = worker;

export const applicantCalls: ApplicantCalls = {
  ...worker,
  watchTopics: store.watchTopics,
  watchEvents: store.watchEvents,
  watchNotes: store.watchNotes,
  saveNote: store.saveNote,
  readStatuses: applicant.readStatuses,
  readList: applicant.readList,
  readFacts: applicant.readFacts,
  readTalk: applicant.readTalk,
  readVacancy: applicant.readVacancy,
  readChoice: applicant.readChoice,
  readResumes: applicant.readResumes,
  readViews: applicant.readViews,
};
