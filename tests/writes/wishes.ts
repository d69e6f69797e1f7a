import type { Effects, World } from '../../sandbox/index.ts';
import { ids, vacancyIds } from '../../sandbox/index.ts';
import { ownResumes } from '../../sandbox/world/applicant.ts';
import { addApplicantVacancy, applicantEmployers } from '../../sandbox/world/applicant-companies.ts';
import { newResume } from '../../sandbox/world/people.ts';
import { applicantChanges } from '../../utils/hh/applicant-negotiation.ts';
import type { Change } from '../../utils/hh/change.ts';
import { mailTemplateChange } from '../../utils/hh/mail-templates.ts';
import { noteChanges } from '../../utils/hh/notes.ts';
import { talkChanges } from '../../utils/hh/talk.ts';
import { preferringOrder } from '../../utils/hh/vacancy.ts';
import {
  type ApplicantId,
  asId,
  type ChatId,
  type EmployerId,
  type ManagerId,
  type MessageId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../../utils/ids.ts';
import type { Wish } from '../../utils/inbox/write.ts';
import type { ProblemName } from '../../utils/problem.ts';

/** A wish before a world made for it, and how hh shows that it was done. */
export interface Scene {
  wish: Wish;
  /** What the ledger holds when it was done once, by kind of effect; nothing else may be there. */
  done: Partial<Record<keyof Effects, number>>;
  /** The world is as wished, whoever made it so. */
  asWished: () => boolean;
  /** A call that may be made twice, to no further effect. */
  repeatable?: boolean;
  /** Made ready at hh, where nobody sees it and it may be made ready again. */
  ready?: keyof Effects;
  /** Nothing that can be read tells whether it was done: an unknown outcome stays so. */
  unreadable?: boolean;
  /** Negotiations that a colleague may move meanwhile, and where the wish would move them. */
  moves?: { ids: string[]; to: string };
}

/** What waits in `files` under this name. */
export const fileId = 'letter.pdf';

export interface WishCase {
  name: string;
  /** hh's operation that writes. */
  operation: string;
  /** Whose wish it is; a recruiter's when left out. */
  as?: 'applicant';
  /** What hh's lack of rights is called of this call. */
  forbidden?: ProblemName;
  scene: (world: World) => Scene;
}

const letter = 'Здравствуйте! Спасибо за отклик.';

function response(world: World, stageId?: string) {
  return world.addResponse({
    vacancyId: vacancyIds.accountant,
    letter: 'Добрый день',
    ...(stageId && { stageId }),
  });
}

function action(
  world: World,
  actionId: string,
  to: string,
  values: Record<string, string>,
  { subActionId, from, more }: { subActionId?: string; from?: string; more?: Scene['done'] } = {},
): Scene {
  const negotiation = response(world, from);
  const wish: Wish = {
    kind: 'action',
    negotiationId: asId<NegotiationId>(negotiation.id),
    actionId,
    values,
    ...(subActionId && { subActionId }),
  };
  return {
    wish,
    done: { stateChanges: 1, viewed: 1, ...(values.message && { messagesSent: 1 }), ...more },
    asWished: () => negotiation.stageId === to && negotiation.substageId === (subActionId ?? null),
    moves: { ids: [negotiation.id], to },
  };
}

/** An own message in a talk, which can be edited and taken back. */
function ownMessage(world: World) {
  const chat = world.chatOf(response(world));
  const message = world.append(chat, 'Опечятка', 'employer', { authorId: ids.manager });
  return { chat, message, chatId: asId<ChatId>(chat.id), messageId: asId<MessageId>(message.id) };
}

function ownNote(world: World) {
  const { ownerId } = world.resume(response(world).resumeHash);
  const id = world.nextId(123_000);
  const note = { id, applicantId: ownerId, managerId: ids.manager, text: 'Была', at: world.now() };
  world.comments.set(id, { ...note, accessType: 'owner' });
  return { id, applicantId: asId<ApplicantId>(ownerId) };
}

const call = (change: Change, done: Scene['done'], asWished: () => boolean): Scene => ({
  wish: { kind: 'call', ...change },
  done,
  asWished,
  repeatable: !change.once,
});

function file(world: World): Scene {
  const { id, chatId } = response(world);
  return {
    wish: {
      kind: 'file',
      negotiationId: asId<NegotiationId>(id),
      chatId: asId<ChatId>(chatId),
      fileId,
      name: fileId,
    },
    done: { messagesSent: 1, other: 1 },
    ready: 'other',
    asWished: () => world.chat(chatId).messages.some(({ from }) => from === 'employer'),
  };
}

/** A vacancy that an applicant has not answered yet, and the resume that they would answer with. */
function forApplying(world: World) {
  const resume = ownResumes(world, world.applicant('applicant')).find(({ status }) => status === 'published');
  if (!resume) throw new Error('the applicant has no resume');
  const vacancy = addApplicantVacancy(
    world,
    world.nextId(100_500_000),
    'Бухгалтер',
    applicantEmployers.sever,
  );
  return { vacancyId: vacancy.id, resumeHash: resume.hash };
}

/** Their response that nobody has opened yet. */
function ownResponse(world: World) {
  const negotiation = world.addResponse({ ...forApplying(world), letter: 'Опечятка' });
  const chat = world.chatOf(negotiation);
  return { negotiation, chat, id: asId<NegotiationId>(negotiation.id) };
}

function hiding(world: World, decline: boolean): Scene {
  const { negotiation, id } = ownResponse(world);
  const asWished = () => negotiation.applicant.hidden && negotiation.applicant.declined === decline;
  // hh hides once and refuses the second time, which the look-up by reading tells from any other refusal.
  return call(applicantChanges.hide(id, decline), { hidden: 1 }, asWished);
}

const applicants: WishCase[] = [
  {
    name: 'response with a letter',
    operation: 'apply-to-vacancy',
    forbidden: 'api-closed',
    scene: (world) => {
      const { vacancyId, resumeHash } = forApplying(world);
      const mine = () =>
        world.negotiationsOfResume.get(resumeHash)?.filter((one) => one.vacancyId === vacancyId);
      return {
        wish: {
          kind: 'apply',
          vacancyId: asId<VacancyId>(vacancyId),
          resumeId: asId<ResumeId>(resumeHash),
          text: letter,
        },
        done: { applied: 1 },
        asWished: () => mine()?.length === 1,
      };
    },
  },
  {
    name: 'message of an applicant',
    operation: 'send-negotiation-message',
    scene: (world) => {
      const { chat, id } = ownResponse(world);
      return {
        wish: { kind: 'old-message', negotiationId: id, text: letter },
        done: { messagesSent: 1 },
        asWished: () => chat.messages.some(({ from, text }) => from === 'applicant' && text === letter),
      };
    },
  },
  {
    name: 'response hidden',
    operation: 'hide-active-response',
    scene: (world) => hiding(world, false),
  },
  {
    name: 'response hidden with a polite refusal',
    operation: 'hide-active-response',
    scene: (world) => hiding(world, true),
  },
  {
    name: 'letter edited',
    operation: 'edit-negotiation-message',
    scene: (world) => {
      const { chat, id } = ownResponse(world);
      const [message] = chat.messages;
      if (!message) throw new Error('no letter');
      const change = applicantChanges.editLetter(id, asId<MessageId>(message.id), letter);
      return call(change, { messagesEdited: 1 }, () => message.text === letter);
    },
  },
];

const stageAction = 'change-negotiation-action';

export const wishes: WishCase[] = [
  ...applicants.map((one): WishCase => ({ ...one, as: 'applicant' })),
  {
    name: 'action with a letter',
    operation: stageAction,
    scene: (world) => action(world, 'discard_by_employer', 'discard_by_employer', { message: letter }),
  },
  {
    name: 'silent action',
    operation: stageAction,
    scene: (world) => action(world, 'to_security_check', 'security_check', {}),
  },
  {
    name: 'action with SMS and address',
    operation: stageAction,
    scene: (world) =>
      action(
        world,
        'interview',
        'interview',
        { message: letter, send_sms: 'true', address_id: '15' },
        { more: { sms: 1 } },
      ),
  },
  {
    name: 'action below an action',
    operation: stageAction,
    scene: (world) =>
      action(world, 'interview', 'interview', { message: letter }, { subActionId: 'interview_2' }),
  },
  {
    name: 'chat message',
    operation: 'chat-message-post',
    scene: (world) => {
      const { id, chatId } = response(world);
      return {
        wish: {
          kind: 'message',
          negotiationId: asId<NegotiationId>(id),
          chatId: asId<ChatId>(chatId),
          text: letter,
        },
        done: { messagesSent: 1 },
        asWished: () => world.chat(chatId).messages.some(({ text }) => text === letter),
      };
    },
  },
  { name: 'file in a message', operation: 'chat-message-post', scene: file },
  { name: 'file uploaded', operation: 'get-common-chat-files-upload-links', scene: file },
  {
    name: 'old message',
    operation: 'send-negotiation-message',
    scene: (world) => {
      const { id, chatId } = response(world);
      // Its conversation was opened, or nobody could have written into it.
      world.negotiation(id).viewed = true;
      return {
        wish: { kind: 'old-message', negotiationId: asId<NegotiationId>(id), text: letter },
        done: { messagesSent: 1 },
        asWished: () => world.chat(chatId).messages.some(({ text }) => text === letter),
      };
    },
  },
  {
    name: 'read',
    operation: 'post-negotiations-topics-read',
    scene: (world) => {
      const read = [response(world), response(world)];
      return {
        wish: {
          kind: 'read',
          vacancyId: asId<VacancyId>(vacancyIds.accountant),
          negotiationIds: read.map(({ id }) => asId<NegotiationId>(id)),
        },
        done: { viewed: 2 },
        asWished: () => read.every(({ viewed }) => viewed),
      };
    },
  },
  {
    name: 'read-chat',
    operation: 'set-last-viewed-message',
    scene: (world) => {
      const chat = world.chatOf(response(world));
      const { id } = world.addMessage(chat.id, 'Есть новости?', 'applicant');
      return {
        wish: { kind: 'read-chat', chatId: asId<ChatId>(chat.id), messageId: asId<MessageId>(id) },
        done: { chatRead: 1 },
        asWished: () => world.unreadMessages(chat) === 0,
      };
    },
  },
  {
    name: 'bulk of three',
    operation: 'put-negotiations-collection-to-next-state',
    scene: (world) => {
      const three = [response(world), response(world), response(world)];
      return {
        wish: {
          kind: 'bulk',
          vacancyId: asId<VacancyId>(vacancyIds.accountant),
          negotiationIds: three.map(({ id }) => asId<NegotiationId>(id)),
          actionId: 'discard_by_employer',
          values: { message: letter },
        },
        done: { stateChanges: 3, messagesSent: 3, viewed: 3 },
        asWished: () => three.every(({ stageId }) => stageId === 'discard_by_employer'),
        moves: { ids: three.map(({ id }) => id), to: 'discard_by_employer' },
      };
    },
  },
  {
    name: 'invite',
    operation: 'invite-applicant-to-vacancy',
    scene: (world) => {
      const { hash } = newResume(world);
      return {
        wish: {
          kind: 'invite',
          resumeId: asId<ResumeId>(hash),
          vacancyId: asId<VacancyId>(vacancyIds.accountant),
          actionId: 'phone_interview',
          values: { message: letter },
        },
        done: { invitations: 1, contactsSpent: 1, messagesSent: 1 },
        asWished: () => (world.negotiationsOfResume.get(hash)?.length ?? 0) === 1,
      };
    },
  },
  {
    name: 'note',
    operation: 'add-applicant-comment',
    scene: (world) => {
      const { ownerId } = world.resume(response(world).resumeHash);
      const text = 'Просила писать, а не звонить';
      return {
        wish: { kind: 'note', applicantId: asId<ApplicantId>(ownerId), text, access: 'owner' },
        done: { comments: 1 },
        asWished: () => [...world.comments.values()].some(({ applicantId }) => applicantId === ownerId),
      };
    },
  },
  {
    name: 'note edited',
    operation: 'update-applicant-comment',
    scene: (world) => {
      const { id, applicantId } = ownNote(world);
      const change = noteChanges.edit(applicantId, id, { text: 'Стала', access: 'coworkers' });
      return call(change, { comments: 1 }, () => world.comments.get(id)?.text === 'Стала');
    },
  },
  {
    name: 'note deleted',
    operation: 'delete-applicant-comment',
    scene: (world) => {
      const { id, applicantId } = ownNote(world);
      return call(noteChanges.remove(applicantId, id), { comments: 1 }, () => !world.comments.has(id));
    },
  },
  {
    name: 'message edited',
    operation: 'chat-message-put',
    scene: (world) => {
      const { message, chatId, messageId } = ownMessage(world);
      const change = talkChanges.edit(chatId, messageId, letter);
      return call(change, { messagesEdited: 1 }, () => message.text === letter);
    },
  },
  {
    name: 'message deleted',
    operation: 'chat-message-delete',
    scene: (world) => {
      const { chat, message, chatId, messageId } = ownMessage(world);
      const change = talkChanges.remove(chatId, messageId);
      return call(change, { messagesDeleted: 1 }, () => !chat.messages.includes(message));
    },
  },
  {
    name: 'chat left',
    operation: 'leave-chat',
    scene: (world) => {
      const { chat, chatId } = ownMessage(world);
      return call(talkChanges.leave(chatId), { other: 1 }, () => !chat.managerIds.includes(ids.manager));
    },
  },
  {
    name: 'colleague let in',
    operation: 'put-participant-list',
    scene: (world) => {
      const { chat, chatId } = ownMessage(world);
      const change = talkChanges.addManager(chatId, asId<ManagerId>(ids.colleague));
      return call(change, { other: 1 }, () => chat.managerIds.includes(ids.colleague));
    },
  },
  {
    name: 'applicant kept from writing',
    operation: 'set-write-possibility-common',
    scene: (world) => {
      const { chat, chatId } = ownMessage(world);
      const change = talkChanges.letApplicantWrite(chatId, false);
      return call(change, { other: 1 }, () => !chat.applicantMayWrite);
    },
  },
  {
    name: 'preferred order',
    operation: 'put-pref-negotiations-order',
    scene: (world) => {
      const vacancy = world.vacancy(vacancyIds.accountant);
      vacancy.preferredOrder = 'created_at';
      const { form, ...change } = preferringOrder(asId<VacancyId>(vacancy.id), 'relevance');
      return call(
        { ...change, form, effects: [...change.effects] },
        { other: 1 },
        () => vacancy.preferredOrder === 'relevance',
      );
    },
  },
  {
    name: 'mail template',
    operation: 'put-mail-templates-item',
    scene: (world) => {
      const template = world.mailTemplates.get('invite');
      if (!template) throw new Error('no template');
      template.text = 'Было';
      const employerId = asId<EmployerId>(ids.employer);
      const change = mailTemplateChange({ employerId, templateId: template.id, text: 'Стало, [Name]' });
      return call(change, { other: 1 }, () => template.text === 'Стало, [Name]');
    },
  },
  {
    name: 'chat without a vacancy',
    operation: 'get-or-create-chat-without-vacancy-common',
    scene: (world) => {
      const { hash } = newResume(world);
      const change = talkChanges.withoutVacancy(asId<ResumeId>(hash), letter);
      const begun = () => [...world.chats.values()].some(({ resumeHash }) => resumeHash === hash);
      return { ...call(change, { messagesSent: 1 }, begun), unreadable: true };
    },
  },
];
