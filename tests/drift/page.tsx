import { render } from 'preact';
import { vi } from 'vitest';
import { browser } from 'wxt/browser';
import { CompanyPage } from '../../components/company/page.tsx';
import { CompanySummary } from '../../components/company/summary.tsx';
import { PageContexts } from '../../components/contexts.tsx';
import { createAhead } from '../../components/inbox/ahead.ts';
import { ChatsView } from '../../components/inbox/chats.tsx';
import { NegotiationPane } from '../../components/inbox/negotiation/pane.tsx';
import { AccountSection } from '../../components/options/account.tsx';
import { type Given, OptionsContext } from '../../components/options/fields.tsx';
import { fakeWorker } from '../../components/testing.ts';
import { problemText } from '../../components/ui/words.ts';
import { WorkerProvider } from '../../components/worker.ts';
import { emptyInbox, noPolicy } from '../../utils/domain/testing.ts';
import { chats as chatsSchema, unreadChats } from '../../utils/hh/conversations.ts';
import { locales } from '../../utils/hh/dictionaries.ts';
import {
  accounts as accountsSchema,
  addresses as addressesSchema,
  address as addressSchema,
  createEmployer,
  employerStatistics,
  mailTemplates,
  manager,
  managerSettings,
  managerStatistics,
  managers,
  me,
  methodAccess,
  payable,
  resumeLimits,
} from '../../utils/hh/employer.ts';
import { negotiation, testSolution, vacanciesForResume } from '../../utils/hh/negotiations.ts';
import { reader } from '../../utils/hh/read.ts';
import { comments, history } from '../../utils/hh/resumes.ts';
import {
  activeVacancies,
  archivedVacancies,
  vacancyFacts,
  vacancyStats,
  visitors,
} from '../../utils/hh/vacancies.ts';
import { asId, type NegotiationId } from '../../utils/ids.ts';
import { type Worker, worker } from '../../utils/messaging/client.ts';
import { accountItem } from '../../utils/storage/items.ts';
import { ago, date, moment, waiting } from '../../utils/time.ts';
import { createAccountService } from '../../utils/worker/account.ts';
import type { Connection } from '../../utils/worker/connection.ts';
import { partly } from '../partly.ts';
import { pageStoreOf } from '../stored.ts';
import { negotiationGaps } from './gaps.ts';
import { join, type MessageKey, type Statement, statementsOf } from './judge.ts';
import {
  account,
  chat,
  handsOf,
  gaps as listGaps,
  neutral as listNeutral,
  now,
  pageOf,
  person,
  poll,
  polled,
  renderInbox,
  settled,
  vacancy,
} from './lists.tsx';
import { item, notes, present, refused } from './panel.tsx';
import type { Answers, Surface } from './surface.ts';
import { answerWith } from './world.ts';

/* The views of the inbox page beside its list of responses, and the account card. */

/** Waits until everything that is read when first shown has been drawn. */
const drawn = async () => {
  await settled();
  await vi.dynamicImportSettled();
  await settled();
};

/**
 * The line, card or part that contains a statement, named by its first text: anything missing must be reported there.
 */
const placeBy =
  (parts: string) =>
  (element: Element): string => {
    const part = element.closest(parts);
    const title = part && (part.querySelector('summary, h1, h2, h3, p, .ell') ?? part);
    return part
      ? `${part.classList[0] ?? part.tagName} ${(title?.textContent ?? '').split('·')[0]?.trim()}`
      : '';
  };

async function unfold(root: ParentNode, selector: string) {
  for (const part of root.querySelectorAll<HTMLDetailsElement>(selector)) {
    part.open = true;
    part.dispatchEvent(new Event('toggle'));
  }
  await drawn();
}
const click = async (selector: string, words = '') => {
  for (const one of document.querySelectorAll<HTMLElement>(selector)) {
    if ((one.textContent ?? '').includes(words)) one.click();
  }
  await drawn();
};

/* The vacancies. */

