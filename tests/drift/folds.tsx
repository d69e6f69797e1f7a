import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { vi } from 'vitest';
import { Attach, useAttaching } from '../../components/conversation/files.tsx';
import { People } from '../../components/conversation/people.tsx';
import { Filters } from '../../components/inbox/filters.lazy.tsx';
import { Contacts } from '../../components/inbox/negotiation/head.tsx';
import { fakeWorker, type PartOfWorker, settled } from '../../components/testing.ts';
import { WorkerProvider } from '../../components/worker.ts';
import type { Option } from '../../utils/domain/view.ts';
import { fileConditions, participants } from '../../utils/hh/conversations.ts';
import { dictionaries } from '../../utils/hh/dictionaries.ts';
import { reader } from '../../utils/hh/read.ts';
import { contacts, resumeOffer } from '../../utils/hh/resumes.ts';
import { asId, type ChatId } from '../../utils/ids.ts';
import { readWords } from '../../utils/messaging/filter-reads.ts';
import {
  openContacts,
  readContactsOffer,
  readFileConditions,
  readParticipants,
} from '../../utils/messaging/negotiation-reads.ts';
import type { Result } from '../../utils/problem.ts';
import { accountItem } from '../../utils/storage/items.ts';
import { type MessageKey, type Statement, statementsOf } from './judge.ts';
import { account } from './lists.tsx';
import type { Answers, Surface } from './surface.ts';
import { answerWith } from './world.ts';

/* What is unfolded by a click: contacts, who is in a chat, what files it takes, the filters. */

const now = Date.parse('2026-11-20T12:00:00+0300');
const chatId = asId<ChatId>('7');

const addresses = [
  [/^\/negotiations\//, 'offer'],
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
/** Each line is a place of its own: what is missing of it must be said there, or in the line of gaps. */
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

async function drawPeople(answers: Answers): Promise<Statement[]> {
  await drawn(answers, <People chatId={chatId} />);
  return said('people');
}

function Files() {
  return <Attach attaching={useAttaching(chatId, null)} undoSeconds={10} />;
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
    { filters: { readWords, readLanguages: none, readCountries: none } },
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
  'inbox_filter_unnamed',
  'inbox_filters_unread',
  'people_files_size_unknown',
  'people_skipped',
  'problem_unreadable_answer',
  'unknown_person',
];
const none = ['absent', 'renamed', 'null', 'empty'] as const;
const everyKind = [...none, 'other-type', 'unknown-word'] as const;

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
