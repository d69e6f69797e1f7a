import { valueOr } from '../known.ts';
import type { Action, Argument, Negotiation } from './negotiation.ts';
import { refuses } from './stage.ts';

const offered = ['message', 'send_sms', 'address_id'];

/** The arguments of an action, sorted by the form field that asks for each. */
export interface Form {
  message: Argument | null;
  sms: Argument | null;
  address: Argument | null;
  /** A required argument that we do not support: only hh's own page can perform this action. */
  impossible: string | null;
}

/** @param given arguments whose values the caller already knows (`vacancy_id`, `resume_id`) */
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
 * Whether a form opens before the action goes into the outbox. It does if there is anything to ask, and before
 * every refusal, so that the key for refusing always means the same: it shows what will be sent, and sends
 * nothing.
 */
export function asksFirst(action: Action, given: Record<string, string> = {}): boolean {
  const { message, sms, address, impossible } = formOf(action, given);
  return Boolean(message || sms || address || impossible || action.sub.length > 0 || refuses(action));
}

/** The values of arguments that we already know. */
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

/** The actions that hh offers now, as far as they could be read, and how many could not. */
export const actionsOf = ({ actions }: Pick<Negotiation, 'actions'>): Action[] =>
  valueOr(actions, { items: [] }).items;
export const unreadActions = ({ actions }: Pick<Negotiation, 'actions'>): number | 'all' =>
  actions.known ? actions.value.skipped : 'all';

/** The values that hh asks for and the caller already knows. */
export const givenValues = (action: Action, given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    action.arguments.flatMap(({ id }) => (Object.hasOwn(given, id) && given[id] ? [[id, given[id]]] : [])),
  );

/* What an action on many people takes besides the letter: a reason, an SMS, an address. */

/** The chosen values; an empty string means none was chosen. */
export interface Extras {
  subActionId: string;
  sms: boolean;
  addressId: string;
}
export const noExtras: Extras = { subActionId: '', sms: false, addressId: '' };

/** An argument that hh offers for some of the selected people. */
export interface Extra {
  takers: number;
  /** At least one of them requires it. */
  required: boolean;
  /** It can only be sent together with a letter. */
  needsLetter: boolean;
}

/**
 * What can be asked for all of them: a reason must fit everyone; the other arguments go to those who accept
 * them.
 */
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

/**
 * The values for one call: those chosen that hh offers for this negotiation; without a letter, only those that
 * do not need one.
 */
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
