import { render } from 'preact';
import { vi } from 'vitest';
import { PageContexts } from '../../components/contexts.tsx';
import { InboxPage } from '../../components/inbox/inbox-page.tsx';
import { Popup } from '../../components/popup/popup.tsx';
import { fakeWorker } from '../../components/testing.ts';
import { WorkerProvider } from '../../components/worker.ts';
import type { Account } from '../../utils/domain/account.ts';
import { emptyApplicant } from '../../utils/domain/applicant/applicant.ts';
import { badgeOf, titleOf } from '../../utils/domain/badge.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { defaultSettings } from '../../utils/domain/settings.ts';
import { managerOf } from '../../utils/domain/testing.ts';
import { addressOf, withVacancy } from '../../utils/domain/view.ts';
import { collectionsOf, pageReadOf } from '../../utils/from-hh/negotiations.ts';
import { chats as chatsSchema, createConversations, unreadChats } from '../../utils/hh/conversations.ts';
import { createEmployer } from '../../utils/hh/employer.ts';
import { toResult } from '../../utils/hh/errors.ts';
import {
  collections as collectionsSchema,
  createNegotiationCalls,
  createNegotiationDetails,
  negotiations as negotiationsSchema,
} from '../../utils/hh/negotiations.ts';
import { reader } from '../../utils/hh/read.ts';
import { activeVacancies } from '../../utils/hh/vacancies.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { accountItem, inboxItem } from '../../utils/storage/items.ts';
import { date, moment, waiting } from '../../utils/time.ts';
import { createSync } from '../../utils/worker/poll.ts';
import { pageStoreOf } from '../stored.ts';
import { join, type MessageKey, type Statement, statementsOf } from './judge.ts';
import { type Answers, clientOf, type Surface } from './surface.ts';

export const now = Date.parse('2026-11-20T12:00:00+0300');
const vacancyId = asId<VacancyId>('95');
export const account: Account = managerOf();

export const pageOf = (items: object[], more: object = {}) => ({
  items,
  found: items.length,
  page: 0,
  pages: 1,
  per_page: 50,
  ...more,
});
export const person = (id: string, last: string, first: string, title: string, more: object = {}) => ({
  id: id.repeat(38).slice(0, 38),
  title,
  alternate_url: `https://hh.ru/resume/${id}`,
  last_name: last,
  first_name: first,
  middle_name: 'Ильинична',
  age: 41,
  area: { id: '1', name: 'Москва' },
  salary: { amount: 120_000, currency: 'RUR' },
  total_experience: { months: 112 },
  owner: { id: `7${id}`, comments: { counters: { total: 2 } } },
  ...more,
});
export const response = (id: string, resume: object, at: string, more: object = {}) => ({
  id,
  created_at: at,
  updated_at: at,
  state: { id: 'response', name: 'Отклик' },
  employer_state: { id: 'response', name: 'Неразобранное' },
  has_updates: true,
  viewed_by_opponent: false,
  counters: { messages: 2, unread_messages: 1 },
  messaging_status: 'ok',
  chat_id: 3490,
  source: 'NEGOTIATION',
  actions: [],
  test_result: { score: 88, mark: 'EXCELLENT' },
  chat_bot: null,
  resume,
  vacancy: null,
  tags: [],
  ...more,
});
export const rows = [
  response('10', person('a', 'Петрова', 'Инна', 'Главный бухгалтер'), '2026-11-19T10:00:00+0300'),
  response('11', person('b', 'Гаврилова', 'Анна', 'Экономист', { salary: null }), '2026-11-20T10:00:00+0300'),
];
export const vacancy = (id: string, name: string, area: string, unread: number) => ({
  id,
  name,
  area: { id: '1', name: area },
  archived: false,
  alternate_url: `https://hh.ru/vacancy/${id}`,
  manager: { id: '5', last_name: 'Орлова', first_name: 'Марина', middle_name: null },
  counters: { unread_responses: unread },
});
export const chat = {
  id: '51',
  unread_message_count: 2,
  block_reason: null,
  display: { title: 'Ли Анна' },
  vacancy_id: '95',
  last_message: {
    id: '9',
    creation_time: '2026-11-20T11:00:00+0300',
    sender_display_info: { is_current_participant: true },
    payload: { text: 'Добрый день' },
  },
};
export const poll: Answers = {
  vacancies: pageOf([vacancy('95', 'Бухгалтер', 'Тула', 2), vacancy('96', 'Логист', 'Казань', 0)]),
  unread: { unread_chats_count: '1' },
  chats: pageOf([chat]),
  rows: pageOf(rows),
};
export const addresses = [
  [/vacancies\/active/, 'vacancies'],
  [/counters\/unread$/, 'unread'],
  [/^\/common\/chats/, 'chats'],
  [/\/negotiations\/(response|interview)/, 'rows'],
  [/^\/negotiations$/, 'collections'],
] as const;

