import * as z from 'zod/mini';
import type { ManagerId } from '../../ids.ts';
import { fact, flag, id, list, named, number, page, part, text, word } from './wire.ts';

const phone = part({ country: text, city: text, number: text, comment: text });

const row = {
  id: id<ManagerId>(),
  full_name: fact(word),
  position: text,
  email: text,
  phone,
  area: part(named.shape),
  is_main_contact_person: flag,
  /** null where the caller may not know. */
  vacancies_count: number,
};

const managerRow = z.object(row);
export type WireManager = z.output<typeof managerRow>;

/** `GET /employers/{e}/managers` (operation `get-employer-managers`). */
export const managers = page(managerRow);

/** `GET /employers/{e}/managers/{m}` (operation `get-employer-manager`). */
export const manager = z.object({ ...row, manager_type: part(named.shape), permissions: list(named) });
export type WireManagerInFull = z.output<typeof manager>;

/** `GET /employers/{e}/managers/{m}/settings` (operation `get-manager-settings`); one's own only. */
export const managerSettings = z.object({
  default_currency: part({ code: text, name: text }),
  /** The default of "also by SMS". */
  use_sms_notification: flag,
});
export type WireManagerSettings = z.output<typeof managerSettings>;
