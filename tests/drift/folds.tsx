import { type ComponentChildren, render } from 'preact';
import { vi } from 'vitest';
import { Attach, useAttaching } from '../../components/conversation/files.tsx';
import { People } from '../../components/conversation/people.tsx';
import { Filters } from '../../components/inbox/filters.lazy.tsx';
import { ContactList, Contacts } from '../../components/inbox/negotiation/person.tsx';
import { ResumeView } from '../../components/negotiation/resume.tsx';
import { fakeWorker, type PartOfWorker, settled } from '../../components/testing.ts';
import { Section } from '../../components/ui/section.tsx';
import { problemText } from '../../components/ui/words.ts';
import { WorkerProvider } from '../../components/worker.ts';
import type { Option } from '../../utils/domain/view.ts';
import { wholeResumeOf } from '../../utils/from-hh/resume.ts';
import { fileConditions, participants } from '../../utils/hh/conversations.ts';
import { dictionaries } from '../../utils/hh/dictionaries.ts';
import { gesture } from '../../utils/hh/effects.ts';
import { toResult } from '../../utils/hh/errors.ts';
import { reader } from '../../utils/hh/read.ts';
import { contacts, createResumeReading, resumeOffer, wholeResume } from '../../utils/hh/resumes.ts';
import { t } from '../../utils/i18n.ts';
import { asId, type ChatId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { readWords } from '../../utils/messaging/list-reads.ts';
import {
  openContacts,
  readContactsOffer,
  readFileConditions,
  readParticipants,
} from '../../utils/messaging/negotiation-reads.ts';
import type { Result } from '../../utils/problem.ts';
import { accountItem } from '../../utils/storage/items.ts';
import { negotiationGaps } from './gaps.ts';
import { join, type MessageKey, type Statement, statementsOf } from './judge.ts';
import { account } from './lists.tsx';
import type { Answers, Surface } from './surface.ts';
import { answerWith } from './world.ts';

/*
 * Views that open by a click: the whole resume, contacts, the participants of a chat, its accepted files, the
 * filters.
 */

const now = Date.parse('2026-11-20T12:00:00+0300');
const chatId = asId<ChatId>('7');

const addresses = [
  [/^\/negotiations\//, 'offer'],
  [/^\/resumes\/whole/, 'whole'],
  [/^\/resumes\//, 'contacts'],
  [/\/participants$/, 'people'],
  [/files\/conditions$/, 'files'],
  [/^\/dictionaries$/, 'words'],
] as const;

async function drawn(answers: Answers, view: ComponentChildren, part: PartOfWorker = {}) {
  await accountItem.setValue(account);
  answerWith(answers, addresses, () => now);
  const worker = fakeWorker({
    negotiation: { readContactsOffer, openContacts, readParticipants, readFileConditions },
    ...part,
  });
  render(<WorkerProvider worker={worker}>{view}</WorkerProvider>, document.body);
  await settled();
  await vi.advanceTimersByTimeAsync(50);
}
const click = async (index = 0) => {
  document.querySelectorAll<HTMLElement>('button')[index]?.click();
  await settled();
  await vi.advanceTimersByTimeAsync(50);
};
/**
 * The statements of one view, which is one place: anything missing must be reported there, or in a line about gaps.
 */
function said(place: string): Statement[] {
  const all = statementsOf(document.body).map((one) => ({ ...one, place }));
  render(null, document.body);
  return all;
}

async function drawContacts(answers: Answers): Promise<Statement[]> {
  await drawn(answers, <Contacts id={asId('10')} />);
  const before = statementsOf(document.body).map((one) => ({ ...one, place: 'offer' }));
  await click();
  return [...before, ...said('contacts')];
}

/** An opened resume, as the worker reads it and the open negotiation shows it. */
async function drawResume(answers: Answers): Promise<Statement[]> {
  const hh = answerWith(answers, addresses, () => now);
  const read = createResumeReading(hh).whole('/resumes/whole', gesture('marks-viewed', 'spends-view'));
  const opened = await toResult(async () => wholeResumeOf(await read, now));
  if (!opened.ok) return [{ place: 'resume', text: problemText(opened.problem), hint: false }];
  const resume = opened.value;
  await drawn(
    answers,
    <>
      <ResumeView resume={resume} match={known(null)} months={known(68)} now={now} />
      <Section title={t('contacts_title')}>
        {resume.more && <ContactList contacts={resume.more.contacts} />}
      </Section>
    </>,
  );
  // A name and what belongs to it form one statement; a picture counts by its alternative text.
  for (const picture of document.querySelectorAll('img')) picture.replaceWith(picture.alt);
  join(document.body, '.facts > div, .timeline > li, .dated > li, .stack > li, li');
  const all = statementsOf(document.body, placeOfPart);
  render(null, document.body);
  return all;
}
/** The section of a resume, by its title: anything missing must be reported there. */
const placeOfPart = (element: Element): string =>
  element.closest('section')?.querySelector('h2')?.textContent ?? 'resume';

async function drawPeople(answers: Answers): Promise<Statement[]> {
  await drawn(answers, <People chatId={chatId} />);
  return said('people');
}

function Files() {
  return <Attach attaching={useAttaching(chatId, null)} said />;
}
async function drawFiles(answers: Answers): Promise<Statement[]> {
  await drawn(answers, <Files />);
  await click();
  return said('files');
}

async function drawFilters(answers: Answers): Promise<Statement[]> {
  const none = async (): Promise<Result<Option[]>> => ({ ok: true, value: [] });
  await drawn(
    answers,
    <Filters
      filters={{ salary_from: ['1'], area: ['1'] }}
      areas={[{ id: '1', name: 'Москва' }]}
      onFilter={() => {}}
      onClear={() => {}}
    />,
    { list: { readWords, readLanguages: none, readCountries: none } },
  );
  return said('filters');
}

const rules = (...alsoTrue: string[]) => ({
  gaps,
  neutral: [
    'next_retry',
    'problem_copy',
    'problem_details',
    'people_unknown',
    'contacts_ask_effect',
    'file_effect',
  ] satisfies MessageKey[],
  alsoTrue,
});
const gaps: MessageKey[] = [
  'contacts_nowhere',
  'contacts_skipped',
  'contacts_unknown',
  'unknown_name',
  'inbox_filters_unread',
  'people_files_size_unknown',
  'people_skipped',
  'problem_unreadable_answer',
  'unknown_person',
];
const none = ['absent', 'renamed', 'null', 'empty'] as const;
const everyKind = [...none, 'other-type', 'unknown-word'] as const;

const named = (name: string) => ({ id: '1', name });
const whole = {
  id: '8706c4eaff0e17bcae0039ed1f3838724c5341',
  photo: { small: 'https://img.hhcdn.ru/a.png', medium: 'https://img.hhcdn.ru/b.png' },
  experience: [
    {
      position: 'Аналитик',
      company: 'Ромашка',
      start: '2023-04-01',
      end: null,
      area: named('Тула'),
      industries: [named('Связь')],
      description: 'Витрины данных',
    },
    {
      position: 'Стажёр',
      company: 'Лютик',
      start: '2021-02-01',
      end: '2023-03-01',
      area: null,
      industries: [],
      description: null,
    },
  ],
  education: {
    level: named('Высшее'),
    primary: [{ name: 'Политех', organization: 'Математика', result: 'Статистика', year: 2017 }],
    additional: [{ name: 'Курс A/B', organization: 'Школа', result: null, year: 2024 }],
    attestation: [{ name: 'Экзамен SQL', organization: 'Центр', result: '90', year: 2022 }],
  },
  certificate: [{ title: 'SQL Advanced', achieved_at: '2024-06-01', url: 'https://cert.example/1' }],
  skill_set: ['Python'],
  hidden_fields: [{ id: 'phones', name: 'Телефоны' }],
  can_view_full_info: false,
  url: 'https://api.hh.ru/resumes/8706c4eaff0e17bcae0039ed1f3838724c5341',
  actions: null,
  download: { pdf: { url: 'https://api.hh.ru/resumes/a/download/a.pdf?type=pdf' } },
  skills: 'Люблю цифры',
  creds: {
    questions: { q: { question_title: 'Медкнижка', view_title: null, skip_title_at_view: false } },
    answers: { a: { title: 'Оформлена', positive_title: null, skip_at_result: false } },
    question_to_answer_map: { q: ['a'] },
  },
  language: [{ ...named('Немецкий'), level: named('B2') }],
  professional_roles: [named('Системный аналитик')],
  citizenship: [named('Россия')],
  work_ticket: [named('Беларусь')],
  relocation: { type: named('готов к переезду'), area: [named('Пермь')] },
  business_trip_readiness: named('готов к командировкам'),
  travel_time: named('до часа'),
  metro: named('Динамо'),
  employments: [named('Полная занятость')],
  employment_form: [named('Постоянная работа')],
  schedules: [named('Гибкий график')],
  work_format: [named('Гибрид')],
  job_search_status: named('Активно ищет'),
  driver_license_types: [{ id: 'B' }],
  has_vehicle: true,
  portfolio: [
    { small: 'https://img.hhcdn.ru/c.png', medium: 'https://img.hhcdn.ru/d.png', description: 'Дашборд' },
  ],
  recommendation: [{ name: 'Сухов', position: 'Владелец', organization: 'Сухов и Ко' }],
  site: [{ type: named('Личный сайт'), url: 'https://lozovaya.example' }],
  contact: [
    {
      type: named('Телефон'),
      contact_value: '+7 900 000-00-00',
      value: { formatted: '+7 900 000-00-00' },
      comment: 'после 18',
      preferred: true,
    },
  ],
};

export const folds: Surface[] = [
  {
    name: 'the contacts of a resume',
    truth: {
      offer: {
        resume: {
          url: 'https://api.hh.ru/resumes/a',
          contact_view_status: 'NONE',
          contacts_open_until_date: '2026-12-01',
          actions: {
            get_with_contact: { url: 'https://api.hh.ru/resumes/a?with_contact=true' },
          },
        },
      },
      contacts: {
        contact: [
          {
            type: { id: 'cell', name: 'Телефон' },
            contact_value: '+7 495 000-00-00',
            value: '+7 495 000-00-00',
            comment: 'после 12',
            preferred: true,
          },
        ],
        contacts_open_until_date: null,
      },
    },
    readers: { offer: reader(resumeOffer), contacts: reader(contacts) },
    draw: drawContacts,
    rules: () => rules('cell', 'HH 2027', 'Открыты до HH 2027', 'Open until HH 2027'),
    documented: [
      { at: /open_until_date$/, kinds: none, why: 'hh may not say until when', loses: /2026-12-01|2026/ },
      { at: /open_until_date$/, kinds: ['other-type'], why: 'another date', loses: /2026/ },
      {
        at: /\.(url|actions|get_with_contact|download|pdf|rtf)$/,
        kinds: everyKind,
        why: 'hh may give no such address: then the contacts cost less, or stand nowhere',
        says: ['contacts_cost_view', 'contacts_open', 'contacts_one_view'],
        loses:
          /потрат|спис|spent|Скачать|Download|Резюме на hh|Resume on hh|Показать|Show|\+7|Телефон|предпоч|preferred/,
      },
      {
        at: /^offer\.resume$/,
        kinds: everyKind,
        why: 'the resume is gone',
        loses: /./,
      },
      { at: /\.comment$/, kinds: none, why: 'hh may have none', loses: /после 12/ },
      { at: /\.preferred$/, kinds: none, why: 'hh may not say', loses: /предпоч|preferred/ },
      { at: /\.type(\.name)?$/, kinds: none, why: 'hh may not name it', loses: /Телефон/ },
      {
        at: /\.(contact_value|value)$/,
        kinds: everyKind,
        why: 'the one stands for the other',
        loses: /^$/,
      },
      {
        at: /\.contact$/,
        kinds: ['null', 'empty'],
        why: 'there are none',
        says: ['contacts_none'],
        loses: /\+7|Телефон|предпоч|preferred|Скопир|Copy/,
      },
    ],
  },
  {
    name: 'the whole resume',
    truth: { whole },
    readers: { whole: reader(wholeResume) },
    draw: drawResume,
    rules: () => ({
      ...rules('HH 2027', '7', 'hh_2027', 'Полная занятость', 'Гибкий график'),
      gaps: [...gaps, ...negotiationGaps],
    }),
    documented: [
      {
        at: /^whole\../,
        kinds: ['null', 'empty'],
        why: 'no resume has all of it, and of what is hidden hh gives null',
        says: [
          'resume_jobs_none',
          'resume_position_none',
          'resume_company_kept',
          'resume_now',
          'resume_picture',
          'contacts_none',
        ],
        means: [
          'Стажёр · 5 лет 10 мес · Лютик · · · февраль 2021 — сейчас',
          'Стажёр · 5 years 10 mths · Лютик · · · February 2021 — now',
          'Занятость · Полная занятость',
          'Employment · Полная занятость',
          'График · Гибкий график',
          'Schedule · Гибкий график',
        ],
        loses: /./,
      },
      {
        at: /\.(company|description|organization|result|achieved_at|primary|additional|attestation|skills|area)$/,
        kinds: ['absent', 'renamed'],
        why: 'hh may leave it out',
        says: ['resume_company_kept', 'resume_picture'],
        loses:
          /› (Аналитик|Стажёр|201|202|Дашборд|Курсы|Courses|Тесты|Tests|О себе|About|Люблю|Переезд|Relocation|Сертификаты|Certificates)/,
      },
      {
        at: /\.(professional_roles|metro|employment_form|work_format|job_search_status|has_vehicle|can_view_full_info)$/,
        kinds: ['absent', 'renamed'],
        why: 'hh may leave it out; older names of employment and schedule stand for the newer',
        means: [
          'Занятость · Полная занятость',
          'Employment · Полная занятость',
          'График · Гибкий график',
          'Schedule · Гибкий график',
        ],
        loses:
          /› (Роли|Roles|Метро|Metro|Занятость|Employment|График|Schedule|Поиск|Job search|Автомобиль|Car|hh )/,
      },
      {
        at: /\.site\.\d+\.type$|\.contact\.\d+\.(comment|preferred)$/,
        kinds: ['absent', 'renamed'],
        why: 'hh may leave it out',
        loses: /› (Личный сайт|\+7)/,
      },
      {
        at: /\.(experience\.1\.description|additional\.\d+\.result)$/,
        kinds: ['other-type'],
        why: 'another text',
        loses: /Стажёр|2024/,
      },
      {
        at: /\.creds(\.question_to_answer_map\.q)?$/,
        kinds: ['absent', 'renamed'],
        why: 'nothing was answered',
        loses: /Документы|Documents/,
      },
      {
        at: /\.view_title$/,
        kinds: ['other-type'],
        why: 'another title',
        loses: /Медкнижка/,
      },
      {
        at: /licen.*\.id$/,
        kinds: ['unknown-word'],
        why: 'another licence',
        loses: /Права|Driving/,
      },
      {
        at: /\.contact\.\d+\.(contact_value|value(\.formatted)?)$/,
        kinds: everyKind,
        why: 'the one stands for the other',
        loses: /^$/,
      },
    ],
  },
  {
    name: 'who is in a chat',
    truth: {
      people: {
        items: [
          { id: '1', name: 'Петрова Инна', role: 'APPLICANT', type: 'USER', resume_id: 'a' },
          { id: '2', name: 'Орлова Марина', role: 'EMPLOYER', type: 'USER', resume_id: null },
        ],
      },
    },
    readers: { people: reader(participants) },
    draw: drawPeople,
    rules: () => rules('HH 2027'),
    documented: [
      {
        at: /\.role$/,
        kinds: everyKind,
        why: 'which side it is on was not read',
        loses: /соискатель|компания|applicant|company/,
      },
      { at: /\.type$/, kinds: everyKind, why: 'people and bots have the same sides', loses: /^$/ },
      {
        at: /\.items$/,
        kinds: ['empty'],
        why: 'nobody is in it',
        loses: /Петрова|Орлова|соискатель|компания|applicant|company/,
      },
    ],
  },
  {
    name: 'what files a chat takes',
    truth: { files: { files_upload: { max_size: 20_971_520, mime_type: ['image/png'], type: ['png'] } } },
    readers: { files: reader(fileConditions) },
    draw: drawFiles,
    rules: () => rules('png', '20 МБ', '20 MB'),
    documented: [
      {
        at: /\.type$/,
        kinds: everyKind,
        why: 'which kinds it takes was not read',
        says: ['people_files_any', 'people_files_what'],
        loses: /png/,
      },
      {
        at: /max_size$/,
        kinds: ['other-type'],
        why: 'another size',
        says: ['people_files_what'],
        loses: /20/,
      },
    ],
  },
  {
    name: 'the filters of a list',
    truth: {
      words: {
        education_level: [{ id: 'master', name: 'Магистр' }],
        experience: [{ id: 'moreThan6', name: 'Более 6 лет' }],
        gender: [{ id: 'female', name: 'Женский' }],
        driver_license_types: [{ id: 'A' }],
        language_level: [{ id: 'b2', name: 'B2' }],
        resume_search_relocation: [{ id: 'living', name: 'Живут здесь' }],
        currency: [{ code: 'RUR', name: 'Рубли' }],
        applicant_negotiation_status: [],
        phone_call_status: [],
      },
    },
    readers: { words: reader(dictionaries) },
    draw: drawFilters,
    rules: () => rules('HH 2027', '7'),
    documented: [
      {
        at: /licen.*\.id$/,
        kinds: ['unknown-word'],
        why: 'another licence',
        means: ['hh_2027'],
        loses: /› A$/,
      },
      { at: /\.id$|\.code$/, kinds: ['unknown-word'], why: 'another choice', loses: /^$/ },
      { at: /^words\.\w+$/, kinds: ['empty'], why: 'hh gives no such choice', loses: /./ },
    ],
  },
];
