import * as z from 'zod/mini';
import { asId, type NegotiationId } from '../ids.ts';
import { type Client, getter, type Values } from './client.ts';
import { apiAddress, type Gesture } from './effects.ts';
import { HhError } from './errors.ts';
import { parseUrl } from './pages.ts';
import { boolean, every, flag, key, list, maybe, named, object, reader, spare, text, word } from './read.ts';

/** A text hh has ready; `url` gives it filled in (operation `get-negotiation-message-templates`). */
const templateLink = object(() => ({ id: key, name: text, url: text, quick: flag }));

const argument = object(() => ({
  id: key,
  required: boolean,
  required_arguments: every(z.object({ id: key })),
}));

/**
 * What can be done with a negotiation or a resume: `method` to `url` with the arguments as a form. Ids are
 * hh's and differ per vacancy; older answers have no `hidden`. What decides what a click causes must be there: an
 * action whose arguments could not be read would be offered as a silent one.
 */
export const action = object(() => ({
  id: key,
  name: word,
  enabled: boolean,
  hidden: z.optional(boolean),
  method: word,
  url: word,
  arguments: every(argument),
  /** null: hh names none. */
  resulting_employer_state: spare(maybe(named)),
  templates: list(templateLink),
  sub_actions: z.optional(every(z.object({ id: key, name: word, method: text, url: word }))),
}));
export type WireAction = z.output<typeof action>;

const filled = maybe(z.object({ text }));

/** `GET /message_templates/{template}` (operation `get-negotiation-message-templates`): texts already filled in. */
export const template = object(() => ({ mail: filled, sms: filled }));

/**
 * The negotiation of an address, as `Location` and `negotiations_url` name one: whole or without its origin, and
 * with a query where hh adds one (`https://api.hh.ru/negotiations/123?host=hh.ru`); or null.
 */
export function negotiationIn(address: string | null | undefined): NegotiationId | null {
  const url = address ? parseUrl(address, 'https://api.hh.ru') : null;
  const id = url?.pathname.match(/^\/negotiations\/(\d+)\/?$/)?.[1];
  return id ? asId<NegotiationId>(id) : null;
}

/**
 * The address of an action for many: that of its collection, which stands before the one negotiation
 * (`…/negotiations/discard_by_employer/123?host=hh.ru` → `…/negotiations/discard_by_employer?host=hh.ru`).
 */
export const withoutNegotiation = (address: string): string => address.replace(/\/\d+\/?(?=\?|$)/, '');

interface Act {
  /** `method` and `url` as hh gave them in an action. */
  method: string | null | undefined;
  url: string;
  /** By argument id. */
  values: Values;
}

const maxTopics = 50;

/** @throws {HhError} `bad-argument` for none, and for more than hh takes at once */
export function topicIds(ids: readonly NegotiationId[]): { topic_id: readonly NegotiationId[] } {
  if (!ids.length || ids.length > maxTopics) throw new HhError('bad-argument', 'no');
  return { topic_id: ids };
}

/** Doing what hh offers in `actions`. */
export function createActions(client: Client) {
  return {
    /** The text behind `templates[].url`, filled in. Operation `get-negotiation-message-templates`. */
    template: async (url: string) => getter(client)(under('/message_templates/', url), reader(template)),

    /**
     * Does what an action says. PUT moves a negotiation (operation `change-negotiation-action`, effect `writes`);
     * POST invites (operation `invite-applicant-to-vacancy`, effects `writes`, `spends-contact`), and then hh names
     * the new negotiation.
     */
    act: async ({ method, url, values }: Act, gesture: Gesture) => {
      if (method !== 'PUT' && method !== 'POST') throw new HhError('bad-argument', 'no');
      return client.send({
        method,
        url: under('/negotiations/', url),
        form: values,
        effect: 'writes',
        gesture,
        read: (_, { location }) => ({ negotiationId: negotiationIn(location) }),
      });
    },

    /**
     * The same for up to 50 negotiations of one vacancy; hh does not say whether it is all or nothing, so what
     * became of each must be read. `url`: of the collection. Operation `put-negotiations-collection-to-next-state`.
     */
    actOnMany: async (of: { url: string; ids: readonly NegotiationId[]; values: Values }, gesture: Gesture) =>
      client.send({
        method: 'PUT',
        url: under('/negotiations/', of.url),
        form: { ...of.values, ...topicIds(of.ids) },
        effect: 'writes',
        gesture,
        read: () => {},
      }),
  };
}

/** An address that hh gave, which must lie under this path: it may not turn a text into, say, a sign-out. */
export function under(root: string, url: string): string {
  if (!apiAddress(url)?.pathname.startsWith(root)) throw new HhError('foreign-address', 'no');
  return url;
}
