import * as z from 'zod/mini';
import type { ApplicantId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { changeOf, type Gesture, path } from './effects.ts';
import { boolean, fact, key, moment, object, page, reader, stage, text, word } from './read.ts';

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

/** Colleagues' notes on an applicant, which hh calls comments. */
export function createNotes(client: Client) {
  return {
    /** Newest first. Operation `get-applicant-comments-list`. */
    comments: async (applicantId: ApplicantId, page?: number, perPage?: number) =>
      getter(client)(path`/applicant_comments/${applicantId}`, reader(comments), {
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