/** The stored inbox after a poll with these answers. */
export async function polled(answers: Answers) {
  vi.setSystemTime(now);
  Object.defineProperty(navigator, 'locks', {
    configurable: true,
    value: {
      request: async (...given: unknown[]) => {
        const run = given.at(-1);
        return typeof run === 'function' ? run({}) : undefined;
      },
    },
  });
  await accountItem.setValue(account);
  const client = clientOf(answers, addresses);
  const sync = createSync({
    employer: createEmployer(client),
    conversations: createConversations(client),
    now: () => now,
    random: () => 0.5,
  });
  await sync.poll('person');
  return inboxItem.getValue();
}

export const settled = async () => {
  for (let turn = 0; turn < 8; turn += 1) await vi.advanceTimersByTimeAsync(20);
};
const nothing = async () => ({ ok: true, value: undefined }) as const;
/** Calls that are not given do nothing. */
export const handsOf = <T extends object>(calls: Partial<T>): T =>
  new Proxy(calls, { get: (own, name) => Reflect.get(own, name) ?? nothing }) as T;

/** The statements of the view, all in one place. */
function linesOf(root: Element, place: string): Statement[] {
  // The same counts are given in words beside them.
  for (const one of root.querySelectorAll('.collections [aria-hidden]')) one.remove();
  return statementsOf(root).map((one) => ({ ...one, place }));
}

async function drawPopup(answers: Answers): Promise<Statement[]> {
  const inbox = await polled(answers);
  const badge = badgeOf(account, inbox, defaultSettings, emptyApplicant, now);
  const said: Statement[] = [
    {
      place: 'badge',
      text: `${badge.text} ${badge.look === 'count' ? '' : badge.color}`.trim(),
      hint: false,
    },
    { place: 'badge', text: titleOf(badge, now), hint: false },
  ];
  render(
    <WorkerProvider worker={handsOf<Worker>({})}>
      <PageContexts store={pageStoreOf({ account, inbox })}>
        <Popup />
      </PageContexts>
    </WorkerProvider>,
    document.body,
  );
  // The third tab lists what is snoozed, which no answer of hh's contains.
  for (const tab of [0, 1, 3]) {
    document.querySelectorAll<HTMLElement>('[role="tab"]')[tab]?.click();
    await settled();
    const seen = document.body.cloneNode(true);
    if (!(seen instanceof HTMLElement)) continue;
    join(seen, '.second');
    said.push(...linesOf(seen, `tab ${tab}`));
  }
  render(null, document.body);
  return said;
}

/** Draws the inbox page with one vacancy. */
export async function renderInbox(inbox: Inbox, reads: Worker['list']): Promise<void> {
  render(
    <WorkerProvider worker={fakeWorker({ list: reads })}>
      <InboxPage
        // Until the rows have been loaded, nothing of the company is shown.
        store={pageStoreOf({ account, inbox, rowsToCome: true })}
        search={addressOf(withVacancy(vacancyId))}
        saved={[]}
        onSearch={() => {}}
      />
    </WorkerProvider>,
    document.body,
  );
  await settled();
}

