import type { Attachment, Conversation, Message, Participant, Place } from '../domain/conversation.ts';
import { inOrder } from '../domain/conversation.ts';
import type {
  WireChatMessages,
  WireMessage,
  WireOldMessage,
  WireOldMessages,
  WireParticipants,
} from '../hh/conversations.ts';
import {
  fromKnown,
  isKnown,
  type Known,
  known,
  type List,
  mapped,
  none,
  sifted,
  thenKnown,
  unread,
  valueOr,
} from '../known.ts';
import { stageOf } from './negotiations.ts';

/* Converts conversations from hh's types to ours, the same for every view. */

const roles: Record<string, 'applicant' | 'employer' | 'bot'> = {
  APPLICANT: 'applicant',
  EMPLOYER: 'employer',
  BOT: 'bot',
};
const kinds: Record<string, 'text' | 'joined' | 'left'> = {
  SIMPLE: 'text',
  PARTICIPANT_JOINED: 'joined',
  PARTICIPANT_LEFT: 'left',
};
/** Our equivalent of one of hh's words; an unknown word counts as not read. */
const meaning = <T>(words: Record<string, T>, word: string | null): Known<T> => {
  const means = word !== null && Object.hasOwn(words, word) ? words[word] : undefined;
  return means === undefined ? unread : known(means);
};

/** Files of a chat may lie on any host: https is all that is asked of it. */
const secure = (url: string | null | undefined): string | null =>
  url && /^https:\/\//i.test(url) ? url : null;

/** The messages in order of time; unreadable ones are counted at their position. */
function inPlace(messages: Known<Message>[]): Pick<Conversation, 'messages' | 'skippedAfter'> {
  const read = messages.flatMap((message) => (message.known ? [message.value] : []));
  // When reading backwards, hh may send the newest first.
  const backwards = read.length > 1 && inOrder(read)[0] === read.at(-1);
  let skipped = 0;
  const placed: Message[] = [];
  for (const message of backwards ? [...messages].reverse() : messages) {
    if (message.known) placed.push({ ...message.value, skippedBefore: skipped });
    skipped = message.known ? 0 : skipped + 1;
  }
  return { messages: inOrder(placed), skippedAfter: skipped };
}

type Files = Extract<WireMessage['payload'], { known: true }>['value']['attachments'];
/** A file without a safe address counts as unreadable. */
const attachmentsOf = (files: Files): Known<List<Attachment>> =>
  fromKnown(files, (list) =>
    sifted(list ?? none, ({ title, url, preview }) => {
      const link = secure(url);
      return link === null
        ? null
        : { title: fromKnown(title, (name) => name || null), url: link, preview: secure(preview?.url) };
    }),
  );

function messageOf(message: WireMessage): Message {
  const { sender_display_info: sender, payload } = message;
  const kind = thenKnown(message.type, (type) => meaning(kinds, type));
  const mine = thenKnown(sender, ({ is_current_participant }) => is_current_participant);
  const moved = isKnown(kind, 'joined') || isKnown(kind, 'left');
  return {
    id: message.id,
    kind,
    text: thenKnown(payload, ({ text }) => text),
    state: known(null),
    author: thenKnown(sender, ({ role }) => thenKnown(role, (word) => meaning(roles, word))),
    authorName: moved
      ? thenKnown(payload, ({ moved_participant }) =>
          fromKnown(moved_participant, (who) => who?.name ?? null),
        )
      : thenKnown(sender, ({ name }) => name),
    mine,
    at: message.creation_time,
    readByOther: message.viewed_by_opponent,
    attachments: thenKnown(payload, ({ attachments }) => attachmentsOf(attachments)),
    canEdit: isKnown(mine, false) ? known(false) : message.can_edit,
    changed: fromKnown(message.last_change_time, (at) => at !== null),
    place: known(null),
    assessments: known([]),
    skippedBefore: 0,
  };
}

