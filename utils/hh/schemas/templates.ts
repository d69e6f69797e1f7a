import * as z from 'zod/mini';
import { text } from './wire.ts';

const filled = z.nullish(z.object({ text }));

/** `GET /message_templates/{template}` (operation `get-negotiation-message-templates`): texts already filled in. */
export const template = z.object({ mail: filled, sms: filled });
export type WireTemplate = z.output<typeof template>;
