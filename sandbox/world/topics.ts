import { DAY, HOUR, MINUTE } from '../time.ts';
import { ownResumes } from './applicant.ts';
import { addApplicantVacancy, applicantEmployers } from './company.ts';
import type { Applicant, Negotiation, Vacancy } from './model.ts';
import { stageOf } from './pipeline.ts';
import type { World } from './world.ts';

/** Negotiations of the hand-made applicants, named by their special feature. */
export const topicIds = {
  fresh: '4300000001',
  readSilent: '4300000002',
  unreadSilent: '4300000003',
  invitation: '4300000004',
  refusal: '4300000005',
  bareRefusal: '4300000006',
  interview: '4300000007',
  offer: '4300000008',
  hired: '4300000009',
  hidden: '4300000010',
  invited: '4300000011',
  archived: '4300000012',
  deleted: '4300000013',
  called: '4300000014',
  unknown: '4300000015',
  declined: '4300000016',
  muted: '4300000017',
  inARow: '4300000018',
  question: '4300000019',
  longNames: '4300000020',
  automatic: '4300000021',
  afterInvitation: '4300000022',
  gusevs: '4300000031',
  gusevsInvitation: '4300000032',
  orlovas: '4300000041',
} as const;

interface Told {
  /** How long ago it was sent, ms. */
  sent: number;
  letter?: string;
  /** How long ago it was viewed, ms; implied by a stage. */
  viewed?: number;
  /** The stage, for how long it has been there (ms), and the letter (null: nothing that the applicant would see). */
  stage?: [id: string, ago: number, letter: string | null];
  /** The applicant has read everything. */
  read?: boolean;
  more?: Partial<Vacancy>;
}

const letter = 'Здравствуйте! Опыт в отчётности двенадцать лет, готова рассказать подробнее.';

/** One negotiation in every possible state; all of Petrova's are older than her response to «Ромашка». */
export function addTopics(world: World): void {
  const petrova = world.applicant('applicant');
  const tell = (
    key: keyof typeof topicIds,
    employer: keyof typeof applicantEmployers,
    vacancy: string,
    told: Told,
    of: Applicant = petrova,
  ) => addTopic(world, of, topicIds[key], employer, vacancy, told);
  const hand = world.employer;

  tell('fresh', 'sever', 'Контролёр проектов', { sent: 2 * DAY, letter });
  tell('readSilent', 'rare', 'Бухгалтер-аналитик', { sent: 9 * DAY + 2 * HOUR, letter, viewed: 9 * DAY });
  tell('unreadSilent', 'rare', 'Бухгалтер по МСФО', { sent: 12 * DAY });
  tell('invitation', 'sever', 'Руководитель группы отчётности', {
    sent: 4 * DAY,
    letter,
    stage: ['phone_interview', HOUR, 'Инна Сергеевна, добрый день! Удобно созвониться завтра в 12:00?'],
  });
  tell('refusal', 'lipa', 'Финансовый менеджер', {
    sent: 6 * DAY,
    letter,
    stage: [
      'discard_by_employer',
      5 * HOUR,
      'Спасибо за отклик. Мы выбрали кандидата с опытом в агросекторе.',
    ],
  });
  tell('bareRefusal', 'vektor', 'Контролёр', {
    sent: 9 * DAY,
    stage: ['discard_by_employer', 3 * DAY, ''],
    read: true,
  });
  const interview = tell('interview', 'lipa', 'Заместитель финансового директора', {
    sent: 8 * DAY,
    letter,
    stage: ['interview', 2 * DAY, 'Ждём вас в четверг в 15:00, паспорт возьмите с собой.'],
    read: true,
  });
  const invitation = world.chatOf(interview).messages.at(-1);
  if (invitation) invitation.addressId = '15';
  tell('offer', 'sever', 'Главный контролёр', {
    sent: 20 * DAY,
    letter,
    stage: ['offer', 20 * HOUR, 'Рады предложить вам работу. Условия во вложении на почте.'],
  });
  tell('hired', 'lipa', 'Бухгалтер на полдня', {
    sent: 400 * DAY,
    letter,
    stage: ['hired', 380 * DAY, 'Ждём вас в понедельник.'],
    read: true,
  });
  const put = tell('hidden', 'vektor', 'Кассир', { sent: 30 * DAY, viewed: 29 * DAY });
  put.applicant.hidden = true;
  const invited = tell('invited', 'giant', 'Финансовый партнёр бизнеса', {
    sent: 30 * HOUR,
    stage: ['phone_interview', 30 * HOUR, 'Нашли ваше резюме и хотим познакомиться.'],
  });
  invited.startedBy = 'employer';
  tell('archived', 'rare', 'Экономист', {
    sent: 40 * DAY,
    letter,
    more: { archivedAt: world.now() - 15 * DAY },
  });
  tell('deleted', 'rare', 'Ревизор', { sent: 50 * DAY, viewed: 49 * DAY, more: { deleted: true } });
  const called = tell('called', 'lipa', 'Бухгалтер по вызову', { sent: 5 * DAY, viewed: 4 * DAY });
  called.source = 'PHONE_CALL';
  hand.calls(called.id, false);
  hand.calls(called.id, true);
  const at = world.now() - 4 * DAY;
  for (const call of called.applicant.calls) Object.assign(call, { at, changedAt: at + 2 * MINUTE });
  called.updatedAt = at;
  const unknown = tell('unknown', 'giant', 'Стажёр казначейства', {
    sent: 7 * DAY,
    stage: ['consider', 2 * DAY, null],
  });
  unknown.applicant.word = 'probation';
  const declined = tell('declined', 'vektor', 'Оператор 1С', {
    sent: 25 * DAY,
    stage: ['discard_by_applicant', 20 * DAY, null],
  });
  Object.assign(declined.applicant, { hidden: true, declined: true });
  declined.state = 'discard';
  tell('muted', 'giant', 'Бухгалтер в закрытый отдел', {
    sent: 3 * DAY,
    letter,
    viewed: 2 * DAY,
    more: { allowMessages: false },
  });
  const talkative = tell('inARow', 'rare', 'Бухгалтер в магазин', {
    sent: 15 * DAY,
    letter,
    viewed: 14 * DAY,
  });
  for (const day of [13, 12, 11, 10])
    world.append(world.chatOf(talkative), 'Добрый день! Есть ли новости?', 'applicant', {
      at: world.now() - day * DAY,
    });
  const asked = tell('question', 'sever', 'Расчётчик', { sent: 3 * DAY, letter });
  asked.viewed = true;
  world.append(world.chatOf(asked), 'Подскажите, работали ли вы в 1С:ЗУП?', 'employer', {
    at: world.now() - 9 * HOUR,
  });
  tell(
    'longNames',
    'giant',
    'Заместитель начальника отдела консолидированной отчётности и трансфертного ценообразования (гибридный график)',
    { sent: 14 * DAY, letter, viewed: 13 * DAY },
  );
  tell('automatic', 'vektor', 'Бухгалтер удалённо', { sent: 34 * HOUR }).source = 'AUTO_RESPONSE';
  tell('afterInvitation', 'lipa', 'Бухгалтер-ревизор', {
    sent: 11 * DAY,
    viewed: 10 * DAY,
    more: { writeAfterInvitation: true },
  });

  const gusev = world.applicant('secondApplicant');
  tell('gusevs', 'sever', 'Аналитик', { sent: 3 * DAY, letter: 'Добрый день!' }, gusev);
  tell(
    'gusevsInvitation',
    'vektor',
    'Старший аналитик данных',
    { sent: 5 * DAY, stage: ['interview', 2 * HOUR, 'Антон, ждём вас завтра.'] },
    gusev,
  );
  tell(
    'orlovas',
    'giant',
    'Директор по персоналу',
    { sent: 4 * DAY, stage: ['phone_interview', 3 * HOUR, 'Марина Викторовна, давайте созвонимся.'] },
    world.applicant('both'),
  );
}

