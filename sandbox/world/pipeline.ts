import type { ApplicantState, Negotiation } from './model.ts';

/**
 * The recruiter's pipeline: stages (`employer_state`), the actions that lead to them, and the collections that show
 * them. The three sets of ids look alike but differ on purpose: `to_security_check` is the action, `security_check`
 * the stage, and «Все неразобранные» shows the stage `response`.
 */
export interface Words {
  RU: string;
  EN: string;
}

export interface Stage {
  id: string;
  name: Words;
  /** The state that the applicant sees once a message was sent with the move; null if the move never shows. */
  applicantState: ApplicantState | null;
}

export type ArgumentId = 'message' | 'send_sms' | 'address_id' | 'resume_id' | 'vacancy_id';
export interface Argument {
  id: ArgumentId;
  required: boolean;
  needs: ArgumentId[];
}

export interface Action {
  id: string;
  name: Words;
  /** The collection named in the action's address; the stage has the same id. */
  stageId: string;
  arguments: Argument[];
  templateId: string | null;
  hidden: boolean;
  subActions: { id: string; name: Words }[];
  /** The action is shown but disabled (`enabled: false`) unless the negotiation is in one of these stages. */
  onlyFrom: string[] | null;
}

const argument = (id: ArgumentId, required = false): Argument => ({
  id,
  required,
  needs: id === 'send_sms' || id === 'address_id' ? ['message'] : [],
});

const stage = (id: string, RU: string, EN: string, applicantState: ApplicantState | null): Stage => ({
  id,
  name: { RU, EN },
  applicantState,
});

export const stages: Stage[] = [
  stage('response', 'Отклик', 'Response', 'response'),
  stage('consider', 'Подумать', 'Think', null),
  stage('phone_interview', 'Тел.\u00a0интервью', 'Phone interview', 'invitation'),
  stage('security_check', 'Проверка СБ', 'Security check', null),
  stage('assessment', 'Оценка', 'Assessment', 'invitation'),
  stage('interview', 'Интервью', 'Interview', 'invitation'),
  stage('offer', 'Предложение о работе', 'Offer', 'invitation'),
  stage('hired', 'Выход на работу', 'Hired', 'invitation'),
  stage('discard_by_employer', 'Отказано', 'Rejected', 'discard'),
  stage('discard_no_interaction', 'Не выходит на связь', 'No answer', 'discard'),
  stage('discard_by_applicant', 'Кандидат отказался', 'Declined by candidate', 'discard'),
  stage('discard_to_other_vacancy', 'Перевод на другую вакансию', 'Moved to another vacancy', 'discard'),
  stage('discard_vacancy_closed', 'Вакансия закрыта', 'Vacancy closed', 'discard'),
];

const message = argument('message');
const mustWrite = argument('message', true);
const sms = argument('send_sms');

const action = (
  id: string,
  RU: string,
  EN: string,
  args: Argument[],
  more: Partial<Action> = {},
): Action => ({
  id,
  name: { RU, EN },
  stageId: id,
  arguments: args,
  templateId: args.length > 0 ? id : null,
  hidden: false,
  subActions: [],
  onlyFrom: null,
  ...more,
});

export const actions: Action[] = [
  action('consider', 'Подумать', 'Think', [message]),
  action('phone_interview', 'Телефонное интервью', 'Phone interview', [message, sms]),
  action('to_security_check', 'Проверка СБ', 'Security check', [], { stageId: 'security_check' }),
  action('assessment', 'Оценка', 'Assessment', [mustWrite]),
  action('interview', 'Интервью', 'Interview', [mustWrite, sms, argument('address_id')], {
    subActions: [{ id: 'interview_2', name: { RU: 'Финальное интервью', EN: 'Final interview' } }],
  }),
  action('offer', 'Предложение о работе', 'Offer', [message, sms]),
  action('hired', 'Выход на работу', 'Hired', [message], { onlyFrom: ['offer'] }),
  action('discard_by_employer', 'Отказ', 'Reject', [message], { templateId: 'discard_after_response' }),
  action('discard_no_interaction', 'Не выходит на связь', 'No answer', [message]),
  action(
    'discard_to_other_vacancy',
    'Перевод на другую вакансию',
    'Move to another vacancy',
    [argument('vacancy_id', true), message],
    { hidden: true },
  ),
  action('discard_vacancy_closed', 'Вакансия закрыта', 'Vacancy closed', [message], { hidden: true }),
];

