import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import type { Message } from '../domain/conversation.ts';
import { interviewOf } from '../domain/interview.ts';
import { withInterviewRead } from '../domain/reminders.ts';
import { addReminders } from '../storage/reminders.ts';

/**
 * Puts down when an interview seems to be, out of the newest messages that the applicant reads; one that they tell of no more goes.
 * Never a request. @param owner whose it is
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
