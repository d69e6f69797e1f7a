import {
  eachOf,
  fallbackOf,
  fieldsOf,
  isListOf,
  isNumber,
  isShape,
  isText,
  mended,
  orNull,
  type Read,
  recordOf,
  textOrNull,
  whole,
} from '../guards.ts';
import { plural, t } from '../i18n.ts';
import { isKnown, valueOr } from '../known.ts';
import { brief, hour } from '../time.ts';
import type { Event } from './applicant/events.ts';
import { type ApplicantNegotiation, isAnswer, stageText, titleOf } from './applicant/negotiation.ts';
import { applicantListAddressOf, emptyApplicantListView } from './applicant/negotiation-view.ts';
import { changedVacancies, type Inbox } from './inbox.ts';
import { type Candidate, isMillis, type Millis } from './negotiation.ts';
import { dueToNotify, type Reminder, reminderId, whyText } from './reminders.ts';
import { allNoticeKinds, type NoticeKind, type Settings } from './settings.ts';
import { isRefusal, isWaiting, toneOf } from './stage.ts';
import { addressOf, emptyView } from './view.ts';

/*
 * Derives notices from the store, and decides which are shown now, later or never. Makes no requests. Notices
 * are derived anew each time; each is shown once, because the keys of shown ones are remembered.
 */

/** Something that may be notified. */
export interface Notice {
  kind: NoticeKind;
  /** Stable for the same event: `<letter>:<hh's id>:…`. */
  key: string;
  /** When it happened, by hh's clock; null if the time does not tell whether it is new. */
  at: Millis | null;
  /** The person or the employer; null if unknown. */
  who: string | null;
  /** The vacancy; null if unknown. */
  what: string | null;
  /** The most useful further detail. */
  words: string;
  /** Hashes of the inbox page for a click: `place` if the notice is shown alone, `list` if together with others. */
  place: string;
  list: string;
}

/* Deriving notices. */

/** «Фамилия Имя», as far as known. */
const nameOf = ({ name }: Candidate): string | null =>
  valueOr(name, null)?.split(/\s+/).slice(0, 2).join(' ') || null;

/**
 * Notices from a recruiter's inbox: new responses, messages, and responses that wait too long.
 * @param inbox without snoozed people
 */
export function inboxNotices(
  inbox: Inbox,
  { muted, waitHours }: Pick<Settings, 'muted' | 'waitHours'>,
  now: Millis,
): Notice[] {
  const vacancyName = (id: string | null) => {
    const vacancy = inbox.vacancies.find((one) => one.id === id);
    return vacancy ? valueOr(vacancy.name, null) : null;
  };
  const rows = inbox.rows.filter(({ vacancyId }) => !muted.includes(vacancyId));
  const responses = rows.flatMap((row): Notice[] => {
    const { id, vacancyId, candidate } = row;
    const createdAt = valueOr(row.createdAt, null);
    const what = vacancyName(vacancyId);
    const one = {
      who: nameOf(candidate),
      what,
      place: addressOf({ ...emptyView, vacancyId, negotiationId: id }),
      list: addressOf({ ...emptyView, vacancyId }),
    };
    const response: Notice = { ...one, kind: 'responses', key: `r:${id}`, at: createdAt, words: what ?? '' };
    const lateAt = createdAt === null ? null : createdAt + waitHours * hour;
    if (createdAt === null || lateAt === null || lateAt > now || !isWaiting(row)) return [response];
    const words = t('notify_waiting_body', brief(createdAt, now));
    return [response, { ...one, kind: 'waiting', key: `w:${id}`, at: lateAt, words }];
  });
  const messages = inbox.chats.flatMap((chat): Notice[] => {
    const last = valueOr(chat.last, null);
    if (isKnown(chat.unread, 0) || (last && isKnown(last.mine, true))) return [];
    const row = rows.find(({ chatId }) => chatId === chat.id);
    const vacancyId = row?.vacancyId ?? valueOr(chat.vacancyId, null);
    const list = 'page=chats';
    return [
      {
        kind: 'messages',
        key: `m:${chat.id}:${last?.id ?? valueOr(chat.unread, '')}`,
        at: last ? valueOr(last.at, null) : null,
        who: row ? nameOf(row.candidate) : valueOr(chat.title, null),
        what: vacancyName(vacancyId),
        words: (last && valueOr(last.text, null)?.trim()) || vacancyName(vacancyId) || '',
        place: row ? addressOf({ ...emptyView, vacancyId, negotiationId: row.id }) : list,
        list,
      },
    ];
  });
  return [...messages, ...responses];
}

