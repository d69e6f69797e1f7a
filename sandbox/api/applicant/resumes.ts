import { notFound } from '../../errors.ts';
import { HOUR, hhDate } from '../../time.ts';
import { ownResumes } from '../../world/applicant.ts';
import { byStatus } from '../../world/applying.ts';
import type { Resume, Vacancy } from '../../world/model.ts';
import { API, type Api, type Call } from '../call.ts';
import { inWords } from '../dictionaries.ts';
import { fullResume, resumeLink } from '../views/resume.ts';
import { employerItem, fullVacancy } from '../views/vacancy.ts';
import { vacancyForApplicant } from './negotiations.ts';

/** The applicant's own resumes, who viewed them, which of them can be used for a vacancy, and the vacancy itself. */
export function addApplicantResumes(api: Api): void {
  api.get('/resumes/mine', (call) => {
    return call.context.json(call.page(own(call), (resume) => mine(call, resume), 100, 1));
  });

  // Reading the views sets the resume's `new_views` to zero.
  api.get('/resumes/:r/views', (call) => {
    const { world } = call;
    const resume = own(call).find(({ hash }) => hash === call.param('r'));
    if (!resume) throw notFound();
    const page = call.page(
      resume.views.map((view) => ({ ...view })),
      (view) => ({
        created_at: hhDate(view.at),
        viewed: view.seen,
        employer: employerOf(call, view.employerId),
      }),
      100,
      1,
    );
    if (resume.views.some(({ seen }) => !seen)) world.ledger.effects.viewsRead.push(resume.hash);
    for (const view of resume.views) view.seen = true;
    return call.context.json({
      ...page,
      resume: resumeLink(call, resume),
    });
  });

  api.get('/vacancies/:v/suitable_resumes', (call) => {
    const sorted = sortedFor(call, vacancyOf(call));
    return call.context.json({
      ...call.page(sorted.suitable, (resume) => withStatus(call, resume), 100, 1),
      overall: {
        already_applied: sorted.already_applied.length,
        not_published: sorted.not_published.length,
        unavailable: sorted.unavailable.length,
      },
    });
  });

  api.get('/vacancies/:v/resumes_by_status', (call) => {
    const lists = Object.entries(sortedFor(call, vacancyOf(call)));
    return call.context.json({
      ...Object.fromEntries(
        lists.map(([name, list]) => [name, list.map((resume) => withStatus(call, resume))]),
      ),
      counters: Object.fromEntries(lists.map(([name, list]) => [name, list.length])),
    });
  });

  api.get('/vacancies/:v', (call) => {
    const vacancy = vacancyOf(call);
    const { manager: _manager, ...full } = fullVacancy(call, vacancy);
    const nearest = call.world.negotiationsIn(vacancy.id).filter(({ id }) => call.topic(id));
    return call.context.json({
      ...full,
      ...vacancyForApplicant(call, vacancy),
      negotiations_url: nearest.length === 0 ? null : `${API}/negotiations?vacancy_id=${vacancy.id}`,
      suitable_resumes_url: `${API}/vacancies/${vacancy.id}/suitable_resumes`,
    });
  });
}

function own(call: Call): Resume[] {
  if (!call.applicant) throw notFound();
  return ownResumes(call.world, call.applicant);
}

function vacancyOf(call: Call): Vacancy {
  const vacancy = call.world.vacancies.get(call.param('v'));
  if (!vacancy || vacancy.deleted) throw notFound();
  return vacancy;
}

function sortedFor(call: Call, vacancy: Vacancy) {
  if (!call.applicant) throw notFound();
  return byStatus(call.world, call.applicant, vacancy);
}

/** An employer that viewed the resume; one that hides itself has only a name. */
function employerOf(call: Call, id: string | null): Record<string, unknown> {
  const employer = id === null ? undefined : call.world.employers.get(id);
  if (!employer) return { name: 'Компания скрыла название' };
  return { ...employerItem(call, employer.id), vacancies_url: `${API}/vacancies?employer_id=${employer.id}` };
}

/** The short form of the applicant's own resume, with its status and visibility. */
function withStatus(call: Call, resume: Resume): Record<string, unknown> {
  const full = fullResume(call, resume, null, false);
  const names = [
    'id',
    'title',
    'url',
    'alternate_url',
    'real_id',
    'first_name',
    'last_name',
    'middle_name',
    'age',
    'area',
    'gender',
    'salary',
    'total_experience',
    'experience',
    'education',
    'certificate',
    'photo',
    'created_at',
    'updated_at',
    'hidden_fields',
    'platform',
    'download',
    'can_view_full_info',
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, full[name]])),
    actions: { download: full.download },
    marked: false,
    finished: true,
    requires_completion: false,
    status: inWords(call, 'resume_status', resume.status),
    access: { type: inWords(call, 'resume_access_type', resume.access) },
  };
}

/** An item of `get-mine-resumes`. */
function mine(call: Call, resume: Resume): Record<string, unknown> {
  const url = `${API}/resumes/${resume.hash}`;
  const next = resume.updatedAt + 4 * HOUR;
  return {
    ...withStatus(call, resume),
    blocked: resume.status === 'blocked',
    visible: resume.access !== 'no_one',
    created: hhDate(resume.createdAt),
    updated: hhDate(resume.updatedAt),
    can_publish_or_update: next <= call.world.now(),
    next_publish_at: hhDate(next),
    new_views: resume.views.filter(({ seen }) => !seen).length,
    total_views: resume.views.length,
    views_url: `${url}/views`,
    similar_vacancies: { url: `${url}/similar_vacancies`, counters: { total: 12 } },
    paid_services: [],
    tags: [],
    contact: [
      {
        type: { id: 'email', name: 'Эл. почта' },
        kind: 'email',
        contact_value: resume.email,
        preferred: true,
      },
    ],
  };
}