async function drawInbox(answers: Answers): Promise<Statement[]> {
  const inbox = await polled({ ...poll, rows: pageOf([]) });
  const client = clientOf(answers, addresses);
  const { collections } = createNegotiationDetails(client);
  const { negotiations } = createNegotiationCalls(client);
  const reads = handsOf<Worker['list']>({
    readCollections: (id) => toResult(async () => collectionsOf(await collections(id))),
    readPage: ({ url, page }) =>
      toResult(async () =>
        pageReadOf(
          page,
          await negotiations({ collection: url, vacancyId, page, perPage: 50 }),
          vacancyId,
          now,
        ),
      ),
  });
  await renderInbox(inbox, reads);
  const list = document.querySelector('.list-column') ?? document.body;
  const said = linesOf(list, 'list');
  render(null, document.body);
  return said;
}

const order = { id: 'relevance', name: 'По соответствию' };
const collection = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  url: `https://api.hh.ru/negotiations/${id}?vacancy_id=95`,
  counters: { total: 12, with_updates: 3 },
  order_types: [order],
  description: null,
  hidden: false,
  sub_collections: [],
  ...more,
});

export const gaps: MessageKey[] = [
  'unknown_unread_chats',
  'badge_part',
  'badge_responses_least',
  'badge_responses_unknown',
  'badge_stale',
  'badge_unknown',
  'badge_unread',
  'inbox_collection_counts',
  'inbox_collections_none',
  'inbox_collections_skipped',
  'inbox_vacancies_skipped',
  'popup_chat_somebody',
  'unknown_currency',
  'inbox_found_unknown',
  'inbox_hidden_unknown',
  'inbox_set_aside',
  'inbox_stored_none',
  'inbox_unlisted',
  'inbox_unlisted_note',
  'inbox_unlisted_unknown',
  'inbox_unlisted_unknown_note',
  'inbox_vacancies_unread',
  'inbox_vacancies_unread_note',
  'popup_chats_rest',
  'popup_empty_part',
  'popup_empty_part_note',
  'popup_empty_unloaded',
  'popup_empty_unloaded_note',
  'popup_responses_least',
  'popup_responses_unknown',
  'popup_row_messages_unknown',
  'popup_rows_loading_unknown',
  'popup_rows_more',
  'popup_rows_loading',
  'popup_rows_more_unknown',
  'popup_set_aside',
  'popup_stale_since',
  'popup_waiting_rest',
  'popup_waiting_rest_unknown',
  'problem_unreadable_answer',
  'unknown_age',
  'unknown_area',
  'unknown_chat',
  'unknown_count',
  'unknown_experience',
  'unknown_how_many',
  'unknown_last',
  'unknown_notes',
  'unknown_order',
  'unknown_person',
  'unknown_salary',
  'unknown_stage',
  'unknown_survey',
  'unknown_test',
  'unknown_time',
  'unknown_title',
  'unknown_vacancy',
  'unknown_wait',
];
/** Changes that make another truth, and what they mean. */
const documented: Surface['documented'] = [
  {
    at: /\.(first_name|last_name|middle_name)$/,
    kinds: ['absent', 'renamed', 'null', 'empty', 'other-type'],
    why: 'hh hides a part of a name; no name needs a patronymic',
    loses: /Петрова|Гаврилова/,
  },
  {
    at: /vacancies\.items\.1\.counters(\.unread_responses)?$/,
    kinds: ['absent', 'renamed', 'null', 'empty', 'other-type'],
    why: 'a vacancy of which nobody knows what waits is shown with the others',
    means: ['Логист · Казань'],
    loses: /^$/,
  },
  { at: /\.area$/, kinds: ['null'], why: 'it has none', loses: /Тула|Казань|бухгалтер|Экономист/ },
  {
    at: /^rows\.items$|\.ordered_by(\.id|\.name)?$/,
    kinds: ['absent', 'renamed', 'null', 'empty', 'other-type'],
    why: 'the order that hh chose has no name here',
    says: ['inbox_order_hh'],
    loses: /По соответствию/,
  },
  { at: /\.source$/, kinds: ['unknown-word'], why: 'another source, in hh’s word', loses: /^$/ },
  {
    at: /unread_chats_count$/,
    kinds: ['other-type'],
    why: 'another number',
    says: ['badge_messages', 'popup_messages'],
  },
  { at: /block_reason$/, kinds: ['other-type'], why: 'the chat is blocked', says: ['popup_chat_blocked'] },
  {
    at: /payload\.text$/,
    kinds: ['null', 'empty'],
    why: 'a message without a text',
    says: ['popup_chat_no_text'],
  },
  {
    at: /\.resume$/,
    kinds: ['null'],
    why: 'the resume is deleted',
    says: ['popup_deleted', 'popup_row_messages', 'inbox_resume_deleted', 'inbox_select_row'],
  },
  { at: /\.salary\.currency$/, kinds: ['unknown-word'], why: 'a new currency', says: ['unknown_currency'] },
  { at: /\.state\.id$/, kinds: ['unknown-word'], why: 'another state', says: ['inbox_changed_at'] },
  {
    at: /resume\.(title|age|area|salary|salary\.amount|total_experience|total_experience\.months|middle_name)$/,
    kinds: ['null', 'empty'],
    why: 'hh has none',
    says: ['popup_no_salary'],
    loses: /Петрова|Гаврилова|бухгалтер|Экономист/,
  },
  {
    at: /(test_result|chat_bot|chat_id|source|has_updates|tags|description|hidden|sub_collections|order_types|ordered_by|vacancy_id|block_reason)$/,
    kinds: ['null', 'absent', 'renamed', 'empty'],
    why: 'hh may have none',
  },
];
export const neutral: MessageKey[] = [
  'next_retry',
  'problem_copy',
  'problem_details',
  'popup_first',
  'popup_first_note',
  'popup_counting',
  'popup_never',
  'inbox_stored',
  'popup_tab_chats',
];

