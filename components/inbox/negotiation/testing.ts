import { vi } from 'vitest';
import type { Conversation, Message } from '../../../utils/domain/conversation.ts';
import { defaultSettings } from '../../../utils/domain/inbox.ts';
import type { Action, Negotiation } from '../../../utils/domain/negotiation.ts';
import { conversationOf, messageOf } from '../../../utils/domain/testing.ts';
import type { Entry, WriteRequest } from '../../../utils/domain/write-request.ts';
import { asId, type ChatId, type EntryId, type MessageId, type NegotiationId } from '../../../utils/ids.ts';
import { known } from '../../../utils/known.ts';
import type { Result } from '../../../utils/problem.ts';
import { settled as still } from '../../testing.ts';
import type { NegotiationCalls } from './calls.ts';
import type { PaneStore } from './store.ts';

/* A made-up negotiation, its chat of many messages, and the calls that read them; for tests. */

/** As everywhere, with the parts whose code is read when they are first shown. */
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

export const negotiation = (more: Partial<Negotiation> = {}): Negotiation => ({
  id: negotiationId,
  vacancy: known({
    id: asId(5),
    name: known('Бухгалтер'),
    area: known(null),
    archived: known(false),
    url: null,
  }),
  candidate: {
    resumeId: asId('a'.repeat(38)),
    applicantId: asId(9),
    name: known('Петрова Инна Сергеевна'),
    title: known('Главный бухгалтер'),
    age: known(40),
    experienceMonths: known(112),
    salary: known({ amount: 120_000, currency: 'RUR' }),
    area: known('Москва'),
    url: `https://hh.ru/resume/${'a'.repeat(38)}`,
  },
  resumeDeleted: known(false),
  stage: known({ id: 'response', name: 'Отклик' }),
  state: known({ id: 'response', name: 'Отклик' }),
  createdAt: known(now - 3_600_000),
  updatedAt: known(now - 3_600_000),
  hasUpdates: known(true),
  viewedByApplicant: known(false),
  messages: known(3),
  unreadMessages: known(1),
  chatId: known(chatId),
  messaging: known('ok'),
  test: known(null),
  source: null,
  autoSurvey: known(null),
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

/** A chat of so many messages at hh; a stretch is at most `limit` long and begins with the message it is asked from. */
export function chatOf(messages: Message[], limit = 3) {
  return async (
    _: ChatId,
    from?: { id: MessageId; way: 'older' | 'newer' } | null,
  ): Promise<Result<Conversation>> => {
    const at = from ? messages.findIndex(({ id }) => id === from.id) : messages.length - 1;
    if (at < 0) return { ok: false, problem: { name: 'bad-argument' } };
    const newer = from?.way === 'newer';
    const part = newer ? messages.slice(at, at + limit) : messages.slice(Math.max(0, at + 1 - limit), at + 1);
    const more = newer ? at + limit < messages.length : at + 1 - limit > 0;
    return { ok: true, value: conversationOf(part, { chatId, more: known(more), unread: known(1) }) };
  };
}

const empty = async () => ({ ok: true as const, value: [] });

export const fakeCalls = () => ({
  readNegotiation: vi.fn<NegotiationCalls['readNegotiation']>(async () => ({
    ok: true,
    value: negotiation(),
  })),
  readHistory: vi.fn<NegotiationCalls['readHistory']>(async () => ({
    ok: true,
    value: { items: [], skipped: 0 },
  })),
  readNotes: vi.fn<NegotiationCalls['readNotes']>(async () => ({
    ok: true,
    value: { items: [], found: known(0), more: false, skipped: 0 },
  })),
  readTest: vi.fn<NegotiationCalls['readTest']>(async () => ({ ok: false, problem: { name: 'not-found' } })),
  readChat: vi.fn<NegotiationCalls['readChat']>(chatOf([1, 2, 3].map((id) => message(id)))),
  readOldTalk: vi.fn<NegotiationCalls['readOldTalk']>(async () => ({
    ok: false,
    problem: { name: 'not-found' },
  })),
  readChats: vi.fn<NegotiationCalls['readChats']>(async () => ({
    ok: true,
    value: { items: [], found: known(0), more: false, skipped: 0 },
  })),
  readParticipants: vi.fn<NegotiationCalls['readParticipants']>(async () => ({
    ok: true,
    value: { items: [], skipped: 0 },
  })),
  readColleagues: vi.fn<NegotiationCalls['readColleagues']>(empty),
  readFileConditions: vi.fn<NegotiationCalls['readFileConditions']>(async () => ({
    ok: true,
    value: { maxBytes: 20_971_520, types: ['jpeg', 'png'], mimeTypes: ['image/jpeg', 'image/png'] },
  })),
  readContactsOffer: vi.fn<NegotiationCalls['readContactsOffer']>(async () => ({
    ok: true,
    value: {
      url: 'https://api.hh.ru/resumes/a?with_contact=true',
      effects: ['marks-viewed', 'spends-view', 'spends-contact'],
      status: 'NONE',
      openUntil: null,
      viewsLeft: 12,
      hasFile: true,
    },
  })),
  openContacts: vi.fn<NegotiationCalls['openContacts']>(async () => ({
    ok: true,
    value: [{ kind: 'Телефон', value: '+7 495 000-00-00', comment: null, preferred: true }],
  })),
  readTemplate: vi.fn<NegotiationCalls['readTemplate']>(async () => ({
    ok: true,
    value: 'Здравствуйте, [Name]!',
  })),
  readAddresses: vi.fn<NegotiationCalls['readAddresses']>(empty),
  readInvitations: vi.fn<NegotiationCalls['readInvitations']>(async () => ({
    ok: true,
    value: {
      invitations: { items: [], skipped: 0 },
      costs: { viewsLeft: null, database: null, callsLeft: null },
    },
  })),
  write: vi.fn<NegotiationCalls['write']>(async () => ({ ok: true, value: asId<EntryId>('e') })),
  attach: vi.fn<NegotiationCalls['attach']>(async () => ({ ok: true, value: asId<EntryId>('e') })),
  undo: vi.fn<NegotiationCalls['undo']>(),
  retry: vi.fn<NegotiationCalls['retry']>(),
  dismiss: vi.fn<NegotiationCalls['dismiss']>(),
  watchNegotiation: vi.fn<NegotiationCalls['watchNegotiation']>(() => () => {}),
  saveDraft: vi.fn<NegotiationCalls['saveDraft']>(),
  saveSnippets: vi.fn<NegotiationCalls['saveSnippets']>(),
  look: vi.fn<NegotiationCalls['look']>(async () => undefined),
  openOptions: vi.fn<NegotiationCalls['openOptions']>(),
  signIn: vi.fn<NegotiationCalls['signIn']>(async () => ({ ok: true, value: undefined })),
  openTab: vi.fn<NegotiationCalls['openTab']>(),
  copy: vi.fn<NegotiationCalls['copy']>(),
});

export const store = (more: Partial<PaneStore> = {}): PaneStore => ({
  now,
  account: { state: 'signed-out', problem: null },
  settings: defaultSettings,
  entries: [],
  drafts: {},
  snippets: [],
  rows: [],
  ...more,
});

export const entry = (request: WriteRequest, at: 'waiting' | 'sent', id = 'e'): Entry => ({
  id: asId<EntryId>(id),
  request,
  label: { action: null, candidate: null, vacancy: null },
  resulting: null,
  createdAt: now,
  progress: at === 'sent' ? { at, when: now } : { at, until: now + 10_000 },
});
