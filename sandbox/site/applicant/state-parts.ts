import { MINUTE } from '../../time.ts';
import { hasNews, ownResumes } from '../../world/applicant.ts';
import type { Applicant, Negotiation, Vacancy } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { siteDate } from './topic.ts';

/** One of `vacanciesShort`: the names that topics lack. */
export function shortOf(world: World, vacancy: Vacancy): Record<string, unknown> {
  const name = vacancy.type === 'anonymous' ? 'Анонимная вакансия' : employerName(world, vacancy);
  const salary = vacancy.salaryFrom;
  return {
    vacancyId: Number(vacancy.id),
    name: vacancy.name,
    '@responseLetterRequired': vacancy.letterRequired,
    '@workSchedule': 'remote',
    company: {
      id: Number(vacancy.employerId),
      name,
      visibleName: name,
      '@trusted': true,
      accreditedITEmployer: false,
    },
    compensation:
      salary === null
        ? { noCompensation: {} }
        : {
            from: salary,
            perModeFrom: salary,
            currencyCode: 'RUR',
            gross: true,
            mode: 'MONTH',
            frequency: 'TWICE_PER_MONTH',
          },
    area: { '@id': Number(vacancy.area.id), name: vacancy.area.name, path: `.113.${vacancy.area.id}.` },
    publicationTime: { '@timestamp': Math.floor(vacancy.createdAt / 1000), $: siteDate(vacancy.createdAt) },
    creationTime: siteDate(vacancy.createdAt),
    archived: vacancy.archivedAt !== null,
    chatWritePossibility: vacancy.allowMessages ? 'ENABLED_AFTER_INVITATION' : 'DISABLED',
    userTestPresent: vacancy.hasTest,
    links: { desktop: `https://hh.ru/vacancy/${vacancy.id}` },
    // Topics name recruiters by the first of these, their visits by the second.
    employerManager: {
      '@managerId': Number(vacancy.managerId),
      '@hhid': hhidOf(world, vacancy.managerId),
      '@userId': Number(world.manager(vacancy.managerId).userId),
      '@firstName': world.manager(vacancy.managerId).firstName,
      '@lastName': world.manager(vacancy.managerId).lastName,
    },
  };
}

/** Of another kind than the ids of the API. */
const hhidOf = (world: World, managerId: string): number =>
  180_000_000 + Number(world.manager(managerId).userId);

const employerName = (world: World, { employerId }: Vacancy) => world.employers.get(employerId)?.name ?? '';

/** How the employers treat responses, and when their recruiters were here last. */
export function employersOf(world: World, vacancies: Vacancy[]): Record<string, unknown> {
  const employerIds = new Set(vacancies.map(({ employerId }) => employerId));
  const managerIds = new Set(vacancies.map(({ managerId }) => managerId));
  const politeness = [...employerIds].flatMap((id) => {
    const known = world.employers.get(id)?.politeness;
    if (!known) return [];
    const { responses, readPercent, replyDays } = known;
    const index = {
      employerId: Number(id),
      allTopicCount: responses,
      readTopicPercent: readPercent,
      replyTotalWorkingTimeDays: replyDays,
    };
    return [[id, index] as const];
  });
  const activity = [...managerIds].map((id) => {
    const { inactiveMinutes } = world.manager(id);
    const days = Math.floor(inactiveMinutes / 1440);
    return {
      '@managerHhid': hhidOf(world, id),
      '@inactiveMinutes': inactiveMinutes,
      trl_code: days === 0 ? 'today' : days < 7 ? 'weekExact' : 'week',
      inactive_days: days,
    };
  });
  return {
    applicantEmployerPoliteness: { employerPolitenessIndexes: Object.fromEntries(politeness) },
    applicantEmployerManagersActivity: activity,
  };
}

/** Counters and notices of the account; analytics apart, nothing of the list needs them. */
export function accountOf(
  world: World,
  applicant: Applicant,
  everything: Negotiation[],
): Record<string, unknown> {
  const resumes = ownResumes(world, applicant);
  const views = resumes.flatMap((resume) => resume.views);
  const newViews = views.filter(({ seen }) => !seen).length;
  const invitations = everything.filter(({ state }) => state === 'invitation');
  const at = world.now() - 90 * MINUTE;
  return {
    userStats: {
      'resumes-views': views.length,
      'new-resumes-views': newViews,
      'new-applicant-invitations': invitations.filter((one) => hasNews(world, one)).length,
      'applicant-invitations': invitations.length,
      'new-stats-total': newViews,
    },
    applicantInfo: {
      total: resumes.length,
      finished: resumes.length,
      visible: resumes.length,
      searchable: resumes.length,
    },
    userNotifications: [
      {
        id: 1000,
        userId: Number(applicant.userId),
        templateKey: 'applicant.job.search.status',
        notificationCode: 'APPLICANT_JOB_SEARCH_STATUS',
        objectId: '0',
        creationTime: at,
        creationTimeIso: siteDate(at),
        receivingTime: at,
        receivingTimeIso: siteDate(at),
        deleteTime: null,
        deleteTimeIso: null,
        priority: 'LOW',
        params: {},
        viewed: true,
        isPriority: false,
        isSupernova: true,
      },
    ],
  };
}
