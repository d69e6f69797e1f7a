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
