import * as z from 'zod/mini';
import { maybe, text } from './readers.ts';

const filled = maybe({ text });

/** `GET /message_templates/{template}` (operation `get-negotiation-message-templates`): texts already filled in. */
export const template = z.object({ mail: filled, sms: filled });
export type WireTemplate = z.output<typeof template>;
