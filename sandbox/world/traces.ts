import { ApiError } from '../errors.ts';
import type { Chat, Negotiation, Resume } from './model.ts';
import type { World } from './world.ts';

/** The employer has seen the response: counted once, as it is for good. */
export function markViewed(world: World, negotiation: Negotiation): void {
  if (negotiation.viewed) return;
  negotiation.viewed = true;
  world.ledger.effects.viewed.push(negotiation.id);
}

export function markChatRead(world: World, chat: Chat, count = chat.messages.length): void {
  if (count <= chat.readCount) return;
  chat.readCount = count;
  world.ledger.effects.chatRead.push(chat.id);
}

/** Opening a resume: with a topic it marks the response viewed, from the database it spends a view. */
export function openResume(world: World, resume: Resume, topicId: string | null): void {
  const negotiation = topicId === null ? undefined : world.negotiations.get(topicId);
  if (negotiation) {
    markViewed(world, negotiation);
    return;
  }
  if (world.negotiationsOfResume.get(resume.hash)?.some((known) => known.startedBy === 'applicant')) return;
  if (world.resumeViewsLeft <= 0) throw new ApiError(429, { type: 'resumes', value: 'view_limit_exceeded' });
  world.resumeViewsLeft -= 1;
  world.ledger.effects.resumeViewsSpent.push(resume.hash);
}

/** Opening contacts is paid once per resume, and free when the applicant came first. */
export function openContacts(world: World, resume: Resume): void {
  const cameFirst = world.negotiationsOfResume
    .get(resume.hash)
    ?.some((known) => known.startedBy === 'applicant');
  if (resume.contactsOpened || cameFirst) return;
  resume.contactsOpened = true;
  world.ledger.effects.contactsSpent.push(resume.hash);
}
