import type { Millis } from '../domain/negotiation.ts';
import type {
  Certificate,
  Contact,
  Credential,
  Job,
  Match,
  Picture,
  Resume,
  School,
} from '../domain/resume.ts';
import { apiAddress, operationAt } from '../hh/effects.ts';
import { parseUrl } from '../hh/pages.ts';
import type {
  WireContacts,
  WireCreds,
  WireMatch,
  WireResumePart,
  WireSchool,
  WireWholeResume,
} from '../hh/resumes.ts';
import {
  fromKnown,
  isKnown,
  type Known,
  known,
  type List,
  mapped,
  none,
  sifted,
  thenKnown,
  valueOr,
} from '../known.ts';

/* Converts resumes from hh's types to ours. */

/** No real resume has more entries of one kind; any beyond this count as not read. */
const most = 100;

const cut = <T>({ items, skipped }: List<T>): List<T> => ({
  items: items.slice(0, most),
  skipped: skipped + Math.max(0, items.length - most),
});
const listOf = <T, U>(fact: Known<List<T> | null | undefined>, to: (item: T) => U): Known<List<U>> =>
  fromKnown(fact, (list) => mapped(cut(list ?? none), to));
const same = <T>(item: T): T => item;
const worded = (fact: Known<string | null>): Known<string | null> =>
  fromKnown(fact, (value) => value?.trim() || null);

/** Only hh's own pictures are shown. */
function pictureUrl(text: string | null | undefined): string | null {
  const url = text ? parseUrl(text) : null;
  const isHhs = url?.hostname === 'hhcdn.ru' || url?.hostname.endsWith('.hhcdn.ru');
  return isHhs && url?.protocol === 'https:' && !url.username && !url.port ? url.href : null;
}

/** The address if it belongs to this operation of hh's, else null. */
const addressAt = (url: string | null | undefined, operation: string): string | null => {
  const address = url ? apiAddress(url) : null;
  return url && address && operationAt('GET', address)?.id === operation ? url : null;
};

/** The addresses of the resume and its file; reading them has side effects, so they stay in the worker. */
export const resumeWaysOf = (resume: WireResumePart) => ({
  resume: addressAt(resume.url, 'get-resume'),
  file: addressAt(valueOr(fileOf(resume), null), 'download-resume'),
});
/** hh gives the file's address in two places. */
const fileOf = ({ actions, download }: WireResumePart): Known<string | null> => {
  const places = [thenKnown(actions, (of) => of?.download ?? known(null)), download];
  const [first] = places.flatMap((place) => valueOr(place, null)?.pdf?.url ?? []);
  return first ? known(first) : fromKnown(places.find((place) => !place.known) ?? known(null), () => null);
};

const jobOf = ({ position, company, start, end, area, industries, description }: WireJob): Job => ({
  position: worded(position),
  company: worded(company),
  start,
  end,
  area,
  industries: industries.items,
  description: worded(description),
});
type WireJob = Extract<WireResumePart['experience'], { known: true }>['value']['items'][number];

const schoolOf = ({ name, organization, result, year }: WireSchool): School => ({
  name,
  subject: worded(organization),
  result: worded(result),
  year,
});

/** @param whole null for the fields in a list */
function partOf(resume: WireResumePart, whole: Resume['more']): Resume {
  const { education } = resume;
  const ways = resumeWaysOf(resume);
  return {
    photo: fromKnown(resume.photo, (photo) => pictureUrl(photo?.medium ?? photo?.small)),
    jobs: listOf(resume.experience, jobOf),
    level: education.known ? worded(education.value.level) : education,
    schools: education.known ? listOf(education.value.primary, schoolOf) : education,
    certificates: listOf(
      resume.certificate,
      ({ title, achieved_at, url }): Certificate => ({
        title,
        year: fromKnown(achieved_at, (month) => (month == null ? null : Math.floor(month / 12))),
        url: url && /^https?:\/\//i.test(url) ? url : null,
      }),
    ),
    skills:
      resume.skill_set.known && resume.skill_set.value === undefined && !whole
        ? null
        : listOf(resume.skill_set, same),
    hidden: listOf(resume.hidden_fields, same),
    viewsAll: resume.can_view_full_info,
    canOpen: ways.resume !== null,
    hasFile: ways.file ? true : isKnown(fileOf(resume), null) ? false : null,
    more: whole,
  };
}

/** Converts the part of a resume in a list of responses or a single negotiation. */
export const resumeOf = (resume: WireResumePart): Resume => partOf(resume, null);

type WireNames = WireWholeResume['employments'] | WireWholeResume['employment_form'];

/**
 * Converts a full resume.
 * @param at Unix ms of the answer
 */
