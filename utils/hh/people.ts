import * as z from 'zod/mini';
import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { operationAt } from './effects.ts';
import {
  array,
  boolean,
  date,
  flag,
  id,
  key,
  number,
  object,
  part,
  reader,
  spare,
  stage,
  word,
} from './read.ts';

/*
 * What answers read for other purposes say about people: which resume, on which vacancy, at which stage. The
 * schemas are separate and small, because they run in addition to those that a view needs.
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
export type HeardNegotiation = z.output<typeof negotiation>;
/** A single negotiation, or a page of a list. */
const negotiations = () =>
  z.union([
    z.pipe(
      z.object({ items: array(negotiation) }),
      z.transform(({ items }) => items.items),
    ),
    z.pipe(
      negotiation,
      z.transform((item) => [item]),
    ),
  ]);

const history = object(() => ({
  vacancies: array(
    z.object({
      id: id<VacancyId>(),
      name: spare(word),
      archived: spare(flag),
      negotiations_url: spare(word),
      items: spare(
        array(z.object({ created_at: date, employer_state: spare(stage), with_message: spare(boolean) })),
      ),
    }),
  ),
}));
export type HeardVacancy = z.output<typeof history>['vacancies']['items'][number];

/** What an answer says about people. */
export type HeardAnswer =
  /** `vacancyId`: the vacancy of the list, if the items do not say. */
  | { about: 'negotiations'; items: HeardNegotiation[]; vacancyId: VacancyId | null }
  | { about: 'history'; resumeId: ResumeId; vacancies: HeardVacancy[] }
  | { about: 'notes'; owner: ApplicantId; count: number };

type Read = (json: unknown, of: string, url: URL) => HeardAnswer | null;

/** By operation; a single negotiation and a list share one address. */
const readers: Record<string, Read> = {
  'get-collection-negotiations-list': (json, _, url) => ({
    about: 'negotiations',
    items: reader(negotiations())(json),
    vacancyId: reader(spare(id<VacancyId>()))(url.searchParams.get('vacancy_id')),
  }),
  'get-resume-negotiations-history': (json, of) => ({
    about: 'history',
    resumeId: reader(id<ResumeId>())(of),
    vacancies: reader(history)(json).vacancies.items,
  }),
  'get-applicant-comments-list': (json, of) => {
    const { found } = reader(z.object({ found: spare(number) }))(json);
    return typeof found === 'number'
      ? { about: 'notes', owner: reader(id<ApplicantId>())(of), count: found }
      : null;
  },
};

/** Whether the answer to a GET of this address may say something about people. */
export const speaksOfPeople = (url: URL): boolean =>
  Object.hasOwn(readers, operationAt('GET', url)?.id ?? '');

/** What the answer to a GET of this address says about people; null if nothing, or it cannot be read. */
export function heardIn(url: URL, json: unknown): HeardAnswer | null {
  const operation = operationAt('GET', url)?.id ?? '';
  const [, , of = ''] = url.pathname.split('/');
  try {
    return readers[operation]?.(json, of, url) ?? null;
  } catch {
    // The original caller reports that it could not be read.
    return null;
  }
}