/** Whether hh counts more than was read so far; the next polls read the rest. */
export const isBehind = (inbox: Inbox, { muted }: Pick<Settings, 'muted'>): boolean =>
  changedVacancies(inbox, muted).length > 0;

/**
 * Notices from an applicant's negotiations: the last event of each, after any that may be notified before it.
 * @param news what happened since the last check
 */
export function applicantNotices(
  news: readonly { negotiation: ApplicantNegotiation; events: readonly Event[] }[],
): Notice[] {
  return news.flatMap(({ negotiation, events }): Notice[] => {
    const { id, hidden, fresh, awaits, employer } = negotiation;
    // What was already there when first seen is not news.
    const seen = events.filter(({ before }) => !before);
    const stage = seen.findLast(({ what }) => what === 'stage');
    const message = seen.findLast(({ what }) => what === 'message');
    const asked = seen.findLast(({ what }) => what === 'asked');
    const viewed = seen.findLast(({ what }) => what === 'viewed');
    const title = titleOf(negotiation);
    const place = (more: object) => applicantListAddressOf({ ...emptyApplicantListView, ...more });
    const noticeOf = (kind: NoticeKind, { at }: Pick<Event, 'at'>, words: string): Notice[] => [
      {
        kind,
        key: `a:${id}:${kind}:${at}`,
        at: null,
        who: employer?.name || null,
        what: title,
        words,
        place: place({ negotiationId: id }),
        list: place({}),
      },
    ];
    /** Null if this stage is not news. */
    const stageNotice = ({ stage: id, ...event }: Extract<Event, { what: 'stage' }>): Notice[] | null => {
      const words = t('notify_stage_body', title, stageText(negotiation.stage));
      // The user withdrew it.
      if (id === 'discard_by_applicant') return [];
      if (isRefusal(id)) return noticeOf('refused', event, title);
      if (toneOf(id) === 'good') return noticeOf('invited', event, words);
      return isAnswer(id) ? noticeOf('answered', event, words) : null;
    };
    if (hidden === true) return [];
    // What the user has seen on hh is no longer news.
    const moved =
      fresh !== false && stage?.what === 'stage' && stage.stage === negotiation.stage.id ? stage : null;
    const ofStage = moved && stageNotice(moved);
    const isAfter = (one: Event, other: Event) => (one.revision ?? 0) > (other.revision ?? 0);
    // Of events that came together with a stage, only the stage is shown; a later message is shown even if the
    // stage was.
    const isNext = (one: Event) => !(moved && ofStage) || isAfter(one, moved);
    const question = asked && fresh !== false && isNext(asked) ? asked : null;
    const letter = message && fresh === true && isNext(message) ? message : null;
    if (letter && (!question || isAfter(letter, question)))
      return [...(ofStage ?? []), ...noticeOf(awaits ? 'asked' : 'answered', letter, title)];
    if (question) return [...(ofStage ?? []), ...noticeOf('asked', question, title)];
    return ofStage ?? (viewed ? noticeOf('read', viewed, title) : []);
  });
}

