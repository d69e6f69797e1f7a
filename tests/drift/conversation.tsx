import { render, type VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { vi } from 'vitest';
import { ApplicantConversation } from '../../components/applicant/negotiation.tsx';
import { PageContexts } from '../../components/contexts.tsx';
import {
  ConversationView,
  FullConversation,
  WritingBar,
} from '../../components/conversation/conversation.tsx';
import { useConversation } from '../../components/conversation/use-conversation.ts';
import { OpenChat } from '../../components/inbox/chats.tsx';
import { OpenedForm } from '../../components/popup/form.lazy.tsx';
import { fakeWorker } from '../../components/testing.ts';
import { useMessages, WorkerProvider } from '../../components/worker.ts';
import { negotiationOf } from '../../utils/domain/applicant/testing.ts';
import type { Conversation } from '../../utils/domain/conversation.ts';
import { defaultSettings } from '../../utils/domain/settings.ts';
import { chatOf } from '../../utils/domain/testing.ts';
import { conversationOf, oldConversationOf } from '../../utils/from-hh/conversation.ts';
import { chatMessages, createConversations, oldMessages } from '../../utils/hh/conversations.ts';
import { gesture } from '../../utils/hh/effects.ts';
import { toResult } from '../../utils/hh/errors.ts';
import { reader } from '../../utils/hh/read.ts';
import { t } from '../../utils/i18n.ts';
import { asId, type ChatId, type NegotiationId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { clock, date, moment } from '../../utils/time.ts';
import { pageStoreOf } from '../stored.ts';
import { type MessageKey, type Statement, statementsOf } from './judge.ts';
import { type Answers, clientOf, type Surface } from './surface.ts';

export const now = Date.parse('2026-11-20T12:00:00+0300');
const chatId = asId<ChatId>('7');
const negotiationId = asId<NegotiationId>('10');

const written = (id: string, at: string, more: object = {}) => ({
  id,
  type: 'SIMPLE',
  creation_time: `2026-11-${at}:00+0300`,
  last_change_time: null,
  can_edit: false,
  viewed_by_opponent: false,
  sender_display_info: { name: 'Петрова Инна', role: 'APPLICANT', is_current_participant: false },
  payload: { text: `Вопрос ${id}`, attachments: null, moved_participant: null },
  ...more,
});
const by = (name: string, role: string, mine: boolean) => ({
  sender_display_info: { name, role, is_current_participant: mine },
});
const chat = {
  id: '7',
  unread_message_count: 1,
  block_reason: null,
  has_more: true,
  chat_states: {
    write_message_state: { allowed: true, reason: null },
    send_file_state: { allowed: true },
  },
  messages: [
    written('30', '17T09:00', {
      ...by('Орлова Марина', 'EMPLOYER', true),
      can_edit: true,
      viewed_by_opponent: true,
      last_change_time: '2026-11-17T09:05:00+0300',
      payload: { text: 'Приглашаем на встречу', attachments: null, moved_participant: null },
    }),
    written('31', '18T10:00', {
      ...by('Сидоров Пётр', 'EMPLOYER', false),
      type: 'PARTICIPANT_JOINED',
      payload: { text: null, attachments: null, moved_participant: { name: 'Котова Анна' } },
    }),
    written('32', '18T11:00', {
      ...by('Котова Анна', 'EMPLOYER', false),
      payload: {
        text: null,
        attachments: [
          { title: 'схема', url: 'https://hh.ru/a', preview: { url: 'https://hh.ru/a?preview' } },
        ],
        moved_participant: null,
      },
    }),
    written('33', '19T12:00', by('Помощник', 'BOT', false)),
    written('34', '19T13:00', {}),
  ],
};
const letter = (id: string, at: string, author: string, more: object = {}) => ({
  id,
  created_at: `2026-11-${at}:00+0300`,
  text: `Письмо ${id}`,
  state: { id: 'text', name: 'Текст' },
  author: { participant_type: author },
  viewed_by_me: true,
  viewed_by_opponent: true,
  editable: false,
  address: null,
  assessments: [],
  ...more,
});
const letters = {
  found: 3,
  page: 0,
  pages: 2,
  per_page: 50,
  items: [
    letter('41', '17T09:00', 'applicant', { viewed_by_opponent: false, editable: true }),
    letter('42', '18T10:00', 'employer', {
      text: null,
      state: { id: 'discard', name: 'Отказ' },
    }),
    letter('43', '19T12:00', 'employer', {
      state: { id: 'invitation', name: 'Приглашение' },
      address: {
        city: 'Москва',
        street: 'ул Динамо',
        building: '10',
        description: 'вход со двора',
        lat: 35,
        lng: 30,
        metro_stations: [{ station_name: 'Динамо' }],
      },
      assessments: [
        {
          id: '1',
          name: 'Числа',
          actions: [{ id: 'go', name: 'Пройти', enabled: true, alternate_url: 'https://hh.ru/a' }],
        },
      ],
    }),
  ],
};

const settled = async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    await vi.advanceTimersByTimeAsync(20);
    await vi.dynamicImportSettled();
  }
  await vi.advanceTimersByTimeAsync(20);
};
const addresses = [[/messages$/, 'talk']] as const;
const hhOf = (answers: Answers) => createConversations(clientOf(answers, addresses));
const readChat = (answers: Answers) =>
  toResult(async () => conversationOf(await hhOf(answers).messages(chatId)));
