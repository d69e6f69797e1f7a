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
import { type Event, isAnswer } from './applicant/events.ts';
import { type ApplicantNegotiation, stageText, titleOf } from './applicant/negotiation.ts';
import { applicantListAddressOf, emptyApplicantListView } from './applicant/negotiation-view.ts';
import { allNoticeKinds, type Inbox, type NoticeKind, type Settings } from './inbox.ts';
import { changedVacancies } from './merge.ts';
import { type Candidate, isMillis, type Millis } from './negotiation.ts';
import { dueTold, type Reminder, reminderId, whyText } from './reminders.ts';
import { isRefusal, isWaiting, toneOf } from './stage.ts';
import { addressOf, emptyView } from './view.ts';

/*
 * What happened, as the store has it, and what of it a person is told now, later, or not at all. Nothing is asked of hh
 * for it. What is found is found again each time; it is told once, since what was told is remembered by its key.
 */

/** One thing that may be told. */
export interface Notice {
  kind: NoticeKind;
  /** The same for the same thing, whenever it is found: `<letter>:<id of hh's>:…`. */
  key: string;
  /** When it happened, by hh's clock; null where that is no sign of its being new. */
  at: Millis | null;
  /** Whom it is about, or which employer; null: not known. */
  who: string | null;
  /** The vacancy; null: not known. */
  what: string | null;
  /** The next thing to know of this one. */
  words: string;
  /** Where a click leads when it is told alone, and when others are told with it: addresses of the inbox page. */
  place: string;
  list: string;
}

/* What there is to tell. */

/** «Фамилия Имя», as far as it is known. */
const nameOf = ({ name }: Candidate): string | null =>
  valueOr(name, null)?.split(/\s+/).slice(0, 2).join(' ') || null;

/** What a recruiter's inbox tells of: who responded, who wrote, who waits too long. @param inbox without who is away */
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

/** hh counts more than was read so far: the rest follows with the next polls. */
export const isBehind = (inbox: Inbox, { muted }: Pick<Settings, 'muted'>): boolean =>
  changedVacancies(inbox, muted).length > 0;

/**
 * What an applicant's negotiations tell of: of each what happened last, after what may have been told before it.
 * @param news what happened since the last look
 */
