import { type Client, getter } from './client.ts';
import { applicantWords } from './schemas/applicant-words.ts';
import { reader } from './schemas/readers.ts';

/** hh's words for what an applicant sees and filters by. */
export function createApplicantWords(client: Client) {
  const get = getter(client);

  return {
    /** Names in the language of the call; worth keeping for a day. Operation `get-dictionaries`. */
    dictionaries: () => get('/dictionaries', reader(applicantWords)),
  };
}
