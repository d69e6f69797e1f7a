/** hh's operations: method, path and operation id as in the published OpenAPI; the first match counts. */
const table = `
POST /token authorize
DELETE /token invalidate-token
GET /me get-current-user-info
GET /manager_accounts/mine get-manager-accounts
GET /dictionaries get-dictionaries
GET /locales get-locales
GET /languages get-languages
GET /areas/countries get-countries
GET /suggests/area_leaves get-area-leaves-suggests
GET /suggests/educational_institutions get-educational-institutions-suggests
GET /employers/:e/vacancies/active get-active-vacancy-list
GET /employers/:e/vacancies/archived get-archived-vacancies
GET /employers/:e/managers get-employer-managers
GET /employers/:e/managers/:m get-employer-manager
GET /employers/:e/managers/:m/settings get-manager-settings
GET /employers/:e/managers/:m/limits/resume get-employer-manager-limits
GET /employers/:e/managers/:m/method_access get-payable-api-method-access
GET /employers/:e/managers/:m/negotiations_statistics get-negotiations-statistics-manager
GET /employers/:e/negotiations_statistics get-negotiations-statistics-employer
GET /employers/:e/services/payable_api_actions/active get-payable-api-actions
GET /employers/:e/addresses get-employer-addresses
GET /employers/:e/addresses/:a get-address
GET /employers/:e/mail_templates get-mail-templates
PUT /employers/:e/mail_templates/:t put-mail-templates-item
GET /vacancies/:v get-vacancy
GET /vacancies/:v/suitable_resumes get-suitable-resumes
GET /vacancies/:v/resumes_by_status get-resumes-by-status
GET /vacancies/:v/stats get-vacancy-stats
GET /vacancies/:v/visitors get-vacancy-visitors
GET /vacancies/:v/preferred_negotiations_order get-pref-negotiations-order
PUT /vacancies/:v/preferred_negotiations_order put-pref-negotiations-order
GET /negotiations get-negotiations
POST /negotiations apply-to-vacancy
GET /negotiations/active get-active-negotiations
DELETE /negotiations/active/:nid hide-active-response
PUT /negotiations/:nid/messages/:mid edit-negotiation-message
POST /negotiations/read post-negotiations-topics-read
GET /negotiations/:nid/messages get-negotiation-messages
POST /negotiations/:nid/messages send-negotiation-message
GET /negotiations/:nid/test/solution get-negotiation-test-results
PUT /negotiations/:collection/:nid change-negotiation-action
GET /negotiations/:number get-negotiation-item
GET /negotiations/:collection get-collection-negotiations-list
PUT /negotiations/:collection put-negotiations-collection-to-next-state
POST /negotiations/:collection invite-applicant-to-vacancy
GET /message_templates/:t get-negotiation-message-templates
GET /resumes/mine get-mine-resumes
GET /resumes/:r/views get-resume-view-history
GET /resumes/:r/negotiations_history get-resume-negotiations-history
GET /resumes/:r/download/:file download-resume
GET /resumes/:r get-resume
GET /applicant_comments/:a get-applicant-comments-list
POST /applicant_comments/:a add-applicant-comment
PUT /applicant_comments/:a/:c update-applicant-comment
DELETE /applicant_comments/:a/:c delete-applicant-comment
GET /common/chats get-common-chat-list
GET /common/chats/counters/unread unread-chats-count
GET /common/chats/files/conditions get-common-chat-files-conditions
POST /common/chats/files/upload_links get-common-chat-files-upload-links
POST /common/chats/without_vacancy get-or-create-chat-without-vacancy-common
GET /common/chats/:c/messages get-chat-messages
POST /common/chats/:c/messages chat-message-post
PUT /common/chats/:c/messages/:m chat-message-put
DELETE /common/chats/:c/messages/:m chat-message-delete
PUT /common/chats/:c/message/:m/read set-last-viewed-message
GET /common/chats/:c/participants get-participant-list
PUT /common/chats/:c/participants put-participant-list
PUT /common/chats/:c/leave leave-chat
PUT /common/chats/:c/write_possibility set-write-possibility-common
`;

const operations = table
  .trim()
  .split('\n')
  .map((line) => {
    const [method = '', path = '', id = ''] = line.split(' ');
    const pattern = path.replace(/:number/g, '\\d+').replace(/:\w+/g, '[^/]+');
    return { method, id, pattern: new RegExp(`^${pattern}$`) };
  });

/** The operation id of a call to the API, or `unknown`. */
export function operationOf(method: string, path: string): string {
  return operations.find((known) => known.method === method && known.pattern.test(path))?.id ?? 'unknown';
}
