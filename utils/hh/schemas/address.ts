import * as z from 'zod/mini';
import type { AddressId } from '../../ids.ts';
import { array, fact, id, spare, text, word } from './readers.ts';

/** `GET /employers/{e}/addresses/{a}` (operation `get-address`): the list's item, and how to get there. */
export const address = z.object({
  id: id<AddressId>(),
  raw: spare(text),
  city: spare(text),
  street: spare(text),
  building: spare(text),
  description: fact(text),
  metro_stations: fact(z.nullish(array(z.object({ station_name: fact(word) })))),
});
export type WireAddressInFull = z.output<typeof address>;
