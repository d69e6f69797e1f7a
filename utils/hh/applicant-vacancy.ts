import type { VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { parseUrl } from './pages.ts';
import { path } from './path.ts';
import { applicantVacancy } from './schemas/applicant-vacancy.ts';
import { reader } from './schemas/readers.ts';

/** A vacancy as an applicant sees it. */
export function createApplicantVacancy(client: Client) {
  const get = getter(client);

  return {
    /** Whether a letter or a test is wanted, and where one responds. Operation `get-vacancy`. */
    vacancy: async (id: VacancyId) => {
      const { response_url, ...vacancy } = await get(path`/vacancies/${id}`, reader(applicantVacancy));
      return { ...vacancy, response_url: siteUrl(response_url) };
    },
  };
}

/** The one address beside hh's own that is shown as a link: the employer's, for people. */
function siteUrl(text: string | null | undefined): string | null {
  const url = text ? parseUrl(text) : null;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : null;
}
