import {
  type Applicant,
  type ApplicantNegotiations,
  emptyApplicant,
} from '../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../utils/domain/applicant/negotiation.ts';
import { headOf } from '../utils/domain/applicant/testing.ts';
import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../utils/ids.ts';

const names = ['Главный бухгалтер', 'Менеджер по продажам', 'Водитель-экспедитор', 'Разработчик', 'Логист'];
const stages = ['response', 'response', 'response', 'discard', 'invitation', 'response', 'interview'];
const owner = '7000001';
const hour = 3_600_000;
const silentDays = 7;

/**
 * This many negotiations of one person, as if just read from hh's pages; one in five has something new.
 * @param marked the vacancy of the first one
 */
export function heldNegotiations(
  count: number,
  marked?: VacancyId,
): { applicant: Applicant; negotiations: ApplicantNegotiations } {
  const now = Date.now();
  const negotiations = Array.from({ length: count }, (_, index) =>
    negotiationOf(index, now, index === 0 ? marked : undefined),
  );
  const applicant: Applicant = {
    ...emptyApplicant,
    ...headOf(negotiations, silentDays, now),
    owner,
    pages: { state: 'on', at: now },
    freshAt: now,
    total: count,
  };
  return { applicant, negotiations: { owner, negotiations } };
}

function negotiationOf(
  index: number,
  now: number,
  marked = asId<VacancyId>(96_000_000 + index),
): ApplicantNegotiation {
  const at = now - (index + 1) * 3 * hour;
  const viewed = index % 3 > 0;
  const stage = stages[index % stages.length] ?? 'response';
  return {
    id: asId<NegotiationId>(4_500_000_000 + index),
    vacancy: {
      id: marked,
      name: `${names[index % names.length]} ${index}`,
      area: 'Москва',
      url: `https://hh.ru/vacancy/${marked}`,
      archived: index % 11 === 10,
    },
    employer: { id: asId<EmployerId>(3_000_000 + (index % 400)), name: `Компания ${index % 400}` },
    resume: 'Бухгалтер',
    stage: { id: stage, name: '' },
    invited: false,
    viewed,
    viewedAt: viewed ? at : null,
    answeredAt: stage === 'response' ? null : at,
    fresh: index % 5 === 0,
    awaits: false,
    createdAt: at - 20 * hour,
    updatedAt: at,
    messages: index % 6,
    chatId: null,
    hasLetter: index % 2 === 0,
    hidden: false,
    declineAllowed: false,
    messaging: null,
    calls: 0,
    politeness: index % 4 === 0 ? { readPercent: index % 101, replyDays: index % 9 } : null,
    recruiterAt: null,
  };
}
