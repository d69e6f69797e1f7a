import { hhDate } from '../../time.ts';
import type { Chat, Message, Upload } from '../../world/model.ts';
import { fullName } from '../../world/people.ts';
import type { Call } from '../call.ts';

/** `ChatsCommonChat`. */
export function chatHead(call: Call, chat: Chat): Record<string, unknown> {
  const resume = call.world.resume(chat.resumeHash);
  return {
    id: chat.id,
    type: chat.vacancyId === null ? 'COMMON' : 'NEGOTIATION',
    creation_time: hhDate(chat.createdAt),
    muted: false,
    unread_message_count: call.world.unreadMessages(chat),
    block_reason: chat.blockReason,
    display: { title: fullName(resume) || resume.title, icon: null },
    vacancy_id: chat.vacancyId,
  };
}

export function senderId(message: Message): string {
  return `${message.from === 'employer' ? 'm' : 'a'}${message.authorId}`;
}

function attachment({ id, name, type }: Upload): Record<string, unknown> {
  const url = `https://hh.ru/chat/attachment/${id}`;
  const preview = type.startsWith('image/') ? { url: `${url}?preview=true` } : null;
  return { title: name, url, content_type: type, preview };
}

/** `ChatsCommonMessage`. */
export function messageItem(call: Call, chat: Chat, message: Message) {
  const { world } = call;
  const employer = message.from === 'employer';
  const mine = employer && message.authorId === call.account.managerId;
  const author = employer ? world.managers.get(message.authorId) : world.resume(chat.resumeHash);
  return {
    id: message.id,
    type: 'SIMPLE',
    creation_time: hhDate(message.at),
    last_change_time: message.changedAt === null ? null : hhDate(message.changedAt),
    can_edit: mine,
    viewed_by_opponent: employer ? message.seenByOpponent : true,
    sender_participant_id: senderId(message),
    sender_display_info: {
      name: (author && fullName(author)) || (employer ? 'Работодатель' : 'Соискатель'),
      icon: null,
      role: employer ? 'EMPLOYER' : 'APPLICANT',
      is_current_participant: mine,
    },
    payload: {
      text: message.file ? null : message.text,
      attachments: message.file && [attachment(message.file)],
      moved_participant: null,
    },
  };
}
