/*
 * The forms of the popup, and what was asked for many: a part of its own, read when it is first needed, so that the
 * list paints sooner.
 */
import '../outbox/groups.css';

export { ChatForm } from './chat-form.tsx';
export { NegotiationForm } from './negotiation-form.tsx';
export { Sending } from './sending.tsx';