export function applicantNotices(
  news: readonly { negotiation: ApplicantNegotiation; events: readonly Event[] }[],
): Notice[] {
  return news.flatMap(({ negotiation, events }): Notice[] => {
    const { id, hidden, fresh, awaits, employer } = negotiation;
    // What was so when it was first seen is no news.
    const seen = events.filter(({ before }) => !before);
    const stage = seen.findLast(({ what }) => what === 'stage');
    const message = seen.findLast(({ what }) => what === 'message');
    const asked = seen.findLast(({ what }) => what === 'asked');
    const viewed = seen.findLast(({ what }) => what === 'viewed');
    const title = titleOf(negotiation);
    const place = (more: object) => applicantListAddressOf({ ...emptyApplicantListView, ...more });
    const told = (kind: NoticeKind, { at }: Pick<Event, 'at'>, words: string): Notice[] => [
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
    /** null: this stage is no news. */
    const stageNotice = ({ stage: id, ...event }: Extract<Event, { what: 'stage' }>): Notice[] | null => {
      const words = t('notify_stage_body', title, stageText(negotiation.stage));
      // I did it myself.
      if (id === 'discard_by_applicant') return [];
      if (isRefusal(id)) return told('refused', event, title);
      if (toneOf(id) === 'good') return told('invited', event, words);
      return isAnswer(id) ? told('answered', event, words) : null;
    };
    if (hidden === true) return [];
    // What I have seen on hh leaves nothing new in it.
    const moved =
      fresh !== false && stage?.what === 'stage' && stage.stage === negotiation.stage.id ? stage : null;
    const ofStage = moved && stageNotice(moved);
    const isAfter = (one: Event, other: Event) => (one.revision ?? 0) > (other.revision ?? 0);
    // Of what came with the stage, the stage alone; what was written later is told although the stage was told before.
    const isNext = (one: Event) => !(moved && ofStage) || isAfter(one, moved);
    const question = asked && fresh !== false && isNext(asked) ? asked : null;
    const letter = message && fresh === true && isNext(message) ? message : null;
    if (letter && (!question || isAfter(letter, question)))
      return [...(ofStage ?? []), ...told(awaits ? 'asked' : 'answered', letter, title)];
    if (question) return [...(ofStage ?? []), ...told('asked', question, title)];
    return ofStage ?? (viewed ? told('read', viewed, title) : []);
  });
}

/** Reminders whose time has come. What a message or a move brought back is told of as that. */
export const reminderNotices = (reminders: readonly Reminder[], now: Millis): Notice[] =>
  reminders.flatMap((one): Notice[] => {
    const due = dueTold(one, now);
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

/* What was told. */

/** A notification is one of a kind, or of several kinds at once. */
export type Topic = NoticeKind | 'summary';

/** What a person was told of, and up to where it counts as known. */
const told = fieldsOf({
  /** Whose inbox: `accountKey`; null before it was taken up. */
  account: whole(textOrNull, null),
  /** By hh's clock: what is no younger was there when it was first looked at. */
  since: whole(isMillis, 0),
  /** Whose applications, and the revision of their store behind which there may be news. */
  owner: whole(textOrNull, null),
  revision: whole(isNumber, 0),
  /** Of all that was told, or needs not be; those that are gone first. */
  keys: eachOf(isText),
  /** The notifications that were shown last, by topic. */
  shown: recordOf(isShape({ keys: isListOf(isText), place: isText })),
  /** Since when something is held back, or an inbox not taken up, because hh counts more than was read; null: nothing is. */
  behindSince: whole(orNull(isMillis), null),
});
export type Told = Read<typeof told>;
export const nothingTold = fallbackOf(told);
/** Broken anywhere it is begun anew: one is told of nothing rather than twice. */
export const readTold = mended(told, () => nothingTold);

/** Keys of what stands nowhere any more; a list that could not be read brings some of them back. */
const goneKept = 1000;
/** How long a summary waits for what hh counts and was not read yet. */
const behindAtMost = 15 * 60_000;
/** Nor does a clock that was set back make it wait for longer. */
const isInTime = (behindSince: Millis, now: Millis): boolean => Math.abs(now - behindSince) < behindAtMost;

/**
 * Who is looked at for the first time has all that stands there as known: one is told of what comes, not of what is. An
 * inbox that is behind what hh counts is taken up once it is read, or after a while; what it brings until then is known.
 * @param account null: no inbox was read yet
 */
export function begun(
  told: Told,
  account: string | null,
  { owner, revision }: { owner: string | null; revision: number },
  inbox: readonly Notice[],
  reminders: readonly Notice[],
  { isBehind, now }: Pick<Moment, 'isBehind' | 'now'>,
): Told {
  const isFirst =
    told.account === null && told.owner === null && told.keys.length === 0 && told.behindSince === null;
  const before = isFirst ? { ...told, keys: reminders.map(({ key }) => key) } : told;
  const behindSince = (told.account === null ? told.behindSince : null) ?? now;
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

/** Other vacancies count from now on: what they bring first is no news. */
export const withOtherVacancies = (told: Told): Told =>
  told.account === null ? told : { ...told, account: null };

export interface Moment {
  isQuiet: boolean;
  /** The rest of what hh counts is still to be read. */
  isBehind: boolean;
  /** What the person has before them is not told. */
  isSeen: (kind: NoticeKind) => boolean;
  /** The notifications that still stand on the screen or in its tray. */
  active: ReadonlySet<string>;
  /** Of the applicant's store now. */
  revision: number;
  now: Millis;
}

/** A notification of the browser's. */
export interface Note {
  topic: Topic;
  /** At most 32 characters. */
  title: string;
  message: string;
}

interface Telling {
  told: Told;
  show: Note | null;
  /** Notifications about what is no longer so. */
  clear: Topic[];
  /** Something waits for the end of the quiet hours. */
  isHeld: boolean;
}

/** What of all that stands there is told now. Nothing twice; at most one notification, however much there is. */
export function tell(
  told: Told,
  notices: readonly Notice[],
  { unnotified, namesHidden, waitHours }: Pick<Settings, 'unnotified' | 'namesHidden' | 'waitHours'>,
  { isQuiet, isBehind, isSeen, active, revision, now }: Moment,
): Telling {
  const known = new Set(told.keys);
  const isNews = ({ key, at }: Notice) => !known.has(key) && (at === null || at > told.since);
  const found = notices.filter(isNews);
  const responded = new Set(found.flatMap(({ kind, key }) => (kind === 'responses' ? key.slice(2) : [])));
  // Who has just responded, as far as one was told, does not wait too long beside that.
  const isLoud = ({ kind, key }: Notice) =>
    !unnotified.includes(kind) && !isSeen(kind) && !(kind === 'waiting' && responded.has(key.slice(2)));
  // Of one application one thing.
  const about = ({ key }: Notice) => (key.startsWith('a:') ? key.split(':', 2).join(':') : key);
  const loud = [...Map.groupBy(found.filter(isLoud), about).values()].flatMap(([first]) => first ?? []);
  const standing = new Set(notices.map(({ key }) => key));
  const shown: Told['shown'] = {};
  for (const topic of topics) {
    const one = told.shown[topic];
    if (one && active.has(topic) && one.keys.some((key) => standing.has(key))) shown[topic] = one;
  }
  const clear = topics.filter((topic) => active.has(topic) && !shown[topic]);

  // An inbox that is still to be taken up.
  const isOpen = told.account === null && told.behindSince !== null;
  const behindSince = isOpen || (isBehind && loud.length > 0) ? (told.behindSince ?? now) : null;
  const waits = behindSince !== null && isInTime(behindSince, now);
  const isHeld = loud.length > 0 && (isQuiet || waits);
  const settled = isHeld ? found.filter((one) => !loud.includes(one)) : found;
  const keys = withKeys(told.keys, settled, standing);
  if (isHeld || loud.length === 0) {
    const after = { ...told, keys, shown, behindSince: isQuiet && !isOpen ? null : behindSince };
    return { told: caughtUp(after, notices, isHeld, revision), show: null, clear, isHeld: isHeld && isQuiet };
  }
  const kinds = allNoticeKinds.filter((kind) => loud.some((one) => one.kind === kind));
  const [first, ...more] = kinds;
  const topic: Topic = first && more.length === 0 ? first : 'summary';
  // What the notification of before says is said with it: the newer one takes its place.
  const before = new Set(topic === 'summary' ? [] : shown[topic]?.keys);
  const all = [...loud, ...notices.filter(({ key }) => before.has(key))];
  const note = noteOf(topic, all, kinds, namesHidden, waitHours);
  const after: Told = {
    ...told,
    keys,
    shown: { ...shown, [topic]: { keys: all.map(({ key }) => key), place: placeOf(all) } },
    behindSince: null,
  };
  const others = clear.filter((one) => one !== topic);
  return { told: caughtUp(after, notices, false, revision), show: note, clear: others, isHeld: false };
}

const topics: readonly Topic[] = [...allNoticeKinds, 'summary'];

/** With what was settled; of what stands nowhere any more the last ones. */
function withKeys(keys: string[], settled: readonly Notice[], standing: ReadonlySet<string>): string[] {
  const gone = keys.filter((key) => !standing.has(key));
  if (settled.length === 0 && gone.length <= goneKept) return keys;
  return [
    ...gone.slice(-goneKept),
    ...keys.filter((key) => standing.has(key)),
    ...settled.map(({ key }) => key),
  ];
}

/** Nothing of the applications is held back or stands in a notification: what follows is all that can be news. */
function caughtUp(told: Told, notices: readonly Notice[], isHeld: boolean, revision: number): Told {
  const open = new Set(Object.values(told.shown).flatMap(({ keys }) => keys));
  const needed = notices.some(({ key }) => key.startsWith('a:') && (isHeld || open.has(key)));
  return needed || told.revision === revision ? told : { ...told, revision };
}

/** Where a click on all of these leads: as near as it can. */
function placeOf(notices: readonly Notice[]): string {
  const [first, ...others] = notices;
  if (!first) return '';
  if (others.length === 0) return first.place;
  return others.every(({ list }) => list === first.list) ? first.list : '';
}

/* In words. */

/** On one line and at most so long, in whole characters. */
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
  const vacancies = topic === 'responses' && places.size > 1 ? plural('notify_vacancies', places.size) : '';
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
