import { type Covered, of } from './covered.ts';

const test = 'tests/contract/applicant.test.ts';

/** Every operation of the applicant's part, as hh last published it, grouped by subject. */
export const applicant: Covered[] = [
  // The account, and hh's dictionaries
  of('get-current-user-info', 'employer.ts:me', ['components/popup/popup.tsx', 'which role is shown'], test),
  of(
    'get-dictionaries',
    'dictionaries.ts:dictionaries',
    ['components/inbox/filters.lazy.tsx', "hh's statuses"],
    test,
  ),
  // Negotiations
  of(
    'get-negotiations',
    'applicant.ts:negotiations',
    ['components/popup/applicant.lazy.tsx', 'popup, badge; by status'],
    test,
  ),
  of(
    'get-negotiation-item',
    'applicant.ts:negotiation',
    ['components/applicant/facts.tsx', 'details, phone calls'],
    test,
  ),
  of(
    'hide-active-response',
    'applicant.ts:hide',
    ['components/applicant/negotiation.tsx', 'hide, decline'],
    test,
  ),
  // The conversation
  of(
    'get-negotiation-messages',
    'applicant.ts:messages',
    ['components/applicant/negotiation.tsx', 'conversation, on click'],
    test,
  ),
  of(
    'send-negotiation-message',
    'conversations.ts:sendOldMessage',
    ['components/applicant/negotiation.tsx', 'reply'],
    test,
  ),
  of(
    'edit-negotiation-message',
    'applicant.ts:editLetter',
    ['components/conversation/message.tsx', 'edit own letter until it is read'],
    test,
  ),
  // Responding
  of(
    'get-vacancy',
    'applicant.ts:vacancy',
    ['components/applicant/apply.tsx', 'requirements of a vacancy'],
    test,
  ),
  of(
    'get-resumes-by-status',
    'applicant.ts:resumesByStatus',
    ['components/applicant/apply.tsx', 'choice of a resume, and why others are not possible'],
    test,
  ),
  of('apply-to-vacancy', 'applicant.ts:apply', ['components/applicant/apply.tsx', 'respond'], test),
  // The applicant's resumes
  of(
    'get-mine-resumes',
    'applicant.ts:resumes',
    ['components/applicant/resumes.tsx', 'own resumes, new views'],
    test,
  ),
  of(
    'get-resume-view-history',
    'applicant.ts:views',
    ['components/applicant/resumes.tsx', 'who viewed, on click'],
    test,
  ),
];

/** Documented operations that are not called, with the reason. */
export const notCalledByApplicant: Record<string, string> = {
  'get-active-negotiations': '`get-negotiations` with `status=active` says the same.',
  'get-suitable-resumes': '`get-resumes-by-status` says the same, and why the others are not possible.',
};