/** Reminders that are due. One brought back by a message or a move is notified as that event instead. */
export const reminderNotices = (reminders: readonly Reminder[], now: Millis): Notice[] =>
  reminders.flatMap((one): Notice[] => {
    const due = dueToNotify(one, now);
    if (due === null) return [];
    const { of } = one;
    const shared = { kind: 'back', key: `b:${reminderId(one)}:${due}`, at: null } as const;
    const reason = whyText(one, now);
    if (of.kind === 'response')
      return [
        {
          ...shared,
          who: nameOf(of.row.candidate),
          what: of.vacancy,
          words: reason || (of.vacancy ?? ''),
          place: addressOf({ ...emptyView, place: 'back', negotiationId: of.row.id }),
          list: addressOf({ ...emptyView, place: 'back' }),
        },
      ];
    const { negotiation } = of;
    const view = { ...emptyApplicantListView, back: true };
    return [
      {
        ...shared,
        who: negotiation.employer?.name || null,
        what: titleOf(negotiation),
        words: reason || titleOf(negotiation),
        place: applicantListAddressOf({ ...view, negotiationId: negotiation.id }),
        list: applicantListAddressOf(view),
      },
    ];
  });

/* What has been notified. */

/** The notification's kind, or several kinds at once. */
export type Topic = NoticeKind | 'summary';

/** What the user was notified of, and up to when everything counts as known. */
const notified = fieldsOf({
  /** The owner of the inbox (`accountKey`); null before its baseline was taken. */
  account: whole(textOrNull, null),
  /** By hh's clock: anything not newer was there when the inbox was first read. */
  since: whole(isMillis, 0),
  /** The owner of the applications, and the revision of their store after which there may be news. */
  owner: whole(textOrNull, null),
  revision: whole(isNumber, 0),
  /** Keys of all notices that were shown, or need not be; those no longer present come first. */
  keys: eachOf(isText),
  /** The notifications shown last, by topic. */
  shown: recordOf(isShape({ keys: isListOf(isText), place: isText })),
  /**
   * Since when something is held back, or the baseline is not taken, because hh counts more than was read; null
   * if neither.
   */
  behindSince: whole(orNull(isMillis), null),
});
export type Notified = Read<typeof notified>;
export const nothingNotified = fallbackOf(notified);
/** If any part is broken, start again: rather no notification than a duplicate. */
export const readNotified = mended(notified, () => nothingNotified);

/** How many keys of notices no longer present are kept; an unreadable list makes some of them reappear. */
const goneKept = 1000;
/** How long a summary waits for what hh counts but was not read yet, ms. */
const behindAtMost = 15 * 60_000;
/** A clock that was set back does not extend the wait. */
const isInTime = (behindSince: Millis, now: Millis): boolean => Math.abs(now - behindSince) < behindAtMost;

/**
 * Takes the baseline for an account or owner seen for the first time: everything already there counts as known.
 * If the inbox is behind hh's counters, the baseline is taken once it has been read, or after a while; what
 * arrives until then counts as known.
 * @param account null if no inbox was read yet
 */
export function begun(
  notified: Notified,
  account: string | null,
  { owner, revision }: { owner: string | null; revision: number },
  inbox: readonly Notice[],
  reminders: readonly Notice[],
  { isBehind, now }: Pick<Moment, 'isBehind' | 'now'>,
): Notified {
  const isFirst =
    notified.account === null &&
    notified.owner === null &&
    notified.keys.length === 0 &&
    notified.behindSince === null;
  const before = isFirst ? { ...notified, keys: reminders.map(({ key }) => key) } : notified;
  const behindSince = (notified.account === null ? notified.behindSince : null) ?? now;
  const isOpen = isBehind && isInTime(behindSince, now);
  const withInbox =
    account === null || account === before.account
      ? before
      : {
          ...before,
          account: isOpen ? null : account,
          since: Math.max(0, ...inbox.map(({ at }) => at ?? 0)),
          keys: [...new Set([...before.keys, ...inbox.map(({ key }) => key)])],
          behindSince: isOpen ? behindSince : null,
        };
  return owner === null || owner === before.owner ? withInbox : { ...withInbox, owner, revision };
}

/** Takes a new baseline because other vacancies count now: what they first contain is not news. */
export const withOtherVacancies = (notified: Notified): Notified =>
  notified.account === null ? notified : { ...notified, account: null };

