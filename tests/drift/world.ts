import type { Client } from '../../utils/hh/client.ts';
import { createConversations } from '../../utils/hh/conversations.ts';
import { createEmployer } from '../../utils/hh/employer.ts';
import type { Connection } from '../../utils/worker/connection.ts';
import { createNegotiations, type Negotiations } from '../../utils/worker/negotiations.ts';
import { partly } from '../partly.ts';
import { type Answers, clientOf } from './surface.ts';

/* Our own pages send their requests to the worker, and through it to hh: here they get prepared answers. */

let client: Client = clientOf({}, []);
let negotiations: Negotiations | null = null;

/** From now on hh gives these answers. */
export function answerWith(
  answers: Answers,
  addresses: readonly (readonly [RegExp, string])[],
  now: () => number,
) {
  client = clientOf(answers, addresses);
  const connection = { employer: createEmployer(client), conversations: createConversations(client) };
  negotiations = createNegotiations(partly<Connection>(connection), now);
  return client;
}

/** Replaces `remoteClient`. */
export const remoteClient: Client = { send: (call) => client.send(call) };
export const worker = () => {
  if (!negotiations) throw new Error('nobody answers');
  return negotiations;
};
