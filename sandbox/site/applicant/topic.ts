import { applicantMessaging, declineAllowed, hasNews, isGone, stateWord } from '../../world/applicant.ts';
import type { Applicant, Negotiation } from '../../world/model.ts';
import type { World } from '../../world/world.ts';

const MOSCOW = 3 * 3_600_000;

/** The site's way to write a moment: with milliseconds, and with a colon in the offset, unlike the API's. */
export const siteDate = (at: number): string => `${new Date(at + MOSCOW).toISOString().slice(0, -1)}+03:00`;

/** The page's words for a refusal; the API has one for all. */
const refusals = [
  'DISCARD',
  'DISCARD_BY_EMPLOYER',
  'DISCARD_NO_INTERACTION',
  'RESPONSE_REJECTED',
  'DISCARD_VACANCY_CLOSED',
  'DISCARD_AFTER_INTERVIEW',
  'DISCARD_TO_OTHER_VACANCY',
  'DECLINE',
];

function pageWord(one: Negotiation): string {
  const word = stateWord(one);
  return word === 'discard' ? (refusals[Number(one.id) % refusals.length] ?? 'DISCARD') : word.toUpperCase();
}

/** Each in one of the ways that the site has to write it: some topics have the milliseconds alone. */
function timed({ session }: World, { id }: Negotiation, at: number): string | null {
  const way = session.recorded ? 2 : Number(id) % 3;
  return way === 0 ? null : way === 1 ? siteDate(at).slice(0, -'+03:00'.length) : siteDate(at);
}

/** The last word is a question of the employer's. */
function isAsked(world: World, one: Negotiation): boolean {
  const last = world.chatOf(one).messages.at(-1);
  return last?.from === 'employer' && last.text.endsWith('?') && one.state === 'response';
}

/** `inboxAvailabilityState`, of the API's messaging status. */
const availability: Record<string, string> = {
  ok: 'AVAILABLE',
  no_invitation: 'WITHOUT_INVITATION',
  disabled_by_employer: 'DISABLED_BY_EMPLOYER',
};

/** One of `topicList`: 52 keys, none of them a name. */
export function topicOf(world: World, applicant: Applicant, one: Negotiation): Record<string, unknown> {
  const vacancy = world.vacancy(one.vacancyId);
  const resume = world.resume(one.resumeHash);
  const chat = world.chatOf(one);
  const chatId = Number(chat.id);
  const word = pageWord(one);
  const byEmployer = one.startedBy === 'employer';
  const type = byEmployer ? 'INVITATION_BY_EMPLOYER' : 'RESPONSE_BY_APPLICANT';
  const groups = [byEmployer ? 'BY_EMPLOYER' : 'BY_APPLICANT', 'WITH_RESUME_AND_VACANCY'];
  const letter = chat.messages.some(
    (message) => message.from === 'applicant' && message.state === 'response',
  );
  const status = applicantMessaging(world, one);
  const decline = declineAllowed(world, one);
  const { hidden, declined } = one.applicant;
  return {
    id: Number(one.id),
    applicantUserId: Number(applicant.userId),
    employerId: Number(vacancy.employerId),
    employerManagerId: Number(vacancy.managerId),
    chatId,
    communicationContext: { chatData: { id: chatId, type: 'NEGOTIATION', subtype: null } },
    initialState: byEmployer ? 'INVITATION' : 'RESPONSE',
    initialEmployerState: null,
    lastState: word,
    lastEmployerState: null,
    lastEmployerStateExtName: null,
    lastFunnelStage: null,
    archived: isGone(vacancy),
    creationTime: timed(world, one, one.createdAt),
    platform: null,
    applicantQuestionState: isAsked(world, one),
    initialTopicType: type,
    currentTopicType: type,
    initialTopicTypeGroups: groups,
    currentTopicTypeGroups: groups,
    hasResponseLetter: letter,
    lastSubState: hidden ? 'HIDE' : 'SHOW',
    applicantSubState: hidden ? 'HIDE' : 'SHOW',
    employerSubState: one.state === 'response' ? 'NEW' : null,
    hasText: chat.messages.some(({ text }) => text !== ''),
    viewedByOpponent: one.viewed,
    hasNewMessages: hasNews(world, one),
    lastModified: timed(world, one, one.updatedAt),
    lastModifiedMillis: one.updatedAt,
    chatIsArchived: status === 'archived',
    creationTimeMillis: one.createdAt,
    employerCreationTime: null,
    employerLastChangeTime: null,
    lastChangeDateTimeExceptEmployerInbox: siteDate(one.updatedAt),
    conversationMessagesCount: chat.messages.length,
    conversationUnreadByEmployerCount: one.viewed
      ? Math.max(0, chat.messages.length - chat.readCount)
      : chat.messages.length,
    inboxAvailabilityState: availability[status] ?? status.toUpperCase(),
    responseReminderState: { allowed: one.state === 'response' && !one.viewed },
    topicSource: one.source,
    declineByApplicantAllowed: decline,
    declinedByApplicant: declined,
    employerViolatesRules: false,
    applicantStateInfo: { funnelStageKey: null },
    vacancyId: Number(vacancy.id),
    resumeId: resume.realId,
    resources: [
      ...(letter ? [{ id: 0, type: 'RESPONSE_LETTER' }] : []),
      { id: Number(vacancy.id), type: 'VACANCY' },
      { id: resume.realId, type: 'RESUME' },
    ],
    availableTransitions: [],
    availableStages: [],
    videoInterviewState: null,
    actions: [
      ...(decline ? [action('decline', 'POST')] : []),
      { name: 'delete', method: 'POST', href: '/applicant/negotiations/trash', substate: 'HIDE' },
      ...(one.viewed ? [action('feedback', 'GET')] : []),
    ],
    applicantVacancySummaryEnabled: true,
    hasPendingAutoActionSurvey: false,
  };
}

const action = (name: string, method: string) => ({
  name,
  method,
  href: `/applicant/negotiations/${name}`,
  substate: '',
});