export interface Moment {
  isQuiet: boolean;
  /** hh counts more than was read so far. */
  isBehind: boolean;
  /** Whether the user is looking at these; then they are not notified. */
  isSeen: (kind: NoticeKind) => boolean;
  /** The notifications still shown by the system. */
  active: ReadonlySet<string>;
  /** The current revision of the applicant's store. */
  revision: number;
  now: Millis;
}

/** The content of a browser notification. */
export interface Note {
  topic: Topic;
  /** At most 32 characters. */
  title: string;
  message: string;
}

interface Telling {
  notified: Notified;
  show: Note | null;
  /** Notifications whose content is no longer true. */
  clear: Topic[];
  /** Something waits for the end of the quiet hours. */
  isHeld: boolean;
}

/** Decides what is notified now. Nothing twice, and at most one notification, however much there is. */
export function tell(
  notified: Notified,
  notices: readonly Notice[],
  { unnotified, namesHidden, waitHours }: Pick<Settings, 'unnotified' | 'namesHidden' | 'waitHours'>,
  { isQuiet, isBehind, isSeen, active, revision, now }: Moment,
): Telling {
  const known = new Set(notified.keys);
  const isNews = ({ key, at }: Notice) => !known.has(key) && (at === null || at > notified.since);
  const found = notices.filter(isNews);
  const responded = new Set(found.flatMap(({ kind, key }) => (kind === 'responses' ? key.slice(2) : [])));
  // A response that is being notified is not notified as waiting too long as well.
  const isLoud = ({ kind, key }: Notice) =>
    !unnotified.includes(kind) && !isSeen(kind) && !(kind === 'waiting' && responded.has(key.slice(2)));
  // One notice per application.
  const about = ({ key }: Notice) => (key.startsWith('a:') ? key.split(':', 2).join(':') : key);
  const loud = [...Map.groupBy(found.filter(isLoud), about).values()].flatMap(([first]) => first ?? []);
  const standing = new Set(notices.map(({ key }) => key));
  const shown: Notified['shown'] = {};
  for (const topic of topics) {
    const one = notified.shown[topic];
    if (one && active.has(topic) && one.keys.some((key) => standing.has(key))) shown[topic] = one;
  }
  const clear = topics.filter((topic) => active.has(topic) && !shown[topic]);

  // The baseline of the inbox is not taken yet.
  const isOpen = notified.account === null && notified.behindSince !== null;
  const behindSince = isOpen || (isBehind && loud.length > 0) ? (notified.behindSince ?? now) : null;
  const waits = behindSince !== null && isInTime(behindSince, now);
  const isHeld = loud.length > 0 && (isQuiet || waits);
  const settled = isHeld ? found.filter((one) => !loud.includes(one)) : found;
  const keys = withKeys(notified.keys, settled, standing);
  if (isHeld || loud.length === 0) {
    const after = { ...notified, keys, shown, behindSince: isQuiet && !isOpen ? null : behindSince };
    return {
      notified: caughtUp(after, notices, isHeld, revision),
      show: null,
      clear,
      isHeld: isHeld && isQuiet,
    };
  }
  const kinds = allNoticeKinds.filter((kind) => loud.some((one) => one.kind === kind));
  const [first, ...more] = kinds;
  const topic: Topic = first && more.length === 0 ? first : 'summary';
  // The new notification replaces the previous one of its topic, so it repeats what that one said.
  const before = new Set(topic === 'summary' ? [] : shown[topic]?.keys);
  const all = [...loud, ...notices.filter(({ key }) => before.has(key))];
  const note = noteOf(topic, all, kinds, namesHidden, waitHours);
  const after: Notified = {
    ...notified,
    keys,
    shown: { ...shown, [topic]: { keys: all.map(({ key }) => key), place: placeOf(all) } },
    behindSince: null,
  };
  const others = clear.filter((one) => one !== topic);
  return { notified: caughtUp(after, notices, false, revision), show: note, clear: others, isHeld: false };
}

