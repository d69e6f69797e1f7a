import { problemIn } from './answer.ts';
import type { Chats } from './hh/chats.ts';
import type { Employer } from './hh/employer.ts';
import { HhError } from './hh/errors.ts';
import type { VacancyId } from './ids.ts';
import { accountKey, type Inbox } from './inbox/inbox.ts';
import { changedVacancies, hasMoreUnread, mergePages, withRows, withVacancies } from './inbox/merge.ts';
import type { Millis, VacancyCount } from './inbox/negotiation.ts';
import type { Problem, ProblemName } from './problem.ts';
import { accountItem, inboxItem, type PollState, pollItem, settingsItem, update } from './storage.ts';
import { chatRowOf, rowOf, vacancyCountOf } from './transform.ts';

/** Beyond the two requests of a quiet poll: rows, chats and later pages share these. */
const extraRequests = 3;
/** Counters behind the first page move slowly. */
const sweepEvery = 10 * 60_000;
const pageSize = 50;
const longestBackoff = 30;
const justDoneFor = 2_000;
const ofChatsAlone = new Set<ProblemName>([
  'forbidden',
  'no-paid-access',
  'not-found',
  'api-closed',
  'unreadable-answer',
]);

export interface SyncDeps {
  employer: Employer;
  chats: Chats;
  now: () => Millis;
  random: () => number;
}

/** The alarm, a person who wants to see, or a change of what is to be counted. */
export type PollReason = 'alarm' | 'person' | 'change';

export type Sync = ReturnType<typeof createSync>;

/**
 * Keeps the store as hh is, in few requests: one for the vacancies' counters, one for unread chats, and at most
 * three more for what changed. Nothing it calls leaves a trace. One poll at a time, whoever asks: it holds the
 * Web Lock `sync`.
 */
