import { sameText } from '../domain/texts.ts';
import type { BulkResult, PreparedWrite } from '../domain/write-request.ts';
import { conversationChanges, messagesAtOnce, type WireMessage } from '../hh/conversations.ts';
import { gesture } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import { negotiationIn } from '../hh/negotiations.ts';
import { noteChanges } from '../hh/resumes.ts';
import { asId, type ChatId, type MessageId, type NegotiationId } from '../ids.ts';
import { isKnown, type Known, type List, thenKnown, unread, valueOr } from '../known.ts';
import type { ProblemName } from '../problem.ts';
import type { Hh } from './connection.ts';

/** What reading tells about a write. */
export type Found =
  | {
      is: 'there';
      /** For a bulk write. */
      results?: BulkResult[];
      /** For a bulk write: part of it is not there, or not yet. */
      inPart?: boolean;
      /** Set if hh may have accepted it twice; absent: once. */
      copies?: 'two' | 'unknown';
    }
  /** `final`: it was never sent. Otherwise hh may still be working on it. */
  | { is: 'not-there'; final?: true }
  /** Not there, and the negotiation has left the stage from which the write starts. */
  | { is: 'elsewhere' }
  /** What is there may be ours or somebody else's. `final`: this will never be known. */
  | { is: 'unknown'; final?: true };

export type PreparedOf<Kind extends PreparedWrite['kind']> = Extract<PreparedWrite, { kind: Kind }>;

export const there: Found = { is: 'there' };
export const notThere: Found = { is: 'not-there' };
/** Nothing is sent before what is needed to recognise it is stored. */
export const neverSent: Found = { is: 'not-there', final: true };
export const unknown: Found = { is: 'unknown' };
export const neverKnown: Found = { is: 'unknown', final: true };
/** Copies of one text that hh dates no further apart than this come from one repeated request; ms. */
const repeatedWithin = 60_000;
/** How far the times that hh shows may be behind the time we compare them with; ms. */
const clocksDiffer = 10 * 60_000;
/** Refusals to show a chat. */
const closed = new Set<ProblemName>([
  'forbidden',
  'not-found',
  'no-paid-access',
  'chat-blocked',
  'chat-archived',
]);

/** Something of ours at hh that carries a text. */
interface Copy {
  id: string;
  /** When hh says that it was created, Unix ms. */
  at: number | null;
}

/** Everything of ours that carries a text; `whole`: all that is there could be read. */
interface Copies {
  list: Copy[];
  whole: boolean;
}

export const idsOf = ({ list }: Copies): string[] => list.map(({ id }) => id);

/** Splits a list whose items may each be unreadable: returns the readable ones and the count of the others. */
const readable = <T>({ items, skipped }: List<Known<T>>): List<T> => {
  const read = items.flatMap((item) => (item.known ? [item.value] : []));
  return { items: read, skipped: skipped + items.length - read.length };
};

/** Whether the action leads to another stage, as far as hh says. */
export const leads = ({ before, after }: PreparedOf<'action'>): boolean => after !== null && after !== before;

/** Whether we have stored what is needed to recognise the letter of an action. */
export const isPrepared = ({ letters, since }: PreparedOf<'action'>): boolean =>
  letters !== undefined || since !== undefined;

