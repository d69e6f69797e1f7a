import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import type { Message } from '../domain/conversation.ts';
import { withInterviewRead } from '../domain/follow-ups.ts';
import { interviewOf } from '../domain/interview.ts';
import { addReminders } from '../storage/reminders.ts';

/**
 * Records the time of an interview found in the newest messages that the applicant reads, and removes one that they
 * no longer mention. Never a request. @param owner the applicant
 */
export async function noteInterview(
  owner: string,
  negotiation: ApplicantNegotiation,
  messages: readonly Message[],
): Promise<void> {
  const found = interviewOf(negotiation, messages, Date.now());
  const read = messages.map(({ id }) => id);
  await addReminders(owner, found ? [found] : [], (one) =>
    withInterviewRead(one, negotiation.id, read, found),
  );
}
