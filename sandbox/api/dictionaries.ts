import { badArgument } from '../errors.ts';
import type { Words } from '../world/pipeline.ts';
import {
  countries,
  currencies,
  type Entry,
  dictionaries as filterWords,
  institutions,
  languages,
  places,
} from '../world/reference.ts';
import { API, type Api, type Call } from './call.ts';

/** Dictionaries that answers take their words from, or that somebody reads. hh's others are present, but empty. */
const filled: Record<string, Record<string, string | Words>> = {
  negotiations_state: {
    response: { RU: 'Отклик', EN: 'Response' },
    invitation: { RU: 'Приглашение', EN: 'Invitation' },
    discard: { RU: 'Отказ', EN: 'Rejection' },
    hidden: { RU: 'Скрытый', EN: 'Hidden' },
  },
  applicant_comment_access_type: {
    coworkers: { RU: 'Виден мне и моим коллегам', EN: 'Visible to me and my colleagues' },
    owner: { RU: 'Виден только мне', EN: 'Visible only to me' },
  },
  applicant_negotiation_status: {
    all: 'Все',
    active: 'Активные',
    invitations: 'Активные приглашения',
    response: 'Активные отклики',
    discard: 'Отказ',
    archived: 'Архивированные',
    non_archived: 'Все, кроме архивированных',
    deleted: 'Скрытые',
  },
  phone_call_status: {
    pick_successful: 'Установка соединения',
    calling: 'Звонок',
    did_not_connect: 'Абонент временно недоступен',
    call_in_progress: 'Телефонный разговор',
    call_error: 'Техническая ошибка',
    call_ended: 'Телефонный разговор завершен',
  },
  resume_status: {
    not_published: 'не опубликовано',
    published: 'опубликовано',
    blocked: 'заблокировано',
    on_moderation: 'на модерации',
  },
  resume_access_type: {
    no_one: 'не видно никому',
    whitelist: 'видно выбранным компаниям',
    clients: 'видно всем компаниям, зарегистрированным на HeadHunter',
    direct: 'доступно только по прямой ссылке',
  },
  vacancy_type: { open: 'Открытая', closed: 'Закрытая', anonymous: 'Анонимная', direct: 'Рекламная' },
};

const empty =
  'messaging_status negotiations_order negotiations_participant_type applicant_comments_order vacancy_relation job_search_statuses_applicant employer_active_vacancies_order job_search_statuses_employer age_restriction preferred_contact_type travel_time setka_access_type business_trip_readiness resume_contacts_site_type resume_moderation_note resume_hidden_fields employment schedule vacancy_label vacancy_billing_type working_days working_time_intervals working_time_modes vacancy_search_employment_form vacancy_search_fields vacancy_search_order vacancy_cluster employer_archived_vacancies_order employer_type employer_relation vacancy_not_prolonged_reason resume_employment_form resume_work_format inclusiveness_types'.split(
    ' ',
  );

/** `get-dictionaries` (with an ETag, as hh caches it), `get-locales` and the public lists used by filters. */
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

  api.get('/languages', (call) => call.context.json(languages.map((entry) => shown(call, entry))));

  api.get('/areas/countries', (call) =>
    call.context.json(countries.map((entry) => ({ ...shown(call, entry), url: `${API}/areas/${entry.id}` }))),
  );

  api.get('/suggests/area_leaves', (call) =>
    call.context.json({
      items: suggested(call, places).map(({ id, name }) => ({
        id,
        text: call.words(name),
        url: `${API}/areas/${id}`,
      })),
    }),
  );

  api.get('/suggests/educational_institutions', (call) =>
    call.context.json({
      items: suggested(call, institutions).map(({ id, name, acronym, areaId }) => ({
        id,
        text: call.words(name),
        acronym,
        synonyms: '',
        area: places.filter((place) => place.id === areaId).map((place) => shown(call, place))[0] ?? null,
      })),
    }),
  );
}

/** A word from one of these dictionaries; an unknown id is its own name. */
export function inWords(call: Call, dictionary: string, id: string): { id: string; name: string } {
  const words = filled[dictionary]?.[id] ?? id;
  return { id, name: typeof words === 'string' ? words : call.words(words) };
}

const shown = (call: Call, { id, name }: Entry) => ({ id, name: call.words(name) });

/** Entries in which a word begins with the text; hh requires at least two letters. */
function suggested<T extends Entry & { acronym?: string }>(call: Call, list: readonly T[]): T[] {
  const text = call.query('text')?.trim().toLowerCase() ?? '';
  if (text.length < 2) throw badArgument('text');
  const begins = (words: string) => ` ${words.toLowerCase().replaceAll('-', ' ')}`.includes(` ${text}`);
  return list.filter(({ name, acronym = '' }) => [name.RU, name.EN, acronym].some(begins));
}

function dictionaries(call: Call): Record<string, unknown> {
  const result: Record<string, unknown> = Object.fromEntries(empty.map((name) => [name, []]));
  for (const [name, entries] of Object.entries(filled)) {
    result[name] = Object.keys(entries).map((id) => inWords(call, name, id));
  }
  for (const [name, entries] of Object.entries(filterWords))
    result[name] = entries.map((entry) => shown(call, entry));
  // At hh, too, categories have no names.
  result.driver_license_types = filterWords.driver_license_types.map(({ id }) => ({ id }));
  result.currency = currencies;
  return result;
}
