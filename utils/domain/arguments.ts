import { valueOr } from '../known.ts';
import type { Action, Argument, Negotiation } from './negotiation.ts';
import { refuses } from './stage.ts';

const offered = ['message', 'send_sms', 'address_id'];

/** The arguments of an action, sorted by what a form can do with them. */
export interface Form {
  message: Argument | null;
  sms: Argument | null;
  address: Argument | null;
  /** A required argument that we know nothing of: only hh's own page can do this action. */
  impossible: string | null;
}

/** `given` are the arguments whose values the caller knows already (`vacancy_id`, `resume_id`). */
export function formOf(action: Action, given: Record<string, string> = {}): Form {
  const can = (id: string) => offered.includes(id) || Object.hasOwn(given, id);
  const find = (id: string) => {
    const argument = action.arguments.find((argument) => argument.id === id);
    if (!argument) return null;
    return argument.requires.every((other) => can(other)) || argument.required ? argument : null;
  };
  const missing = action.arguments
    .filter((argument) => argument.required)
    .flatMap((argument) => [argument.id, ...argument.requires])
    .find((id) => !can(id));
  return {
    message: find('message'),
    sms: find('send_sms'),
    address: find('address_id'),
    impossible: missing ?? null,
  };
}

/**
 * Whether a form comes before the action goes into the outbox: where there is anything to ask, and before each refusal,
 * so that its key means the same everywhere: it shows what will be sent, and sends nothing.
 */
export function asksFirst(action: Action, given: Record<string, string> = {}): boolean {
  const { message, sms, address, impossible } = formOf(action, given);
  return Boolean(message || sms || address || impossible || action.sub.length > 0 || refuses(action));
}

/** The values of arguments that need not be asked for. */
export const givenBy = ({
  vacancy,
  candidate,
}: Pick<Negotiation, 'vacancy' | 'candidate'>): Record<string, string> => {
  const { id } = valueOr(vacancy, null) ?? {};
  return {
    ...(id && { vacancy_id: id }),
    ...(candidate.resumeId && { resume_id: candidate.resumeId }),
  };
};

/** What hh offers now, as far as it could be read; and how much of it could not. */
export const actionsOf = ({ actions }: Pick<Negotiation, 'actions'>): Action[] =>
  valueOr(actions, { items: [] }).items;
export const unreadActions = ({ actions }: Pick<Negotiation, 'actions'>): number | 'all' =>
  actions.known ? actions.value.skipped : 'all';

/** The values that hh asks for and the caller knows. */
export const givenValues = (action: Action, given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    action.arguments.flatMap(({ id }) => (Object.hasOwn(given, id) && given[id] ? [[id, given[id]]] : [])),
  );

/* What goes with an action on many besides the letter: a reason, a text message, an address. */

/** What was chosen; empty where nothing was. */
export interface Extras {
  subActionId: string;
  sms: boolean;
  addressId: string;
}
export const noExtras: Extras = { subActionId: '', sms: false, addressId: '' };

/** An argument that hh offers to some of many. */
export interface Extra {
  takers: number;
  /** At least one of them cannot do without. */
  required: boolean;
  /** It goes with a letter only. */
  needsLetter: boolean;
}

/** What can be asked for these: a reason must fit all of them, the rest goes to those who take it. */
export interface Offer {
  subs: Action['sub'];
  sms: Extra | null;
  address: Extra | null;
}

export function offerTo(able: readonly { action: Action }[]): Offer {
  const forms = able.map(({ action }) => formOf(action));
  const [first] = able;
  return {
    subs: (first?.action.sub ?? []).filter(({ id }) =>
      able.every(({ action }) => action.sub.some((sub) => sub.id === id)),
    ),
    sms: extraOf(forms.map(({ sms }) => sms)),
    address: extraOf(forms.map(({ address }) => address)),
  };
}

function extraOf(all: (Argument | null)[]): Extra | null {
  const takers = all.filter((argument) => argument !== null);
  return takers.length === 0
    ? null
    : {
        takers: takers.length,
        required: takers.some(({ required }) => required),
        needsLetter: takers.some(needsLetter),
      };
}

const needsLetter = ({ requires }: Argument): boolean => requires.includes('message');

/** The values of one call: of what was chosen, what hh offers this one; without a letter, what goes without. */
export function valuesFor(
  { action }: { action: Action },
  letter: string,
  { sms, addressId }: Extras,
): Record<string, string> {
  const form = formOf(action);
  const tells = form.message !== null && letter.trim() !== '';
  const goes = (argument: Argument | null) => argument !== null && (tells || !needsLetter(argument));
  return {
    ...(tells && { message: letter }),
    ...(sms && goes(form.sms) && { send_sms: 'true' }),
    ...(addressId && goes(form.address) && { address_id: addressId }),
  };
}
