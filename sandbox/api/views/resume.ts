import { hhDate } from '../../time.ts';
import type { Experience, Negotiation, Resume } from '../../world/model.ts';
import { monthsOf } from '../../world/people.ts';
import { stageOf } from '../../world/pipeline.ts';
import {
  countries,
  dictionaries,
  type Entry,
  entryOf,
  institutions,
  languages,
  places,
} from '../../world/reference.ts';
import { API, type Call } from '../call.ts';

const searching = { RU: 'Активно ищет работу', EN: 'Looking for a job' };
const fullTime = { id: 'full', name: 'Полная занятость' };
const fullDay = { id: 'fullDay', name: 'Полный день' };

/** How answers refer to a resume. */
export const resumeLink = (call: Call, { hash, title }: Resume) => ({
  id: hash,
  title,
  url: `${API}/resumes/${hash}`,
  alternate_url: `https://${call.host}/resume/${hash}`,
});

/**
 * The resume in a collection's row; with a topic its addresses name the topic, so that opening them has side effects.
 */
export function shortResume(call: Call, resume: Resume, topic: Negotiation | null): Record<string, unknown> {
  const { world } = call;
  const path = `${API}/resumes/${resume.hash}`;
  const siteQuery = topic ? `?t=${topic.id}&vacancyId=${topic.vacancyId}` : '';
  const comments = [...world.comments.values()].filter((comment) => comment.applicantId === resume.ownerId);
  const download = downloads(resume, topic);
  return {
    id: resume.hash,
    real_id: String(resume.realId),
    title: resume.title,
    url: topic ? `${path}?topic_id=${topic.id}` : path,
    alternate_url: `https://${call.host}/resume/${resume.hash}${siteQuery}`,
    first_name: resume.firstName,
    last_name: resume.lastName,
    middle_name: resume.middleName,
    age: resume.age,
    area: { ...resume.area, url: `${API}/areas/${resume.area.id}` },
    gender: named(call, dictionaries.gender, resume.gender),
    salary: resume.salary === null ? null : { amount: resume.salary, currency: resume.currency },
    total_experience:
      resume.experience.length === 0 ? null : { months: monthsOf(resume.experience, world.now()) },
    experience: resume.experience.map(experienceRow),
    education: education(call, resume),
    certificate: [],
    photo: null,
    created_at: hhDate(resume.createdAt),
    updated_at: hhDate(resume.updatedAt),
    owner: {
      id: resume.ownerId,
      comments: { url: `${API}/applicant_comments/${resume.ownerId}`, counters: { total: comments.length } },
    },
    negotiations_history: { url: `${path}/negotiations_history` },
    viewed: topic?.viewed ?? false,
    favorited: false,
    marked: false,
    can_view_full_info: true,
    contact_view_status: contactsOpen(resume, topic) ? 'FULL' : 'NONE',
    contacts_open_until_date: null,
    hidden_fields: resume.lastName === null ? [{ id: 'names_and_photo', name: 'ФИО и фотография' }] : [],
    tags: [],
    skill_set: resume.skills,
    platform: { id: 'headhunter' },
    download,
    actions: {
      download,
      get_with_contact: { url: `${path}?${topic ? `topic_id=${topic.id}&` : ''}with_contact=true` },
    },
    job_search_status: {
      id: resume.jobSearchStatus,
      name: call.words(searching),
      last_change_time: new Date(resume.updatedAt).toISOString(),
    },
  };
}

