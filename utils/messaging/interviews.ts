import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import type { Message } from '../domain/conversation.ts';
import { interviewOf } from '../domain/interview.ts';
import { addReminders } from '../storage/reminders.ts';

/** Puts down when an interview seems to be, out of messages that the applicant reads. Never a request. @param owner whose it is */
export async function noteInterview(
  owner: string,
  negotiation: ApplicantNegotiation,
  messages: readonly Message[],
): Promise<void> {
  const found = interviewOf(negotiation, messages, Date.now());
  if (found) await addReminders(owner, [found]);
}
