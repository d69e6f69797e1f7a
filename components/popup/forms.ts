/* The forms of the popup: a part of its own, read when the first one is opened, so that the list paints sooner. */
export { ChatForm } from './chat-form.tsx';
export { NegotiationForm } from './negotiation-form.tsx';
