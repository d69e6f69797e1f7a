import { type Covered, of } from './covered.ts';

const test = 'tests/contract/applicant.test.ts';
const popup = 'components/popup/applicant';
const page = 'components/inbox/applicant';

/** Every operation of the applicant's part, as hh published it last; in the order of their themes. */
export const applicant: Covered[] = [
  // Who I am, and hh's words
  of('get-current-user-info', 'employer.ts:me', ['components/popup/popup.tsx', 'whose half is shown'], test),
  of('get-dictionaries', 'applicant-words.ts:dictionaries', [`${page}/filters.tsx`, "hh's statuses"], test),
  // Negotiations
  of('get-negotiations', 'applicant.ts:negotiations', [`${popup}/topic-list.tsx`, 'popup, badge'], test),
  of('get-negotiations', 'applicant-negotiation.ts:list', [`${page}/use-asked-list.ts`, 'by status'], test),
  {
    ...of(
      'get-active-negotiations',
      'applicant-negotiation.ts:active',
      [`${page}/filters.tsx`, 'active'],
      test,
    ),
    instead: 'get-negotiations',
  },
  of(
    'get-negotiation-item',
    'applicant-negotiation.ts:negotiation',
    [`${page}/facts.tsx`, 'one in full, telephone calls'],
    test,
  ),
  of('hide-active-response', 'applicant-negotiation.ts:hide', [`${page}/acting.tsx`, 'hide, decline'], test),
  // The conversation
  of(
    'get-negotiation-messages',
    'applicant-negotiation.ts:messages',
    [`${page}/talk.tsx`, 'the conversation, by gesture'],
    test,
  ),
  of('send-negotiation-message', 'employer.ts:sendOldMessage', [`${page}/talk.tsx`, 'reply'], test),
  of(
    'edit-negotiation-message',
    'applicant-negotiation.ts:editLetter',
    [`${page}/letter-form.tsx`, 'my letter, while it is unread'],
    test,
  ),
  // Responding
  of('get-vacancy', 'applicant-vacancy.ts:vacancy', [`${page}/apply.tsx`, 'what a vacancy wants'], test),
  of(
    'get-resumes-by-status',
    'own-resumes.ts:byStatus',
    [`${page}/apply-form.tsx`, 'with which resume, and why not with another'],
    test,
  ),
  {
    ...of(
      'get-suitable-resumes',
      'own-resumes.ts:suitable',
      [`${page}/apply-form.tsx`, 'which resume'],
      test,
    ),
    instead: 'get-resumes-by-status',
  },
  of('apply-to-vacancy', 'applicant.ts:apply', [`${page}/apply-form.tsx`, 'respond'], test),
  // My resumes
  of('get-mine-resumes', 'own-resumes.ts:mine', [`${page}/resumes.tsx`, 'my resumes, new views'], test),
  of(
    'get-resume-view-history',
    'own-resumes.ts:views',
    [`${page}/resumes.tsx`, 'who looked, by gesture'],
    test,
  ),
];
