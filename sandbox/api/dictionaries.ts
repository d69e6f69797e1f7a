import type { Words } from '../world/pipeline.ts';
import type { Api } from './app.ts';
import type { Call } from './call.ts';
import { stateNames } from './views/negotiation.ts';

/** Dictionaries an extension for negotiations can need; hh's others are there and empty. */
const filled: Record<string, Record<string, string | Words>> = {
  negotiations_state: Object.fromEntries(Object.entries(stateNames).filter(([id]) => id !== 'text')),
  messaging_status: {
    ok: 'переписка доступна',
    archived: 'вакансия в архиве',
    disabled_by_employer: 'переписка отключена работодателем',
    in_a_row_limit: 'пять сообщений подряд, ждём ответа',
    overall_limit: 'превышено число сообщений',
    no_invitation: 'переписка только после приглашения',
    resume_deleted: 'резюме удалено',
    prohibited: 'переписка недоступна',
  },
  negotiations_order: { updated_at: 'по дате обновления', created_at: 'по дате добавления' },
  negotiations_participant_type: { applicant: 'соискатель', employer: 'работодатель' },
  applicant_comment_access_type: { coworkers: 'Виден мне и моим коллегам', owner: 'Виден только мне' },
  applicant_comments_order: { creation_time_desc: 'сначала новые', creation_time_asc: 'сначала старые' },
  applicant_negotiation_status: { all: 'Все', active: 'Активные', archived: 'Архивированные' },
  employer_active_vacancies_order: {
    unseen_responses_desc: 'по убыванию непросмотренных откликов',
    unseen_responses_asc: 'по возрастанию непросмотренных откликов',
  },
  gender: { male: { RU: 'Мужской', EN: 'Male' }, female: { RU: 'Женский', EN: 'Female' } },
  job_search_statuses_employer: {
    active_search: 'Активно ищет работу',
    not_looking_for_job: 'Не ищет работу',
  },
};

const empty =
  'age_restriction education_level language_level preferred_contact_type relocation_type travel_time resume_access_type setka_access_type business_trip_readiness resume_contacts_site_type resume_status resume_moderation_note driver_license_types resume_hidden_fields employment experience schedule vacancy_type vacancy_label vacancy_relation vacancy_billing_type working_days working_time_intervals working_time_modes vacancy_search_employment_form vacancy_search_fields vacancy_search_order vacancy_cluster employer_archived_vacancies_order employer_type employer_relation vacancy_not_prolonged_reason phone_call_status job_search_statuses_applicant resume_employment_form resume_work_format inclusiveness_types'.split(
    ' ',
  );

/** `get-dictionaries` (with an ETag, as hh caches it) and `get-locales`. */
export function addDictionaries(api: Api): void {
  api.get('/dictionaries', (call) => {
    const etag = `"${call.query('locale') ?? 'RU'}-1"`;
    const headers = { ETag: etag, 'Cache-Control': 'max-age=86400' };
    if (call.context.req.header('If-None-Match') === etag) return call.context.body(null, 304, headers);
    return call.context.json(dictionaries(call), 200, headers);
  });

  api.get('/locales', (call) => {
    const current = call.query('locale')?.toUpperCase() === 'EN' ? 'EN' : 'RU';
    return call.context.json([
      { id: 'RU', name: 'Русский', current: current === 'RU' },
      { id: 'EN', name: 'English', current: current === 'EN' },
    ]);
  });
}

function dictionaries(call: Call): Record<string, unknown> {
  const result: Record<string, unknown> = Object.fromEntries(empty.map((name) => [name, []]));
  for (const [name, entries] of Object.entries(filled)) {
    result[name] = Object.entries(entries).map(([id, words]) => ({
      id,
      name: typeof words === 'string' ? words : call.words(words),
    }));
  }
  result.currency = [{ abbr: 'руб.', code: 'RUR', default: true, in_use: true, name: 'Рубли', rate: 1 }];
  return result;
}
