import { render } from 'preact';
import { act, setupRerender } from 'preact/test-utils';
import { tabLine } from '../../components/negotiation/verdict.tsx';
import { PanelView } from '../../components/panel/panel.tsx';
import { fakeWorker } from '../../components/testing.ts';
import { WorkerProvider } from '../../components/worker.ts';
import type { Account } from '../../utils/domain/account.ts';
import { managerOf } from '../../utils/domain/testing.ts';
import { createEmployer } from '../../utils/hh/employer.ts';
import { negotiation } from '../../utils/hh/negotiations.ts';
import { reader } from '../../utils/hh/read.ts';
import { comments, history } from '../../utils/hh/resumes.ts';
import { asId, type NegotiationId, type ResumeId } from '../../utils/ids.ts';
import { accountItem } from '../../utils/storage/items.ts';
import { ago, date, moment, waiting } from '../../utils/time.ts';
import type { Connection } from '../../utils/worker/connection.ts';
import { createNegotiations } from '../../utils/worker/negotiations.ts';
import { createPanels } from '../../utils/worker/panels.ts';
import { createResumes } from '../../utils/worker/resumes.ts';
import { partly } from '../partly.ts';
import { negotiationGaps } from './gaps.ts';
import { type MessageKey, type Statement, statementsOf } from './judge.ts';
import { type Answers, clientOf, type Surface } from './surface.ts';

export const now = Date.parse('2026-11-20T12:00:00+0300');
const resumeId = asId<ResumeId>('8706c4eaff0e17bcae0039ed1f3838724c5341');
const account: Account = managerOf();

const stages = {
  response: 'Отклик',
  interview: 'Собеседование',
  discard_by_employer: 'Отказано',
  security_check: 'Проверка | СБ',
};
const stage = (id: keyof typeof stages) => ({ id, name: stages[id] });
const change = (at: string, id: keyof typeof stages, with_message = false) => ({
  created_at: `${at}T10:00:00+0300`,
  employer_state: stage(id),
  with_message,
});
const vacancy = (id: string, name: string, items: object[], more: object = {}) => ({
  id,
  name,
  archived: false,
  can_edit: true,
  negotiations_url: `https://api.hh.ru/negotiations/${id}0`,
  items,
  ...more,
});
export const present = vacancy('1', 'Главный бухгалтер', [change('2026-11-19', 'response')]);
export const refused = vacancy('2', 'Экономист', [
  change('2026-07-14', 'discard_by_employer', true),
  change('2026-07-01', 'interview'),
]);
const foreign = vacancy('3', 'Кассир', [change('2025-03-02', 'security_check')], {
  archived: true,
  can_edit: false,
});

