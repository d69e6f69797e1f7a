import type { Applicant, Message, Negotiation, Resume, Vacancy } from './model.ts';
import { inARow } from './moving.ts';
import { stageOf } from './pipeline.ts';
import type { World } from './world.ts';

const IN_A_ROW = 5;
const IN_ALL = 100;

export const ownResumes = (world: World, applicant: Applicant): Resume[] =>
  world.resumesOf(applicant.ownerId).filter(({ deleted }) => !deleted);

/** All negotiations of a person, including those of deleted resumes. */
export function ownNegotiations(world: World, applicant: Applicant): Negotiation[] {
  return world
    .resumesOf(applicant.ownerId)
    .flatMap((resume) => world.negotiationsOfResume.get(resume.hash) ?? []);
}

/** Stages that have a word of their own for applicants, once a message was sent along. */
const spokenOf = ['phone_interview', 'assessment', 'interview', 'offer', 'hired'];

/** The state in hh's own word, as on the applicant's pages (there in capitals). */
export function stateWord(negotiation: Negotiation): string {
  const { state, stageId, applicant } = negotiation;
  if (applicant.word !== null) return applicant.word;
  if (applicant.declined) return 'discard_by_applicant';
  return state === 'invitation' && spokenOf.includes(stageId) ? stageId : state;
}

/** The state in the API's word: from the dictionary, or one of the few others seen in answers. */
export function apiState(negotiation: Negotiation): string {
  const word = stateWord(negotiation);
  if (word === 'phone_interview' || word === 'assessment') return 'invitation';
  return word === 'discard_by_applicant' ? 'discard' : word;
}

/** Messages and changes by the employer that the applicant has not read. */
export function unreadByApplicant(world: World, negotiation: Negotiation): Message[] {
  return world
    .chatOf(negotiation)
    .messages.filter((message) => message.from === 'employer' && !message.seenByOpponent);
}

export const hasNews = (world: World, negotiation: Negotiation): boolean =>
  !negotiation.applicant.hidden && unreadByApplicant(world, negotiation).length > 0;

/** The applicant reads the messages: the flag is cleared for good, and counted once. */
export function readByApplicant(world: World, negotiation: Negotiation): void {
  if (unreadByApplicant(world, negotiation).length === 0) return;
  world.seeByApplicant(negotiation.chatId);
  world.ledger.effects.updatesRead.push(negotiation.id);
}

export const isGone = (vacancy: Vacancy): boolean => vacancy.deleted || vacancy.archivedAt !== null;

function wasInvited(negotiation: Negotiation): boolean {
  return (
    negotiation.startedBy === 'employer' ||
    negotiation.changes.some(
      ({ stageId, withMessage }) => withMessage && stageOf(stageId).applicantState === 'invitation',
    )
  );
}

/** Why the applicant cannot write, in the words of the dictionary `messaging_status`; `ok` if they can. */
export function applicantMessaging(world: World, negotiation: Negotiation): string {
  const vacancy = world.vacancy(negotiation.vacancyId);
  const chat = world.chatOf(negotiation);
  if (negotiation.applicant.messaging !== null) return negotiation.applicant.messaging;
  if (world.resume(negotiation.resumeHash).deleted) return 'resume_deleted';
  if (isGone(vacancy)) return 'archived';
  if (!vacancy.allowMessages || !chat.applicantMayWrite) return 'disabled_by_employer';
  if ((negotiation.state === 'discard' || vacancy.writeAfterInvitation) && !wasInvited(negotiation))
    return 'no_invitation';
  if (inARow(chat, 'applicant') >= IN_A_ROW) return 'in_a_row_limit';
  return chat.messages.length >= IN_ALL ? 'overall_limit' : 'ok';
}

/** Whether the applicant may send a refusal of their own while hiding the negotiation. */
export function declineAllowed(world: World, negotiation: Negotiation): boolean {
  const { hidden, declined } = negotiation.applicant;
  const open = !hidden && !declined && negotiation.state !== 'discard' && negotiation.stageId !== 'hired';
  return open && applicantMessaging(world, negotiation) === 'ok';
}

/** Only the letter of a response can be edited, and only until the employer has viewed it. */
export function isEditable(world: World, negotiation: Negotiation, message: Message): boolean {
  const isLetter = message.from === 'applicant' && message.state === 'response';
  const resume = world.resume(negotiation.resumeHash);
  const vacancy = world.vacancy(negotiation.vacancyId);
  return isLetter && !negotiation.viewed && !isGone(vacancy) && !resume.deleted && !resume.hidden;
}
