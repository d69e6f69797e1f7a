import { describe, expect, it } from 'vitest';
import { isEmpty } from '../domain/conversation.ts';
import { chatMessages, oldMessages, participants } from '../hh/conversations.ts';
import { reader } from '../hh/read.ts';
import { known, unread } from '../known.ts';
import { conversationOf, oldConversationOf, participantsOf } from './conversation.ts';

const written = (id: number, more: object = {}) => ({
  id: `${id}`,
  type: 'SIMPLE',
  creation_time: `2026-11-10T09:00:${10 + id}+0300`,
  last_change_time: null,
  can_edit: false,
  viewed_by_opponent: false,
  sender_display_info: { name: 'Петрова Инна', role: 'APPLICANT', is_current_participant: false },
  payload: { text: `Сообщение ${id}`, attachments: null, moved_participant: null },
  ...more,
});
const chat = (messages: unknown[], more: object = {}) =>
  conversationOf(
    reader(chatMessages)({
      id: '7',
      unread_message_count: 0,
      block_reason: null,
      messages,
      has_more: false,
      chat_states: { write_message_state: { allowed: true }, send_file_state: { allowed: true } },
      ...more,
    }),
  );
const skips = ({ messages, skippedAfter }: ReturnType<typeof chat>) => [
  ...messages.map(({ id, skippedBefore }) => `${skippedBefore} ${id}`),
  `${skippedAfter}`,
];

describe('a chat', () => {
  it('counts unreadable messages at their position, whichever direction was read', () => {
    const messages = [{}, written(1), written(2), null, 7, written(3), {}];
    expect(skips(chat(messages))).toEqual(['1 1', '0 2', '2 3', '1']);
    expect(skips(chat([...messages].reverse()))).toEqual(['1 1', '0 2', '2 3', '1']);
  });

  it('contains a message even if only its id was read', () => {
    expect(chat([{ id: '1' }]).messages[0]).toMatchObject({
      kind: unread,
      text: unread,
      author: unread,
      mine: unread,
      at: unread,
      readByOther: unread,
      attachments: unread,
    });
  });

  it('leaves the kind of an unsupported message unread', () => {
    expect(chat([written(1, { type: 'POLL' })]).messages[0]).toMatchObject({ kind: unread });
  });

  it('counts a file without a safe address as skipped', () => {
    const attachments = [{ title: 'cv.pdf', url: 'http://hh.ru/cv.pdf' }, { title: 'cv.png' }];
    const payload = { text: null, attachments, moved_participant: null };
    expect(chat([written(1, { payload })]).messages[0]?.attachments).toEqual(
      known({ items: [], skipped: 2 }),
    );
  });

  it('reads fields omitted beside a text, a file or an event as none, and an empty payload as unread', () => {
    const files = [{ title: 'cv.pdf', url: 'https://hh.ru/cv.pdf' }];
    const [text, file, event, nothing] = chat([
      written(1, { payload: { text: 'Добрый день!' } }),
      written(2, { payload: { attachments: files } }),
      written(3, { type: 'PARTICIPANT_JOINED', payload: { moved_participant: { name: 'Котова Анна' } } }),
      written(4, { payload: {} }),
    ]).messages;
    expect(text).toMatchObject({ text: known('Добрый день!'), attachments: known({ items: [] }) });
    expect(file).toMatchObject({ text: known(null), attachments: known({ skipped: 0 }) });
    expect(event).toMatchObject({ text: known(null), authorName: known('Котова Анна') });
    expect(nothing).toMatchObject({ text: unread, attachments: unread });
  });

  it('is empty only if hh has nothing more and nothing unread', () => {
    expect(isEmpty(chat([]))).toBe(true);
    expect(isEmpty(chat([], { unread_message_count: 2 }))).toBe(false);
    expect(isEmpty(chat([], { has_more: undefined }))).toBe(false);
    expect(isEmpty(chat([null]))).toBe(false);
  });

  it('does not know whether one may write if hh does not say', () => {
    expect(chat([], { chat_states: {} }).off).toEqual(unread);
    expect(chat([], { block_reason: 'UNTRUSTED_EMPLOYER' }).off).toEqual(known('UNTRUSTED_EMPLOYER'));
  });
});

describe('the old list of letters', () => {
  const letter = (id: string, author: string, more: object = {}) => ({
    id,
    created_at: '2026-11-10T09:00:00+0300',
    text: `Письмо ${id}`,
    state: { id: 'text', name: 'Текст' },
    author: { participant_type: author },
    viewed_by_opponent: true,
    address: null,
    ...more,
  });
  const list = (items: unknown[], whose?: 'applicant', more: object = {}) =>
    oldConversationOf(reader(oldMessages)({ items, page: 0, pages: 1, ...more }), known('ok'), whose);

  it('lets the applicant edit only their own letters, and only if hh says so', () => {
    const items = [
      letter('1', 'applicant', { editable: true }),
      letter('2', 'employer', { editable: true }),
      letter('3', 'applicant'),
    ];
    expect(list(items, 'applicant').messages.map(({ mine, canEdit }) => [mine, canEdit])).toEqual([
      [known(true), known(true)],
      [known(false), known(false)],
      [known(true), known(false)],
    ]);
  });

  it('leaves the author of a letter unread if hh names an unknown one', () => {
    expect(list([letter('1', 'robot')]).messages[0]).toMatchObject({ author: unread, mine: unread });
  });

  it('reads a letter without a text and a state as an empty text', () => {
    const bare = letter('1', 'employer', { text: null, state: null });
    expect(list([bare]).messages[0]).toMatchObject({ kind: known('text'), text: known(null) });
    expect(list([{ ...bare, state: { id: 'discard' } }]).messages[0]).toMatchObject({ kind: unread });
  });

  it('reads a state without a text as a change of stage, unless it has an address or a test', () => {
    const stage = letter('1', 'employer', { text: null, state: { id: 'invitation', name: 'Приглашение' } });
    const tests = [{ id: '5', name: 'Числа', actions: [] }];
    const address = { city: 'Тула', street: null, building: null, description: null };
    const kinds = [stage, { ...stage, address }, { ...stage, assessments: tests }].map(
      (one) => list([one]).messages[0]?.kind,
    );
    expect(kinds).toEqual([known('stage'), known('text'), known('text')]);
  });

  it('is not empty if hh counts letters but sends none', () => {
    expect(isEmpty(list([], undefined, { found: 0 }))).toBe(true);
    expect(isEmpty(list([], undefined, { found: 3 }))).toBe(false);
    expect(isEmpty(list([], undefined, { pages: undefined }))).toBe(false);
  });

  it("gives hh's reason why writing is disabled, if it was read", () => {
    const wire = reader(oldMessages)({ items: [] });
    expect(oldConversationOf(wire, known('no_invitation')).off).toEqual(known('no_invitation'));
    expect(oldConversationOf(wire, unread).off).toEqual(unread);
  });
});

it('keeps a participant without a name or with an unknown role', () => {
  const items = [{ id: '1', role: 'APPLICANT', type: 'USER' }, { id: '2', name: 'Отто', role: 'HEAD' }, 7];
  expect(participantsOf(reader(participants)({ items }))).toEqual({
    items: [
      { id: '1', name: unread, role: known('applicant') },
      { id: '2', name: known('Отто'), role: unread },
    ],
    skipped: 1,
  });
});
