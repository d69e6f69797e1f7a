import type { ApplicantId } from '../ids.ts';
import type { Change } from './change.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { comments } from './schemas/comments.ts';
import { reader } from './schemas/readers.ts';

/** What colleagues wrote about an applicant; adding is `Employer.addComment`. */
export function createNotes(client: Client) {
  const get = getter(client);

  return {
    /** Newest first. Operation `get-applicant-comments-list`. */
    list: async (of: { applicantId: ApplicantId; page?: number; perPage?: number }) =>
      get(path`/applicant_comments/${of.applicantId}`, reader(comments), {
        order_by: 'creation_time_desc',
        page: of.page,
        per_page: of.perPage,
      }),
  };
}

/** Of one's own notes. */
export const noteChanges = {
  /** Operation `update-applicant-comment`. */
  edit: (
    applicantId: ApplicantId,
    noteId: string,
    { text, access }: { text: string; access: 'coworkers' | 'owner' },
  ): Change => ({
    operation: 'update-applicant-comment',
    method: 'PUT',
    url: path`/applicant_comments/${applicantId}/${noteId}`,
    form: { text, access_type: access },
    effects: ['writes'],
  }),

  /** Operation `delete-applicant-comment`. */
  remove: (applicantId: ApplicantId, noteId: string): Change => ({
    operation: 'delete-applicant-comment',
    method: 'DELETE',
    url: path`/applicant_comments/${applicantId}/${noteId}`,
    effects: ['writes'],
  }),
};
