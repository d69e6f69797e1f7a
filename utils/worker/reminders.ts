import { browser } from 'wxt/browser';
import { accountKey, shownKey } from '../domain/account.ts';
import type { Conversation } from '../domain/conversation.ts';
import {
  type Found,
  followUpDays,
  invitedOf,
  lastOfOurs,
  noteOf,
  overlongOf,
  overlongStay,
  promisedOf,
  silenceOf,
  withOurWord,
} from '../domain/follow-ups.ts';
import type { Millis, Negotiation } from '../domain/negotiation.ts';
import {
  ended,
  nextDueAt,
  type RemindAct,
  responseSubject,
  type Subject,
  subjectId,
  withApplication,
  withListed,
  withResponseNews,
} from '../domain/reminders.ts';
import { isWaiting } from '../domain/stage.ts';
import { textOf } from '../domain/texts.ts';
import { doneIn, type OutboxEntry } from '../domain/write-request.ts';
import { responseNewsOf } from '../from-hh/people.ts';
import type { PlaceOnHh } from '../hh/pages.ts';
import { asId, type NegotiationId } from '../ids.ts';
import { isKnown, known, valueOr } from '../known.ts';
import type { ConversationOf } from '../messaging/protocol.ts';
import type { Result } from '../problem.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import { addReminders, changeReminders, findReminders } from '../storage/follow-ups.ts';
import {
  accountItem,
  applicantItem,
  inboxItem,
  ownNotesItem,
  remindersItem,
  settingsItem,
} from '../storage/items.ts';
import { readOwn, remind } from '../storage/own.ts';
import { peopleDb } from '../storage/people-db.ts';
import { day } from '../time.ts';
import type { Negotiations } from './negotiations.ts';
import { updateBadge } from './notifications.ts';
import type { Sender } from './permissions.ts';

export const remindersAlarm = 'reminders';

