import type {
  OldMessageWire,
  OldTalkWire,
  ParticipantsWire,
  TalkMessageWire,
  TalkWire,
} from './hh/schemas/talk.ts';
import type { Message } from './inbox/negotiation.ts';
import type { Participant, Place, Talk, TalkMessage } from './inbox/talk.ts';

/* A talk as hh tells it, in our words; for our own pages (the worker's `transform.ts` knows less of it). */

const roles: Record<string, Participant['role']> = {
  APPLICANT: 'applicant',
  EMPLOYER: 'employer',
  BOT: 'bot',
};
const roleOf = (role: string | null | undefined) =>
  role && Object.hasOwn(roles, role) ? (roles[role] ?? 'unknown') : 'unknown';
const kinds: Record<string, Message['kind']> = { PARTICIPANT_JOINED: 'joined', PARTICIPANT_LEFT: 'left' };

const secure = (url: string | null | undefined): string | null =>
  url && /^https:\/\//i.test(url) ? url : null;

function messageOf(message: TalkMessageWire): TalkMessage {
  const { sender_display_info: sender, payload } = message;
  const kind = kinds[message.type ?? ''] ?? 'text';
  const mine = sender?.is_current_participant ?? false;
  return {
    id: message.id,
    kind,
    text: payload?.text ?? null,
    state: null,
    author: roleOf(sender?.role),
    authorName: kind === 'text' ? (sender?.name ?? null) : (payload?.moved_participant?.name ?? null),
    mine,
    at: message.creation_time ?? 0,
    readByApplicant: message.viewed_by_opponent ?? false,
    attachments: (payload?.attachments.items ?? []).flatMap(({ title, url, preview }) => {
      const link = secure(url);
      return link ? [{ title: title ?? link, url: link, preview: secure(preview?.url) }] : [];
    }),
    canEdit: mine && message.can_edit === true,
    changedAt: message.last_change_time,
    place: null,
    assessments: [],
  };
}

export function talkOf(chat: TalkWire): Talk {
  const write = chat.chat_states?.write_message_state;
  return {
    via: 'chat',
    chatId: chat.id,
    title: chat.display?.title ?? null,
    messages: chat.messages.items.map(messageOf),
    more: chat.has_more ?? false,
    off: chat.block_reason ?? (write?.allowed === false ? (write.reason ?? 'prohibited') : null),
    filesOff: chat.chat_states?.send_file_state?.allowed === false,
    unread: chat.unread_message_count ?? 0,
    setAside: chat.messages.skipped,
  };
}

function placeOf(address: OldMessageWire['address']): Place | null {
  if (!address) return null;
  const { city, street, building, description, lat, lng } = address;
  const text = [city, street, building].filter(Boolean).join(', ');
  const stations = address.metro_stations.items.flatMap(({ station_name: name }) => (name ? [name] : []));
  const at: Place['at'] = typeof lat === 'number' && typeof lng === 'number' ? [lat, lng] : null;
  return text || at
    ? { text: [text, description].filter(Boolean).join('. '), metro: [...new Set(stations)], at }
    : null;
}

function oldMessageOf(message: OldMessageWire): TalkMessage {
  const employer = message.author?.participant_type === 'employer';
  const { state } = message;
  return {
    id: message.id,
    kind: message.text ? 'text' : 'stage',
    text: message.text ?? null,
    state: state && state.id !== 'text' ? { id: state.id, name: state.name ?? state.id } : null,
    author: employer ? 'employer' : 'applicant',
    authorName: null,
    mine: employer,
    at: message.created_at ?? 0,
    readByApplicant: message.viewed_by_opponent ?? false,
    attachments: [],
    canEdit: false,
    changedAt: null,
    place: placeOf(message.address),
    assessments: message.assessments.items.map(({ id, name, actions }) => ({
      id,
      name: name ?? id,
      links: actions.items.flatMap((action) => {
        const url = action.enabled === false ? null : secure(action.alternate_url);
        return url ? [{ name: action.name ?? action.id, url }] : [];
      }),
    })),
  };
}

/** @param messaging hh's `messaging_status` of the negotiation: old messages do not say whether one may write */
export const oldTalkOf = ({ items, page, pages }: OldTalkWire, messaging: string): Talk => ({
  via: 'old',
  chatId: null,
  title: null,
  messages: items.items.map(oldMessageOf),
  more: (page ?? 0) < (pages ?? 1) - 1,
  off: messaging === 'ok' ? null : messaging,
  filesOff: true,
  unread: 0,
  setAside: items.skipped,
});

export const participantsOf = ({ items }: ParticipantsWire): Participant[] =>
  items.items.map(({ id, name, role, type }) => ({
    id,
    name: name ?? null,
    role: type === 'BOT' ? 'bot' : roleOf(role),
  }));
