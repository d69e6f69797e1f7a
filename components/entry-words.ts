import { type MessageKey, t } from '../utils/i18n.ts';
import type { Entry } from '../utils/inbox/write.ts';

/** What the calls of our own pages are called in the undo bar, by hh's operation id. */
const words: Record<string, MessageKey> = {
  'chat-message-put': 'undo_message_edit',
  'chat-message-delete': 'undo_message_remove',
  'put-participant-list': 'undo_participant',
  'leave-chat': 'undo_leave',
  'set-write-possibility-common': 'undo_write_possibility',
  'get-or-create-chat-without-vacancy-common': 'undo_chat',
  'update-applicant-comment': 'undo_note_edit',
  'delete-applicant-comment': 'undo_note_remove',
  'put-mail-templates-item': 'undo_mail_template',
  'put-pref-negotiations-order': 'undo_order',
};

/** The entry with its deed in words, where the worker knows none: notes and calls are made here only. */
export function inWords(entry: Entry): Entry {
  const { wish, label } = entry;
  // An invitation has no candidate's name yet: it says where to.
  if (wish.kind === 'invite' && label.candidate === null && label.vacancy !== null)
    return { ...entry, label: { ...label, candidate: t('quoted', label.vacancy) } };
  if (label.action !== null) return entry;
  const key: MessageKey | undefined =
    wish.kind === 'note'
      ? 'undo_note'
      : wish.kind === 'call' && Object.hasOwn(words, wish.operation)
        ? words[wish.operation]
        : undefined;
  return key ? { ...entry, label: { ...label, action: t(key) } } : entry;
}
