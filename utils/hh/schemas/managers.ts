import * as z from 'zod/mini';
import type { ManagerId } from '../../ids.ts';
import { amount, array, fact, flag, id, nameIn, page, spare, text, word } from './readers.ts';

const phone = z.object({ country: fact(text), city: fact(text), number: word });

const row = {
  id: id<ManagerId>(),
  full_name: fact(word),
  position: fact(text),
  email: fact(text),
  phone: fact(z.nullish(phone)),
  area: fact(z.nullish(nameIn)),
  is_main_contact_person: fact(flag),
  /** null where the caller may not know. */
  vacancies_count: fact(z.nullish(amount)),
};

const managerRow = z.object(row);
export type WirePhone = z.output<typeof phone>;
export type WireManager = z.output<typeof managerRow>;

/** `GET /employers/{e}/managers` (operation `get-employer-managers`). */
export const managers = page(managerRow);

/** `GET /employers/{e}/managers/{m}` (operation `get-employer-manager`). */
export const manager = z.object({
  ...row,
  manager_type: fact(z.nullish(nameIn)),
  permissions: fact(array(z.object({ name: fact(word) }))),
});
export type WireManagerInFull = z.output<typeof manager>;

/** `GET /employers/{e}/managers/{m}/settings` (operation `get-manager-settings`); one's own only. */
export const managerSettings = z.object({
  default_currency: fact(z.nullish(nameIn)),
  /** The default of "also by SMS". */
  use_sms_notification: spare(flag),
});
export type WireManagerSettings = z.output<typeof managerSettings>;
