import type { Heard, PersonNegotiation } from '../domain/person.ts';
import type { ResponseNews } from '../domain/reminders.ts';
import type { Stage } from '../domain/stage.ts';
import { negotiationIn } from '../hh/negotiations.ts';
import { numberIn } from '../hh/pages.ts';
import { type HeardAnswer, type HeardNegotiation, type HeardVacancy, heardIn } from '../hh/people.ts';
import type { ResumeId, VacancyId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { stageOf } from './negotiations.ts';

/** What the answer to a GET of this address of hh's API says about people; empty if it cannot be read. */
export function heardOf(url: URL, json: unknown): Heard[] {
  const answer = heardIn(url, json);
  return answer ? saidBy(answer) : [];
}

/** What the same answer says about responses, each with its resume and vacancy. */
export function responseNewsOf(
  url: URL,
  json: unknown,
): (ResponseNews & { resumeId: ResumeId | null; vacancyId: VacancyId | null })[] {
  const answer = heardIn(url, json);
  if (answer?.about !== 'negotiations') return [];
  return answer.items.map(({ id, employer_state, counters, has_updates, resume, vacancy }) => ({
    id,
    resumeId: resume?.id ?? null,
    vacancyId: vacancy?.id ?? answer.vacancyId,
    stage: stageIn(employer_state),
    unreadMessages: counters?.unread_messages ?? null,
    hasUpdates: has_updates,
  }));
}

function saidBy(answer: HeardAnswer): Heard[] {
  switch (answer.about) {
    case 'negotiations':
      return answer.items.flatMap((item) => resumeIn(item, answer.vacancyId));
    case 'history':
      return [
        {
          about: 'history',
          id: answer.resumeId,
          number: numberIn(answer.resumeId),
          negotiations: answer.vacancies.map(pastOf),
        },
      ];
    case 'notes':
      return [{ about: 'notes', owner: answer.owner, notes: answer.count }];
  }
}

type WireStage = HeardNegotiation['employer_state'];
const stageIn = (stage: WireStage | undefined): Stage | null =>
  stage ? valueOr(stageOf(stage), null) : null;

/** A list does not say when the current stage began; the stage of a new response began when it arrived. */
function resumeIn(
  { id, created_at, employer_state, resume, vacancy }: HeardNegotiation,
  listed: PersonNegotiation['vacancyId'] | null,
): Heard[] {
  const vacancyId = vacancy?.id ?? listed;
  if (!resume || !vacancyId) return [];
  const stage = stageIn(employer_state);
  const at = stage?.id === 'response' ? created_at : null;
  return [
    {
      about: 'resume',
      id: resume.id,
      number: resume.real_id ?? numberIn(resume.id),
      owner: resume.owner?.id ?? null,
      notes: resume.owner?.comments?.counters?.total ?? null,
      words: {
        name: [resume.last_name, resume.first_name, resume.middle_name].filter(Boolean).join(' '),
        title: resume.title ?? '',
        area: resume.area?.name ?? '',
      },
      negotiation: {
        vacancyId,
        vacancy: vacancy?.name ?? null,
        archived: vacancy?.archived ?? false,
        negotiationId: id,
        createdAt: created_at,
        changes: stage ? [{ stage, at, letter: false }] : [],
      },
    },
  ];
}

function pastOf({ id, name, archived, negotiations_url, items }: HeardVacancy): PersonNegotiation {
  const changes = (items?.items ?? [])
    .map((item) => ({
      stage: stageIn(item.employer_state),
      at: item.created_at,
      letter: item.with_message ?? false,
    }))
    .sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
  return {
    vacancyId: id,
    vacancy: name,
    archived: archived ?? false,
    negotiationId: negotiationIn(negotiations_url),
    // hh sends the last ten changes of each: if there were more, the first is missing.
    createdAt: changes.at(-1)?.stage?.id === 'response' ? (changes.at(-1)?.at ?? null) : null,
    changes,
  };
}
