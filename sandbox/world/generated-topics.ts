import { DAY, HOUR, MINUTE } from '../time.ts';
import { ownNegotiations } from './applicant.ts';
import { addApplicantVacancy, addEmployer } from './applicant-companies.ts';
import { settled } from './company.ts';
import type { Resume } from './model.ts';
import type { World } from './world.ts';

const EMPLOYERS = 60;

/** As many more negotiations as the option `applicantNegotiations` asks for, older than the hand-made ones. */
export function addGeneratedTopics(world: World, resume: Resume): void {
  const applicant = world.applicant('applicant');
  const missing = world.options.applicantNegotiations - ownNegotiations(world, applicant).length;
  for (let i = 0; i < Math.min(missing, EMPLOYERS); i++) {
    const politeness = { responses: 300 + i * 37, readPercent: (i * 13) % 101, replyDays: i % 9 };
    addEmployer(world, String(3_100_000 + i), `Компания ${i + 1}`, politeness, i * 97);
  }
  for (let i = 0; i < missing; i++) addOne(world, resume, i);
}

function addOne(world: World, resume: Resume, i: number): void {
  const sent = world.now() - 3 * DAY - i * 5 * HOUR;
  const vacancy = addApplicantVacancy(
    world,
    String(102_000_000 + i),
    `Вакансия ${i + 1}`,
    String(3_100_000 + (i % EMPLOYERS)),
    { createdAt: sent - 2 * DAY, archivedAt: i % 9 === 8 ? sent + 2 * DAY : null },
  );
  // Of ten: five unread or read and silent, two refusals, two invitations, an offer.
  const kind = (['response', 'response', 'response', 'response', 'response'] as const)[i % 10];
  const stageId =
    kind ??
    ['discard_by_employer', 'discard_by_employer', 'phone_interview', 'interview', 'offer'][i % 5] ??
    'offer';
  const state =
    stageId === 'response' ? 'response' : stageId.startsWith('discard') ? 'discard' : 'invitation';
  const answered = sent + DAY + (i % 40) * HOUR;
  const changes = [{ at: sent, stageId: 'response', withMessage: i % 3 === 0 }];
  if (state !== 'response') changes.push({ at: answered, stageId, withMessage: true });
  const negotiation = settled(world, resume, vacancy.id, stageId, state, changes);
  negotiation.viewed = state !== 'response' || i % 2 === 0;
  const chat = world.chatOf(negotiation);
  if (i % 3 === 0) world.append(chat, 'Здравствуйте!', 'applicant', { state: 'response', at: sent });
  if (state !== 'response')
    world.append(chat, `Ответ ${i + 1}`, 'employer', { state, at: answered + MINUTE });
  if (i % 17 !== 5) world.seeByApplicant(chat.id);
  chat.readCount = chat.messages.length;
}
