import * as z from 'zod/mini';
import type { NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { type Client, getter, path } from './client.ts';
import type { Gesture } from './effects.ts';
import {
  amount,
  array,
  boolean,
  fact,
  flag,
  id,
  key,
  maybe,
  moment,
  named,
  part,
  reader,
  sentence,
  spare,
  stage,
  text,
  turned,
  word,
} from './read.ts';

const maybeText = fact(z.nullable(sentence));

/**
 * What each of hh's lists gives of a resume; names are null where we may not see them. Its `url` is left out
 * everywhere: reading it marks the response as viewed, or spends a view.
 */
export const shortResume = {
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
};

/**
 * `GET /resumes/{id}/negotiations_history` (operation `get-resume-negotiations-history`): the last 30
 * vacancies, 10 changes of each, newest first. `can_edit: false` is another manager's.
 */
export const history = z.object({
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
});
export type WireHistory = z.output<typeof history>;

const file = part({ url: text });

/**
 * Of the resume in a negotiation only the addresses with side effects: the worker's reader drops them so that
 * nothing can follow them, here a person chooses to.
 */
export const resumeOffer = z.object({
  resume: z.nullish(
    z.object({
      url: text,
      /** FULL, IPC (only the chat), NONE. */
      contact_view_status: text,
      contacts_open_until_date: text,
      actions: maybe({ get_with_contact: file, download: maybe({ pdf: file, rtf: file }) }),
    }),
  ),
});
export type WireResumeOffer = z.output<typeof resumeOffer>;

/** `GET` of such an address (operation `get-resume`): how the person can be reached. */
export const contacts = z.object({
  contact: fact(
    z.nullable(
      array(
        z.object({
          type: z.nullish(named),
          contact_value: text,
          /** As it was before `contact_value`; of a phone an object. */
          value: turned((value): string | null =>
            typeof value === 'string'
              ? value
              : typeof value === 'object' && value !== null && 'formatted' in value
                ? String(value.formatted)
                : null,
          ),
          comment: text,
          preferred: flag,
        }),
      ),
    ),
  ),
  contacts_open_until_date: text,
});
export type WireContacts = z.output<typeof contacts>;

/** What the company had with a resume. */
export function createResumes(client: Client) {
  return {
    /** Operation `get-resume-negotiations-history`. */
    resumeHistory: async (resumeId: ResumeId) =>
      getter(client)(path`/resumes/${resumeId}/negotiations_history`, reader(history)),
  };
}

/** How a person can be reached. What it costs to look is known before, without a side effect. */
export function createContacts(client: Client) {
  const get = getter(client);

  return {
    /** Where the contacts are, and whether they are open. Operation `get-negotiation-item`. */
    offer: async (id: NegotiationId) => get(path`/negotiations/${id}`, reader(resumeOffer)),

    /**
     * Opens the resume with its contacts; `url` is of the offer. Operation `get-resume`, effects `marks-viewed`,
     * `spends-view` and, where they were closed, `spends-contact`.
     */
    open: async (url: string, gesture: Gesture) =>
      get(url, reader(contacts), {}, { effect: ['marks-viewed', 'spends-view'], gesture }),
  };
}