/** Finds out about writes by reading at hh; without side effects, except where a docstring says otherwise. */
export function createLookups({ client, employer, applicant, conversations }: Hh) {
  const stageNow = async (id: NegotiationId) => {
    const item = await employer.negotiation(id);
    const messages = thenKnown(item.counters, (counters) => counters.messages);
    /** null: not read; for the chat also: there is none. */
    return {
      messages: valueOr(messages, null),
      stage: valueOr(item.employer_state, null),
      chatId: valueOr(item.chat_id, null) ?? null,
    };
  };

  /** Our own messages with exactly this text. Reading marks as viewed, as opening the conversation already did. */
  async function sameMessages({
    negotiationId,
    text,
    from = 'employer',
  }: PreparedOf<'old-message'>): Promise<Copies> {
    const { all, whole } = await everyPage(
      byNumber(async (page) => {
        const answer = await conversations.oldMessages(negotiationId, gesture('marks-viewed'), page);
        return { ...answer, items: readable(answer.items) };
      }),
    );
    const perhaps = all.filter((one) => !one.text.known || sameText(one.text.value, text));
    const list = perhaps.filter(
      (one) => one.text.known && valueOr(one.author, null)?.participant_type === from,
    );
    const foreign = perhaps.filter((one) => one.author.known && one.author.value.participant_type !== from);
    return {
      list: list.map(({ id, created_at }) => ({ id, at: valueOr(created_at, null) })),
      whole: whole && list.length + foreign.length === perhaps.length,
    };
  }

  async function sameNotes({ applicantId, text }: PreparedOf<'note'>): Promise<Copies> {
    const { all, whole } = await everyPage(byNumber((page) => employer.comments(applicantId, page)));
    // A note without a text or an author may be ours.
    const perhaps = all.filter(
      (one) => valueOr(one.is_mine, true) && (!one.text.known || sameText(one.text.value, text)),
    );
    const list = perhaps.filter((one) => isKnown(one.is_mine, true) && one.text.known);
    return {
      list: list.map(({ id, created_at }) => ({ id, at: valueOr(created_at, null) })),
      whole: whole && list.length === perhaps.length,
    };
  }

  /** All messages of a chat, from the newest back. Reading a chat has no side effect. */
  const wholeChat = (chatId: ChatId) =>
    everyPage(async (_, read: readonly WireMessage[]) => {
      const oldest = read.reduce<MessageId | null>(
        (oldest, { id }) => (oldest !== null && Number(oldest) < Number(id) ? oldest : id),
        null,
      );
      const answer = await conversations.messages(chatId, oldest && { id: oldest, way: 'older' });
      const messages = readable(answer.messages);
      const isShort = messages.items.length + messages.skipped < messagesAtOnce;
      return { items: messages, isLast: isShort || null };
    });

  /** Our own messages in a chat with exactly this text. */
  async function sameInChat(chatId: ChatId, text: string): Promise<Copies> {
    const { all, whole } = await wholeChat(chatId);
    const textOf = (one: WireMessage) => thenKnown(one.payload, (payload) => payload.text);
    const isOurs = (one: WireMessage) =>
      thenKnown(one.sender_display_info, (sender) => sender.is_current_participant);
    const perhaps = all.filter((one) => {
      const said = textOf(one);
      // A message that says who joined or left carries no text, and is not ours.
      return said.known ? sameText(said.value, text) : !one.type.known || one.type.value === 'SIMPLE';
    });
    const list = perhaps.filter((one) => textOf(one).known && isKnown(isOurs(one), true));
    const foreign = perhaps.filter((one) => isKnown(isOurs(one), false));
    return {
      list: list.map(({ id, creation_time }) => ({ id, at: valueOr(creation_time, null) })),
      whole: whole && list.length + foreign.length === perhaps.length,
    };
  }

  /** As `sameInChat`; null if the chat is closed to us, as it is to anyone who does not take part in it. */
  const inOpenChat = (chatId: ChatId, text: string): Promise<Copies | null> =>
    sameInChat(chatId, text).catch((error: unknown) => {
      if (error instanceof HhError && closed.has(error.problem.name)) return null;
      throw error;
    });

  /**
   * Removes the extra copies that a repeated request left: those that were not there before and that hh dates at the
   * same moment.
   * @param before their ids, or how many of the oldest they are
   */
  async function withoutCopies(
    { list, whole }: Copies,
    before: readonly string[] | number,
    remove: (copy: Copy) => Promise<unknown>,
  ): Promise<Found> {
    const oldestFirst = list.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
    const [first, ...others] =
      typeof before === 'number'
        ? oldestFirst.slice(before)
        : oldestFirst.filter(({ id }) => !before.includes(id));
    if (!first) return whole ? notThere : unknown;
    let left = 0;
    for (const copy of others) {
      const atOnce = Math.abs((copy.at ?? 0) - (first.at ?? 0)) <= repeatedWithin;
      const removed =
        atOnce &&
        (await remove(copy).then(
          () => true,
          // The browser may repeat a removal as well, so 404 means removed.
          (error) => error instanceof HhError && error.problem.status === 404,
        ));
      if (!removed) left += 1;
    }
    return left > 0 ? { is: 'there', copies: 'two' } : there;
  }

  const cannotRemove = () => Promise.reject(new HhError('message-not-editable', 'no'));

  const noteFound = async (prepared: PreparedOf<'note'>): Promise<Found> =>
    prepared.same === null
      ? neverSent
      : withoutCopies(await sameNotes(prepared), prepared.same, ({ id }) =>
          change(noteChanges.remove(prepared.applicantId, id)),
        );

  const oldMessageFound = async (prepared: PreparedOf<'old-message'>): Promise<Found> =>
    prepared.same === null
      ? neverSent
      : withoutCopies(await sameMessages(prepared), prepared.same, cannotRemove);

  /** After hh accepted it: only in a new chat is our text certain; an existing one may hold the same text from before. */
  async function chatBegun({ json, begun }: PreparedOf<'call'>): Promise<Found> {
    const text = json?.first_message;
    if (!begun || typeof text !== 'string') return unknown;
    const { chatId, since } = begun;
    const { list, whole } = await sameInChat(chatId, text);
    const earlier = list.filter(({ at }) => at !== null && at < since - clocksDiffer);
    return lettersFound({ list, whole }, idsOf({ list: earlier, whole }), chatId);
  }

  const change = ({ operation: _, effects, ...call }: ReturnType<typeof noteChanges.remove>) =>
    client.send({ ...call, effect: 'writes', gesture: gesture(...effects), read: () => {} });

  const lettersFound = (found: Copies, before: readonly string[], chatId: ChatId): Promise<Found> =>
    withoutCopies(found, before, ({ id }) => change(conversationChanges.remove(chatId, asId(id))));

  /** Whether the letter of an action is in the conversation, as distinct from everybody else's messages. */
  async function letterOf(prepared: PreparedOf<'action'>, messagesNow: number | null): Promise<Found> {
    const { letters, since, chatId } = prepared;
    if ((letters || since !== undefined) && chatId) {
      const now = await inOpenChat(chatId, prepared.values.message ?? '');
      if (now && letters) return lettersFound(now, letters, chatId);
      if (now && since !== undefined) return laterFound(now, since, chatId);
    }
    // An unchanged count means that the letter did not arrive; a higher one may come from the applicant's or a
    // colleague's message.
    return messagesNow !== null && messagesNow <= prepared.messages ? notThere : unknown;
  }

  /**
   * Judges messages with the letter's text by whether hh dates them after it was sent. One from shortly before may
   * still be the letter, because hh's clocks differ, and one without a date may be anything.
   */
  async function laterFound({ list, whole }: Copies, since: number, chatId: ChatId): Promise<Found> {
    const earlier = list.filter(({ at }) => at !== null && at < since);
    const isDoubtful = earlier.some(({ at }) => at !== null && at >= since - clocksDiffer);
    if (list.some(({ at }) => at === null)) return unknown;
    if (isDoubtful && earlier.length === list.length) return unknown;
    return lettersFound({ list, whole }, idsOf({ list: earlier, whole }), chatId);
  }

  async function actionFound(prepared: PreparedOf<'action'>, refused: boolean): Promise<Found> {
    if (prepared.values.message && !isPrepared(prepared)) return neverSent;
    if (!prepared.values.message && !leads(prepared)) return neverKnown;
    const { messages, stage } = await stageNow(prepared.negotiationId);
    const stays = stage?.id === prepared.before;
    const arrived = leads(prepared) && stage?.id === prepared.after;
    if (!prepared.values.message) {
      // It is at the wanted stage; who moved it does not matter.
      if (arrived) return there;
      // Moved on from where we moved it, or never moved by us.
      return stays ? notThere : stage && refused ? { is: 'elsewhere' } : unknown;
    }
    const letter = await letterOf(prepared, messages);
    if (letter.is === 'there') return letter;
    if (stays && (leads(prepared) || letter.is === 'not-there')) return notThere;
    // At the stage to which our action leads, but without our letter: a colleague moved it.
    return stage && letter.is === 'not-there' && !arrived ? { is: 'elsewhere' } : unknown;
  }

  /** After hh accepted it: an action that does not change the stage may have been carried out twice, with two letters. */
  async function actionTaken(prepared: PreparedOf<'action'>): Promise<Found> {
    if (!prepared.values.message || leads(prepared)) return there;
    if (prepared.letters && prepared.chatId) return letterOf(prepared, null);
    const { messages } = await stageNow(prepared.negotiationId);
    return messages !== null && messages - prepared.messages <= 1 ? there : unknown;
  }

  /** hh names the new negotiation in the history of the resume. */
  async function inviteLetterOf({ resumeId, vacancyId, values }: PreparedOf<'invite'>): Promise<Found> {
    const { vacancies } = await employer.resumeHistory(resumeId);
    const id = negotiationIn(
      valueOr(vacancies.items.find((one) => one.id === vacancyId)?.negotiations_url ?? unread, null),
    );
    const { chatId } = id ? await stageNow(id) : { chatId: null };
    const found = chatId && (await inOpenChat(chatId, values.message ?? ''));
    return found && found.list.length > 0 ? there : unknown;
  }

  async function inviteFound(prepared: PreparedOf<'invite'>): Promise<Found> {
    const { items, skipped } = (await employer.vacanciesForResume(prepared)).items;
    const vacancy = items.find(({ id }) => id === prepared.vacancyId);
    if (!vacancy) return unknown;
    const { employer_negotiations_state: ours, negotiations_state: theirs } = vacancy;
    const state = valueOr(ours, null) ?? valueOr(theirs, null);
    if (!state) return skipped > 0 || !ours.known || !theirs.known ? unknown : notThere;
    // A resume has one negotiation per vacancy: this one may be the applicant's own, or a colleague's.
    if (prepared.values.message) return inviteLetterOf(prepared).catch(() => unknown);
    return !prepared.after || state.id === prepared.after ? there : unknown;
  }

  async function applyFound({ vacancyId, resumeId }: PreparedOf<'apply'>): Promise<Found> {
    const { items, skipped } = (await applicant.negotiations({ vacancyId })).items;
    if (items.some(({ resume }) => resume?.id === resumeId)) return there;
    return skipped > 0 ? unknown : notThere;
  }

  /**
   * Checks one by one: for a bulk call, hh says neither that all were done nor which.
   * @param certain hh said that it did it, so the stage alone shows that it is our work, without the letter
   */
  async function bulkFound(
    { ids, before, after, values }: PreparedOf<'bulk'>,
    certain: boolean,
  ): Promise<Found> {
    const results: BulkResult[] = [];
    for (const id of ids) {
      const now = await stageNow(id).catch((error: unknown) => {
        // One that is gone must not hide the others.
        if (error instanceof HhError && error.problem.status === 404) return null;
        throw error;
      });
      const stage = now?.stage ?? null;
      // If the stage could not be read, nothing is known about it.
      const moved = stage !== null && (after === null ? stage.id !== before[id] : stage.id === after);
      const letters =
        !certain && values.message && now?.chatId ? await inOpenChat(now.chatId, values.message) : null;
      // A colleague may have moved it there too: only the letter shows whose work it is.
      const ours = certain || !values.message || (letters && letters.list.length > 0);
      const foreign = letters?.whole && letters.list.length === 0;
      // It may have reached its goal and been moved on, or back, since.
      const passed =
        !moved &&
        ((stage !== null && after !== null && stage.id !== before[id]) || (letters?.list.length ?? 0) > 0);
      results.push({
        id,
        stage: stage?.name ? { id: stage.id, name: stage.name } : null,
        done: moved && Boolean(ours),
        ...(((moved && !ours && !foreign) || passed) && { unsure: true }),
      });
    }
    if (!results.some(({ done }) => done)) return results.some(({ unsure }) => unsure) ? unknown : notThere;
    return { is: 'there', results, inPart: !results.every(({ done }) => done) };
  }

  const isHidden = (url: string): Promise<boolean> =>
    client.send({
      method: 'GET',
      url: url.replace('/active', ''),
      effect: 'none',
      read: (json) => Object(json).hidden === true,
    });

  return {
    stageNow,
    sameMessages,
    sameNotes,
    sameInChat,
    inOpenChat,
    noteFound,
    oldMessageFound,
    chatBegun,
    actionFound,
    actionTaken,
    inviteFound,
    applyFound,
    bulkFound,
    isHidden,
  };
}

