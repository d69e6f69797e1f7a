import type { BulkResult, PreparedWrite, WriteRequest } from '../domain/write-request.ts';
import { talkChanges } from '../hh/conversations.ts';
import { callRules, gesture, isAllowedCall } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import { uploadFile } from '../hh/files.ts';
import { negotiationIn } from '../hh/negotiation-in.ts';
import { noteChanges } from '../hh/notes.ts';
import { asId, type ChatId, type MessageId, type NegotiationId } from '../ids.ts';
import { isKnown, thenKnown, unread, valueOr } from '../known.ts';
import type { ProblemName } from '../problem.ts';
import { type Files, files as stored } from '../storage/files.ts';
import type { Hh } from './connection.ts';

/** What reading tells of a write. */
export type Found =
  | {
      is: 'there';
      /** Of a write for many. */
      results?: BulkResult[];
      /** Of a write for many: some of it is not there, or not yet. */
      inPart?: boolean;
      /** Where hh may have taken it twice; absent: once. */
      copies?: 'two' | 'unknown';
    }
  /** `final`: it never went out. Otherwise hh may be at it yet. */
  | { is: 'not-there'; final?: true }
  /** Not there, and the thing is not any more where the write would begin. */
  | { is: 'elsewhere' }
  /** What is there may be ours or somebody else's. `final`: nothing will ever tell. */
  | { is: 'unknown'; final?: true };

type PreparedOf<Kind extends PreparedWrite['kind']> = Extract<PreparedWrite, { kind: Kind }>;

const there: Found = { is: 'there' };
const notThere: Found = { is: 'not-there' };
/** Nothing goes out before what is needed to recognise it is stored. */
const neverSent: Found = { is: 'not-there', final: true };
const unknown: Found = { is: 'unknown' };
const neverKnown: Found = { is: 'unknown', final: true };
/** Copies of one text that hh dates no further apart than this come of one request that was repeated. */
const repeatedWithin = 60_000;
/** By how much hh's clock may be behind ours. */
const clocksDiffer = 10 * 60_000;
/** Refusals to show a chat. */
const closed = new Set<ProblemName>([
  'forbidden',
  'not-found',
  'no-paid-access',
  'chat-blocked',
  'chat-archived',
]);
/** Pages of a list that are read for the sake of one text. */
const pagesAtMost = 40;
/** As many messages of a chat as hh gives at once. */
const messagesAtOnce = 50;

/** hh trims and tidies the texts that it stores. */
const normal = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
const sameText = (one: string | null | undefined, other: string): boolean => normal(one) === normal(other);

/** Something of ours at hh that carries a text. */
interface Copy {
  id: string;
  /** When hh says that it was made, Unix ms. */
  at: number | null;
}

/** What of ours carries a text; `whole`: everything that stands there could be read. */
interface Copies {
  list: Copy[];
  whole: boolean;
}

const idsOf = ({ list }: Copies): string[] => list.map(({ id }) => id);

