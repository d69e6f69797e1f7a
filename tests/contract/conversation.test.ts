import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conversationOf, oldConversationOf, participantsOf } from '../../utils/from-hh/conversation.ts';
import type { Client } from '../../utils/hh/client.ts';
import {
  chatMessages,
  conversationChanges,
  createChatDetails,
  createConversations,
  fileConditions,
  oldMessages,
  participants,
} from '../../utils/hh/conversations.ts';
import { type Change, type Effect, gesture } from '../../utils/hh/effects.ts';
import { createNegotiationDetails, testSolution } from '../../utils/hh/negotiations.ts';
import { reader } from '../../utils/hh/read.ts';
import {
  comments,
  contacts,
  createContacts,
  createResumes,
  noteChanges,
  resumeOffer,
} from '../../utils/hh/resumes.ts';
import { asId, type ManagerId, type ResumeId } from '../../utils/ids.ts';
import { known, valueOr } from '../../utils/known.ts';
import { permissions } from '../../utils/worker/permissions.ts';
import { missingReason, openapi, operationOf, validateRequest } from './openapi.ts';
import { carry, example, writtenDown } from './written-down.ts';

/* The whole conversation, notes, the test, contacts: requests of our own pages, and changes sent by the outbox. */

if (!openapi) console.info(`skipped: ${missingReason}`);

const { chatId, messageId, negotiationId, applicantId } = example;
const resumeId = asId<ResumeId>('0123456789abcdef0123456789abcdef012345');
const contactsUrl = 'https://api.hh.ru/resumes/0123456789abcdef?topic_id=1&with_contact=true';

const reads: [string, Effect[], (client: Client, of: ReturnType<typeof gesture>) => Promise<unknown>][] = [
  ['get-chat-messages', [], (client) => createConversations(client).messages(chatId)],
  [
    'get-chat-messages',
    [],
    (client) => createConversations(client).messages(chatId, { id: messageId, way: 'newer' }),
  ],
  [
    'get-chat-messages',
    [],
    (client) => createConversations(client).messages(chatId, { id: messageId, way: 'older' }),
  ],
  [
    'get-negotiation-messages',
    ['marks-viewed'],
    (client, of) => createConversations(client).oldMessages(negotiationId, of, 2),
  ],
  ['get-participant-list', [], (client) => createChatDetails(client).participants(chatId)],
  ['get-common-chat-files-conditions', [], (client) => createChatDetails(client).fileConditions()],
  ['get-applicant-comments-list', [], (client) => createResumes(client).comments(applicantId, 1, 50)],
  ['get-negotiation-test-results', [], (client) => createNegotiationDetails(client).solution(negotiationId)],
  ['get-negotiation-item', [], (client) => createContacts(client).offer(negotiationId)],
];

const changes: [string, Change][] = [
  ['chat-message-put', conversationChanges.edit(chatId, messageId, 'Новый <b>текст</b>')],
  ['chat-message-delete', conversationChanges.remove(chatId, messageId)],
  ['put-participant-list', conversationChanges.addManager(chatId, asId<ManagerId>(1507922))],
  ['leave-chat', conversationChanges.leave(chatId)],
  ['set-write-possibility-common', conversationChanges.letApplicantWrite(chatId, false)],
  ['get-or-create-chat-without-vacancy-common', conversationChanges.withoutVacancy(resumeId, 'Здравствуйте')],
  [
    'update-applicant-comment',
    noteChanges.edit(applicantId, '123', { text: 'Сильная\nочень', access: 'owner' }),
  ],
  ['delete-applicant-comment', noteChanges.remove(applicantId, '123')],
];

describe.skipIf(!openapi)("requests match hh's OpenAPI", () => {
  it.each(reads)('%s', async (operation, effects, read) => {
    const { client, sent } = writtenDown();
    await read(client, gesture(...effects)).catch(() => {});
    expect(sent).toHaveLength(1);
    for (const request of sent) {
      expect(validateRequest(request)).toEqual([]);
      expect(operationOf(request.method, request.url)?.operationId).toBe(operation);
    }
  });

  it.each(changes)('%s', async (operation, change) => {
    const { client, sent } = writtenDown();
    await carry(client, change, gesture('writes'));
    for (const request of sent) {
      expect(validateRequest(request)).toEqual([]);
      expect(operationOf(request.method, request.url)?.operationId).toBe(operation);
    }
    expect(change.operation).toBe(operation);
  });
});

it.each(changes)(
  'accepts %s as a request of the outbox, and sends nothing without a gesture',
  async (_, change) => {
    expect(
      permissions.write.data().safeParse({ id: 'e', request: { kind: 'call', ...change } }).success,
    ).toBe(true);
    const { client, sent } = writtenDown();
    await expect(carry(client, change, gesture())).rejects.toMatchObject({
      problem: { name: 'trace-refused' },
    });
    expect(sent).toEqual([]);
  },
);

