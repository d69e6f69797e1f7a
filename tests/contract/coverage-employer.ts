import { type Covered, of } from './covered.ts';

const requests = 'tests/contract/requests.test.ts';
const inbox = 'tests/contract/inbox-requests.test.ts';
const company = 'tests/contract/company.test.ts';
const page = 'components/inbox';

/** Every operation in hh's documentation for employers, grouped by subject. */
export const employer: Covered[] = [
  // The account
  of('get-current-user-info', 'employer.ts:me', ['components/options/account.tsx', 'account'], requests),
  of(
    'get-manager-accounts',
    'employer.ts:managerAccounts',
    ['components/company/people.tsx', 'work accounts, switch'],
    requests,
  ),
  of('authorize', 'auth.ts:exchange', ['components/options/account.tsx', 'sign in; refresh'], requests),
  of('invalidate-token', 'auth.ts:revoke', ['components/options/account.tsx', 'sign out'], requests),
  // Vacancies
  of(
    'get-active-vacancy-list',
    'vacancies.ts:activeVacancies',
    [`${page}/vacancies.tsx`, 'vacancies and counters; badge; invite'],
    requests,
  ),
  of(
    'get-archived-vacancies',
    'vacancies.ts:archivedVacancies',
    [`${page}/vacancies.tsx`, 'archived vacancies'],
    inbox,
  ),
  of('get-vacancy', 'vacancies.ts:facts', ['components/company/numbers.tsx', 'publication details'], company),
  of(
    'get-vacancy-stats',
    'vacancies.ts:ofVacancy',
    ['components/company/numbers.tsx', 'chart of five days'],
    company,
  ),
  of(
    'get-vacancy-visitors',
    'vacancies.ts:visitors',
    ['components/company/numbers.tsx', 'visitors'],
    company,
  ),
  of(
    'get-pref-negotiations-order',
    'vacancies.ts:preferredOrder',
    [`${page}/toolbar.tsx`, "hh's order"],
    inbox,
  ),
  of(
    'put-pref-negotiations-order',
    'vacancies.ts:preferringOrder',
    [`${page}/toolbar.tsx`, "set hh's order"],
    inbox,
  ),
  // Responses
  of('get-negotiations', 'negotiations.ts:collections', [`${page}/collections.tsx`, 'collections'], requests),
  of(
    'get-collection-negotiations-list',
    'negotiations.ts:negotiations',
    [`${page}/vacancy-view.tsx`, 'list with filters; popup'],
    inbox,
  ),
  of(
    'get-negotiation-item',
    'negotiations.ts:negotiation',
    [`${page}/negotiation/pane.tsx`, 'the open negotiation; panel'],
    requests,
  ),
  of(
    'change-negotiation-action',
    'negotiations.ts:act',
    ['components/negotiation/action-form.tsx', 'an action; in bulk with a letter each'],
    requests,
  ),
  of(
    'put-negotiations-collection-to-next-state',
    'negotiations.ts:actOnMany',
    ['components/many/sheet.tsx', 'in bulk, with one letter or none'],
    requests,
  ),
  of(
    'post-negotiations-topics-read',
    'negotiations.ts:read',
    ['components/many/bar.tsx', 'mark as viewed'],
    requests,
  ),
  of(
    'invite-applicant-to-vacancy',
    'negotiations.ts:act',
    ['components/invite/invite.tsx', 'invite a resume'],
    requests,
  ),
  of(
    'get-negotiation-messages',
    'conversations.ts:oldMessages',
    [`components/conversation/conversation.tsx`, 'conversation without a chat'],
    inbox,
  ),
  of(
    'send-negotiation-message',
    'conversations.ts:sendOldMessage',
    ['components/conversation/composer.tsx', 'write without a chat'],
    requests,
  ),
  of(
    'get-negotiation-test-results',
    'negotiations.ts:solution',
    [`${page}/negotiation/test-solution.tsx`, 'the test'],
    inbox,
  ),
  of(
    'get-resume-negotiations-history',
    'resumes.ts:resumeHistory',
    ['components/negotiation/history.tsx', 'history of a resume'],
    requests,
  ),
  of(
    'get-resume',
    'resumes.ts:whole',
    [`${page}/negotiation/resume-tab.tsx`, 'whole resume, on click'],
    inbox,
  ),
  of(
    'get-negotiation-message-templates',
    'negotiations.ts:template',
    ['components/negotiation/action-form.tsx', 'the letter of an action'],
    requests,
  ),
  of(
    'get-mail-templates',
    'employer.ts:mailTemplates',
    ['components/company/templates.tsx', 'mail templates'],
    company,
  ),
  of(
    'put-mail-templates-item',
    'employer.ts:mailTemplateChange',
    ['components/company/templates.tsx', 'edit a mail template'],
    company,
  ),
  of(
    'get-negotiations-statistics-employer',
    'employer.ts:ofEmployer',
    ['components/company/numbers.tsx', 'politeness index, replies'],
    company,
  ),
  of(
    'get-negotiations-statistics-manager',
    'employer.ts:ofManager',
    ['components/company/numbers.tsx', 'own statistics beside it'],
    company,
  ),
  // Notes on an applicant
  of(
    'get-applicant-comments-list',
    'resumes.ts:comments',
    [`${page}/negotiation/applicant-notes.tsx`, 'notes; panel'],
    inbox,
  ),
  of(
    'add-applicant-comment',
    'resumes.ts:addComment',
    [`${page}/negotiation/applicant-notes.tsx`, 'add a note'],
    requests,
  ),
  of(
    'update-applicant-comment',
    'resumes.ts:edit',
    [`${page}/negotiation/applicant-notes.tsx`, 'edit a note'],
    inbox,
  ),
  of(
    'delete-applicant-comment',
    'resumes.ts:remove',
    [`${page}/negotiation/applicant-notes.tsx`, 'delete a note'],
    inbox,
  ),
  // Chats
  of('get-common-chat-list', 'conversations.ts:list', [`${page}/chats.tsx`, 'chats; popup'], requests),
  of('unread-chats-count', 'conversations.ts:unreadCount', ['utils/worker/poll.ts', 'badge'], requests),
  of(
    'get-chat-messages',
    'conversations.ts:messages',
    [`components/conversation/conversation.tsx`, 'conversation, older and newer messages'],
    inbox,
  ),
  of(
    'chat-message-post',
    'conversations.ts:send',
    ['components/conversation/composer.tsx', 'write'],
    requests,
  ),
  of(
    'chat-message-put',
    'conversations.ts:edit',
    [`components/conversation/message.tsx`, 'edit own message'],
    inbox,
  ),
  of(
    'chat-message-delete',
    'conversations.ts:remove',
    [`components/conversation/message.tsx`, 'delete own message'],
    inbox,
  ),
  of(
    'set-last-viewed-message',
    'conversations.ts:read',
    ['components/conversation/mark-read.tsx', 'mark as read, on click'],
    requests,
  ),
  of(
    'get-participant-list',
    'conversations.ts:participants',
    [`components/conversation/people.tsx`, 'participants'],
    inbox,
  ),
  of(
    'put-participant-list',
    'conversations.ts:addManager',
    [`components/conversation/people.tsx`, 'add a colleague'],
    inbox,
  ),
  of('leave-chat', 'conversations.ts:leave', [`components/conversation/people.tsx`, 'leave'], inbox),
  of(
    'set-write-possibility-common',
    'conversations.ts:letApplicantWrite',
    [`components/conversation/people.tsx`, 'allow the applicant to write'],
    inbox,
  ),
  of(
    'get-or-create-chat-without-vacancy-common',
    'conversations.ts:withoutVacancy',
    [`components/invite/invite.tsx`, 'write without a vacancy'],
    inbox,
  ),
  of(
    'get-common-chat-files-conditions',
    'conversations.ts:fileConditions',
    [`components/conversation/files.tsx`, 'files a chat accepts'],
    inbox,
  ),
  of(
    'get-common-chat-files-upload-links',
    'conversations.ts:uploadFile',
    [`components/conversation/files.tsx`, "attach a file, through hh's API only"],
    'tests/contract/files.test.ts',
  ),
  // The company
  of(
    'get-employer-managers',
    'employer.ts:managers',
    ['components/company/people.tsx', 'managers; add to a chat'],
    company,
  ),
  of(
    'get-employer-manager',
    'employer.ts:manager',
    ['components/company/people.tsx', 'rights of a manager'],
    company,
  ),
  of(
    'get-manager-settings',
    'employer.ts:settings',
    ['components/company/people.tsx', 'SMS by default'],
    company,
  ),
  of(
    'get-employer-manager-limits',
    'employer.ts:resumeLimits',
    ['components/company/people.tsx', 'views left; invite'],
    requests,
  ),
  of(
    'get-payable-api-method-access',
    'employer.ts:methodAccess',
    ['components/company/people.tsx', 'available methods; invite'],
    requests,
  ),
  of(
    'get-payable-api-actions',
    'employer.ts:payable',
    ['components/company/people.tsx', 'paid services; invite'],
    requests,
  ),
  of(
    'get-employer-addresses',
    'employer.ts:addresses',
    ['components/company/people.tsx', 'addresses; invite'],
    requests,
  ),
  of('get-address', 'employer.ts:address', ['components/company/people.tsx', 'directions'], company),
  // hh's dictionaries
  of(
    'get-dictionaries',
    'dictionaries.ts:dictionaries',
    [`${page}/filters.lazy.tsx`, 'filter options'],
    inbox,
  ),
  of('get-locales', 'dictionaries.ts:locales', ['components/company/people.tsx', "hh's languages"], company),
];

/** Documented operations that are not called, with the reason. */
export const notCalled: Record<string, string> = {
  'get-webhook-subscriptions': 'A webhook needs a public address; an extension has none.',
  'post-webhook-subscription': 'A webhook needs a public address; an extension has none.',
  'change-webhook-subscription': 'A webhook needs a public address; an extension has none.',
  'cancel-webhook-subscription': 'A webhook needs a public address; an extension has none.',
};