export function wholeResumeOf(resume: WireWholeResume, at: Millis): Resume {
  const { education, relocation } = resume;
  // hh sends newer names beside the older ones; if the older ones replace unreadable newer ones, that counts as
  // skipped.
  const firstOf = (newer: WireNames, older: WireNames): Known<List<string>> => {
    const isEnough = newer.known && newer.value && (newer.value.items.length > 0 || !older.known);
    const chosen = isEnough ? newer : older;
    const lost = chosen === newer ? 0 : newer.known ? (newer.value?.skipped ?? 0) : 1;
    return fromKnown(listOf(chosen, same), ({ items, skipped }) => ({ items, skipped: skipped + lost }));
  };
  return partOf(resume, {
    readAt: at,
    about: worded(resume.skills),
    languages: listOf(resume.language, ({ name, level }) => ({ name, level })),
    credentials: fromKnown(resume.creds, (creds) => (creds ? credentialsOf(creds) : none)),
    courses: education.known ? listOf(education.value.additional, schoolOf) : education,
    exams: education.known ? listOf(education.value.attestation, schoolOf) : education,
    roles: listOf(resume.professional_roles, same),
    citizenship: listOf(resume.citizenship, same),
    workTicket: listOf(resume.work_ticket, same),
    relocation: worded(thenKnown(relocation, (of) => of?.type ?? known(null))),
    relocationTo: valueOr(relocation, null)?.area ?? none,
    businessTrips: resume.business_trip_readiness,
    travelTime: resume.travel_time,
    metro: resume.metro,
    employment: firstOf(resume.employment_form, resume.employments),
    schedule: firstOf(resume.work_format, resume.schedules),
    searchStatus: resume.job_search_status,
    licences: listOf(resume.driver_license_types, same),
    hasVehicle: resume.has_vehicle,
    portfolio: fromKnown(resume.portfolio, (list) =>
      sifted(cut(list ?? none), ({ small, medium, description }): Picture | null => {
        const url = pictureUrl(small);
        return url ? { url, large: pictureUrl(medium), words: worded(description) } : null;
      }),
    ),
    recommendations: listOf(resume.recommendation, ({ name, organization, position }) => ({
      name,
      position: worded(position),
      organization: worded(organization),
    })),
    sites: fromKnown(resume.site, (list) => {
      const { items, skipped } = list ?? none;
      const shown = items.flatMap(({ type, url }) => (url ? [{ name: worded(type), url }] : []));
      return cut({ items: shown, skipped });
    }),
    contacts: fromKnown(resume.contact, () => contactsOf(resume, 'open')),
  });
}

/** A question whose answers hh hides on its own page is left out; one with an unreadable part counts as skipped. */
function credentialsOf({ questions, answers, question_to_answer_map: chosen }: WireCreds): List<Credential> {
  const asked = { items: Object.entries(chosen), skipped: 0 };
  const { items, skipped } = sifted(asked, ([id, given]): Credential | null => {
    const question = questions[id];
    const all = given.items.map((answer) => answers[answer]);
    if (!question || given.skipped > 0 || all.some((answer) => !answer)) return null;
    const alone = question.skip_title_at_view === true;
    const said = all.flatMap((answer) => {
      if (!answer || answer.skip_at_result) return [];
      return (alone ? answer.positive_title || answer.title : answer.title || answer.positive_title) ?? '';
    });
    const title = question.view_title || question.question_title;
    return said.includes('') || !(alone || title)
      ? null
      : { question: (!alone && title) || null, answers: said };
  });
  return cut({ items: items.filter((one) => one.answers.length > 0), skipped });
}

/**
 * The contacts in an answer; one without a value counts as skipped.
 * @param only only open contacts: a null from hh is hidden, or not opened yet
 */
export function contactsOf({ contact }: Pick<WireContacts, 'contact'>, only?: 'open'): List<Contact> {
  if (!contact.known) return { ...none, skipped: 1 };
  const { items, skipped } = contact.value ?? none;
  const shown = items.filter(
    (one) => !only || one.contact_value || one.value || ![one.contact_value, one.value].includes(null),
  );
  return sifted({ items: shown, skipped }, ({ type, contact_value, value, comment, preferred }) => {
    const said = contact_value ?? value;
    return said ? { kind: worded(type), value: said, comment, preferred: preferred ?? false } : null;
  });
}

export const matchOf = (fact: Known<WireMatch | null | undefined>): Known<Match | null> =>
  fromKnown(fact, (match) =>
    match
      ? {
          months: match.total_months,
          fits: match.vacancy_requirements_match,
          outdated: match.outdated,
          jobs: match.experiences.items.slice(0, most).map(({ position, months }) => ({ position, months })),
        }
      : null,
  );
