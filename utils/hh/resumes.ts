import * as z from 'zod/mini';
import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { changeOf, type Gesture, path } from './effects.ts';
import {
  amount,
  array,
  boolean,
  fact,
  flag,
  id,
  key,
  list,
  maybe,
  moment,
  nameIn,
  number,
  object,
  page,
  part,
  sentence,
  spare,
  stage,
  text,
  turned,
  word,
} from './read.ts';

const maybeText = fact(z.nullable(sentence));
const maybeName = fact(maybe(nameIn));
const maybeNames = fact(maybe(array(nameIn)));
/** Fields that are always present: null if hidden or empty, and absent only if hh has changed them. */
const nullableName = fact(z.nullable(nameIn));
const nullableNames = fact(z.nullable(array(nameIn)));

/** The month of `YYYY-MM-DD`: resumes have no days. */
const month = z.pipe(
  z.custom<string>((value) => typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])/.test(value)),
  z.transform((value) => Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1),
);
const file = part({ url: text });
const files = fact(maybe(z.object({ pdf: maybe(z.object({ url: text })) })));

const school = object(() => ({
  name: fact(word),
  organization: fact(text),
  result: fact(text),
  year: fact(z.nullable(amount)),
}));
export type WireSchool = z.output<typeof school>;

const hiddenField = object(() => ({ id: key, name: word }));

/** Fields in both a list and the full resume; in the list `description` and `skill_set` are absent. */
export const resumePart = () => ({
  photo: fact(maybe(z.object({ small: text, medium: text }))),
  experience: fact(
    array(
      z.object({
        position: maybeText,
        company: fact(text),
        start: fact(month),
        end: fact(z.nullable(month)),
        area: spare(nameIn),
        industries: list(nameIn),
        description: fact(text),
      }),
    ),
  ),
  education: fact(
    z.object({
      level: nullableName,
      primary: fact(maybe(array(school))),
      additional: fact(maybe(array(school))),
      attestation: fact(maybe(array(school))),
    }),
  ),
  certificate: fact(
    z.nullable(array(z.object({ title: fact(word), achieved_at: fact(maybe(month)), url: spare(text) }))),
  ),
  skill_set: fact(z.optional(array(word))),
  hidden_fields: fact(maybe(array(hiddenField))),
  can_view_full_info: fact(flag),
  /** Reading either of these addresses has side effects, so they stay in the worker. */
  url: spare(text),
  actions: fact(maybe(z.object({ download: files }))),
  download: files,
});
const resumePartRead = object(resumePart);
export type WireResumePart = z.output<typeof resumePartRead>;

/** hh's own comparison of the jobs with the vacancy's requirements. */
export const match = object(() => ({
  total_months: fact(amount),
  vacancy_requirements_match: fact(boolean),
  outdated: fact(boolean),
  experiences: list(z.object({ position: word, months: spare(number) })),
}));
export type WireMatch = z.output<typeof match>;

/** Fields of a resume in every list of hh's; names are null if we may not see them. */
export const shortResume = () => ({
  id: id<ResumeId>(),
  title: maybeText,
  alternate_url: spare(text),
  first_name: maybeText,
  last_name: maybeText,
  middle_name: maybeText,
  age: fact(z.nullable(amount)),
  area: fact(z.nullable(z.object({ id: key, name: word }))),
  salary: fact(z.nullable(z.object({ amount: z.nullable(amount), currency: z.nullable(word) }))),
  total_experience: fact(z.nullable(z.object({ months: z.nullable(amount) }))),
});

/**
 * `GET /resumes/{id}/negotiations_history` (operation `get-resume-negotiations-history`): the last 30 vacancies
 * with 10 changes each, newest first. `can_edit: false` means another manager's.
 */
export const history = object(() => ({
  vacancies: array(
    z.object({
      id: id<VacancyId>(),
      name: fact(word),
      archived: fact(boolean),
      can_edit: fact(boolean),
      negotiations_url: fact(word),
      items: fact(
        array(
          z.object({ created_at: fact(moment), employer_state: fact(stage), with_message: fact(boolean) }),
        ),
      ),
    }),
  ),
}));
export type WireHistory = z.output<typeof history>;

const comment = object(() => ({
  id: key,
  text: fact(word),
  created_at: fact(moment),
  /** No name if hh does not name the author. */
  author: fact(z.object({ full_name: text })),
  is_mine: fact(boolean),
  /** `coworkers`, or `owner`: only the author sees it. */
  access_type: fact(stage),
}));
export type WireComment = z.output<typeof comment>;

/** `GET /applicant_comments/{applicant_id}` (operation `get-applicant-comments-list`). */
export const comments = page(comment);

/**
 * Only the addresses with side effects from the resume in a negotiation. The worker's reader drops them so that
 * nothing can follow them; here the user chooses to.
 */
export const resumeOffer = object(() => ({
  resume: maybe(
    z.object({
      url: text,
      contact_view_status: text,
      contacts_open_until_date: text,
      actions: maybe(z.object({ get_with_contact: file })),
    }),
  ),
}));
export type WireResumeOffer = z.output<typeof resumeOffer>;

const contact = () =>
  fact(
    z.nullable(
      array(
        z.object({
          type: nullableName,
          /** Null if hidden, or not opened yet. If `value` is missing too, it was not read. */
          contact_value: z.nullish(sentence),
          /** The predecessor of `contact_value`; an object for a phone. */
          value: z.nullish(
            turned((value): string | null =>
              typeof value === 'string'
                ? value
                : typeof value === 'object' && value !== null && 'formatted' in value
                  ? String(value.formatted)
                  : null,
            ),
          ),
          comment: text,
          preferred: flag,
        }),
      ),
    ),
  );

