import { DAY, HOUR, MINUTE } from '../time.ts';
import { ownNegotiations } from './applicant.ts';
import {
  addApplicantCompanies,
  addApplicantVacancy,
  addEmployer,
  applicantEmployers,
  settled,
} from './company.ts';
import { seeded } from './ids.ts';
import type { Applicant, Resume } from './model.ts';
import { newResume } from './people.ts';
import { addTopics } from './topics.ts';
import type { World } from './world.ts';

/**
 * The applicants of the world, added after the recruiter's part: Inna Petrova, with her history at «Ромашка» and much
 * elsewhere; Anton Gusev, for switching accounts; and Marina Orlova, who is a recruiter and looks for a job herself.
 * They have a random generator of their own, so that the recruiter's candidates stay the same.
 */
export function addApplicants(world: World): void {
  addApplicantCompanies(world);
  const petrova = addPetrovaAsApplicant(world);
  addPerson(
    world,
    'secondApplicant',
    {
      userId: '22345679',
      hhid: '170000002',
      firstName: 'Антон',
      lastName: 'Гусев',
      middleName: 'Ильич',
      email: 'gusev@example.com',
      phone: '79160000002',
    },
    ['Аналитик данных'],
  );
  addPerson(
    world,
    'both',
    {
      userId: '12345678',
      hhid: '170000003',
      firstName: 'Марина',
      lastName: 'Орлова',
      middleName: 'Викторовна',
      email: 'hr4062820@example.com',
      phone: '74951568055',
    },
    ['Директор по персоналу'],
  );
  addTopics(world);
  addGeneratedTopics(world, petrova);
}

type Person = Omit<Applicant, 'ownerId'>;

const petrovaHerself: Person = {
  userId: '22345678',
  hhid: '170000001',
  firstName: 'Инна',
  lastName: 'Петрова',
  middleName: 'Сергеевна',
  email: 'petrova@example.com',
  phone: '79160000000',
};

/** Her first resume is the one that «Ромашка» knows, if the world has it. */
function addPetrovaAsApplicant(world: World): Resume {
  const known = [...world.resumes.values()].find(
    ({ firstName, lastName }) => firstName === 'Инна' && lastName === 'Петрова',
  );
  const resumes = addPerson(
    world,
    'applicant',
    petrovaHerself,
    [...(known ? [] : ['Главный бухгалтер']), 'Финансовый контролёр', 'Преподаватель бухгалтерского учёта'],
    known?.ownerId,
  );
  for (const { hash } of resumes) {
    // She has long read what «Ромашка» once wrote.
    for (const { chatId } of world.negotiationsOfResume.get(hash) ?? []) world.seeByApplicant(chatId);
  }
  const [controller, teacher] = resumes.slice(-2);
  if (!controller || !teacher) throw new Error('Petrova has no resumes');
  teacher.status = 'not_published';
  controller.views = [
    { at: world.now() - 3 * HOUR, employerId: applicantEmployers.sever, seen: false },
    { at: world.now() - DAY, employerId: null, seen: false },
    { at: world.now() - 8 * DAY, employerId: applicantEmployers.vektor, seen: true },
  ];
  return controller;
}

function addPerson(
  world: World,
  login: 'applicant' | 'secondApplicant' | 'both',
  person: Person,
  titles: string[],
  knownOwnerId?: string,
): Resume[] {
  const ownerId = knownOwnerId ?? world.nextId(54_700_000);
  world.applicants.set(login, { ...person, ownerId });
  const chance = seeded(Number(person.hhid));
  const { firstName, lastName, middleName, email } = person;
  const feminine = lastName.endsWith('а');
  for (const title of titles) {
    newResume(
      world,
      {
        ownerId,
        firstName,
        lastName,
        middleName,
        email,
        title,
        gender: feminine ? 'female' : 'male',
        // Visible only to those it was sent to, so that it appears in none of the recruiter's lists.
        access: 'direct',
      },
      chance,
    );
  }
  return [...world.resumes.values()].filter((resume) => resume.ownerId === ownerId);
}

const EMPLOYERS = 60;

/** Adds negotiations up to the number in `applicantNegotiations`; all are older than the hand-made ones. */
function addGeneratedTopics(world: World, resume: Resume): void {
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
  // Of ten: five without an answer (some of them viewed), two refusals, two invitations, one offer.
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