/** Adds one negotiation, on a vacancy of its own, with the applicant's newest published resume. */
function addTopic(
  world: World,
  applicant: Applicant,
  id: string,
  employer: keyof typeof applicantEmployers,
  vacancyName: string,
  told: Told,
): Negotiation {
  const now = world.now();
  const createdAt = now - told.sent;
  const resume = ownResumes(world, applicant).findLast(({ status }) => status === 'published');
  if (!resume) throw new Error('The applicant has no resume');
  const vacancy = addApplicantVacancy(
    world,
    String(Number(id) - 4_199_000_000),
    vacancyName,
    applicantEmployers[employer],
    { createdAt: createdAt - 3 * DAY, ...told.more },
  );
  const negotiation = world.addNegotiation({
    id,
    vacancyId: vacancy.id,
    resumeHash: resume.hash,
    stageId: 'response',
    state: 'response',
    viewed: told.viewed !== undefined || told.stage !== undefined,
    changes: [{ at: createdAt, stageId: 'response', withMessage: told.letter !== undefined }],
  });
  const chat = world.chatOf(negotiation);
  if (told.letter !== undefined) {
    world.append(chat, told.letter, 'applicant', { state: 'response', at: createdAt });
    if (negotiation.viewed) chat.readCount = chat.messages.length;
  }
  if (told.stage) {
    const [stageId, ago, text] = told.stage;
    const at = now - ago;
    const state = text === null ? null : stageOf(stageId).applicantState;
    negotiation.stageId = stageId;
    negotiation.changes.push({ at, stageId, withMessage: text !== null });
    if (state) negotiation.state = state;
    if (text !== null) world.append(chat, text, 'employer', { at, state: state ?? 'text' });
  }
  if (told.read) world.seeByApplicant(chat.id);
  return negotiation;
}
