import { ApiError, badArgument, forbidden, negotiationsError, notFound } from '../errors.ts';
import { DAY } from '../time.ts';
import {
  applicantMessaging,
  declineAllowed,
  isEditable,
  isGone,
  ownNegotiations,
  ownResumes,
} from './applicant.ts';
import { type Applicant, type Message, type Negotiation, storedText, type Vacancy } from './model.ts';
import { checkText, MESSAGE_LIMIT, RUDE_WORD, SPAM_WORD } from './moving.ts';
import type { World } from './world.ts';

export interface Application {
  vacancyId: string | null;
  resumeId: string | null;
  message: string | null;
}

/** Responds to a vacancy. @returns null if the vacancy takes responses elsewhere, at its `responseUrl` */
export function apply(world: World, applicant: Applicant, form: Application): Negotiation | null {
  if (!form.vacancyId) throw badArgument('vacancy_id');
  if (!form.resumeId) throw badArgument('resume_id');
  const vacancy = world.vacancies.get(form.vacancyId);
  const resume = ownResumes(world, applicant).find(({ hash }) => hash === form.resumeId);
  if (!vacancy || vacancy.deleted) throw refused('vacancy_not_found', 'vacancy_id');
  if (resume?.status !== 'published') throw refused('resume_not_found', 'resume_id');
  if (vacancy.type === 'direct') return null;
  if (isGone(vacancy) || vacancy.closedForApplicants) throw negotiationsError('invalid_vacancy');
  const known = world.negotiationsOfResume.get(resume.hash)?.some((other) => other.vacancyId === vacancy.id);
  if (known) throw negotiationsError('already_applied');
  if (resume.access === 'no_one') throw negotiationsError('application_denied');
  if (vacancy.type === 'anonymous' && resume.access === 'whitelist')
    throw negotiationsError('resume_visibility_conflict');
  if (vacancy.hasTest) throw negotiationsError('test_required');
  const text = form.message?.trim() ?? '';
  if (vacancy.letterRequired && text === '') throw negotiationsError('message_cannot_be_empty');
  if (text.length > MESSAGE_LIMIT) throw negotiationsError('too_long_message');
  if (text.toLowerCase().includes(RUDE_WORD)) throw refused('inappropriate_language');
  if (text.toLowerCase().includes(SPAM_WORD)) throw refused('resource_policy_violation');
  if (appliedLately(world, applicant) >= world.applicationsADay) throw refused('limit_exceeded');
  const negotiation = world.addResponse({
    vacancyId: vacancy.id,
    resumeHash: resume.hash,
    ...(text === '' ? {} : { letter: text }),
  });
  world.ledger.effects.applied.push({ negotiationId: negotiation.id, vacancyId: vacancy.id, letter: text });
  return negotiation;
}

function appliedLately(world: World, applicant: Applicant): number {
  const since = world.now() - DAY;
  return ownNegotiations(world, applicant).filter(
    ({ startedBy, createdAt }) => startedBy === 'applicant' && createdAt > since,
  ).length;
}

/** hh's 400 for an application, with the field that it is about. */
function refused(value: string, field?: string): ApiError {
  const more = field ? { bad_argument: field, bad_arguments: [{ name: field }] } : {};
  return new ApiError(400, { type: 'negotiations', value }, more);
}

/** Sends a message from the applicant. @throws the messaging status that prevents it */
export function writeByApplicant(world: World, negotiation: Negotiation, text: string): Message {
  checkText(text);
  const status = applicantMessaging(world, negotiation);
  if (status === 'prohibited') throw negotiationsError('application_denied');
  if (status !== 'ok') throw negotiationsError(status);
  const chat = world.chatOf(negotiation);
  const message = world.append(chat, text, 'applicant');
  world.ledger.sent(chat, message.id, text);
  return message;
}

/** Changes the letter of a response that the employer has not viewed yet. */
export function editLetter(world: World, negotiation: Negotiation, messageId: string, text: string): void {
  const message = world.chatOf(negotiation).messages.find(({ id }) => id === messageId);
  if (!message) throw notFound();
  if (message.from !== 'applicant' || message.state !== 'response') throw forbidden();
  const vacancy = world.vacancy(negotiation.vacancyId);
  const resume = world.resume(negotiation.resumeHash);
  if (vacancy.deleted) throw negotiationsError('vacancy_not_found');
  if (vacancy.archivedAt !== null) throw negotiationsError('vacancy_archived');
  if (resume.deleted || resume.hidden) throw negotiationsError('resume_not_found');
  if (!isEditable(world, negotiation, message)) throw negotiationsError('message_already_viewed');
  if (!vacancy.allowMessages) throw negotiationsError('disabled_by_employer');
  if (text.trim() === '') throw negotiationsError('message_cannot_be_empty');
  message.text = storedText(text);
  message.changedAt = world.now();
  world.ledger.effects.messagesEdited.push(message.id);
}

const farewell = 'Спасибо за внимание к моему резюме. Я решил(а) не продолжать общение по этой вакансии.';

/** Hides a negotiation, together with a polite refusal if wanted and allowed. */
export function hide(world: World, negotiation: Negotiation, withDecline: boolean): void {
  const side = negotiation.applicant;
  if (side.hidden) throw negotiationsError('wrong_state');
  if (withDecline) {
    const status = applicantMessaging(world, negotiation);
    if (status === 'no_invitation' || status === 'disabled_by_employer') throw negotiationsError(status);
    if (!declineAllowed(world, negotiation)) throw negotiationsError('wrong_state');
    if (!side.chatReady) throw new ApiError(425, { type: 'negotiations', value: 'chat_is_not_ready' });
    side.declined = true;
    negotiation.state = 'discard';
    negotiation.stageId = 'discard_by_applicant';
    negotiation.changes.push({ at: world.now(), stageId: 'discard_by_applicant', withMessage: true });
    world.append(world.chatOf(negotiation), farewell, 'applicant', { state: 'discard' });
  }
  side.hidden = true;
  world.ledger.effects.hidden.push({ negotiationId: negotiation.id, declined: withDecline });
}

/** The applicant's own resumes, grouped by whether they can be used for the vacancy. */
export function byStatus(world: World, applicant: Applicant, vacancy: Vacancy) {
  const own = ownResumes(world, applicant);
  const applied = own.filter(({ hash }) =>
    world.negotiationsOfResume.get(hash)?.some(({ vacancyId }) => vacancyId === vacancy.id),
  );
  const rest = own.filter((resume) => !applied.includes(resume));
  const unpublished = rest.filter(({ status }) => status === 'not_published');
  const closed = rest.filter(
    ({ status, access }) =>
      status === 'blocked' || access === 'no_one' || (access === 'whitelist' && vacancy.type === 'anonymous'),
  );
  const suitable = rest.filter((resume) => !unpublished.includes(resume) && !closed.includes(resume));
  return { suitable, not_published: unpublished, unavailable: closed, already_applied: applied };
}
