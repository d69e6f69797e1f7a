import { formOf } from './arguments.ts';
import type { Action, Argument } from './negotiation.ts';

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
