import * as z from 'zod/mini';
import type { AddressId } from '../../ids.ts';
import { flag, id, page, spare, text } from './readers.ts';

const address = z.object({
  id: id<AddressId>(),
  raw: spare(text),
  city: spare(text),
  street: spare(text),
  building: spare(text),
  deleted: spare(flag),
});
export type WireAddress = z.output<typeof address>;

/** `GET /employers/{e}/addresses` (operation `get-employer-addresses`). */
export const addresses = page(address);