/** `get-resume`: everything, but contacts only if they are open. */
export function fullResume(
  call: Call,
  resume: Resume,
  topic: Negotiation | null,
  withHistory: boolean,
): Record<string, unknown> {
  const history = { url: `${API}/resumes/${resume.hash}/negotiations_history` };
  return {
    ...shortResume(call, resume, topic),
    experience: resume.experience.map((item) => ({ ...experienceRow(item), description: item.description })),
    birth_date: null,
    business_trip_readiness: { id: 'never', name: 'не готов к командировкам' },
    citizenship: resume.citizenship.map((id) => area(call, countries, id)),
    contact: contactsOpen(resume, topic) ? contacts(resume) : [],
    driver_license_types: resume.driverLicenses.map((id) => ({ id })),
    employment: fullTime,
    employments: [fullTime],
    has_vehicle: resume.hasVehicle,
    language: resume.languages.map(({ id, level }) => ({
      ...named(call, languages, id),
      level: named(call, dictionaries.language_level, level),
    })),
    metro: null,
    paid_services: [],
    portfolio: [],
    professional_roles: [{ id: '18', name: 'Бухгалтер' }],
    recommendation: [],
    relocation: {
      type: named(call, dictionaries.relocation_type, resume.relocation.type),
      area: resume.relocation.areaIds.map((id) => area(call, places, id)),
      district: [],
    },
    resume_locale: { id: 'RU', name: 'Русский' },
    schedule: fullDay,
    schedules: [fullDay],
    // An address that the applicant hides is null.
    site: resume.lastName === null ? [{ type: { id: 'personal', name: 'Другой сайт' }, url: null }] : [],
    skills: resume.about,
    travel_time: { id: 'any', name: 'Не имеет значения' },
    work_ticket: [],
    complaint_status: { applicant_topics_are_hidden: false },
    negotiations_history: withHistory ? { ...history, vacancies: historyOf(call, resume, 3) } : history,
  };
}

/** `get-resume-negotiations-history`: the last 30 vacancies with 10 changes each, without managers' names. */
export function historyOf(call: Call, resume: Resume, limit = 30): Record<string, unknown>[] {
  const { world, account } = call;
  const list = [...(world.negotiationsOfResume.get(resume.hash) ?? [])];
  return list
    .sort((one, other) => other.updatedAt - one.updatedAt)
    .slice(0, limit)
    .map((negotiation) => {
      const vacancy = world.vacancy(negotiation.vacancyId);
      return {
        id: vacancy.id,
        name: vacancy.name,
        url: `${API}/vacancies/${vacancy.id}`,
        archived: vacancy.archivedAt !== null,
        can_edit: vacancy.employerId === account.employerId,
        negotiations_url: `${API}/negotiations/${negotiation.id}`,
        messages_url: `${API}/negotiations/${negotiation.id}/messages`,
        items: negotiation.changes
          .toReversed()
          .slice(0, 10)
          .map((change) => ({
            created_at: hhDate(change.at),
            employer_state: stage(call, change.stageId),
            with_message: change.withMessage,
          })),
      };
    });
}

export function stage(call: Call, id: string): { id: string; name: string } {
  return { id, name: call.words(stageOf(id).name) };
}

function contactsOpen(resume: Resume, topic: Negotiation | null): boolean {
  return resume.contactsOpened || topic?.startedBy === 'applicant';
}

function contacts(resume: Resume): Record<string, unknown>[] {
  const phone = { id: 'cell', name: 'Мобильный телефон' };
  const email = { id: 'email', name: 'Эл. почта' };
  return [
    { type: phone, kind: 'phone', contact_value: resume.phone, preferred: true, verified: true },
    { type: email, kind: 'email', contact_value: resume.email, preferred: false },
  ];
}

function experienceRow(item: Experience): Record<string, unknown> {
  return {
    company: item.company,
    company_id: null,
    company_url: null,
    employer: null,
    area: null,
    industry: null,
    industries: [],
    position: item.position,
    start: item.start,
    end: item.end,
  };
}

function named(call: Call, list: readonly Entry[], id: string): { id: string; name: string } {
  return { id, name: call.words(entryOf(list, id).name) };
}

function area(call: Call, list: readonly Entry[], id: string): Record<string, unknown> {
  return { ...named(call, list, id), url: `${API}/areas/${id}` };
}

function education(call: Call, resume: Resume): Record<string, unknown> {
  const institution = institutions.find(({ name }) => name.RU === resume.university);
  return {
    level: named(call, dictionaries.education_level, resume.education),
    primary: [
      {
        id: institution?.id ?? null,
        name: resume.university,
        name_id: institution?.id ?? null,
        organization: null,
        organization_id: null,
        result: null,
        result_id: null,
        year: 2006,
      },
    ],
  };
}

function downloads(
  resume: Resume,
  topic: Negotiation | null,
): { pdf: { url: string }; rtf: { url: string } } {
  const hints = topic ? `&topic_id=${topic.id}&vacancy_id=${topic.vacancyId}` : '';
  const url = (type: string) => `${API}/resumes/${resume.hash}/download/resume.${type}?type=${type}${hints}`;
  return { pdf: { url: url('pdf') }, rtf: { url: url('rtf') } };
}