const action = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  enabled: true,
  hidden: false,
  method: 'PUT',
  url: `https://api.hh.ru/negotiations/${id}/10`,
  arguments: [
    { id: 'message', required: true, required_arguments: [] },
    { id: 'send_sms', required: false, required_arguments: [{ id: 'message' }] },
  ],
  resulting_employer_state: { id, name },
  templates: [
    { id: 'ready', name: 'Готовое письмо', url: 'https://api.hh.ru/message_templates/ready', quick: false },
  ],
  sub_actions: [
    {
      id: `${id}_late`,
      name: 'Опоздание',
      method: 'PUT',
      url: `https://api.hh.ru/negotiations/${id}_late/10`,
    },
  ],
  ...more,
});
export const item = (more: object = {}) => ({
  id: '10',
  created_at: '2026-11-19T10:00:00+0300',
  updated_at: '2026-11-19T18:00:00+0300',
  state: { id: 'response', name: 'Отклик' },
  employer_state: stage('response'),
  has_updates: true,
  viewed_by_opponent: true,
  counters: { messages: 3, unread_messages: 2 },
  tags: [],
  messaging_status: 'ok',
  chat_id: 3490,
  source: 'NEGOTIATION',
  actions: [
    action('interview', 'Пригласить'),
    action('discard_by_employer', 'Отказать'),
    action('consider', 'Подумать', { hidden: true, arguments: [], templates: [], sub_actions: [] }),
    action('offer', 'Предложить работу', { enabled: false, arguments: [], templates: [], sub_actions: [] }),
  ],
  test_result: { score: 91, mark: 'EXCELLENT' },
  chat_bot: { auto_survey: { text: 'Готовы к переезду: да' } },
  resume: {
    id: resumeId,
    title: 'Бухгалтер',
    alternate_url: `https://hh.ru/resume/${resumeId}`,
    first_name: 'Инна',
    last_name: 'Петрова',
    middle_name: 'Сергеевна',
    age: 40,
    area: { id: '1', name: 'Москва' },
    salary: { amount: 120000, currency: 'RUR' },
    total_experience: { months: 112 },
    owner: { id: '77', comments: { counters: { total: 2 } } },
    photo: null,
    experience: [
      {
        position: 'Кассир',
        company: 'Весна',
        start: '2019-04-01',
        end: null,
        area: { id: '2', name: 'Тула' },
        industries: [{ id: '7', name: 'Торговля' }],
        description: null,
      },
    ],
    education: {
      level: { id: 'higher', name: 'Высшее' },
      primary: [{ name: 'Плехановский', organization: 'Учётный', result: 'Аудит', year: 2006 }],
      additional: null,
      attestation: null,
    },
    certificate: [{ title: 'ДипИФР', achieved_at: '2021-06-01', url: null }],
    skill_set: ['Консолидация'],
    hidden_fields: [{ id: 'phones', name: 'Телефоны скрыты' }],
    can_view_full_info: false,
    url: `https://api.hh.ru/resumes/${resumeId}?topic_id=10`,
    actions: null,
    download: null,
  },
  relevant_experience: {
    total_months: 31,
    vacancy_requirements_match: true,
    outdated: false,
    experiences: [{ position: 'Кассир', months: 31 }],
  },
  vacancy: {
    id: '1',
    name: 'Главный бухгалтер',
    area: { id: '1', name: 'Москва' },
    archived: true,
    alternate_url: 'https://hh.ru/vacancy/1',
  },
  ...more,
});
const note = (id: string, text: string, more: object) => ({
  id,
  text,
  created_at: '2026-10-02T09:00:00+0300',
  author: { full_name: 'Сидоров Пётр' },
  is_mine: false,
  access_type: { id: 'coworkers', name: 'Мне и коллегам' },
  ...more,
});
export const notes = {
  items: [
    note('1', 'Сильный кандидат', {}),
    note('2', 'Перезвонить', {
      is_mine: true,
      author: { full_name: 'Орлова Марина' },
      access_type: { id: 'owner', name: 'Только мне' },
    }),
  ],
  found: 2,
  page: 0,
  pages: 1,
  per_page: 20,
};

