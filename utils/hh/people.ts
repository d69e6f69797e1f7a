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
 * What answers that were read for something else say of people: whose resume, on which vacancy, at which stage. Schemas
 * of their own, small: they are read beside the ones that a view needs.
 */

const resume = object(() => ({
  id: id<ResumeId>(),
  /** hh's number of the resume, the same for every company; its hash is not. */
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
/** One of them, or a page of a list. */
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

/** What an answer says of people. */
export type HeardAnswer =
  /** `vacancyId`: whose list it is, where the items do not say. */
  | { about: 'negotiations'; items: HeardNegotiation[]; vacancyId: VacancyId | null }
  | { about: 'history'; resumeId: ResumeId; vacancies: HeardVacancy[] }
  | { about: 'notes'; owner: ApplicantId; count: number };

type Read = (json: unknown, of: string, url: URL) => HeardAnswer | null;

/** By operation; one negotiation and a list of them share one address. */
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

/** Whether the answer to a GET of this address may say something of people. */
export const speaksOfPeople = (url: URL): boolean =>
  Object.hasOwn(readers, operationAt('GET', url)?.id ?? '');

/** What the answer to a GET of this address says of people; null when it says nothing, or cannot be read. */
export function heardIn(url: URL, json: unknown): HeardAnswer | null {
  const operation = operationAt('GET', url)?.id ?? '';
  const [, , of = ''] = url.pathname.split('/');
  try {
    return readers[operation]?.(json, of, url) ?? null;
  } catch {
    // Whoever asked says that it could not be read.
    return null;
  }
}
