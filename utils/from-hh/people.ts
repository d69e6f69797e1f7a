import * as z from 'zod/mini';
import type { Heard, PersonNegotiation } from '../domain/person.ts';
import type { ResponseNews } from '../domain/reminders.ts';
import type { Stage } from '../domain/stage.ts';
import { operationAt } from '../hh/effects.ts';
import { negotiationIn } from '../hh/negotiations.ts';
import { numberIn } from '../hh/pages.ts';
import { array, boolean, date, flag, id, key, number, object, part, spare, stage, word } from '../hh/read.ts';
import { type ApplicantId, asId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { stageOf } from './negotiations.ts';

/*
 * What answers read for other purposes say about people: which resume, on which vacancy, at which stage. The
 * schemas are separate from those in `utils/hh` and small, because they run in addition to those that a view needs.
 */

const resume = object(() => ({
  id: id<ResumeId>(),
  /** hh's number of the resume, the same for every company; its hash differs. */
  real_id: spare(key),
  last_name: spare(word),
  first_name: spare(word),
  middle_name: spare(word),
  title: spare(word),
  area: spare(z.object({ name: spare(word) })),
  owner: spare(z.object({ id: id<ApplicantId>(), comments: part({ counters: part({ total: number }) }) })),
}));

const negotiation = object(() => ({
  id: id<NegotiationId>(),
  created_at: date,
  employer_state: spare(stage),
  has_updates: spare(flag),
  counters: part({ unread_messages: number }),
  resume: spare(resume),
  vacancy: spare(z.object({ id: id<VacancyId>(), name: spare(word), archived: spare(flag) })),
}));
const negotiations = object(() => ({ items: array(negotiation) }));

const past = object(() => ({
  id: id<VacancyId>(),
  name: spare(word),
  archived: spare(flag),
  negotiations_url: spare(word),
  items: spare(
    array(z.object({ created_at: date, employer_state: spare(stage), with_message: spare(boolean) })),
  ),
}));
const history = object(() => ({ vacancies: array(past) }));
const notes = object(() => ({ found: spare(number) }));

/** A single negotiation and a list share one address. `vacancyId`: of the list, if its items do not say. */
function negotiationsOf(url: URL, json: unknown) {
  const listed = url.searchParams.get('vacancy_id');
  const items = negotiations.safeParse(json).data?.items.items ?? [negotiation.parse(json)];
  return items.map((item) => ({
    ...item,
    vacancyId: item.vacancy?.id ?? (listed ? asId<VacancyId>(listed) : null),
  }));
}

/** By operation: what an answer says about people. Throws if it cannot be read. */
const readers: Record<string, (url: URL, json: unknown) => Heard[]> = {
  'get-collection-negotiations-list': (url, json) => negotiationsOf(url, json).flatMap(resumeIn),
  'get-resume-negotiations-history': (url, json) => {
    const of = asId<ResumeId>(ownerIn(url));
    const { items } = history.parse(json).vacancies;
    return [{ about: 'history', id: of, number: numberIn(of), negotiations: items.map(pastOf) }];
  },
  'get-applicant-comments-list': (url, json) => {
    const { found } = notes.parse(json);
    return typeof found === 'number' ? [{ about: 'notes', owner: asId(ownerIn(url)), notes: found }] : [];
  },
};
const operationOf = (url: URL): string => operationAt('GET', url)?.id ?? '';
/** The second part of a path is the id of a resume or of an applicant. */
const ownerIn = (url: URL): string => url.pathname.split('/')[2] ?? '';

/** Empty instead of an exception: whoever asked for the answer reports that it could not be read. */
function ifReadable<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Whether the answer to a GET of this address may say something about people. */
export const speaksOfPeople = (url: URL): boolean => Object.hasOwn(readers, operationOf(url));

/** What the answer to a GET of this address of hh's API says about people; empty if it cannot be read. */
export const heardOf = (url: URL, json: unknown): Heard[] =>
  ifReadable(() => readers[operationOf(url)]?.(url, json) ?? []);

/** What the same answer says about responses, each with its resume and vacancy. */
export const responseNewsOf = (
  url: URL,
  json: unknown,
): (ResponseNews & { resumeId: ResumeId | null; vacancyId: VacancyId | null })[] =>
  operationOf(url) === 'get-collection-negotiations-list'
    ? ifReadable(() =>
        negotiationsOf(url, json).map((item) => ({
          id: item.id,
          resumeId: item.resume?.id ?? null,
          vacancyId: item.vacancyId,
          stage: stageIn(item.employer_state),
          unreadMessages: item.counters?.unread_messages ?? null,
          hasUpdates: item.has_updates,
        })),
      )
    : [];

const stageIn = (stage: z.output<typeof negotiation>['employer_state'] | undefined): Stage | null =>
  stage ? valueOr(stageOf(stage), null) : null;

/** A list does not say when the current stage began; the stage of a new response began when it arrived. */
function resumeIn({
  id,
  created_at,
  employer_state,
  resume,
  vacancy,
  vacancyId,
}: ReturnType<typeof negotiationsOf>[number]): Heard[] {
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

function pastOf({ id, name, archived, negotiations_url, items }: z.output<typeof past>): PersonNegotiation {
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