async function drawRail(answers: Answers): Promise<Statement[]> {
  const inbox = await polled({ ...poll, ...answers, rows: pageOf([]) });
  answerWith(answers, [[/vacancies\/archived/, 'archived']], () => now);
  const reads = handsOf<Worker['list']>({
    readArchived: worker.list.readArchived,
    readCollections: async () => ({ ok: true, value: { items: [], skipped: 0 } }),
  });
  await renderInbox(inbox, reads);
  await click('.vacancies .check input');
  const rail = document.querySelector('.vacancies') ?? document.body;
  // The age of the numbers concerns the poll.
  rail.querySelector('.rail-head')?.remove();
  const said: Statement[] = [];
  // The count and the label say the same.
  const chats = rail.querySelector('[data-rail="chats"]');
  said.push({ place: 'chats', text: chats?.getAttribute('aria-label') ?? '', hint: false });
  chats?.remove();
  for (const line of rail.querySelectorAll('.vac')) {
    const count = line.querySelector('.count');
    count?.remove();
    if (count?.textContent) said.push({ place: placeOfLine(line), text: count.textContent, hint: false });
    for (const button of line.querySelectorAll('button:not(.pick)')) button.remove();
  }
  join(rail, '.vac, .column-head');
  said.push(...statementsOf(rail, placeOfLine));
  render(null, document.body);
  return said;
}
/** A line by its name: if nothing of it could be read, any gap may report that. */
const placeOfLine = (element: Element): string =>
  element.closest('.vac')?.textContent?.split('·')[0]?.trim() ?? '';

/* The chats. */

async function drawChats(answers: Answers): Promise<Statement[]> {
  const inbox = await polled({ ...poll, rows: pageOf([]) });
  answerWith(answers, [[/^\/common\/chats/, 'chats']], () => now);
  vi.setSystemTime(now);
  render(
    <WorkerProvider worker={worker}>
      <PageContexts store={pageStoreOf({ account, inbox: { ...emptyInbox, vacancies: inbox.vacancies } })}>
        <ChatsView now={now} asked={0} />
      </PageContexts>
    </WorkerProvider>,
    document.body,
  );
  await drawn();
  join(document.body, '.resp :is(.who, .post)');
  const said = statementsOf(document.body, (element) => {
    const line = element.closest('.resp');
    return line ? `chat ${line.querySelector('.who')?.textContent?.split(' · ')[0]}` : 'chats';
  });
  render(null, document.body);
  return said;
}

/* The company. */

const companyAddresses = [
  [/\/managers\/[^/]+\/negotiations_statistics/, 'own'],
  [/negotiations_statistics/, 'statistics'],
  [/\/stats$/, 'days'],
  [/\/visitors$/, 'visitors'],
  [/^\/vacancies\/\d+$/, 'facts'],
  [/mail_templates/, 'templates'],
  [/method_access/, 'access'],
  [/limits\/resume/, 'limits'],
  [/payable_api_actions/, 'paid'],
  [/\/settings$/, 'settings'],
  [/\/managers$/, 'managers'],
  [/\/managers\/[^/]+$/, 'manager'],
  [/locales/, 'locales'],
  [/manager_accounts/, 'accounts'],
  [/\/addresses$/, 'addresses'],
  [/\/addresses\/[^/]+$/, 'address'],
] as const;

/** @param parts the positions of the page's parts to unfold */
const drawCompany = (parts: readonly number[]) => async (answers: Answers) => {
  const inbox = await polled(poll);
  answerWith(answers, companyAddresses, () => now);
  const said: Statement[] = [];
  if (parts.length === 0) {
    render(
      <WorkerProvider worker={worker}>
        <CompanySummary />
      </WorkerProvider>,
      document.body,
    );
    await drawn();
    join(document.body, 'span');
    said.push(...statementsOf(document.body, () => 'summary'));
    render(null, document.body);
  }
  render(
    <WorkerProvider worker={worker}>
      <CompanyPage account={account} inbox={inbox} now={now} show={() => {}} close={() => {}} />
    </WorkerProvider>,
    document.body,
  );
  await drawn();
  const all = [...document.querySelectorAll('details.company-part')];
  for (const [index, part] of all.entries()) {
    if (!parts.includes(index)) part.remove();
    else await unfold(part.parentElement ?? document, 'details.company-part');
  }
  await unfold(document, '.company-list details');
  if (parts.length === 0) await click('.company-card button', '');
  for (const chart of document.querySelectorAll('.charts')) {
    for (const bar of chart.querySelectorAll('.chart-bars li'))
      said.push({
        place: `days ${bar.closest('.chart')?.className}`,
        text: bar.querySelector('.hidden')?.textContent ?? '',
        hint: false,
      });
    chart.remove();
  }
  join(
    document.body,
    'tr, .company-facts li, .company-list summary, .company-list > li.row, h1, .company-waiting',
  );
  join(document.body, '.company-facts dd');
  for (const term of document.querySelectorAll('.company-facts dt'))
    said.push({
      place: `rights ${term.textContent}`,
      text: `${term.textContent} · ${term.nextElementSibling?.textContent}`,
      hint: false,
    });
  if (parts.length > 0) for (const card of document.querySelectorAll('.company-card')) card.remove();
  said.push(...statementsOf(document.body, placeBy('.company-list > li, .company-card, .company-part')));
  render(null, document.body);
  return said;
};
const statistics = {
  received: 20,
  viewed_percent: 97,
  replied_percent: 81,
  average_reply_time: 3,
  politeness: {
    index: 62,
    index_change: 4,
    hint: 'Отвечайте чаще',
    description: 'Его видят соискатели',
    article_url: 'https://hh.ru/article/23734',
  },
};
const managerRow = {
  id: '7',
  full_name: 'Белов Глеб',
  position: 'Рекрутер',
  email: 'b@example.com',
  phone: { country: '7', city: '495', number: '1568055', comment: null },
  area: { id: '2', name: 'Псков' },
  is_main_contact_person: true,
  vacancies_count: 14,
};
const place = {
  id: '15',
  raw: 'Москва, Годовикова, 9',
  city: 'Москва',
  street: 'Годовикова',
  building: '9',
  deleted: false,
};

