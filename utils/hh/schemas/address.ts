import * as z from 'zod/mini';
import type { AddressId } from '../../ids.ts';
import { id, list, text } from './wire.ts';

/** `GET /employers/{e}/addresses/{a}` (operation `get-address`): the list's item, and how to get there. */
export const address = z.object({
  id: id<AddressId>(),
  raw: text,
  city: text,
  street: text,
  building: text,
  description: text,
  metro_stations: list(z.object({ station_name: text })),
});
export type WireAddressInFull = z.output<typeof address>;