const readOld = (answers: Answers, whose?: 'applicant') =>
  toResult(async () =>
    oldConversationOf(
      await hhOf(answers).oldMessages(negotiationId, gesture('marks-viewed')),
      known('ok'),
      whose,
    ),
  );

const nothing = () => {};
const said = (): Statement[] => {
  const all = statementsOf(document.body).map((one) => ({ ...one, place: 'conversation' }));
  render(null, document.body);
  return all;
};
/** Draws a view that reads the conversation from the worker, with the answers that the worker would read. */
async function drawn(view: VNode, read: () => Promise<Result<Conversation>>): Promise<void> {
  vi.setSystemTime(now);
  const worker = fakeWorker({
    readConversation: read,
    saveDraft: async () => {},
    applicant: { readMessages: read },
    store: { watchSnippets: () => nothing },
  });
  render(<WorkerProvider worker={worker}>{view}</WorkerProvider>, document.body);
  await settled();
}

/** The conversation alone, as in the panel or, in full, as on the inbox page. */
function Alone({ old, full }: { old: boolean; full: boolean }) {
  const of = { chatId: old ? null : chatId, negotiationId };
  const { readConversation } = useMessages();
  const open = useConversation(of, (stretch) => readConversation({ negotiationId, ...stretch }));
  const props = { of, open, unread: known(1), unseen: null, now, hhUrl: 'https://hh.ru' };
  const field = useRef<HTMLDivElement>(null);
  return full ? (
    <>
      <FullConversation {...props} />
      {open.conversation && (
        <WritingBar
          {...props}
          off={known(null)}
          grown
          onGrow={() => {}}
          field={field}
          onLeave={() => {}}
          values={{}}
        />
      )}
    </>
  ) : (
    <ConversationView {...props} />
  );
}
const drawAlone = (full: boolean, old: boolean) => async (answers: Answers) => {
  await drawn(<Alone full={full} old={old} />, () => (old ? readOld(answers) : readChat(answers)));
  document.querySelector('button')?.click();
  await settled();
  return said();
};

/** An applicant's letters, opened by their button. */
async function drawApplicant(answers: Answers) {
  await drawn(
    <PageContexts store={pageStoreOf()}>
      <ApplicantConversation negotiation={negotiationOf('10', { messages: 3 })} now={now} />
    </PageContexts>,
    () => readOld(answers, 'applicant'),
  );
  document.querySelector('button')?.click();
  await settled();
  return said();
}

async function drawPopup(answers: Answers) {
  await drawn(
    <OpenedForm
      opened={{
        kind: 'chat',
        stop: 'chat:1',
        of: { chatId, negotiationId: null },
        name: 'Петрова Инна',
        unread: known(1),
        text: null,
      }}
      now={now}
      settings={defaultSettings}
      onSent={nothing}
      onClose={nothing}
      onLater={nothing}
    />,
    () => readChat(answers),
  );
  return said();
}

/** A chat on the inbox page, which is read when it opens. */
async function drawChat(answers: Answers) {
  await drawn(
    <PageContexts store={pageStoreOf()}>
      <OpenChat
        chat={chatOf('7', { title: known('Петрова Инна'), unread: known(1) })}
        vacancy={null}
        now={now}
        isPassing={false}
        onClose={nothing}
      />
    </PageContexts>,
    () => readChat(answers),
  );
  return said();
}

const gaps: MessageKey[] = [
  'chat_changed_unread',
  'chat_edit_unread',
  'chat_files_skipped',
  'chat_files_unread',
  'chat_kind_unread',
  'chat_more_unread',
  'chat_place_unread',
  'chat_set_aside',
  'chat_tests_unread',
  'chat_unread_unknown',
  'composer_in_a_row_unread',
  'composer_off_unread',
  'fact_author_unread',
  'fact_date_unread',
  'unknown_name',
  'people_files_unread',
  'problem_unreadable_answer',
  'stage_unknown',
  'talk_read_unknown',
  'unknown_person',
  'unknown_text',
  'unknown_time',
];
const neutral: MessageKey[] = [
  'next_retry',
  'problem_copy',
  'problem_details',
  'chat_title',
  'talk_someone',
  'chat_newer',
];