const drawOf = (topicId: NegotiationId | undefined) => async (answers: Answers) => {
  await accountItem.setValue(account);
  const employer = createEmployer(
    clientOf(answers, [
      [/negotiations_history$/, 'history'],
      [/^\/negotiations\//, 'negotiation'],
      [/^\/applicant_comments\//, 'comments'],
    ]),
  );
  const connection = partly<Connection>({ employer, conversations: {} });
  const negotiations = createNegotiations(connection, () => now);
  const panels = createPanels(createResumes(connection, negotiations, () => now));
  const panel = await panels.read({ resumeId, ...(topicId && { topicId }) }, 1);
  // The history is drawn after the first paint.
  await act(() =>
    render(
      <WorkerProvider worker={fakeWorker({ copy: async () => true })}>
        <PanelView
          panel={panel}
          now={now}
          busy={false}
          site="hh.ru"
          resumeId={resumeId}
          onRefresh={() => {}}
          onClose={() => {}}
        />
      </WorkerProvider>,
      document.body,
    ),
  );
  const { text, word, when } = tabLine(panel, now);
  const rerender = setupRerender();
  const tab: Statement = { place: 'tab', text, hint: false };
  // The tab's label contains its two words in full.
  const words: Statement = { place: 'tab', text: `${word} · ${when}`, hint: true };
  // What a line of the history says when opened counts, too.
  for (const line of document.querySelectorAll<HTMLElement>('.past > button')) line.click();
  rerender();
  const said = statementsOf(document.body);
  render(null, document.body);
  return [...said, tab, words];
};

const gaps: MessageKey[] = [
  ...negotiationGaps,
  'unknown_vacancy',
  'problem_unreadable_answer',
  'tab_problem',
  'tab_word_problem',
  'tab_word_unknown',
  'popup_row_messages_unknown',
];
/** Buttons of a problem, and what a panel shows besides when it shows nothing else. */
const neutral: MessageKey[] = [
  'next_retry',
  'problem_copy',
  'problem_details',
  'chat_title',
  'panel_inbox',
  'panel_chat',
  'panel_chat_unread',
];

const dates = (answers: Answers): number[] =>
  [...JSON.stringify(answers).matchAll(/\d{4}-\d\d-\d\dT[\d:]+\+0300/g)].map(([text]) =>
    Date.parse(text.replace(/(\d\d)$/, ':$1')),
  );

/** Every change of stage in an answer: the stage's name, and the time. */
const changesIn = (answers: Answers): [string, number][] =>
  [
    ...JSON.stringify(answers).matchAll(
      /"created_at":"([^"]+)","employer_state":\{"id":"\w+","name":"([^"]+)"/g,
    ),
  ].map(([, at = '', name = '']) => [name, Date.parse(at.replace(/(\d\d)$/, ':$1'))]);

const panel = (
  name: string,
  truth: Answers,
  topicId: NegotiationId | undefined,
  documented: Surface['documented'] = [],
): Surface => ({
  name,
  truth,
  readers: { history: reader(history), negotiation: reader(negotiation), comments: reader(comments) },
  draw: drawOf(topicId),
  rules: () => ({
    gaps,
    neutral,
    alsoTrue: [
      ...dates(truth).flatMap((at) => [ago(at, now), date(at, now), moment(at), waiting(at, now)]),
      ...Object.values(stages),
      'Орлова Марина',
      ...dates(truth).map((at) => `Орлова Марина ${moment(at)}`),
      ...changesIn(truth).map(([name, at]) => `${name} ${ago(at, now)}`),
    ],
  }),
  documented: [
    {
      at: /\.(employer_state|state|actions\.\d+|access_type|templates\.\d+)\.id$/,
      kinds: ['unknown-word'],
      why: 'another stage, at which nobody waits, action or template',
      loses: /ждёт|waiting/,
    },
    { at: /actions\.\d+\.(arguments|sub_actions)\./, kinds: ['unknown-word'], why: 'another argument' },
    { at: /\.actions$/, kinds: ['empty'], why: 'hh offers none', says: ['panel_no_actions'] },
    {
      at: /\.actions\.\d+\.hidden$/,
      kinds: ['absent', 'renamed'],
      why: 'older answers have no `hidden`',
      means: ['Подумать'],
    },
    {
      at: /\.test_result$/,
      kinds: ['absent', 'renamed', 'null'],
      why: 'there is no test',
      loses: /тест|test/,
    },
    {
      at: /\.chat_bot(\.auto_survey(\.text)?)?$/,
      kinds: ['absent', 'renamed', 'null', 'empty'],
      why: 'there is no survey',
      loses: /автоопрос|переезду|survey/,
    },
    {
      at: /\.resume$/,
      kinds: ['null'],
      why: 'the resume is deleted',
      says: ['panel_resume_deleted', 'panel_resume_deleted_more'],
    },
    {
      at: /negotiation\.vacancy$/,
      kinds: ['null', 'absent', 'renamed'],
      why: 'the vacancy is hidden from us',
      says: ['panel_now_unknown'],
    },
    {
      at: /\.chat_id$/,
      kinds: ['null', 'absent', 'renamed'],
      why: 'there are old messages only',
      says: ['chat_old_show', 'chat_old_none'],
    },
    {
      at: /\.author\.full_name$/,
      kinds: ['null', 'absent', 'renamed', 'empty'],
      why: 'hh does not name the author',
      says: ['fact_author_unread'],
    },
    { at: /\.author$/, kinds: ['empty'], why: 'hh does not name the author', says: ['fact_author_unread'] },
    ...documented,
  ],
});

const topic = asId<NegotiationId>('10');
export const panels: Surface[] = [
  panel(
    'the panel of a response, with a past',
    { history: { vacancies: [present, refused, foreign] }, negotiation: item(), comments: notes },
    topic,
  ),
  panel(
    'the panel of an invitation, all there is',
    {
      history: { vacancies: [present] },
      negotiation: item({
        state: { id: 'invitation', name: 'Приглашение' },
        employer_state: stage('interview'),
        counters: { messages: 1, unread_messages: 0 },
        viewed_by_opponent: false,
        test_result: null,
        actions: [],
      }),
      comments: { ...notes, items: [], found: 0 },
    },
    topic,
  ),
  panel(
    'the panel of a resume that was refused, by its address alone',
    { history: { vacancies: [foreign] } },
    undefined,
    [
      {
        at: /^history\.vacancies$/,
        kinds: ['empty'],
        why: 'there was no contact',
        says: ['verdict_first', 'verdict_first_more', 'tab_word_first'],
      },
    ],
  ),
];
