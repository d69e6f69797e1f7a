import * as z from 'zod/mini';
import { asId, type NegotiationId } from '../ids.ts';
import { type Client, getter, type Values } from './client.ts';
import { apiAddress, type Gesture } from './effects.ts';
import { HhError } from './errors.ts';
import { parseUrl } from './pages.ts';
import { boolean, every, flag, key, list, maybe, named, object, reader, spare, text, word } from './read.ts';

/** A ready text of hh's; `url` returns it filled in (operation `get-negotiation-message-templates`). */
const templateLink = object(() => ({ id: key, name: text, url: text, quick: flag }));

const argument = object(() => ({
  id: key,
  required: boolean,
  required_arguments: every(z.object({ id: key })),
}));

/**
 * An action for a negotiation or a resume: `method` to `url` with the arguments as a form. Ids are hh's and
 * differ between vacancies; older answers have no `hidden`. Fields that decide what a click causes are
 * required: an action with unreadable arguments would be offered as a silent one.
 */
export const action = object(() => ({
  id: key,
  name: word,
  enabled: boolean,
  hidden: z.optional(boolean),
  method: word,
  url: word,
  arguments: every(argument),
  /** Null if hh names none. */
  resulting_employer_state: spare(maybe(named)),
  templates: list(templateLink),
  sub_actions: z.optional(every(z.object({ id: key, name: word, method: text, url: word }))),
}));
export type WireAction = z.output<typeof action>;

const filled = maybe(z.object({ text }));

/** `GET /message_templates/{template}` (operation `get-negotiation-message-templates`): texts already filled in. */
export const template = object(() => ({ mail: filled, sms: filled }));

/**
 * The negotiation id in an address, as in `Location` and `negotiations_url`: with or without an origin, and
 * with a query if hh adds one (`https://api.hh.ru/negotiations/123?host=hh.ru`); or null.
 */
export function negotiationIn(address: string | null | undefined): NegotiationId | null {
  const url = address ? parseUrl(address, 'https://api.hh.ru') : null;
  const id = url?.pathname.match(/^\/negotiations\/(\d+)\/?$/)?.[1];
  return id ? asId<NegotiationId>(id) : null;
}

/**
 * The address of a bulk action: that of the collection, without the negotiation
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

/** @throws {HhError} `bad-argument` if there are none, or more than hh accepts at once */
export function topicIds(ids: readonly NegotiationId[]): { topic_id: readonly NegotiationId[] } {
  if (!ids.length || ids.length > maxTopics) throw new HhError('bad-argument', 'no');
  return { topic_id: ids };
}

/** Calls for what hh offers in `actions`. */
export function createActions(client: Client) {
  return {
    /** The filled-in text at `templates[].url`. Operation `get-negotiation-message-templates`. */
    template: async (url: string) => getter(client)(under('/message_templates/', url), reader(template)),

    /**
     * Performs an action. PUT moves a negotiation (operation `change-negotiation-action`, effect `writes`);
     * POST invites (operation `invite-applicant-to-vacancy`, effects `writes`, `spends-contact`), and hh then
     * returns the new negotiation.
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
     * The same for up to 50 negotiations of one vacancy. hh does not say whether this is all or nothing, so the
     * outcome for each must be read. `url`: that of the collection. Operation
     * `put-negotiations-collection-to-next-state`.
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

/** Checks that an address from hh is under this path: otherwise it could turn a text into, say, a sign-out. */
export function under(root: string, url: string): string {
  if (!apiAddress(url)?.pathname.startsWith(root)) throw new HhError('foreign-address', 'no');
  return url;
}
