import { badArgument, negotiationsError, topicNotFound } from '../errors.ts';
import { hhDate } from '../time.ts';
import type { Message, Negotiation } from '../world/model.ts';
import {
  type ActionForm,
  checkText,
  invite,
  letter,
  markChatRead,
  markViewed,
  messagingStatus,
  move,
} from '../world/moving.ts';
import { actions } from '../world/pipeline.ts';
import { API, type Api, type Call } from './call.ts';
import { meetingPlace } from './employer.ts';
import { markOf, negotiationItem, stateOf } from './views/negotiation.ts';
import { shortVacancy } from './views/vacancy.ts';

const BULK = 50;

/** One negotiation, its actions, and its old messages. */
export function addNegotiations(api: Api): void {
  api.get('/negotiations/:nid{[0-9]+}', (call) => {
    const negotiation = call.negotiation(call.param('nid'));
    const vacancy = call.world.vacancy(negotiation.vacancyId);
    return call.context.json({ ...negotiationItem(call, negotiation), vacancy: shortVacancy(call, vacancy) });
  });

  api.post('/negotiations/read', async (call) => {
    for (const negotiation of topics(call, await call.form())) {
      markViewed(call.world, negotiation);
      markChatRead(call.world, call.world.chatOf(negotiation));
    }
    return call.context.body(null, 204);
  });

  api.put('/negotiations/:collection/:nid{[0-9]+}', async (call) => {
    const negotiation = call.negotiation(call.param('nid'));
    move(call.world, call.account, negotiation, call.param('collection'), actionForm(await call.form()));
    return call.context.body(null, 204);
  });

  api.put('/negotiations/:collection', async (call) => {
    const form = await call.form();
    for (const negotiation of topics(call, form)) {
      move(call.world, call.account, negotiation, call.param('collection'), actionForm(form));
    }
    return call.context.body(null, 204);
  });

  api.post('/negotiations/:stage', async (call) => {
    const form = await call.form();
    const stageId = call.param('stage');
    if (!actions.some((known) => known.stageId === stageId)) throw badArgument('state');
    const resume = call.world.resumeFor(call.account.employerId, form.get('resume_id') ?? '');
    const vacancy = call.world.vacancies.get(form.get('vacancy_id') ?? '');
    if (!resume) throw negotiationsError('resume_not_found');
    if (vacancy?.employerId !== call.account.employerId) throw negotiationsError('invalid_vacancy');
    const negotiation = invite(call.world, call.account, resume, vacancy, stageId, actionForm(form));
    return call.context.html('', 201, { Location: `${API}/negotiations/${negotiation.id}` });
  });

  api.get('/negotiations/:nid/messages', (call) => {
    const negotiation = call.negotiation(call.param('nid'));
    const chat = call.world.chatOf(negotiation);
    const { readCount } = chat;
    const numbered = chat.messages.map((message, index) => ({ message, read: index < readCount }));
    const page = call.page(numbered, ({ message, read }) => oldMessage(call, message, read), 50);
    markViewed(call.world, negotiation);
    markChatRead(call.world, chat);
    return call.context.json(page);
  });

  api.post('/negotiations/:nid/messages', async (call) => {
    const negotiation = call.negotiation(call.param('nid'));
    const text = (await call.form()).get('message') ?? '';
    checkText(text);
    const status = messagingStatus(call.world, negotiation);
    if (status !== 'ok') throw negotiationsError(status);
    letter(call.world, call.account, negotiation, text);
    return call.context.html('', 201);
  });

  api.get('/negotiations/:nid/test/solution', (call) => {
    const { testScore, id } = call.negotiation(call.param('nid'));
    if (testScore === null) throw topicNotFound();
    return call.context.json({
      test_result: {
        name: 'Тест по вакансии',
        score: testScore,
        mark: markOf(testScore),
        duration: 1260 + (Number(id) % 300),
        tasks: [
          {
            question: 'Какой срок сдачи декларации по НДС?',
            closed_answers: [
              { value: 'До 25-го числа', selected: true, correct: true },
              { value: 'До 20-го числа', selected: false, correct: false },
            ],
            opened_answer: null,
          },
        ],
      },
    });
  });
}

/** The topics of a bulk call: at most 50, all of one vacancy. */
function topics(call: Call, form: URLSearchParams): Negotiation[] {
  const ids = form.getAll('topic_id');
  if (ids.length === 0 || ids.length > BULK) throw badArgument('topic_id');
  const list = ids.map((id) => call.negotiation(id));
  if (new Set(list.map((negotiation) => negotiation.vacancyId)).size > 1)
    throw negotiationsError('application_denied');
  return list;
}

function actionForm(form: URLSearchParams): ActionForm {
  return {
    message: form.get('message'),
    sendSms: form.get('send_sms') === 'true',
    addressId: form.get('address_id'),
    vacancyId: form.get('vacancy_id'),
  };
}

function oldMessage(call: Call, message: Message, read: boolean): Record<string, unknown> {
  const mine = message.from === 'employer';
  return {
    id: message.id,
    created_at: hhDate(message.at),
    text: message.text,
    state: stateOf(call, message.state),
    author: { participant_type: message.from },
    editable: false,
    viewed_by_me: mine || read,
    viewed_by_opponent: mine ? message.seenByOpponent : true,
    address: meetingPlace(call.world, message),
    assessments: [],
  };
}