/** Final stages: the applicant's own refusal, and a move to another vacancy. */
const closed = new Set(['discard_by_applicant', 'discard_to_other_vacancy']);

export interface Collection {
  id: string;
  name: Words;
  description: string;
  stageIds: string[];
  hidden: boolean;
  subCollections: { id: string; name: Words; root: boolean }[];
}

const collection = (stageId: string, more: Partial<Collection> = {}): Collection => ({
  id: stageId,
  name: stageOf(stageId).name,
  description: '',
  stageIds: [stageId],
  hidden: false,
  subCollections: [],
  ...more,
});

export const collections: Collection[] = [
  collection('response', {
    name: { RU: 'Все неразобранные', EN: 'All unsorted' },
    description: 'Отклики, с которыми ещё ничего не сделали',
  }),
  collection('consider'),
  collection('phone_interview'),
  collection('security_check', { description: 'Этап вашей компании' }),
  collection('assessment'),
  collection('interview', {
    subCollections: [
      { id: 'interview_1', name: { RU: 'Остальные', EN: 'Other' }, root: true },
      { id: 'interview_2', name: { RU: 'Финальное интервью', EN: 'Final interview' }, root: false },
    ],
  }),
  collection('offer'),
  collection('hired'),
  collection('discard_by_employer', {
    name: { RU: 'Отказ', EN: 'Rejection' },
    stageIds: ['discard_by_employer', 'discard_no_interaction', 'discard_by_applicant'],
  }),
  collection('discard_to_other_vacancy', { hidden: true }),
  collection('discard_vacancy_closed', { hidden: true }),
];

const generated = (id: string, RU: string, EN: string, description: string) => ({
  id,
  name: { RU, EN },
  description,
});

export const generatedCollections = [
  generated('relevant_responses', 'Подходящие отклики', 'Relevant responses', 'Отклики, похожие на вакансию'),
  generated('vacancy_visitors', 'Смотрели вакансию', 'Visitors', 'Смотрели, но не откликнулись'),
  generated('phone_calls', 'Звонки', 'Phone calls', 'Позвонили по вакансии'),
];

/** A stage by id. An unknown id (one that an employer made up) is a stage, too. */
export function stageOf(id: string): Stage {
  return stages.find((known) => known.id === id) ?? stage(id, id, id, null);
}

/** The actions available in this stage, in hh's order. */
export function actionsFrom(stageId: string): Action[] {
  if (closed.has(stageId)) return [];
  return actions.filter(
    (known) => known.stageId !== stageId && (stageId !== 'hired' || known.id === 'discard_by_employer'),
  );
}

export function isEnabled(known: Action, stageId: string): boolean {
  return known.onlyFrom === null || known.onlyFrom.includes(stageId);
}

export interface OrderType {
  id: string;
  name: Words;
  compare: (one: Negotiation, other: Negotiation) => number;
}

/** The orders of a collection; the first one is the default. */
export const orderTypes: OrderType[] = [
  {
    id: 'last_change_time_except_employer_inbox',
    name: { RU: 'По дате создания и активности соискателя', EN: 'By date and activity' },
    compare: (one, other) => other.updatedAt - one.updatedAt,
  },
  {
    id: 'created_at',
    name: { RU: 'По дате отклика', EN: 'By response date' },
    compare: (one, other) => other.createdAt - one.createdAt,
  },
  {
    id: 'relevance',
    name: { RU: 'По соответствию', EN: 'By relevance' },
    compare: (one, other) => (other.testScore ?? 0) - (one.testScore ?? 0) || other.createdAt - one.createdAt,
  },
];
