import type { NegotiationCalls } from '../../components/inbox/negotiation/calls.ts';
import { worker } from '../../utils/messaging/client.ts';

const { negotiation, store } = worker;

export const negotiationCalls: NegotiationCalls = {
  ...worker,
  readHistory: negotiation.readHistory,
  readNotes: negotiation.readNotes,
  readTest: negotiation.readTest,
  readChat: negotiation.readChat,
  readOldTalk: negotiation.readOldTalk,
  readChats: negotiation.readChats,
  readParticipants: negotiation.readParticipants,
  readColleagues: negotiation.readColleagues,
  readFileConditions: negotiation.readFileConditions,
  readContactsOffer: negotiation.readContactsOffer,
  openContacts: negotiation.openContacts,
  readInvitations: negotiation.readInvitations,
  attach: negotiation.attach,
  watchNegotiation: store.watchNegotiation,
  saveSnippets: store.saveSnippets,
  look: store.look,
};