const times = ['2026-11-19T10:00:00+03:00', '2026-11-20T10:00:00+03:00', '2026-11-20T11:00:00+03:00'].map(
  (at) => Date.parse(at),
);
const rules = () => ({
  gaps,
  neutral,
  alsoTrue: [
    // hh may hide a part of a name.
    ...['Петрова', 'Гаврилова'].map((name) => `${name} Ильинична`),
    ...['Инна', 'Анна'].map((name) => `${name} Ильинична`),
    'Петрова Инна',
    'Гаврилова Анна',
    '120 000',
    '120,000',
    'с новым неизвестно 12',
    'with new unknown 12',
    '?',
    'HH 2027',
    'Логист',
    // Parts of a time of day, and of a question after a gap.
    '00',
    '— показать',
    '— show',
    '7',
    '9',
    '7 непрочитанных чатов',
    '7 unread chats',
    ...times.flatMap((at) => [waiting(at, now), date(at, now), moment(at)]),
  ],
});

export const lists: Surface[] = [
  {
    name: 'badge and popup',
    truth: poll,
    readers: {
      vacancies: reader(activeVacancies),
      unread: reader(unreadChats),
      chats: reader(chatsSchema),
      rows: reader(negotiationsSchema),
    },
    draw: drawPopup,
    rules,
    documented,
  },
  {
    name: 'the list of responses on the inbox page',
    truth: {
      collections: {
        collections: [collection('response', 'Неразобранные'), collection('interview', 'Собеседование')],
        generated_collections: [],
        employer_states: [],
      },
      rows: { ...pageOf(rows), hidden_count: 0, ordered_by: order },
    },
    readers: { collections: reader(collectionsSchema), rows: reader(negotiationsSchema) },
    draw: drawInbox,
    rules,
    documented,
  },
];

/** Statements of another truth that the judge cannot know: each is what the answer of hh means. */
export const otherTruths: readonly RegExp[] = [
  /unread_chats_count: other-type 7 claims .*\b7 /,
  // Nothing but a gap, in one sentence with the name of the extension.
  /unread_chats_count: .* claims \["Otklik for hh\.ru: 2 responses not viewed, number of unread chats unknown; not everything was loaded"\]$/,
  // One of two rows could be read: that many can be marked.
  /rows\.items\.\d+\.id: .* claims \["(mark 1 viewed|отметить 1)"/,
];