/** Reminders: brings back what was snoozed when it is due or as soon as something happens. Asks hh nothing. */
export function createRemindersService({
  negotiations,
  now,
}: {
  negotiations: Pick<Negotiations, 'kept' | 'atHand' | 'keptOfChat'>;
  now: () => Millis;
}) {
  /** What a panel refers to was read for it, and is cached. */
  async function subjectOf(id: NegotiationId): Promise<Subject | null> {
    const [kept, inbox] = await Promise.all([negotiations.kept(id), inboxItem.getValue()]);
    return kept ? responseSubject(kept.negotiation, inbox) : null;
  }

  /** The company wrote to somebody or moved them, which keeps its promise, unless the message makes a new one. */
  async function said(
    account: string,
    negotiation: Negotiation,
    { text, at }: { text: string | null; at: Millis },
  ): Promise<void> {
    const found = text && promisedOf(negotiation, valueOr(negotiation.stage, null), { text, at }, now());
    await addReminders(account, found ? [found] : [], (one) =>
      found ? one : withOurWord(one, negotiation.id, at),
    );
  }

  /** Who among those just read has been at their stage for much longer than is usual on their vacancy, longest first. */
  async function overlongAmong(account: string, read: ReturnType<typeof responseNewsOf>): Promise<Found[]> {
    const found: { one: Found; since: Millis }[] = [];
    const at = now();
    const decided = read.filter(({ stage }) => stage && !isWaiting({ stage: known(stage) }));
    for (const [vacancyId, some] of Map.groupBy(decided, ({ vacancyId }) => vacancyId)) {
      if (!vacancyId) continue;
      const these = some.flatMap(({ resumeId }) => resumeId ?? []);
      const people = await peopleDb.ofVacancy(account, vacancyId, these);
      for (const { id, resumeId, stage } of some) {
        if (!resumeId || !stage) continue;
        const stay = overlongStay(people, { resumeId, vacancyId, stageId: stage.id }, at);
        const one = stay && (await negotiations.atHand(id));
        const overlong = one && overlongOf(one.negotiation, stay, at);
        if (overlong) found.push({ one: overlong, since: stay.since });
      }
    }
    return found.sort((a, b) => a.since - b.since).map(({ one }) => one);
  }

  /** My own negotiation on the vacancy of a page. */
  async function applicationOn(place: PlaceOnHh): Promise<Subject | null> {
    const { owner } = await applicantItem.getValue();
    if (owner === null || place.page !== 'vacancy') return null;
    const [negotiation] = await applicantDb.about(owner, { vacancyId: place.vacancyId });
    return negotiation ? { kind: 'application', negotiation } : null;
  }

  /** What an applicant's notes and list give to come back to; a note takes precedence over a silence. */
  async function foundFor(owner: string): Promise<Found[]> {
    const [{ silentDays }, notes] = await Promise.all([settingsItem.getValue(), ownNotesItem.getValue()]);
    const at = now();
    const shortest = Math.min(silentDays, followUpDays.unanswered);
    const longest = Math.max(silentDays, followUpDays.unanswered) + followUpDays.late + 1;
    const [quiet, ...noted] = await Promise.all([
      applicantDb.unchangedBetween(owner, at - longest * day, at - shortest * day),
      ...Object.entries(notes[owner] ?? {}).map(async ([id, note]) => {
        const negotiation = note.next?.on
          ? await applicantDb.negotiation(owner, asId<NegotiationId>(id))
          : null;
        return negotiation ? noteOf(negotiation, note, at) : null;
      }),
    ]);
    const byNote = noted.flatMap((one) => one ?? []);
    const ids = new Set(byNote.map(({ of }) => subjectId(of)));
    const silent = quiet.flatMap((one) => (ids.has(one.id) ? [] : (silenceOf(one, silentDays, at) ?? [])));
    return [...byNote, ...silent];
  }

  return {
    /** A reminder from a panel on hh's page: on a negotiation of its resume, or on my own on its vacancy. */
    async remind({ id, act }: { id: NegotiationId; act: RemindAct }, sender: Sender): Promise<Result<void>> {
      if (sender.is !== 'page') return remind(id, act, typeof act === 'object' ? await subjectOf(id) : null);
      const of = await applicationOn(sender.page);
      return of && subjectId(of) === id ? remind(id, act, of) : { ok: false, problem: { name: 'forbidden' } };
    },

    /**
     * Handles an answer of hh's, whoever asked for it: brings back a snoozed person if it tells of a message or
     * another stage, and finds people who have been at a stage for too long.
     */
    async heard(account: string, url: URL, json: unknown): Promise<void> {
      // Nobody in this collection has been decided about yet.
      const areUndecided = url.pathname.endsWith('/response');
      const { [account]: mine = [] } = await remindersItem.getValue();
      if (areUndecided && mine.every(({ done }) => done)) return;
      const read = responseNewsOf(url, json);
      if (read.length === 0) return;
      const news = new Map(read.map((one) => [one.id, one]));
      const overlong = areUndecided ? [] : await overlongAmong(account, read);
      await addReminders(account, overlong, (one) => {
        const said = one.of.kind === 'response' ? news.get(one.of.row.id) : undefined;
        return said ? withResponseNews(one, said) : one;
      });
    },

    /** A person opened a conversation: finds what our last message in it promises, and whether something has followed. */
    async talked(of: ConversationOf, { messages, skippedAfter, more }: Conversation): Promise<void> {
      const isEnd = of.from ? of.from.way === 'newer' && isKnown(more, false) : !('page' in of && of.page);
      const last = isEnd ? lastOfOurs({ messages, skippedAfter }) : undefined;
      if (!last) return;
      const one =
        'chatId' in of ? await negotiations.keptOfChat(of.chatId) : await negotiations.kept(of.negotiationId);
      if (one) await said(accountKey(await accountItem.getValue()), one.negotiation, last);
    },

    /** After rows and chats were read. */
    async listed(): Promise<void> {
      const [account, inbox] = await Promise.all([accountItem.getValue(), inboxItem.getValue()]);
      await changeReminders(shownKey(account), (one) => withListed(one, inbox));
    },

    /** After an applicant's list was read, or a note was written. */
    async applied(): Promise<void> {
      const [{ owner }, all] = await Promise.all([applicantItem.getValue(), remindersItem.getValue()]);
      if (owner === null) return;
      await findReminders(owner, await foundFor(owner));
      if (!all[owner]?.length) return;
      const ids = all[owner].flatMap(({ of }) => (of.kind === 'application' ? [of.negotiation.id] : []));
      const found = await Promise.all(ids.map((id) => applicantDb.negotiation(owner, id)));
      const known = new Map(found.flatMap((one) => (one ? [[one.id, one] as const] : [])));
      await changeReminders(owner, (one) => {
        const fresh = one.of.kind === 'application' ? known.get(one.of.negotiation.id) : undefined;
        return fresh ? withApplication(one, fresh) : one;
      });
    },

    /**
     * A write has arrived at hh: a decided person needs no reminder, an invited one may not answer, a viewed one is
     * not new.
     */
    async arrived(entry: OutboxEntry): Promise<void> {
      const { account, request, resulting } = entry;
      const { kind } = request;
      const text = textOf(request);
      if ((kind === 'message' || kind === 'old-message') && request.negotiationId) {
        const one = await negotiations.kept(request.negotiationId);
        if (one) await said(account, one.negotiation, { text, at: now() });
      }
      if (kind !== 'action' && kind !== 'bulk' && kind !== 'read') return;
      const ids = new Set(doneIn(entry));
      await changeReminders(account, (one) => {
        if (one.of.kind !== 'response' || !ids.has(one.of.row.id)) return one;
        return kind === 'read' ? { ...one, of: { ...one.of, unviewed: false } } : ended(one);
      });
      if (kind === 'read') return;
      const at = now();
      const found = await Promise.all(
        [...ids].map(async (id) => {
          const negotiation = (await negotiations.kept(id))?.negotiation;
          return (
            negotiation &&
            ((resulting && invitedOf(negotiation, resulting, at)) ??
              promisedOf(negotiation, resulting, { text, at }, at))
          );
        }),
      );
      const some = found.flatMap((one) => one ?? []);
      if (some.length > 0) await addReminders(account, some);
    },

    /** Updates the badge, and the alarm for the next reminder. Called whenever either may have changed. */
    async settle(): Promise<void> {
      const next = nextDueAt(await readOwn(remindersItem), now());
      await Promise.all([
        updateBadge(),
        next === null
          ? browser.alarms.clear(remindersAlarm)
          : browser.alarms.create(remindersAlarm, { when: next }),
      ]);
    },
  };
}
