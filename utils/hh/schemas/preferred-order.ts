import * as z from 'zod/mini';
import { named, part } from './readers.ts';

/** `GET /vacancies/{id}/preferred_negotiations_order` (operation `get-pref-negotiations-order`). */
export const preferredOrder = z.object({ order_type: part(named.shape) });