/** A part of a chat. */
export function conversationOf(chat: WireChatMessages): Conversation {
  const write = thenKnown(chat.chat_states, ({ write_message_state }) => write_message_state);
  const refused = thenKnown(write, ({ allowed, reason }) =>
    fromKnown(allowed, (may) => (may ? null : (reason ?? 'prohibited'))),
  );
  const stretch = inPlace(chat.messages.items.map((message) => fromKnown(message, messageOf)));
  const lacking = chat.messages.items.length === 0 ? valueOr(chat.unread_message_count, 0) : 0;
  return {
    via: 'chat',
    chatId: chat.id,
    ...stretch,
    // Unread messages that were not sent were not read either.
    skippedAfter: stretch.skippedAfter + lacking,
    more: chat.has_more,
    off: thenKnown(chat.block_reason, (blocked) => (blocked === null ? refused : known(blocked))),
    filesOff: thenKnown(chat.chat_states, ({ send_file_state }) =>
      thenKnown(send_file_state, ({ allowed }) => fromKnown(allowed, (may) => !may)),
    ),
    unread: chat.unread_message_count,
  };
}

const placeOf = (address: WireOldMessage['address']): Known<Place | null> =>
  fromKnown(address, (given) => {
    if (!given) return null;
    const { city, street, building, description, lat, lng, metro_stations: stations } = given;
    const text = [city, street, building].filter(Boolean).join(', ');
    const at: Place['at'] = typeof lat === 'number' && typeof lng === 'number' ? [lat, lng] : null;
    const metro = [...new Set(stations?.items.map(({ station_name }) => station_name))];
    return text || at ? { text: [text, description].filter(Boolean).join('. '), metro, at } : null;
  });

/**
 * A letter with nothing but a state is an event about that stage; with an address or a test it is still a
 * letter.
 */
function oldKindOf({ text, state, place, assessments }: Omit<Message, 'kind'>): Message['kind'] {
  if (text.known && text.value) return known('text');
  if (valueOr(place, null) || valueOr(assessments, []).length > 0) return known('text');
  if (!state.known) return unread;
  if (state.value === null) return known('text');
  return text.known ? known('stage') : unread;
}

/** @param whose which side's letters are ours */
const oldMessageOf =
  (whose: 'applicant' | 'employer') =>
  (message: WireOldMessage): Message => {
    const author = thenKnown(message.author, ({ participant_type: type }) =>
      type === 'employer' || type === 'applicant' ? known<'employer' | 'applicant'>(type) : unread,
    );
    const mine = fromKnown(author, (of) => of === whose);
    const state = thenKnown(message.state, (now) => (now && now.id !== 'text' ? stageOf(now) : known(null)));
    const read: Omit<Message, 'kind'> = {
      id: message.id,
      text: message.text,
      state,
      author,
      authorName: known(null),
      mine,
      at: message.created_at,
      readByOther: message.viewed_by_opponent,
      attachments: known(none),
      canEdit:
        whose === 'employer' || isKnown(mine, false)
          ? known(false)
          : fromKnown(message.editable, (may) => may ?? false),
      changed: known(false),
      place: placeOf(message.address),
      assessments: fromKnown(message.assessments, (tests) =>
        (tests?.items ?? []).map(({ id, name, actions }) => ({
          id,
          name,
          links: (actions?.items ?? []).flatMap(({ name: words, enabled, alternate_url }) => {
            const url = enabled ? secure(alternate_url) : null;
            return url ? [{ name: words, url }] : [];
          }),
        })),
      ),
      skippedBefore: 0,
    };
    return { ...read, kind: oldKindOf(read) };
  };

/**
 * A page of the old list of letters.
 * @param messaging hh's `messaging_status` of the negotiation: the list does not say whether one may write
 * @param whose which side's letters are ours
 */
export function oldConversationOf(
  { items, found, page, pages }: WireOldMessages,
  messaging: Known<string>,
  whose: 'applicant' | 'employer' = 'employer',
): Conversation {
  const stretch = inPlace(items.items.map((message) => fromKnown(message, oldMessageOf(whose))));
  return {
    via: 'old',
    chatId: null,
    ...stretch,
    // hh counts letters but sends none.
    skippedAfter: stretch.skippedAfter + (items.items.length === 0 && !page ? (found ?? 0) : 0),
    more: typeof pages === 'number' ? known((page ?? 0) < pages - 1) : unread,
    off: fromKnown(messaging, (status) => (status === 'ok' ? null : status)),
    filesOff: known(true),
    // Reading it has marked everything as read.
    unread: known(0),
  };
}

export const participantsOf = ({ items }: WireParticipants): List<Participant> =>
  mapped(items, ({ id, name, role, type }) => ({
    id,
    name,
    role: isKnown(type, 'BOT') ? known('bot') : thenKnown(role, (word) => meaning(roles, word)),
  }));