/** How each kind of write is carried to hh, and how its outcome is found out. */
export function createExecutors(
  { client, employer, applicant, chats }: Hh,
  files: Pick<Files, 'get' | 'remove'> = stored,
  /** Unix ms. */
  now: () => number = Date.now,
) {
  const stageNow = async (id: NegotiationId) => {
    const item = await employer.negotiation(id);
    const messages = thenKnown(item.counters, (counters) => counters.messages);
    /** null: not read; of the chat also: there is none. */
    return {
      messages: valueOr(messages, null),
      stage: valueOr(item.employer_state, null),
      chatId: valueOr(item.chat_id, null) ?? null,
    };
  };

  /** Every page of a list. Where hh does not say how many there are, it is read on until a page brings nothing new. */
  async function everyPage<T extends { id: string }>(
    read: (page?: number) => Promise<{ items: { items: T[]; skipped: number }; pages?: number | null }>,
  ): Promise<{ all: T[]; whole: boolean }> {
    const all = new Map<string, T>();
    let whole = true;
    for (let page = 0; page < pagesAtMost; page++) {
      const { items, pages } = await read(page || undefined);
      const before = all.size;
      for (const item of items.items) all.set(item.id, item);
      whole &&= items.skipped === 0;
      const isLast = typeof pages === 'number' ? page + 1 >= pages : all.size === before;
      if (isLast) return { all: [...all.values()], whole };
    }
    return { all: [...all.values()], whole: false };
  }

  /** Our own messages with this very text; reading them marks viewed, as opening the conversation did before. */
  async function sameMessages({
    negotiationId,
    text,
    from = 'employer',
  }: PreparedOf<'old-message'>): Promise<Copies> {
    const { all, whole } = await everyPage((page) =>
      employer.oldMessages(negotiationId, gesture('marks-viewed'), page),
    );
    const same = all.filter((one) => sameText(one.text, text));
    const list = same.filter((one) => one.author?.participant_type === from);
    return {
      list: list.map(({ id, created_at }) => ({ id, at: created_at })),
      whole: whole && same.every((one) => one.author?.participant_type),
    };
  }

  async function sameNotes({ applicantId, text }: PreparedOf<'note'>): Promise<Copies> {
    const { all, whole } = await everyPage((page) => employer.comments(applicantId, page));
    // Of a note without a text, or of nobody known, it is not known that it is another one.
    const perhaps = all.filter(
      (one) => valueOr(one.is_mine, true) && (!one.text.known || sameText(one.text.value, text)),
    );
    const list = perhaps.filter((one) => isKnown(one.is_mine, true) && one.text.known);
    return {
      list: list.map(({ id, created_at }) => ({ id, at: valueOr(created_at, null) })),
      whole: whole && list.length === perhaps.length,
    };
  }

  /** All messages of a chat, from the newest back; reading a chat leaves no trace. */
  async function wholeChat(chatId: ChatId) {
    const all = new Map<MessageId, Awaited<ReturnType<typeof chats.messages>>['messages']['items'][number]>();
    let whole = true;
    let before: MessageId | undefined;
    for (let page = 0; page < pagesAtMost; page++) {
      const { messages } = await chats.messages(chatId, { limit: messagesAtOnce, order: 'prev', before });
      const known = all.size;
      for (const one of messages.items) all.set(one.id, one);
      whole &&= messages.skipped === 0;
      const isLast = messages.items.length + messages.skipped < messagesAtOnce || all.size === known;
      if (isLast) return { all: [...all.values()], whole };
      before = [...all.keys()].reduce((oldest, id) => (Number(id) < Number(oldest) ? id : oldest));
    }
    return { all: [...all.values()], whole: false };
  }

  /** Our own messages in a chat with this very text. */
  async function sameInChat(chatId: ChatId, text: string): Promise<Copies> {
    const { all, whole } = await wholeChat(chatId);
    const perhaps = all.filter(({ payload }) => !payload || sameText(payload.text, text));
    const list = perhaps.filter(
      ({ sender_display_info, payload }) => sender_display_info?.is_current_participant && payload,
    );
    const foreign = perhaps.filter(
      ({ sender_display_info }) => sender_display_info?.is_current_participant === false,
    );
    return {
      list: list.map(({ id, creation_time }) => ({ id, at: creation_time })),
      whole: whole && list.length + foreign.length === perhaps.length,
    };
  }

  /** The same where the chat may be closed to us, as it is to who does not take part in it: null then. */
  const inOpenChat = (chatId: ChatId, text: string): Promise<Copies | null> =>
    sameInChat(chatId, text).catch((error: unknown) => {
      if (error instanceof HhError && closed.has(error.problem.name)) return null;
      throw error;
    });

  /**
   * Removes what a repeated request left behind its first: copies that were not there before and that hh dates at
   * one moment.
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
          // The browser repeats a removal too: what is gone is removed.
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

  /**
   * After hh took it: the chat is new, or it was there already, and then it may hold the same text from before. Only in
   * a new one does our text surely stand.
   * @param since when it was asked for
   */
  async function chatBegun(
    prepared: PreparedOf<'call'>,
    chatId: ChatId | null,
    since: number,
  ): Promise<Found> {
    const text = prepared.json?.first_message;
    if (!chatId || typeof text !== 'string') return unknown;
    const { list, whole } = await sameInChat(chatId, text);
    const earlier = list.filter(({ at }) => at !== null && at < since - clocksDiffer);
    return lettersFound({ list, whole }, idsOf({ list: earlier, whole }), chatId);
  }

  const change = ({ operation: _, effects, ...call }: ReturnType<typeof noteChanges.remove>) =>
    client.send({ ...call, effect: 'writes', gesture: gesture(...effects), read: () => {} });

  const lettersFound = (found: Copies, before: readonly string[], chatId: ChatId): Promise<Found> =>
    withoutCopies(found, before, ({ id }) => change(talkChanges.remove(chatId, asId(id))));

  /** Whether the letter of an action stands in the conversation, told from everybody else's messages. */
  async function letterOf(prepared: PreparedOf<'action'>, messagesNow: number | null): Promise<Found> {
    const { letters, chatId } = prepared;
    if (letters && chatId) {
      const now = await inOpenChat(chatId, prepared.values.message ?? '');
      if (now) return lettersFound(now, letters, chatId);
    }
    // The count says what did not come; what came may be the candidate's, or a colleague's.
    return messagesNow !== null && messagesNow <= prepared.messages ? notThere : unknown;
  }

  const leads = ({ before, after }: PreparedOf<'action'>) => after !== null && after !== before;

  async function actionFound(prepared: PreparedOf<'action'>, refused: boolean): Promise<Found> {
    if (prepared.values.message && prepared.letters === undefined) return neverSent;
    if (!prepared.values.message && !leads(prepared)) return neverKnown;
    const { messages, stage } = await stageNow(prepared.negotiationId);
    const stays = stage?.id === prepared.before;
    const arrived = leads(prepared) && stage?.id === prepared.after;
    if (!prepared.values.message) {
      // As it was wished, whoever made it so.
      if (arrived) return there;
      // Moved on from where we moved it to, or never moved by us.
      return stays ? notThere : stage && refused ? { is: 'elsewhere' } : unknown;
    }
    const letter = await letterOf(prepared, messages);
    if (letter.is === 'there') return letter;
    if (stays && (leads(prepared) || letter.is === 'not-there')) return notThere;
    // Where our action leads, without our letter: a colleague's work.
    return stage && letter.is === 'not-there' && !arrived ? { is: 'elsewhere' } : unknown;
  }

  /** After hh took it: one that moves nothing may have been taken twice, with two letters. */
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
    // There is one negotiation of a resume on a vacancy: this one may be the applicant's own, or a colleague's.
    if (prepared.values.message) return inviteLetterOf(prepared).catch(() => unknown);
    return !prepared.after || state.id === prepared.after ? there : unknown;
  }

  async function applyFound({ vacancyId, resumeId }: PreparedOf<'apply'>): Promise<Found> {
    const { items, skipped } = (await applicant.negotiations({ vacancyId })).items;
    if (items.some(({ resume }) => resume?.id === resumeId)) return there;
    return skipped > 0 ? unknown : notThere;
  }

  /**
   * Item by item: hh says of a call for many neither that all were done nor which.
   * `certain`: hh said that it did it, so that a stage needs no letter to tell whose work it is.
   */
  async function bulkFound(
    { ids, before, after, values }: PreparedOf<'bulk'>,
    certain: boolean,
  ): Promise<Found> {
    const results: BulkResult[] = [];
    for (const id of ids) {
      const now = await stageNow(id).catch((error: unknown) => {
        // One that is gone since hides nothing of the others.
        if (error instanceof HhError && error.problem.status === 404) return null;
        throw error;
      });
      const stage = now?.stage ?? null;
      // Of a stage that could not be read nothing is known.
      const moved = stage !== null && (after === null ? stage.id !== before[id] : stage.id === after);
      const letters =
        !certain && values.message && now?.chatId ? await inOpenChat(now.chatId, values.message) : null;
      // A colleague moves it there too: only the letter tells whose work it is.
      const ours = certain || !values.message || (letters && letters.list.length > 0);
      const foreign = letters?.whole && letters.list.length === 0;
      // It may have been where it was to go, and moved on, or back, since.
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

  /** Whether a refusal says that what was to be taken away is away: by us, or by the browser's first try. */
  async function isGone(prepared: PreparedWrite, error: unknown): Promise<boolean> {
    if (prepared.kind !== 'call' || !(error instanceof HhError)) return false;
    if (prepared.method !== 'DELETE' && !callRules(prepared.operation)?.leaves) return false;
    const { name, status } = error.problem;
    // An applicant's negotiation is not gone but hidden, and can be hidden once.
    return status === 404 || (name === 'wrong-state' && (await isHidden(prepared.url)));
  }

  const beginsChat = ({ operation }: PreparedOf<'call'>) =>
    operation === 'get-or-create-chat-without-vacancy-common';

  /** Written again with the same key, or the same thing set twice, is as once: there, writing is the look-up. */
  function repeats(prepared: PreparedWrite): boolean {
    switch (prepared.kind) {
      case 'message':
      case 'read':
      case 'read-chat':
        return true;
      case 'file':
        // Nothing goes out before it is uploaded.
        return prepared.uploadId !== null;
      case 'call':
        return !callRules(prepared.operation)?.once;
      case 'action':
      case 'bulk':
      case 'invite':
      case 'old-message':
      case 'apply':
      case 'note':
        return false;
    }
  }

  /** One try. @returns what to do to see what hh made of it. @throws {HhError} */
  async function perform(prepared: PreparedWrite): Promise<() => Promise<Found>> {
    const by = gesture('writes', 'marks-viewed');
    const done = async () => there;
    switch (prepared.kind) {
      case 'action':
        await employer.act(prepared, by);
        return () => actionTaken(prepared);
      case 'message':
      case 'file':
        await chats.send(prepared.chatId, prepared, by);
        return done;
      case 'old-message':
        await employer.sendOldMessage(prepared.negotiationId, prepared.text, by);
        return () => oldMessageFound(prepared);
      case 'read':
        await employer.read(prepared, by);
        return done;
      case 'read-chat':
        await chats.read(prepared.chatId, prepared.messageId, by);
        return done;
      case 'bulk':
        await employer.actOnMany(prepared, by);
        return () => bulkFound(prepared, true);
      case 'invite':
        await employer.act({ ...prepared, method: 'POST' }, gesture('writes', 'spends-contact'));
        return done;
      case 'apply':
        await applicant.apply({ ...prepared, message: prepared.text || undefined }, by);
        return done;
      case 'note':
        await employer.addComment(prepared, by);
        return () => noteFound(prepared);
      case 'call': {
        if (!isAllowedCall(prepared)) throw new HhError('trace-refused', 'no');
        const since = now();
        const chatId = await client.send({
          method: prepared.method,
          url: prepared.url,
          form: prepared.form,
          json: prepared.json,
          effect: 'writes',
          gesture: gesture('writes', ...prepared.effects),
          read: (json) => chatIn(json),
        });
        return beginsChat(prepared) ? () => chatBegun(prepared, chatId, since) : done;
      }
    }
  }

  /**
   * Whether a write whose outcome is unknown arrived.
   * @param refused hh refused the last try as done already or not possible any more
   * @throws {HhError} when that cannot be read: it says nothing of the write
   */
  async function look(prepared: PreparedWrite, refused = false): Promise<Found> {
    switch (prepared.kind) {
      case 'action':
        return actionFound(prepared, refused);
      case 'bulk':
        return bulkFound(prepared, false);
      case 'invite':
        return inviteFound(prepared);
      case 'old-message':
        return oldMessageFound(prepared);
      case 'apply':
        return prepared.none === null ? neverSent : applyFound(prepared);
      case 'note':
        return noteFound(prepared);
      case 'file':
        if (prepared.uploadId === null) return neverSent;
        await perform(prepared);
        return there;
      case 'message':
      case 'read':
      case 'read-chat':
        await perform(prepared);
        return there;
      case 'call':
        if (!repeats(prepared)) return neverKnown;
        try {
          await perform(prepared);
        } catch (error) {
          if (!(await isGone(prepared, error))) throw error;
        }
        return there;
    }
  }

  return {
    /**
     * What must be done or known before the first try, to tell afterwards whether it arrived; what to store then.
     * @throws {HhError} when that cannot be: nothing was sent
     */
    async prepare(prepared: PreparedWrite): Promise<PreparedWrite> {
      if (prepared.kind === 'action' && prepared.values.message && prepared.letters === undefined) {
        const { chatId, values } = prepared;
        const found = chatId ? await inOpenChat(chatId, values.message ?? '') : null;
        if (found) return { ...prepared, letters: idsOf(found) };
        // What was shown may be minutes old.
        const { messages } = await stageNow(prepared.negotiationId);
        return { ...prepared, letters: null, messages: messages ?? prepared.messages };
      }
      if (prepared.kind === 'old-message' && prepared.same === null)
        return { ...prepared, same: idsOf(await sameMessages(prepared)) };
      if (prepared.kind === 'note' && prepared.same === null)
        return { ...prepared, same: idsOf(await sameNotes(prepared)) };
      if (prepared.kind === 'apply' && prepared.none === null) {
        // The letter would not go along with the response that is there.
        if ((await applyFound(prepared)).is === 'there') throw new HhError('already-applied', 'no');
        return { ...prepared, none: true };
      }
      if (prepared.kind === 'file' && prepared.uploadId === null) {
        const blob = await files.get(prepared.fileId);
        if (!blob) throw new HhError('file-gone', 'no');
        // An upload that no message names stands nowhere: one whose answer was lost is made again.
        return {
          ...prepared,
          uploadId: await uploadFile(client, { blob, name: prepared.name }, gesture('writes')),
        };
      }
      return prepared;
    },

    perform,
    repeats,
    isGone,

    /** What a write kept beside the outbox goes with it. */
    async drop(request: WriteRequest): Promise<void> {
      if (request.kind === 'file') await files.remove(request.fileId);
    },

    look,

    /**
     * The same by reading alone, for a write that `look` would make again: hh has just refused it.
     * @throws {HhError} as `look`
     */
    async lookOnly(prepared: PreparedWrite): Promise<Found> {
      if (!repeats(prepared)) return look(prepared, true);
      if (prepared.kind !== 'message') return unknown;
      const { list, whole } = await sameInChat(prepared.chatId, prepared.text);
      // One with the same words may be an earlier one.
      return whole && list.length === 0 ? notThere : unknown;
    },
  };
}

/** The chat that an answer names, if it does. */
function chatIn(json: unknown): ChatId | null {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : null;
  return typeof id === 'string' || typeof id === 'number' ? asId<ChatId>(id) : null;
}