/** `GET` of such an address (operation `get-resume`): the person's contacts. */
export const contacts = object(() => ({ contact: contact(), contacts_open_until_date: text }));
export type WireContacts = z.output<typeof contacts>;

/* @__NO_SIDE_EFFECTS__ */
const byId = <T extends z.core.$ZodShape>(shape: T) => z.record(z.string(), spare(z.object(shape)));

/**
 * Documents and permits required in a profession, requested with `with_creds`: the answers, by ids of questions
 * and answers.
 */
const creds = object(() => ({
  questions: byId({ question_title: text, view_title: text, skip_title_at_view: flag }),
  answers: byId({ title: text, positive_title: text, skip_at_result: flag }),
  question_to_answer_map: z.record(z.string(), array(key)),
}));
export type WireCreds = z.output<typeof creds>;

/** `GET` of a resume's own address (operation `get-resume`): the full resume. */
export const wholeResume = object(() => ({
  id: id<ResumeId>(),
  ...resumePart(),
  skill_set: fact(array(word)),
  hidden_fields: fact(z.nullable(array(hiddenField))),
  skills: fact(text),
  creds: fact(maybe(creds)),
  language: fact(z.nullable(array(z.object({ name: word, level: nullableName })))),
  professional_roles: maybeNames,
  citizenship: nullableNames,
  work_ticket: nullableNames,
  relocation: fact(z.nullable(z.object({ type: nullableName, area: list(nameIn) }))),
  business_trip_readiness: nullableName,
  travel_time: nullableName,
  metro: maybeName,
  employments: nullableNames,
  employment_form: maybeNames,
  schedules: nullableNames,
  work_format: maybeNames,
  job_search_status: maybeName,
  driver_license_types: fact(
    z.nullable(
      array(
        z.pipe(
          z.object({ id: key }),
          z.transform(({ id }) => id),
        ),
      ),
    ),
  ),
  has_vehicle: fact(flag),
  portfolio: fact(z.nullable(array(z.object({ small: word, medium: spare(text), description: fact(text) })))),
  recommendation: fact(
    z.nullable(array(z.object({ name: word, organization: maybeText, position: maybeText }))),
  ),
  /** `url` is null if the applicant hides it. */
  site: fact(z.nullable(array(z.object({ type: maybeName, url: z.nullable(word) })))),
  contact: contact(),
}));
export type WireWholeResume = z.output<typeof wholeResume>;

/** Reads a full resume, and its file. */
export function createResumeReading(client: Client) {
  return {
    /**
     * Reads the full resume. This marks the response as viewed, which the applicant sees, and spends one of
     * today's views: only on a user's click. Operation `get-resume`.
     * @param url from hh's negotiation, which it refers to
     */
    whole: async (url: string, gesture: Gesture) =>
      getter(client)(
        url,
        wholeResume,
        { with_job_search_status: true, with_creds: true },
        { effect: ['marks-viewed', 'spends-view'], gesture },
      ),
    /** hh's file of the resume. Source: hh's documents on resumes, "download"; the same effects. */
    file: async (url: string, gesture: Gesture) =>
      client.send({
        method: 'GET',
        url,
        effect: ['marks-viewed', 'spends-view'],
        gesture,
        answers: 'file',
        read: (file: unknown) => {
          if (file instanceof Blob) return file;
          throw new TypeError('no file');
        },
      }),
  };
}

/** The company's history with a resume, and colleagues' notes on the applicant, which hh calls comments. */
export function createResumes(client: Client) {
  const get = getter(client);

  return {
    /** Operation `get-resume-negotiations-history`. */
    resumeHistory: async (resumeId: ResumeId) =>
      get(path`/resumes/${resumeId}/negotiations_history`, history),

    /** Newest first. Operation `get-applicant-comments-list`. */
    comments: async (applicantId: ApplicantId, page?: number, perPage?: number) =>
      get(path`/applicant_comments/${applicantId}`, comments, {
        order_by: 'creation_time_desc',
        page,
        per_page: perPage,
      }),

    /** Operation `add-applicant-comment`. */
    addComment: (of: { applicantId: ApplicantId; text: string; access: string }, gesture: Gesture) =>
      client.send({
        method: 'POST',
        url: path`/applicant_comments/${of.applicantId}`,
        form: { text: of.text, access_type: of.access },
        effect: 'writes',
        gesture,
        read: () => {},
      }),
  };
}

/** Changes to one's own notes. */
export const noteChanges = {
  /** Operation `update-applicant-comment`. */
  edit: (
    applicantId: ApplicantId,
    noteId: string,
    { text, access }: { text: string; access: 'coworkers' | 'owner' },
  ) => changeOf('update-applicant-comment', [applicantId, noteId], { form: { text, access_type: access } }),

  /** Operation `delete-applicant-comment`. */
  remove: (applicantId: ApplicantId, noteId: string) =>
    changeOf('delete-applicant-comment', [applicantId, noteId]),
};

/** Contacts of a person. The cost of opening them can be read before, without a side effect. */
export function createContacts(client: Client) {
  const get = getter(client);

  return {
    /** Where the contacts are, and whether they are open. Operation `get-negotiation-item`. */
    offer: async (id: NegotiationId) => get(path`/negotiations/${id}`, resumeOffer),

    /**
     * Opens the resume with its contacts; `url` is from the offer. Operation `get-resume`, effects
     * `marks-viewed`, `spends-view` and, if they were closed, `spends-contact`.
     */
    open: async (url: string, gesture: Gesture) =>
      get(url, contacts, {}, { effect: ['marks-viewed', 'spends-view'], gesture }),
  };
}
