import { describe, expect, it } from 'vitest';
import type { Client } from '../../utils/hh/client.ts';
import { conversationChanges, createChatDetails, createConversations } from '../../utils/hh/conversations.ts';
import { createDictionaries } from '../../utils/hh/dictionaries.ts';
import { type Change, type Effect, gesture } from '../../utils/hh/effects.ts';
import { createNegotiationCalls, createNegotiationDetails } from '../../utils/hh/negotiations.ts';
import { createContacts, createResumeReading, createResumes, noteChanges } from '../../utils/hh/resumes.ts';
import { createVacancyDetails, preferringOrder } from '../../utils/hh/vacancies.ts';
import { asId, type ManagerId, type ResumeId } from '../../utils/ids.ts';
import { missingReason, openapi, operationOf, validateRequest } from './openapi.ts';
import { carry, example, provesCoverage, writtenDown } from './written-down.ts';

/* Requests that only our own pages make, and changes by calls that may be repeated. */

if (!openapi) console.info(`skipped: ${missingReason}`);

const { employerId, vacancyId, applicantId, negotiationId: id, chatId, messageId } = example;
/** Addresses as hh gave them: their query belongs to hh. */
const resume = 'https://api.hh.ru/resumes/0123456789abcdef?topic_id=1&with_contact=77da67de52a4';
const whole = 'https://api.hh.ru/resumes/0123456789abcdef?topic_id=1';

type By = ReturnType<typeof gesture>;
const reads: [operation: string, effects: Effect[], call: (client: Client, by: By) => Promise<unknown>][] = [
  [
    'get-collection-negotiations-list',
    [],
    (client) =>
      createNegotiationCalls(client).negotiations({
        collection: 'https://api.hh.ru/negotiations/consider?vacancy_id=123456',
        vacancyId,
        page: 2,
        perPage: 50,
        values: { order_by: 'relevance', search_text: 'а&b', area: '1', age_from: '30' },
      }),
  ],
  ['get-pref-negotiations-order', [], (client) => createVacancyDetails(client).preferredOrder(vacancyId)],
  [
    'get-archived-vacancies',
    [],
    (client) => createVacancyDetails(client).archivedVacancies({ employerId, page: 1, perPage: 50 }),
  ],
  ['get-applicant-comments-list', [], (client) => createResumes(client).comments(applicantId, 1, 50)],
  ['get-negotiation-test-results', [], (client) => createNegotiationDetails(client).solution(id)],
  ['get-negotiation-item', [], (client) => createContacts(client).offer(id)],
  [
    'get-resume',
    ['marks-viewed', 'spends-view', 'spends-contact'],
    (client, by) => createContacts(client).open(resume, by),
  ],
  [
    'get-resume',
    ['marks-viewed', 'spends-view'],
    (client, by) => createResumeReading(client).whole(whole, by),
  ],
  ['get-chat-messages', [], (client) => createConversations(client).messages(chatId)],
  [
    'get-negotiation-messages',
    ['marks-viewed'],
    (client, by) => createConversations(client).oldMessages(id, by, 1),
  ],
  ['get-participant-list', [], (client) => createChatDetails(client).participants(chatId)],
  ['get-common-chat-files-conditions', [], (client) => createChatDetails(client).fileConditions()],
  ['get-dictionaries', [], (client) => createDictionaries(client).dictionaries()],
];

const changes: Change[] = [
  conversationChanges.edit(chatId, messageId, 'Здравствуйте'),
  conversationChanges.remove(chatId, messageId),
  conversationChanges.addManager(chatId, asId<ManagerId>(4062821)),
  conversationChanges.leave(chatId),
  conversationChanges.letApplicantWrite(chatId, false),
  conversationChanges.withoutVacancy(asId<ResumeId>('0123456789abcdef'), 'Здравствуйте'),
  noteChanges.edit(applicantId, '7', { text: 'Сильная', access: 'owner' }),
  noteChanges.remove(applicantId, '7'),
  { ...preferringOrder(vacancyId, 'relevance'), effects: ['writes'] },
];

describe.skipIf(!openapi)("requests of our pages match hh's OpenAPI", () => {
  it.each(reads)('%s', async (operation, effects, call) => {
    const { client, sent } = writtenDown();
    await call(client, gesture(...effects)).catch(() => {});
    expect(sent).toHaveLength(1);
    for (const request of sent) {
      const problems = validateRequest(request).filter(
        (problem) => operation !== 'get-resume' || !problem.startsWith('unknown query parameter'),
      );
      expect(problems).toEqual([]);
      expect(operationOf(request.method, request.url)?.operationId).toBe(operation);
    }
  });

  // chat-message-put, chat-message-delete, put-participant-list, leave-chat, set-write-possibility-common,
  // get-or-create-chat-without-vacancy-common, update-applicant-comment, delete-applicant-comment,
  // put-pref-negotiations-order
  it.each(changes)('$operation', async (change) => {
    const { client, sent } = writtenDown();
    await carry(client, change, gesture('writes'));
    const [request] = sent;
    expect(request && validateRequest(request)).toEqual([]);
    expect(operationOf(change.method, change.url)?.operationId).toBe(change.operation);
  });
});

describe('without a gesture', () => {
  it.each(reads.filter(([, effects]) => effects.length))('%s (%j) is not sent', async (_, effects, call) => {
    for (const missing of effects) {
      const { client, sent } = writtenDown();
      const by = gesture(...effects.filter((effect) => effect !== missing));
      await expect(call(client, by)).rejects.toMatchObject({
        problem: { name: 'trace-refused' },
        sent: 'no',
      });
      expect(sent).toEqual([]);
    }
  });
});

provesCoverage('tests/contract/inbox-requests.test.ts');