/* The open negotiation. */

const paneAddresses = [
  [/negotiations_history$/, 'history'],
  [/\/test\/solution$/, 'test'],
  [/^\/negotiations\//, 'negotiation'],
  [/^\/applicant_comments\//, 'comments'],
  [/vacancies\/active/, 'invitations'],
  [/method_access/, 'access'],
  [/limits\/resume/, 'limits'],
  [/payable_api_actions/, 'paid'],
] as const;

/** @param parts which part: the head and the history, the folds, the notes, or an invitation */
const drawPane = (parts: 'head' | 'folds' | 'notes' | 'invite') => async (answers: Answers) => {
  await accountItem.setValue(account);
  answerWith(answers, paneAddresses, () => now);
  const ours = {
    ...worker,
    store: { ...worker.store, watchNegotiation: () => () => {}, look: async () => undefined },
  };
  render(
    <WorkerProvider worker={ours}>
      <PageContexts store={pageStoreOf({ account })}>
        <NegotiationPane
          negotiationId={asId<NegotiationId>('10')}
          vacancyId={asId('1')}
          row={null}
          search=""
          close={() => {}}
          changed={() => {}}
          ahead={createAhead(ours)}
          acted={() => {}}
          putOff={() => {}}
        />
      </PageContexts>
    </WorkerProvider>,
    document.body,
  );
  await drawn();
  const shown: Statement[] = [];
  const say = () => {
    join(document.body, '.tasks .row, .tasks ul li, .neg li.row, .past li');
    shown.push(
      ...statementsOf(
        document.body,
        placeBy('.pane-head, .verdict, .neg section, details.sec, .past, .tasks > li, .found li'),
      ),
    );
  };
  if (parts === 'head') {
    // Joined elements cannot be redrawn, so the tab with such lines comes last.
    for (const one of statementsOf(document.body, placeBy('.pane-head, .verdict, .neg section')))
      shown.push(one);
    await click('[role=tab]', tabWords());
    for (const one of [...document.querySelectorAll('.neg > :not(.tab)')]) one.remove();
  }
  if (parts === 'folds') {
    await unfold(document, 'details.sec');
    for (const one of [...document.querySelectorAll('.neg > :not(.tab, .tabs), .tab > :not(details)')])
      one.remove();
  }
  if (parts === 'notes') {
    await click('[role=tab]', notesWords());
    for (const one of [...document.querySelectorAll('.neg > :not(.tab)')]) one.remove();
  }
  if (parts === 'invite') {
    await click('button', inviteWords());
    for (const one of [...document.querySelectorAll('.neg > :not(.tab), .tab > :not([data-inner])')])
      one.remove();
    for (const one of [...document.querySelectorAll('details.sec')]) one.remove();
  }
  say();
  render(null, document.body);
  return shown;
};
const wordsIn = (ru: string, en: string) => () => (browser.i18n.getUILanguage() === 'ru' ? ru : en);
const tabWords = wordsIn('История', 'History');
const notesWords = wordsIn('Заметки', 'Notes');
const inviteWords = wordsIn('Пригласить на другую', 'Invite to another');

/* The account. */

async function drawAccount(answers: Answers): Promise<Statement[]> {
  const client = answerWith(
    answers,
    [
      [/^\/me$/, 'me'],
      [/manager_accounts/, 'accounts'],
    ],
    () => now,
  );
  const employer = createEmployer(client);
  const service = createAccountService(partly<Connection>({ employer }));
  const answer = await service.pasteToken('token');
  const said: Statement[] = [];
  if (!answer.ok) said.push({ place: 'account', text: problemText(answer.problem), hint: false });
  const signedIn = await accountItem.getValue();
  render(
    <WorkerProvider worker={fakeWorker({})}>
      <OptionsContext.Provider value={partly<Given>({ account: signedIn, policy: noPolicy })}>
        <AccountSection />
      </OptionsContext.Provider>
    </WorkerProvider>,
    document.body,
  );
  await settled();
  said.push(...statementsOf(document.body, () => 'account'));
  render(null, document.body);
  return said;
}

const gaps: MessageKey[] = [
  ...listGaps,
  ...negotiationGaps,
  'chats_found_unknown',
  'company_account_unknown',
  'company_description_unread',
  'company_found_unknown',
  'company_metro_unread',
  'company_permissions_unread',
  'company_skipped',
  'company_template_unread',
  'invite_actions_unread',
  'invite_calls_unknown',
  'invite_database_unknown',
  'invite_stage_unread',
  'invite_views_unknown',
  'options_accounts_part',
  'test_answer_unread',
  'test_chosen_unread',
  'test_mark_unread',
  'test_right_unread',
  'test_score_unread',
  'test_tasks_unread',
  'unknown_address',
  'inbox_chats_unknown',
  'inbox_new_unknown',
  'inbox_new_least',
  'unknown_manager',
  'unknown_chat_vacancy',
  'unknown_company',
  'unknown_name',
  'unknown_text',
  'chats_skipped',
  'chats_unlisted',
  'company_change_unknown',
  'company_unknown_index',
  'company_unsaid',
  'company_facts_part',
  'company_own_problem',
  'company_responses_unknown',
];
const neutral: MessageKey[] = [
  ...listNeutral,
  'chat_title',
  'options_account_sign_in',
  'popup_seek_sign_in',
  'chats_choose',
  'company_visitors_show',
];
const days = ['2026-11-18', '2026-11-19'];
const rules = (more: readonly string[] = []) => ({
  gaps,
  neutral,
  alsoTrue: [
    '?',
    ...['52 из', '911 из', '52 of', '911 of', 'просмотров', 'откликов', 'views', 'responses'],
    // A part of a name, or another word where hh may use another: only documented changes may say it.
    ...['Орлова', 'Марина', 'Орлова Марина', 'Орлова Марина HH 2027', 'HH 2027', '7'],
    ...[
      'Петрова Сергеевна',
      'Инна Сергеевна',
      'Петрова Инна',
      'Зимина Ильинична',
      'Ольга Ильинична',
      'Зимина Ольга',
      'Орлова Петровна',
      'Марина Петровна',
      '+7 1568055',
      '120 000',
      '120,000',
    ],
    ...[
      '2026-11-19T10:00:00+03:00',
      '2026-11-19T18:00:00+03:00',
      '2026-11-20T11:00:00+03:00',
      '2026-07-14T10:00:00+03:00',
      '2026-07-01T10:00:00+03:00',
      '2026-10-02T09:00:00+03:00',
    ]
      .map((at) => Date.parse(at))
      .flatMap((at) => [ago(at, now), waiting(at, now), date(at, now), moment(at)]),
    ...more,
  ],
});

const none = ['absent', 'renamed', 'null', 'empty'] as const;
/** What hh may not have, or may hide: another truth, and its meaning. */
const dash = (words: readonly string[], rest: readonly string[]) =>
  words.flatMap((word) => rest.map((one) => `${word} · ${one}`));
/** «—» means that hh has no number. */
const sharesNone = [
  ...dash(['Вежливость', 'Politeness'], ['— · 48', '62 · —']),
  ...dash(['Получено откликов', 'Responses received'], ['— · 11', '20 · —']),
  ...dash(['Просмотрено', 'Viewed'], ['—', '— · 56 %', '97 % · —', '— · 56%', '97% · —']),
  ...dash(['Отвечено', 'Replied'], ['—', '— · 34 %', '81 % · —', '— · 34%', '81% · —']),
  ...dash(['Ответ в среднем'], ['— · меньше — лучше · 7 дней', '3 дня · меньше — лучше · —']),
  ...dash(['Average reply'], ['— · lower is better · 7 days', '3 days · lower is better · —']),
];
const daysNone = ['18 нояб: —', '19 нояб: —', 'Nov 18: —', 'Nov 19: —'];
const documented: Surface['documented'] = [
  // Persons
  {
    at: /\.(first_name|last_name|middle_name)$/,
    kinds: none,
    why: 'hh hides a part of a name',
    loses: /Петрова|Зимина|Орлова|Марина/,
  },
  {
    at: /middle_name$/,
    kinds: ['other-type'],
    why: 'a patronymic that no name needs',
    loses: /Петрова|Зимина|Орлова|Марина/,
  },
  { at: /manager\.middle_name$/, kinds: ['other-type'], why: 'another patronymic', says: ['company_of'] },
  {
    at: /\.(title|age|area|salary|amount|total_experience|months)$/,
    kinds: ['null', 'empty'],
    why: 'hh has none',
    says: ['popup_no_salary'],
    loses: /› (Белов|Бухгалтер$|Кассир|40 |41 |Логист ·|Бухгалтер ·|Сторож ·)|Опыт работы|Experience/,
  },
  {
    at: /\.currency$/,
    kinds: ['null', 'unknown-word'],
    why: 'a new currency',
    says: ['unknown_currency'],
    loses: / ₽/,
  },
  // The account
  {
    at: /^(me\.(employer|manager)(\.id)?|accounts\.items)$/,
    kinds: ['absent', 'renamed', 'null', 'empty', 'other-type'],
    why: 'who it is was not read: the token is not taken; null is an account of another kind',
    says: ['options_account_signed_out', 'options_account_other'],
  },
  {
    at: /last_message(\.id)?$/,
    kinds: ['absent', 'renamed', 'null', 'empty', 'other-type'],
    why: 'its gap stands below the name',
    says: ['unknown_last'],
  },
  // Vacancies and chats
  {
    at: /^(vacancies|invitations)\.items\.\d+\.manager$/,
    kinds: ['null'],
    why: 'it has none',
    loses: /Орлова/,
  },
  {
    at: /^unread\.unread_chats_count$/,
    kinds: ['other-type'],
    why: 'another number',
    says: ['inbox_chats_unread', 'inbox_new', 'inbox_vacancies'],
    loses: /2/,
  },
  {
    at: /block_reason$/,
    kinds: ['other-type'],
    why: 'the chat is blocked',
    says: ['off_other'],
    loses: /Вы:|You:/,
  },
  {
    at: /payload\.text$/,
    kinds: ['null', 'empty'],
    why: 'it has no text',
    says: ['popup_chat_no_text', 'popup_chat_mine'],
    loses: /Добрый день/,
  },
  // The company
  {
    at: /_statistics$/,
    kinds: ['empty'],
    why: 'shares are absent before anything was received',
    means: sharesNone,
  },
  {
    at: /\.(received|viewed_percent|replied_percent|average_reply_time)$/,
    kinds: ['absent', 'renamed', 'null'],
    why: 'hh has counted none',
    means: sharesNone,
    loses: /· \d/,
  },
  {
    at: /\.politeness$/,
    kinds: ['null'],
    why: 'too few responses',
    says: ['company_no_index'],
    means: sharesNone,
    loses: /Вежливость|Politeness/,
  },
  {
    at: /\.(hint|description|article_url)$/,
    kinds: none,
    why: 'hh may say nothing',
    says: ['company_no_description'],
    loses: /Отвечайте|Его видят|Как считается|How the|Пропуск/,
  },
  {
    at: /^days\.items$/,
    kinds: ['empty'],
    why: 'not counted yet',
    says: ['company_no_days'],
    loses: /^days/,
  },
  {
    at: /^days\..*\.(views|responses)$/,
    kinds: ['absent', 'renamed', 'null'],
    why: 'not counted yet',
    means: daysNone,
    loses: /^days/,
  },
  {
    at: /^facts\.(expires_at|closed_for_applicants|address|address\.raw)$/,
    kinds: none,
    why: 'not of every vacancy',
    loses: /1 нояб|Nov 1|1 Nov/,
  },
  {
    at: /^managers?(\.items\.\d+)?\.(position|email|phone|phone\.city|area|is_main_contact_person|vacancies_count|manager_type)$/,
    kinds: none,
    why: 'hh may have none',
    loses: /Белов/,
  },
  { at: /\.permissions$/, kinds: ['empty'], why: 'hh names none', says: ['company_no_permissions'] },
  {
    at: /^paid\.items$/,
    kinds: ['empty'],
    why: 'there is none',
    says: ['company_no_services'],
    loses: /Пакет|911/,
  },
  {
    at: /^paid\.items\.\d+\.balance$/,
    kinds: ['absent', 'renamed', 'null'],
    why: 'a service without a limit names no number',
    loses: /Пакет|911/,
  },
  { at: /^templates\.\d+\.text$/, kinds: ['empty'], why: 'an empty letter', loses: /Здравствуйте|Ждём/ },
  {
    at: /\.raw$/,
    kinds: [...none, 'other-type'],
    why: 'city, street and house stand for it',
    means: ['Москва Годовикова 9'],
    loses: /Москва/,
  },
  {
    at: /current_account_id$/,
    kinds: [...none, 'other-type'],
    why: 'each can be switched to',
    says: ['company_account_unknown', 'company_account_switch'],
    loses: /Ромашка/,
  },
  { at: /metro_stations$/, kinds: none, why: 'no metro is near', loses: /Алексеевская/ },
  // Resumes
  {
    at: /resume\.(photo|experience|education|certificate|skill_set|hidden_fields|can_view_full_info|actions|download)(\..*)?$/,
    kinds: none,
    why: 'no resume has all of it, and the applicant may hide it',
    says: ['resume_jobs_none', 'resume_position_none', 'resume_company_kept', 'resume_company_none'],
    loses:
      /Опыт работы|Образование|Навыки|Сертификаты|Experience|Education|Skills|Certificates|Телефоны|Кассир|не всё|whole resume/,
  },
  {
    at: /experience\.\d+\.description$/,
    kinds: ['other-type'],
    why: 'another description',
    means: ['HH 2027'],
  },
  {
    at: /relevant_experience$/,
    kinds: [...none, 'other-type'],
    why: 'hh has not compared it',
    loses: /hh|по требованиям|asks for/,
  },
  // Negotiations
  {
    at: /employer_state\.id$/,
    kinds: ['unknown-word'],
    why: 'another stage, at which nobody waits',
    means: ['неделю назад', '1 week ago'],
    loses: /26|ждёт|waiting/,
  },
  {
    at: /\.chat_id$/,
    kinds: ['null', 'absent', 'renamed'],
    why: 'there are old messages only',
    says: ['chat_old_show', 'chat_old_none'],
    loses: /Отправить|Заготовки|Send|Snippets/,
  },
  {
    at: /\.actions$/,
    kinds: ['empty'],
    why: 'hh offers none',
    says: ['panel_no_actions'],
    loses: /Пригласить|Отказать|Письмо|letter/,
  },
  {
    at: /\.actions\.\d+\.hidden$/,
    kinds: ['absent', 'renamed'],
    why: 'older answers have no `hidden`',
    means: ['Подумать'],
    loses: /^$/,
  },
  {
    at: /\.test_result$/,
    kinds: ['absent', 'renamed', 'null'],
    why: 'there is no test',
    loses: /91|тест|test/,
  },
  {
    at: /\.chat_bot(\.auto_survey(\.text)?)?$/,
    kinds: none,
    why: 'there is no survey',
    loses: /переезду|автоопрос|survey/,
  },
  {
    at: /\.resume$/,
    kinds: ['null'],
    why: 'the resume is deleted',
    says: ['panel_resume_deleted', 'panel_resume_deleted_more', 'neg_resume_gone', 'common_name_hidden'],
  },
  {
    at: /^negotiation\.vacancy$/,
    kinds: ['null', 'absent', 'renamed'],
    why: 'the vacancy is hidden from us',
    says: ['panel_now_unknown'],
    loses: /в архиве|archived/,
  },
  // Notes, test and invitation
  {
    at: /\.author(\.full_name)?$/,
    kinds: none,
    why: 'hh does not name the author',
    says: ['fact_author_unread'],
    loses: /Сидоров/,
  },
  { at: /^test\.test_result\.name$/, kinds: none, why: 'hh may have none', loses: /Excel/ },
  { at: /\.duration$/, kinds: none, why: 'hh may have none' },
  {
    at: /\.mark$/,
    kinds: ['unknown-word'],
    why: 'a new mark, in hh’s word',
    means: ['hh_2027', 'Потому · hh_2027'],
    loses: /отлично|удовлетв|excellent|fair/,
  },
  { at: /\.mark$/, kinds: none, why: 'hh gave none yet', loses: /Потому/ },
  { at: /\.(tasks|closed_answers)$/, kinds: ['empty'], why: 'there is none', loses: /LI/ },
  {
    at: /\.opened_answer(\.value)?$/,
    kinds: none,
    why: 'nothing was answered',
    says: ['test_no_answer'],
    loses: /Потому/,
  },
  { at: /\.negotiations_actions$/, kinds: ['empty'], why: 'hh offers none', says: ['invite_not'] },
  {
    at: /\.employer_negotiations_state$/,
    kinds: ['absent', 'renamed', 'null'],
    why: 'the applicant’s state stands for it',
    means: ['Логист · Приглашение'],
    loses: /Логист/,
  },
  { at: /current_account_id|\.accounts$/, kinds: none, why: 'none is chosen' },
];

const { unread, vacancies } = poll;
const archived = {
  ...vacancy('97', 'Сторож', 'Пермь', 0),
  archived: true,
  archived_at: '2026-01-10T10:00:00+0300',
};

export const pages: Surface[] = [
  {
    name: 'the vacancies',
    truth: { vacancies, unread, archived: pageOf([archived]) },
    readers: {
      vacancies: reader(activeVacancies),
      unread: reader(unreadChats),
      archived: reader(archivedVacancies),
    },
    draw: drawRail,
    rules,
    documented,
  },
  {
    name: 'the chats page',
    truth: {
      chats: pageOf([
        chat,
        {
          ...chat,
          id: '52',
          unread_message_count: 0,
          vacancy_id: null,
          display: { title: 'Ким Олег' },
          last_message: { ...chat.last_message, creation_time: '2026-11-19T10:00:00+0300' },
        },
      ]),
    },
    readers: { chats: reader(chatsSchema) },
    draw: drawChats,
    rules,
    documented,
  },
  {
    name: 'the company: its numbers',
    truth: {
      statistics: { employer_statistics: statistics },
      own: {
        manager_statistics: {
          received: 11,
          viewed_percent: 56,
          replied_percent: 34,
          average_reply_time: 7,
          politeness: { index: 48, index_change: 0, hint: null, description: null, article_url: null },
        },
      },
      days: { items: days.map((day, index) => ({ date: day, responses: 2 + index, views: 36 + index })) },
      facts: {
        ...vacancy('95', 'Бухгалтер', 'Тула', 2),
        published_at: '2026-11-01T10:00:00+0300',
        expires_at: '2026-12-01T10:00:00+0300',
        has_test: true,
        response_letter_required: true,
        allow_messages: false,
        closed_for_applicants: true,
        address: { raw: 'Тула, Мира, 3' },
      },
      visitors: pageOf([person('c', 'Зимина', 'Ольга', 'Кассир')]),
    },
    readers: {
      statistics: reader(employerStatistics),
      own: reader(managerStatistics),
      days: reader(vacancyStats),
      facts: reader(vacancyFacts),
      visitors: reader(visitors),
    },
    draw: drawCompany([]),
    rules,
    documented,
  },
  {
    name: 'the company: managers and rights',
    truth: {
      managers: pageOf([managerRow]),
      manager: {
        ...managerRow,
        manager_type: { id: 'manager', name: 'Менеджер' },
        permissions: [
          { id: 'a', name: 'Создание вакансий' },
          { id: 'b', name: 'Просмотр контактов' },
        ],
      },
      limits: { left: { resume_view: 52 }, limits: { resume_view: 103 }, spend: { resume_view: 1 } },
      access: {
        items: [
          { id: '3', access: { has_access: true }, description: 'Резюме с откликом' },
          { id: '4', access: { has_access: false }, description: 'Резюме из базы' },
        ],
      },
      paid: {
        items: [
          {
            id: '12',
            service_type: { id: 'API_LIMITED', name: 'Пакет' },
            balance: { actual: 911, initial: 1005 },
          },
        ],
      },
      settings: { default_currency: { code: 'RUR', name: 'Рубли' }, use_sms_notification: true },
      locales: [
        { id: 'RU', name: 'Русский', current: true },
        { id: 'EN', name: 'English', current: false },
      ],
    },
    readers: {
      managers: reader(managers),
      manager: reader(manager),
      limits: reader(resumeLimits),
      access: reader(methodAccess),
      paid: reader(payable),
      settings: reader(managerSettings),
      locales: reader(locales),
    },
    draw: drawCompany([1, 3]),
    rules,
    documented,
  },
  {
    name: 'the company: letters, accounts, addresses',
    truth: {
      templates: [
        {
          id: 'invite',
          name: 'Приглашение',
          type: 'EMAIL',
          text: 'Здравствуйте',
          editable: true,
          template_modified: true,
          employer_state: 'INTERVIEW',
          variables: [{ id: 'Name', name: 'Имя соискателя' }],
        },
        {
          id: 'sms',
          name: 'Напоминание',
          type: 'SMS',
          text: 'Ждём вас',
          editable: false,
          template_modified: false,
          employer_state: 'INTERVIEW',
          variables: [],
        },
      ],
      accounts: {
        items: [
          { id: '10', employer: { id: '1455', name: 'Ромашка' } },
          { id: '11', employer: { id: '1456', name: 'Лютик' } },
        ],
        current_account_id: '10',
      },
      addresses: pageOf([place]),
      address: {
        ...place,
        description: 'Пропуск на входе',
        metro_stations: [{ station_name: 'Алексеевская' }],
      },
    },
    readers: {
      templates: reader(mailTemplates),
      accounts: reader(accountsSchema),
      addresses: reader(addressesSchema),
      address: reader(addressSchema),
    },
    draw: drawCompany([0, 2, 4]),
    rules,
    documented,
  },
  {
    name: 'the open negotiation',
    truth: { history: { vacancies: [present, refused] }, negotiation: item() },
    readers: { history: reader(history), negotiation: reader(negotiation) },
    draw: drawPane('head'),
    rules,
    documented,
  },
  {
    name: 'the notes of the open negotiation',
    beside: { negotiation: item(), history: { vacancies: [present] } },
    truth: { comments: notes },
    readers: { comments: reader(comments) },
    draw: drawPane('notes'),
    rules,
    documented,
  },
  {
    name: 'the test of the open negotiation',
    beside: { negotiation: item(), history: { vacancies: [present] } },
    truth: {
      test: {
        test_result: {
          name: 'Excel',
          score: 91,
          mark: 'EXCELLENT',
          duration: 65,
          tasks: [
            {
              question: 'Сколько строк?',
              closed_answers: [
                { value: 'Миллион', selected: true, correct: true },
                { value: 'Тысяча', selected: false, correct: false },
              ],
              opened_answer: null,
            },
            { question: 'Почему?', closed_answers: [], opened_answer: { value: 'Потому', mark: 'FAIR' } },
          ],
        },
      },
    },
    readers: { test: reader(testSolution) },
    draw: drawPane('folds'),
    rules,
    documented,
  },
  {
    name: 'an invitation from the open negotiation',
    beside: { negotiation: item(), history: { vacancies: [present] } },
    truth: {
      invitations: pageOf([
        {
          ...vacancy('95', 'Бухгалтер', 'Тула', 0),
          can_invite: true,
          negotiations_state: null,
          employer_negotiations_state: null,
          negotiations_actions: [
            {
              id: 'interview',
              name: 'Пригласить',
              enabled: true,
              hidden: false,
              method: 'POST',
              url: 'https://api.hh.ru/negotiations/interview',
              arguments: [{ id: 'message', required: false, required_arguments: [] }],
              resulting_employer_state: { id: 'interview', name: 'Собеседование' },
              templates: [],
              sub_actions: [],
            },
          ],
          templates: [],
        },
        {
          ...vacancy('96', 'Логист', 'Казань', 0),
          can_invite: false,
          negotiations_state: { id: 'invitation', name: 'Приглашение' },
          employer_negotiations_state: { id: 'interview', name: 'Собеседование' },
          negotiations_actions: [],
          templates: [],
        },
      ]),
      limits: { left: { resume_view: 52 }, limits: null, spend: null },
      access: { items: [{ id: '4', access: { has_access: false }, description: 'Резюме из базы' }] },
      paid: {
        items: [
          {
            id: '12',
            service_type: { id: 'API_LIMITED', name: 'Пакет' },
            balance: { actual: 911, initial: 1005 },
          },
        ],
      },
    },
    readers: {
      invitations: reader(vacanciesForResume),
      limits: reader(resumeLimits),
      access: reader(methodAccess),
      paid: reader(payable),
    },
    draw: drawPane('invite'),
    rules,
    documented,
  },
  {
    name: 'the account',
    truth: {
      me: {
        id: '900',
        is_employer: true,
        is_applicant: false,
        first_name: 'Марина',
        last_name: 'Орлова',
        middle_name: 'Петровна',
        email: 'orlova@example.com',
        employer: { id: '1455', name: 'Ромашка' },
        manager: { id: '5', has_multiple_manager_accounts: true },
        counters: null,
      },
      accounts: {
        items: [
          { id: '10', employer: { id: '1455', name: 'Ромашка' } },
          { id: '11', employer: { id: '1456', name: 'Лютик' } },
        ],
        current_account_id: '10',
      },
    },
    readers: { me: reader(me), accounts: reader(accountsSchema) },
    draw: drawAccount,
    rules,
    documented,
  },
];