/** How many pages of one list are read at most. */
const pagesAtMost = 40;

/** One page; `isLast` is null if hh does not say: then the last page is the one that brings nothing new. */
interface PageRead<T> {
  items: List<T>;
  isLast: boolean | null;
}

/**
 * Reads a list page by page to its end.
 * @param read reads the page with that number, from 0; `sofar`: what the previous pages brought
 * @returns each item once; `whole`: nothing is missing
 */
async function everyPage<T extends { id: string }>(
  read: (page: number, sofar: readonly T[]) => Promise<PageRead<T>>,
): Promise<{ all: T[]; whole: boolean }> {
  const all = new Map<string, T>();
  let whole = true;
  for (let page = 0; page < pagesAtMost; page++) {
    const { items, isLast } = await read(page, [...all.values()]);
    const before = all.size;
    for (const item of items.items) all.set(item.id, item);
    whole &&= items.skipped === 0;
    if (isLast ?? all.size === before) return { all: [...all.values()], whole };
  }
  return { all: [...all.values()], whole: false };
}

/** Adapts hh's numbered pages; the first one is requested without a number. */
export const byNumber =
  <T>(read: (page?: number) => Promise<{ items: List<T>; pages?: number | null }>) =>
  async (page: number): Promise<PageRead<T>> => {
    const { items, pages } = await read(page || undefined);
    return { items, isLast: typeof pages === 'number' ? page + 1 >= pages : null };
  };