const topics: readonly Topic[] = [...allNoticeKinds, 'summary'];

/** Adds the settled keys; of keys no longer present only the last are kept. */
function withKeys(keys: string[], settled: readonly Notice[], standing: ReadonlySet<string>): string[] {
  const gone = keys.filter((key) => !standing.has(key));
  if (settled.length === 0 && gone.length <= goneKept) return keys;
  return [
    ...gone.slice(-goneKept),
    ...keys.filter((key) => standing.has(key)),
    ...settled.map(({ key }) => key),
  ];
}

/**
 * Advances the revision, unless a notice about an application is held back or still shown: only later changes
 * can be news.
 */
function caughtUp(
  notified: Notified,
  notices: readonly Notice[],
  isHeld: boolean,
  revision: number,
): Notified {
  const open = new Set(Object.values(notified.shown).flatMap(({ keys }) => keys));
  const needed = notices.some(({ key }) => key.startsWith('a:') && (isHeld || open.has(key)));
  return needed || notified.revision === revision ? notified : { ...notified, revision };
}

/** The closest common target of a click on all of these. */
function placeOf(notices: readonly Notice[]): string {
  const [first, ...others] = notices;
  if (!first) return '';
  if (others.length === 0) return first.place;
  return others.every(({ list }) => list === first.list) ? first.list : '';
}

/* Texts. */

/** On one line, at most `length` characters, never splitting a character. */
function clipped(text: string, length = 32): string {
  const all = [...text.replace(/[\r\n\t]+/g, ' ')];
  return all.length <= length
    ? all.join('')
    : `${all
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

/** «12 откликов», «3 чата» */
const countText = (kind: NoticeKind, count: number): string => plural(`notify_count_${kind}`, count);

function noteOf(
  topic: Topic,
  notices: readonly Notice[],
  kinds: readonly NoticeKind[],
  namesHidden: boolean,
  waitHours: number,
): Note {
  if (topic === 'summary') {
    const counts = kinds.map((kind) => countText(kind, notices.filter((one) => one.kind === kind).length));
    const [first = '', second = '', ...others] = counts;
    const message = others.length > 0 ? t('notify_and', others.join(', ')) : t('notify_open');
    return { topic, title: clipped(t('notify_both', first, second)), message };
  }
  const [one, ...others] = notices;
  const isOne = one && others.length === 0;
  if (namesHidden) {
    const title = isOne ? t(`notify_new_${topic}`) : manyTitle(topic, notices, waitHours);
    return { topic, title: clipped(title), message: t('notify_open') };
  }
  if (isOne) {
    const title = one.who ? t(`notify_one_${topic}`, one.who) : t(`notify_new_${topic}`);
    return { topic, title: clipped(title), message: clipped(one.words, 200) || t('notify_open') };
  }
  const places = Map.groupBy(notices, ({ what }) => what ?? '');
  const vacancies = topic === 'responses' && places.size > 1 ? plural('count_vacancies', places.size) : '';
  const title = [manyTitle(topic, notices, waitHours), vacancies].filter(Boolean).join(', ');
  const names =
    topic === 'responses'
      ? [...places]
          .sort(([, a], [, b]) => b.length - a.length)
          .map(([what, { length }]) =>
            places.size > 1 ? t('notify_of', what || t('unknown_name'), length) : what,
          )
      : notices.flatMap(({ who }) => who ?? []);
  return { topic, title: clipped(title), message: clipped(someOf(names), 200) || t('notify_open') };
}

const manyTitle = (kind: NoticeKind, { length }: readonly Notice[], waitHours: number): string =>
  plural(`notify_many_${kind}`, length, waitHours);

/** «Соколова Вера, Петрова Инна, ещё 3» */
function someOf(names: readonly string[]): string {
  const some = [...new Set(names)].slice(0, 3);
  const more = names.filter((name) => !some.includes(name)).length;
  return more > 0 ? t('notify_more', some.join(', '), more) : some.join(', ');
}
