import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { quoted } from '../ui/words.ts';

/** «Заметка», «Выход из чата»; empty for an operation of hh's that has no words here. */
const deedOf = (request: WriteRequest): string =>
  t(`deed_${request.kind === 'call' ? request.operation.replaceAll('-', '_') : request.kind}` as MessageKey);

/** The entry with its deed in words, where the worker knows none: notes and calls are made by our own pages only. */
export function inWords(entry: Entry): Entry {
  const { request, label } = entry;
  // An invitation has no candidate's name yet: it says where to.
  const whereTo = request.kind === 'invite' && label.vacancy ? quoted(label.vacancy) : null;
  const action = label.action ?? (deedOf(request) || null);
  return { ...entry, label: { ...label, action, candidate: label.candidate ?? whereTo } };
}
