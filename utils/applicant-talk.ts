import type { OldTalkWire } from './hh/schemas/talk.ts';
import type { Talk } from './inbox/talk.ts';
import { oldTalkOf } from './talk.ts';

/**
 * The letters of a negotiation as the applicant has them: mine are the applicant's, and one of them may be changed
 * while hh says `editable`.
 * @param messaging hh's `messaging_status`
 */
export function applicantTalkOf(wire: OldTalkWire, messaging: string): Talk {
  const editable = new Set(wire.items.items.flatMap((one) => (one.editable ? [one.id] : [])));
  const talk = oldTalkOf(wire, messaging);
  return {
    ...talk,
    messages: talk.messages.map((message) => {
      const mine = message.author === 'applicant';
      return { ...message, mine, canEdit: mine && editable.has(message.id) };
    }),
  };
}