describe('requests with side effects', () => {
  it('does not read old letters without the gesture', async () => {
    const { client, sent } = writtenDown();
    await expect(createConversations(client).oldMessages(negotiationId, gesture())).rejects.toMatchObject({
      problem: { name: 'trace-refused' },
    });
    expect(sent).toEqual([]);
  });

  it.each([
    [contactsUrl, ['marks-viewed', 'spends-view', 'spends-contact'] as Effect[]],
    ['https://api.hh.ru/resumes/0123456789abcdef?topic_id=1', ['marks-viewed', 'spends-view'] as Effect[]],
  ])('opens contacts at %s only with all of %j', async (url, effects) => {
    for (const missing of effects) {
      const { client, sent } = writtenDown();
      const less = gesture(...effects.filter((effect) => effect !== missing));
      await expect(createContacts(client).open(url, less)).rejects.toMatchObject({
        problem: { name: 'trace-refused' },
      });
      expect(sent).toEqual([]);
    }
    const { client, sent } = writtenDown();
    await createContacts(client).open(url, gesture(...effects));
    expect(sent).toHaveLength(1);
  });

  it('asks only hh for contacts', async () => {
    const { client, sent } = writtenDown();
    const all = gesture('marks-viewed', 'spends-view', 'spends-contact');
    await expect(createContacts(client).open('https://evil.com/x', all)).rejects.toMatchObject({
      problem: { name: 'foreign-address' },
    });
    expect(sent).toEqual([]);
  });
});

const folder = new URL('../../../shared/hh/samples/', import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

describe.skipIf(!existsSync(folder))("hh's samples are read in full", () => {
  it.each(['june-2026', 'april-2026'])('chat %s', (name) => {
    const { skippedAfter, messages, chatId } = conversationOf(
      reader(chatMessages)(sample(`derived/get-chat-messages.${name}.json`)),
    );
    expect(
      [skippedAfter, ...messages.map(({ skippedBefore }) => skippedBefore)].every((count) => count === 0),
    ).toBe(true);
    expect(messages.length).toBeGreaterThan(0);
    expect(chatId).toBeTruthy();
  });

  it('say why a chat is blocked', () => {
    const read = conversationOf(reader(chatMessages)(sample('derived/get-chat-messages.blocked.json')));
    expect(read.off).toEqual(known('ARCHIVED_BY_EMPLOYER'));
    expect(read.messages).toEqual([]);
  });

  it('old letters, with the address and the tests of an invitation', () => {
    const read = oldConversationOf(
      reader(oldMessages)(sample('get-negotiation-messages.2026-04.json')),
      known('ok'),
    );
    expect(read.messages.map(({ skippedBefore }) => skippedBefore)).toEqual([0, 0]);
    expect(read.messages[0]).toMatchObject({
      kind: known('text'),
      state: known({ id: 'invitation', name: 'Приглашение' }),
      place: known({ text: 'Москва, ул. Динамо, 10. Направо под знак', metro: ['Динамо'], at: [35, 30] }),
      assessments: known([
        {
          name: 'Динамический тест числовых способностей',
          links: [{ name: 'Перейти к тестированию', url: 'https://hh.ru/applicant/assessment/123' }],
        },
      ]),
    });
  });

  it.each(['2026-04', '2026-06'])('participants %s', (name) => {
    const list = participantsOf(reader(participants)(sample(`get-participant-list.${name}.json`)));
    expect(list.items.map(({ role }) => role)).toEqual([known('employer'), known('applicant')]);
  });

  it('conditions of files, notes, and the test', () => {
    const { files_upload: files } = reader(fileConditions)(
      sample('get-common-chat-files-conditions.2026-04.json'),
    );
    expect(files?.max_size).toBe(20_971_520);
    expect(reader(comments)(sample('get-applicant-comments-list.2026-04.json')).items.skipped).toBe(0);
    const { test_result } = reader(testSolution)(sample('get-negotiation-test-results.2026-04.json'));
    const test = valueOr(test_result, null);
    expect(test).toMatchObject({ score: known(100), mark: known('EXCELLENT'), duration: known(10) });
    const tasks = test && valueOr(test.tasks, null);
    expect(tasks?.items).toHaveLength(2);
    expect(tasks?.skipped).toBe(0);
  });

  it('contacts of a resume, with their places', () => {
    const { contact } = reader(contacts)(sample('get-resume.dlya-rabotodatelya.2026-06.json'));
    const list = valueOr(contact, null);
    expect(list?.skipped).toBe(0);
    expect(list?.items[0]).toMatchObject({
      contact_value: '+7 (495) 552-73-67',
      comment: 'Звонить после 12',
    });
    const { resume } = reader(resumeOffer)(sample('get-negotiation-item.employer.2026-06.json'));
    expect(resume?.contact_view_status).toBe('FULL');
  });
});