const timesIn = (answer: object): number[] =>
  [...JSON.stringify(answer).matchAll(/\d{4}-\d\d-\d\dT[\d:]+\+0300/g)].map(([text]) =>
    Date.parse(text.replace(/(\d\d)$/, ':$1')),
  );

const documented: Surface['documented'] = [
  {
    at: /\.type$/,
    kinds: ['absent', 'null', 'other-type', 'renamed', 'empty', 'unknown-word'],
    why: 'a message of no known kind: who sent it is said, the count in a row is not',
  },
  {
    at: /payload\.(text|attachments|moved_participant)$/,
    kinds: ['null', 'empty'],
    why: 'hh may have none',
    says: ['popup_chat_no_text', 'talk_joined'],
    means: ['A participant joined the chat', 'Участник: теперь в чате'],
    loses: /теперь в чате|joined the chat/,
  },
  { at: /last_change_time$/, kinds: ['null'], why: 'it was not changed', loses: /изменено|edited/ },
  {
    at: /preview(\.url)?$/,
    kinds: ['absent', 'null', 'renamed', 'other-type', 'empty'],
    why: 'decoration',
    loses: /Миниатюра|Preview/,
  },
  {
    at: /title$/,
    kinds: ['absent', 'null', 'renamed', 'empty'],
    why: 'hh may have none',
    says: ['chat_file'],
  },
  { at: /block_reason$/, kinds: ['other-type'], why: 'the chat is blocked', says: ['off_other'] },
  { at: /unread_message_count$/, kinds: ['other-type'], why: 'another number' },
  {
    at: /^talk\.(items|messages)$/,
    kinds: ['empty'],
    why: 'what hh counts and does not give was not read',
  },
  {
    at: /\.(text|state|address|assessments|editable)$/,
    kinds: ['null', 'empty', 'absent', 'renamed'],
    why: 'hh may have none',
    says: ['popup_chat_no_text', 'talk_stage'],
    loses: /на карте|on the map|Пройти|Приглашение|Исправить письмо|Edit the letter/,
  },
  {
    at: /(address\..*|actions|actions\.\d+\.(enabled|alternate_url))$/,
    kinds: ['null', 'empty', 'absent', 'renamed', 'other-type'],
    why: 'hh may have none',
    loses: /на карте|on the map|Пройти/,
  },
  { at: /\.state\.id$/, kinds: ['unknown-word'], why: 'another state', says: ['talk_stage'] },
  { at: /\.(pages|page|found)$/, kinds: ['other-type'], why: 'another number' },
];

const surface = (
  name: string,
  answer: object,
  read: (json: unknown) => unknown,
  draw: Surface['draw'],
): Surface => ({
  name,
  truth: { talk: answer },
  readers: { talk: read },
  draw,
  rules: () => ({
    gaps,
    neutral,
    alone: timesIn(answer).flatMap((at) => [clock(at), `${clock(at)} · ${t('chat_changed')}`]),
    alsoTrue: [
      ...timesIn(answer).flatMap((at) => [date(at, now), moment(at)]),
      // If it was not read who wrote a message, or on which side, the name or the role may still have been read.
      ...['Орлова Марина', 'Сидоров Пётр', 'Петрова Инна', 'Котова Анна', 'Помощник'],
      t('talk_someone'),
      'joined the chat',
      t('people_bot'),
      t('talk_colleague'),
      t('chat_file'),
      // The reason why nobody may write, a state with another id, parts of a time: all of these are in the answer.
      'HH 2027',
      t('talk_stage', 'Текст'),
      '07',
      '00',
    ],
  }),
  documented,
});

export const conversations: Surface[] = [
  surface('a chat in the panel', chat, reader(chatMessages), drawAlone(false, false)),
  surface('old letters in the panel', letters, reader(oldMessages), drawAlone(false, true)),
  surface('a chat in the popup', chat, reader(chatMessages), drawPopup),
  surface('a chat on the inbox page', chat, reader(chatMessages), drawChat),
  surface('old letters on the inbox page', letters, reader(oldMessages), drawAlone(true, true)),
  surface('an applicant’s letters', letters, reader(oldMessages), drawApplicant),
];

/** A text where there was none is another truth, not an unread fact. */
export const otherTruth = /\.text: other-type "HH 2027" claims/;