export function createSync({ employer, chats, now, random }: SyncDeps) {
  async function poll(): Promise<Problem | null> {
    const account = await accountItem.getValue();
    if (account.state !== 'signed-in' || account.kind !== 'manager' || !account.employer) return null;
    const key = accountKey(account);
    const same = async () => accountKey(await accountItem.getValue()) === key;
    try {
      await read(account.employer.id, same);
      if (await same()) await update(pollItem, (state) => ({ ...state, failures: 0 }));
      return null;
    } catch (error) {
      const problem = problemIn(error);
      if (await same()) await note(problem);
      return problem;
    }
  }

  /** Chats may be closed to a manager whose responses are not: that hides the chats, nothing else. */
  async function readChatCount(): Promise<{ unreadChats: number; chatsProblem: Problem | null }> {
    try {
      return { unreadChats: await chats.unreadCount(), chatsProblem: null };
    } catch (error) {
      if (!(error instanceof HhError) || !ofChatsAlone.has(error.problem.name)) throw error;
      return { unreadChats: 0, chatsProblem: error.problem };
    }
  }

  /** Where even this cannot be stored, the numbers grow stale by themselves and the badge says so. */
  async function note(problem: Problem): Promise<void> {
    try {
      await update(inboxItem, (inbox) => ({ ...inbox, problem, problemSince: inbox.problemSince ?? now() }));
      await update(pollItem, (state) => ({ ...state, failures: state.failures + 1 }));
    } catch {
      // The store is full: nothing more can be kept than what stands there.
    }
  }

  async function read(
    employerId: Parameters<typeof employer.activeVacancies>[0]['employerId'],
    same: () => Promise<boolean>,
  ) {
    const settings = await settingsItem.getValue();
    let extras = extraRequests;
    let setAside = 0;
    const readPage = async (page: number): Promise<{ vacancies: VacancyCount[]; pages: number }> => {
      const answer = await employer.activeVacancies({
        employerId,
        all: settings.count === 'all',
        page,
        perPage: pageSize,
        orderBy: 'unseen_responses_desc',
      });
      setAside += answer.items.setAside;
      return { vacancies: answer.items.items.map(vacancyCountOf), pages: answer.pages ?? 1 };
    };

    const [first, chatCount] = await Promise.all([readPage(0), readChatCount()]);
    const { unreadChats, chatsProblem } = chatCount;
    let state = firstPageRead(await pollItem.getValue(), first.vacancies, first.pages, now());
    if (state.nextPage !== null) {
      extras--;
      const page = state.nextPage;
      state = laterPageRead(state, page, (await readPage(page)).vacancies, first.pages);
    }
    if (!(await same())) return;
    await pollItem.setValue(state);

    const before = await inboxItem.getValue();
    const chatsChanged = unreadChats !== before.unreadChats || (unreadChats > 0 && before.chats.length === 0);
    let chatRows = unreadChats === 0 ? [] : before.chats;
    if (chatsChanged && unreadChats > 0) {
      extras--;
      const answer = await chats.list({ unread: true, page: 0 });
      setAside += answer.items.setAside;
      chatRows = answer.items.items.filter((chat) => chat.unread_message_count !== 0).map(chatRowOf);
    }
    if (!(await same())) return;
    const counted = await update(inboxItem, (inbox) => ({
      ...withVacancies(inbox, mergePages(state.pages)),
      chats: chatRows,
      unreadChats,
      chatsProblem,
      setAside,
      freshAt: now(),
      problem: null,
      problemSince: null,
    }));
    for (const vacancy of changedVacancies(counted, settings.muted).slice(0, extras)) {
      await readRows(vacancy.id, false, same);
    }
  }

  /** @throws HhError when hh cannot be read */
  async function readRows(
    vacancyId: VacancyId,
    more: boolean,
    same: () => Promise<boolean> = async () => true,
  ): Promise<void> {
    const loaded = (await inboxItem.getValue()).rows.filter((row) => row.vacancyId === vacancyId).length;
    const page = more ? Math.floor(loaded / pageSize) : 0;
    const answer = await employer.negotiations({
      collection: 'response',
      vacancyId,
      page,
      perPage: pageSize,
      onlyNew: true,
    });
    if (!(await same())) return;
    const rows = answer.items.items.map((item) => rowOf(item, vacancyId));
    await update(inboxItem, (inbox: Inbox) => ({
      ...withRows(inbox, vacancyId, rows, {
        at: now(),
        more: page + 1 < (answer.pages ?? 1),
        adding: page > 0,
      }),
      setAside: inbox.setAside + answer.items.setAside,
    }));
  }

  return {
    /** Polls, unless a poll is under way (an alarm: skipped; a person: waited for). Never throws for what hh does. */
    poll: (by: PollReason): Promise<Problem | null> =>
      navigator.locks.request('sync', { ifAvailable: by === 'alarm' }, async (lock) => {
        const { freshAt, problem } = await inboxItem.getValue();
        // Whoever waited for a poll has what it brought; what it counted is old once that was changed.
        const justDone =
          by !== 'change' && !problem && freshAt !== null && Math.abs(now() - freshAt) < justDoneFor;
        return lock && !justDone ? poll() : null;
      }),

    /** The unread rows of one vacancy that a person looks at; `more`: those behind the ones read so far. */
    readRows: (vacancyId: VacancyId, more: boolean): Promise<void> =>
      navigator.locks.request('sync', async () => {
        const known = changedVacancies(await inboxItem.getValue(), []).every(({ id }) => id !== vacancyId);
        if (more || !known) await readRows(vacancyId, more);
      }),

    /** Minutes until the next poll: the user's interval with ±10 % of jitter, doubled at each failure in a row. */
    async nextDelay(): Promise<number> {
      const [{ intervalMinutes }, { failures }] = await Promise.all([
        settingsItem.getValue(),
        pollItem.getValue(),
      ]);
      const delay = Math.min(
        Math.max(1, intervalMinutes) * 2 ** failures,
        Math.max(longestBackoff, intervalMinutes),
      );
      return failures === 0 || delay < longestBackoff ? delay * (0.9 + 0.2 * random()) : delay;
    },
  };
}

/** The first page is read at each poll; a sweep through the later ones begins every ten minutes, if they can matter. */
function firstPageRead(state: PollState, vacancies: VacancyCount[], pages: number, now: Millis): PollState {
  if (!hasMoreUnread(vacancies) || pages <= 1) return { ...state, pages: [vacancies], nextPage: null };
  const later = state.pages.slice(1, pages);
  const next = state.nextPage !== null && state.nextPage < pages ? state.nextPage : null;
  // A clock that was set back must not stop the sweeps for a day.
  const due = next === null && Math.abs(now - state.sweptAt) >= sweepEvery;
  return {
    ...state,
    pages: [vacancies, ...later],
    nextPage: due ? 1 : next,
    sweptAt: due ? now : state.sweptAt,
  };
}

function laterPageRead(state: PollState, page: number, vacancies: VacancyCount[], pages: number): PollState {
  const known = [...state.pages];
  known[page] = vacancies;
  const goOn = hasMoreUnread(vacancies) && page + 1 < pages;
  return { ...state, pages: goOn ? known : known.slice(0, page + 1), nextPage: goOn ? page + 1 : null };
}
