import { vi } from 'vitest';
import type { Conversation, Message } from '../../utils/domain/conversation.ts';
import type { Action, Negotiation } from '../../utils/domain/negotiation.ts';
import {
  candidateOf,
  conversationOf,
  entryOf,
  messageOf,
  moreOf,
  negotiationOf,
  resumeOf,
} from '../../utils/domain/testing.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { conversationChanges } from '../../utils/hh/conversations.ts';
import { asId, type ChatId, type EntryId, type NegotiationId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { ConversationOf } from '../../utils/messaging/protocol.ts';
import type { Result } from '../../utils/problem.ts';
import { fakeWorker, settled as still } from '../testing.ts';

/* Test data: a negotiation, its chat of many messages, and the worker calls that read them. */

/** Waits like the general `settled`, and also for lazily loaded components. */
export async function settled() {
  await still();
  await vi.dynamicImportSettled();
  await still();
}

export const now = Date.UTC(2026, 10, 20, 12);
export const chatId = asId<ChatId>(7);
export const negotiationId = asId<NegotiationId>(1);

const action = (id: string, name: string): Action => ({
  id,
  name,
  arguments: [{ id: 'message', required: false, requires: [] }],
  resulting: null,
  templates: [{ id: 't', name: 'Шаблон' }],
  sub: [],
});

export const negotiation = (more: Partial<Negotiation> = {}): Negotiation =>
  negotiationOf(negotiationId, {
    vacancy: known({
      id: asId(5),
      name: known('Бухгалтер'),
      area: known(null),
      archived: known(false),
      url: null,
    }),
    candidate: candidateOf({
      resumeId: asId('a'.repeat(38)),
      applicantId: asId(9),
      name: known('Петрова Инна Сергеевна'),
      title: known('Главный бухгалтер'),
      age: known(40),
      experienceMonths: known(112),
      salary: known({ amount: 120_000, currency: 'RUR' }),
      area: known('Москва'),
      url: `https://hh.ru/resume/${'a'.repeat(38)}`,
    }),
    createdAt: known(now - 3_600_000),
    updatedAt: known(now - 3_600_000),
    hasUpdates: known(true),
    messages: known(3),
    unreadMessages: known(1),
    chatId: known(chatId),
    actions: known({
      items: [action('phone_interview', 'Пригласить'), action('discard_by_employer', 'Отказать')],
      skipped: 0,
    }),
    ...more,
  });

export const message = (id: number, more: Partial<Message> = {}): Message =>
  messageOf(id, {
    author: known(id % 2 ? 'applicant' : 'employer'),
    mine: known(id % 2 === 0),
    at: known(now - 3_600_000 + id),
    canEdit: known(id % 2 === 0),
    ...more,
  });

type Negotiations = Worker['negotiation'];

/** Reads a chat of these messages in stretches of at most `limit`, each including the message it starts from. */
export function chatOf(messages: Message[], limit = 3) {
  return async ({ from }: ConversationOf): Promise<Result<Conversation>> => {
    const at = from ? messages.findIndex(({ id }) => id === from.id) : messages.length - 1;
    if (at < 0) return { ok: false, problem: { name: 'bad-argument' } };
    const newer = from?.way === 'newer';
    const part = newer ? messages.slice(at, at + limit) : messages.slice(Math.max(0, at + 1 - limit), at + 1);
    const more = newer ? at + limit < messages.length : at + 1 - limit > 0;
    return { ok: true, value: conversationOf(part, { chatId, more: known(more), unread: known(1) }) };
  };
}

const ok = <T>(value: T) => ({ ok: true as const, value });
const nothing = { items: [], found: known(0), more: false, skipped: 0 };
const taken = async () => ok(asId<EntryId>('e'));
/** Fakes of the worker calls that the views of one negotiation make. */
export const fakeCalls = () => {
  const write = vi.fn<Worker['write']>(taken);
  return {
    readNegotiation: vi.fn<Worker['readNegotiation']>(async () => ok(negotiation())),
    readConversation: vi.fn<Worker['readConversation']>(chatOf([1, 2, 3].map((id) => message(id)))),
    readTemplate: vi.fn<Worker['readTemplate']>(async () => ok('Здравствуйте, [Name]!')),
    readAddresses: vi.fn<Worker['readAddresses']>(async () => ok([])),
    readHistory: vi.fn<Negotiations['readHistory']>(async () => ok({ items: [], skipped: 0 })),
    readNotes: vi.fn<Negotiations['readNotes']>(async () => ok(nothing)),
    readTest: vi.fn<Negotiations['readTest']>(async () => ({ ok: false, problem: { name: 'not-found' } })),
    readChats: vi.fn<Negotiations['readChats']>(async () => ok(nothing)),
    readParticipants: vi.fn<Negotiations['readParticipants']>(async () => ok({ items: [], skipped: 0 })),
    readManagers: vi.fn<Worker['company']['readManagers']>(async () => ok(nothing)),
    readFileConditions: vi.fn<Negotiations['readFileConditions']>(async () =>
      ok({ maxBytes: 20_971_520, types: ['jpeg', 'png'], mimeTypes: ['image/jpeg', 'image/png'] }),
    ),
    readContactsOffer: vi.fn<Negotiations['readContactsOffer']>(async () =>
      ok({
        url: 'https://api.hh.ru/resumes/a?with_contact=true',
        effects: ['marks-viewed', 'spends-view', 'spends-contact'],
        status: 'NONE',
        openUntil: null,
        viewsLeft: 12,
      }),
    ),
    openContacts: vi.fn<Negotiations['openContacts']>(async () =>
      ok({
        items: [{ kind: known('Телефон'), value: '+7 495 000-00-00', comment: null, preferred: true }],
        skipped: 0,
      }),
    ),
    readViewCosts: vi.fn<Negotiations['readViewCosts']>(async () =>
      ok({ viewsLeft: 52, responses: true, database: null }),
    ),
    downloadResume: vi.fn<Negotiations['downloadResume']>(async () => ok(new Blob(['%PDF']))),
    openResume: vi.fn<Worker['openResume']>(async () => ok(resumeOf({ more: moreOf() }))),
    keptResume: vi.fn<Worker['store']['keptResume']>(async () => null),
    readKeySkills: vi.fn<Worker['list']['readKeySkills']>(async () => ok(['Консолидация'])),
    save: vi.fn<Worker['save']>(),
    readInvitations: vi.fn<Negotiations['readInvitations']>(async () =>
      ok({
        invitations: { items: [], skipped: 0 },
        costs: { viewsLeft: null, responses: null, database: null, callsLeft: known(null) },
      }),
    ),
    write,
    editMessage: vi.fn<Negotiations['editMessage']>((chat, id, text) =>
      write({ kind: 'call', ...conversationChanges.edit(chat, id, text) }),
    ),
    removeMessage: vi.fn<Negotiations['removeMessage']>((chat, id) =>
      write({ kind: 'call', ...conversationChanges.remove(chat, id) }),
    ),
    attach: vi.fn<Negotiations['attach']>(taken),
    undo: vi.fn<Worker['undo']>(async () => true),
    retry: vi.fn<Worker['retry']>(async () => {}),
    dismiss: vi.fn<Worker['dismiss']>(async () => {}),
    saveDraft: vi.fn<Worker['saveDraft']>(async () => {}),
    watchNegotiation: vi.fn<Worker['store']['watchNegotiation']>(() => () => {}),
    watchSnippets: vi.fn<Worker['store']['watchSnippets']>(() => () => {}),
    look: vi.fn<Worker['store']['look']>(async () => undefined),
    copy: vi.fn<Worker['copy']>(async () => true),
    remind: vi.fn<Worker['remind']>(async () => ({ ok: true, value: undefined })),
  };
};

/** A worker that answers with these fakes. */
export function workerOf(calls: ReturnType<typeof fakeCalls>): Worker {
  const { readInvitations: _, downloadResume: __, readManagers, ...flat } = calls;
  return fakeWorker({
    ...flat,
    negotiation: calls,
    company: { readManagers },
    store: calls,
    list: calls,
  });
}

export const entry = (request: WriteRequest, at: 'waiting' | 'sent', id = 'e'): Entry =>
  entryOf(request, at === 'sent' ? { at, when: now } : { at, until: now + 10_000 }, {
    id: asId<EntryId>(id),
    createdAt: now,
  });
