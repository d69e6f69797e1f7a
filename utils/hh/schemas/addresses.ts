import * as z from 'zod/mini';
import type { AddressId } from '../../ids.ts';
import { flag, id, page, text } from './wire.ts';

const address = z.object({
  id: id<AddressId>(),
  raw: text,
  city: text,
  street: text,
  building: text,
  deleted: flag,
});
export type WireAddress = z.output<typeof address>;

/** `GET /employers/{e}/addresses` (operation `get-employer-addresses`). */
export const addresses = page(address);
