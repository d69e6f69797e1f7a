import { emptyApplicant } from '../../../utils/domain/applicant/applicant.ts';
import { defaultSettings } from '../../../utils/domain/settings.ts';
import { draftKey, textOf } from '../../../utils/domain/texts.ts';
import type { OutboxEntry, Progress, WriteRequest } from '../../../utils/domain/write-request.ts';
import { applicantChanges } from '../../../utils/hh/applicant.ts';
import { conversationChanges } from '../../../utils/hh/conversations.ts';
import { mailTemplateChange } from '../../../utils/hh/employer.ts';
import { noteChanges } from '../../../utils/hh/resumes.ts';
import { preferringOrder } from '../../../utils/hh/vacancies.ts';
import {
  type AccountId,
  type ApplicantId,
  asId,
  type ChatId,
  type EmployerId,
  type EntryId,
  type ManagerId,
  type MessageId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../../../utils/ids.ts';
import { applicantItem } from '../../../utils/storage/items.ts';
import { createSimulatedBrowser, type SimulatedBrowser } from './browser.ts';
import { createClock, EndlessError } from './clock.ts';
import type { WorkerExtension } from './extension.ts';
import { createHh, keyOf, type Login, type LoginName, logins, refreshTokenOf, trims } from './hh.ts';
import { randomFrom } from './random.ts';
import { applicantKinds, type Scenario, type Step, type What, type WriteKind, writeKinds } from './steps.ts';

/** A promise that was broken in a run. */
export interface Violation {
  /** One word for the promise, which tells whether a shortened run breaks the same one. */
  rule:
    | 'lost'
    | 'twice'
    | 'unasked'
    | 'other-account'
    | 'false-sent'
    | 'false-not-sent'
    | 'late'
    | 'early'
    | 'no-draft'
    | 'loop'
    | 'never-ends'
    | 'broken';
  text: string;
}

/** What a person asked for, and what they were told about it. */
interface Ask {
  n: number;
  request: WriteRequest;
  kind: WriteKind | 'read-by-opening';
  account: string;
  keys: string[];
  text: string;
  /**
   * Until when it may be sent without asking, counted from the end of the undo window or from the last "try again";
   * by the true time and by the wall clock.
   */
  until: number;
  wallUntil: number;
  windowEnds: number;
  id: string | null;
  /** `unanswered`: the worker died before it said whether it accepted the write. */
  state: 'taken' | 'refused' | 'unanswered' | 'taken-back' | 'put-away' | 'given-up';
  /** Something visible was shown about it: failed, asked, results. */
  told: boolean;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const begin = Date.UTC(2026, 10, 28, 9);
/** In addition to the hour: for a request in flight, or a lookup before it. */
const slack = 2 * minute;

/** A text reduced to its words, since hh may change the rest. */
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Whether performing the write twice has the same effect as once. */
const isIdempotent = (key: string) => /^(read|read-chat|call):/.test(key);

/** Problems that do not say whether the write arrived. */
const saysNothing = new Set(['outcome-unknown']);

export interface Simulated {
  extension: () => WorkerExtension;
  /** Replaces the real browser by the simulated one, for all modules. */
  install: (browser: SimulatedBrowser, random: () => number) => void;
}

export interface Outcome {
  violations: Violation[];
  /** Statistics: what was done at hh, and how it ended. */
  asked: number;
  committed: number;
  ends: Record<string, number>;
  busiest: { writes: number; requests: number; timers: number };
  log: string[];
}

/** Runs one scenario from an empty store until nothing is left to do, and checks what hh did. */
export async function simulate(scenario: Scenario, { extension, install }: Simulated): Promise<Outcome> {
  const violations: Violation[] = [];
  const log: string[] = [];
  const asks: Ask[] = [];
  const entries = new Map<string, OutboxEntry>();
  /** Writes that were as wished when they were shown as sent, whoever achieved that. */
  const wasWished = new Set<string>();
  /** Writes shown as sent, perhaps twice. */
  const hasSaidCopies = new Set<string>();
  const random = randomFrom(scenario.seed ^ 0x5eed);
  const clock = createClock(begin, 60_000);
  const trim = trims[scenario.trim] ?? ((text: string) => text);
  const hh = createHh({ ...scenario, clock, random, trim });
  const browser: SimulatedBrowser = createSimulatedBrowser({
    clock,
    random,
    alarmsBy: scenario.alarmsBy,
    start: extension,
    wire: (request) => {
      const said = request.body instanceof FormData ? '(form)' : (request.body ?? '');
      note(`hh ← ${request.method} ${request.url.pathname} ${said.slice(0, 80)}`);
      const reply = hh.receive(request);
      const { what, after } = reply;
      note(
        `hh → ${what.kind === 'cut' ? `cut${what.repeats ? ', repeats' : ''}` : what.status}, ${after} ms`,
      );
      return reply;
    },
    stored: (key, value) => {
      if (!key.startsWith('outbox')) note(`stored ${key}`);
      else if (key !== 'outbox') seeOutbox(entryIn(value));
    },
  });
  const note = (text: string) => {
    if (log.length < 3_000) log.push(`${(clock.now / 1000).toFixed(3).padStart(10)} ${text}`);
  };
  const broken = (rule: Violation['rule'], text: string): void => {
    if (violations.some((one) => one.rule === rule)) return;
    violations.push({ rule, text: `at ${(clock.now / 1000).toFixed(1)} s: ${text}` });
    note(`!! ${rule}: ${text}`);
    // Continuing would only take time.
    if (rule === 'loop') throw new EndlessError(text);
  };
  install(browser, random.next);

  // Views show what is stored.

  const sentOf = (key: string, text: string) =>
    hh.commits.filter((one) => one.key === key && words(one.text) === words(text));
  const wished = (ask: Ask, key: string): boolean => {
    const [kind, id = '', stage] = key.split(':');
    if (kind === 'action' && !ask.text) return hh.negotiations.get(id)?.stage === stage;
    if (kind === 'read') return hh.isViewed(id);
    return false;
  };
  const isDone = (ask: Ask, key: string) => sentOf(key, ask.text).length > 0;

  const askOf = ({ id }: OutboxEntry): Ask | undefined => asks.find((one) => one.id === id);

  function seeOutbox(stored: OutboxEntry[]): void {
    for (const entry of stored) {
      const before = entries.get(entry.id);
      entries.set(entry.id, entry);
      if (before && JSON.stringify(before.progress) === JSON.stringify(entry.progress)) continue;
      const { progress } = entry;
      note(`outbox ${entry.id.slice(0, 8)} ${entry.request.kind}: ${JSON.stringify(progress)}`);
      const ask = askOf(entry);
      if (!ask) continue;
      if (progress.at === 'failed') ask.told = true;
      if (progress.at === 'sent' && progress.copies) hasSaidCopies.add(entry.id);
      judge(entry, ask);
    }
  }

  /** Checks whether what is shown about a write is true at hh now. */
  function judge({ progress }: OutboxEntry, ask: Ask): void {
    const name = `#${ask.n} ${ask.kind}`;
    if (progress.at === 'sent') {
      const results = progress.results ?? null;
      for (const key of ask.keys) {
        const id = key.split(':')[1];
        const result = results?.find((one) => one.id === id);
        if (result && result.done !== true) continue;
        if (wished(ask, key)) wasWished.add(`${ask.n} ${key}`);
        else if (!isDone(ask, key))
          broken('false-sent', `${name} is shown as sent; hh did nothing for ${key}`);
      }
    }
    if (progress.at === 'failed' && !saysNothing.has(progress.problem.name)) {
      const done = ask.keys.find((key) => isDone(ask, key) && !sharesText(ask));
      if (done)
        broken('false-not-sent', `${name} is shown as not sent (${progress.problem.name}); hh did ${done}`);
    }
  }
  /** Another write has the same text and target: nobody can tell which of the two arrived. */
  const sharesText = (ask: Ask) =>
    asks.some(
      (one) =>
        one !== ask && words(one.text) === words(ask.text) && one.keys.some((key) => ask.keys.includes(key)),
    );

  // The person

  let login: Login | null = logins[scenario.login];
  const account = () => (login ? keyOf(login) : '');

  const settings = { undoSeconds: scenario.undo };
  const ask = <T>(question: (worker: WorkerExtension['worker']) => Promise<T>): Promise<T | 'no-answer'> =>
    browser.ask((one) => question((one as WorkerExtension).worker));

  /** Waits until a question is answered: a view waits, and the person does not do two things at once. */
  async function answerOf<T>(asking: Promise<T>, most = 3 * minute): Promise<T | 'no-answer'> {
    let answer: T | 'no-answer' = 'no-answer';
    let isAnswered = false;
    void asking.then((value) => {
      answer = value;
      isAnswered = true;
    });
    for (let waited = 0; !isAnswered && waited < most; waited += 50) await pass(50);
    return answer;
  }

  const stored = (): OutboxEntry[] =>
    valueIn<string[]>(browser.local.peek('outbox'), []).flatMap((id) =>
      entryIn(browser.local.peek(`outbox:${id}`)),
    );
  const mine = () => stored().filter((entry) => entry.account === account());
  const drafts = () => JSON.stringify(browser.local.peek('drafts') ?? {});

  function textFor(spacing: number, n: number): string {
    const one = `Письмо №${n}.`;
    const forms = [
      one,
      `${one}\nВторая строка`,
      `  ${one}  `,
      `${one}\n\nС уважением,  Марина \n`,
      `${one}\tи ещё `,
    ];
    return forms[spacing] ?? one;
  }

  function requestOf(
    kind: WriteKind,
    on: number,
    text: string,
    n: number,
  ): { request: WriteRequest; keys: string[] } | null {
    if (!login) return null;
    const employer = login.employer ?? '';
    const first = login.kind === 'applicant' ? 300 : employer === '901' ? 200 : 100;
    const nid = login.kind === 'applicant' ? String(first + (on % 2)) : String(first + on);
    const negotiationId = asId<NegotiationId>(nid);
    const negotiation = hh.negotiations.get(nid);
    if (!negotiation) return null;
    const applicantId = asId<ApplicantId>(negotiation.ownerId);
    const chat = negotiation.chatId ?? `9${first}`;
    const chatId = asId<ChatId>(chat);
    const vacancyId = asId<VacancyId>(`${employer}${1 + (on % 2)}`);
    const resumeId = asId<ResumeId>(`x${on}`);
    const called = (change: Parameters<typeof callOf>[0], key: string) => ({
      request: callOf(change),
      keys: [key],
    });
    const action = (actionId: string, to: string, values: Record<string, string>, subActionId?: string) => ({
      request: {
        kind: 'action' as const,
        negotiationId,
        actionId,
        values,
        ...(subActionId && { subActionId }),
      },
      keys: [`action:${nid}:${to}`],
    });
    switch (kind) {
      case 'action':
        return n % 2
          ? action('discard_by_employer', 'discard_by_employer', { message: text })
          : action('consider', 'consider', { message: text, send_sms: 'true' });
      case 'silent-action':
        return action(
          n % 2 ? 'consider' : 'discard_by_employer',
          n % 2 ? 'consider' : 'discard_by_employer',
          {},
        );
      case 'sub-action':
        return action('interview', 'interview_2', { message: text }, 'interview_2');
      case 'remind':
        return action('remind', 'remind', { message: text });
      case 'mystery':
        return action('mystery', 'mystery', n % 2 ? { message: text } : {});
      case 'bulk':
      case 'bulk-silent': {
        const ids = [0, 1, 2].map((index) => String(first + index));
        const actionId = n % 2 ? 'interview' : 'discard_by_employer';
        return {
          request: {
            kind: 'bulk',
            vacancyId: asId<VacancyId>(`${first}00`),
            negotiationIds: ids.map((id) => asId<NegotiationId>(id)),
            actionId,
            values: kind === 'bulk' ? { message: text } : {},
          },
          keys: ids.map((id) => `action:${id}:${actionId}`),
        };
      }
      case 'message':
        return {
          request: {
            kind: 'message',
            negotiationId: negotiation.chatId && n % 2 ? negotiationId : null,
            chatId,
            text,
          },
          keys: [`message:${chat}`],
        };
      case 'file': {
        const fileId = `file-${n}`;
        void browser.idb.set(fileId, new Blob([text]), 'otklik-files/files');
        return {
          request: { kind: 'file', negotiationId: null, chatId, fileId, name: `№${n}.pdf` },
          keys: [`file:${chat}`],
        };
      }
      case 'old-message':
        return { request: { kind: 'old-message', negotiationId, text }, keys: [`old:${nid}`] };
      case 'invite':
        return {
          request: {
            kind: 'invite',
            resumeId,
            vacancyId,
            actionId: 'phone_interview',
            values: { message: text },
          },
          keys: [`invite:${resumeId}:${vacancyId}`],
        };
      case 'note':
        return {
          request: { kind: 'note', applicantId, text, access: 'owner' },
          keys: [`note:${applicantId}`],
        };
      case 'read':
        return {
          request: {
            kind: 'read',
            vacancyId: asId<VacancyId>(`${first}00`),
            negotiationIds: [negotiationId],
          },
          keys: [`read:${nid}`],
        };
      case 'read-chat': {
        const message = negotiation.messages.at(-1);
        if (!message || !negotiation.chatId) return null;
        return {
          request: {
            kind: 'read-chat',
            chatId,
            messageId: asId<MessageId>(message.id),
          },
          keys: [`read-chat:${chat}:${message.id}`],
        };
      }
      case 'note-edited':
      case 'note-deleted': {
        const id = hh.addNote(negotiation.ownerId, 'Была', account());
        return kind === 'note-edited'
          ? called(noteChanges.edit(applicantId, id, { text, access: 'owner' }), `call:note-PUT:${id}`)
          : called(noteChanges.remove(applicantId, id), `call:note-DELETE:${id}`);
      }
      case 'message-edited':
      case 'message-deleted': {
        const message = negotiation.messages.find(({ from }) => from === 'employer');
        if (!message || !negotiation.chatId) return null;
        const messageId = asId<MessageId>(message.id);
        return kind === 'message-edited'
          ? called(
              conversationChanges.edit(chatId, messageId, text),
              `call:PUT:${chat}/messages/${message.id}`,
            )
          : called(
              conversationChanges.remove(chatId, messageId),
              `call:DELETE:${chat}/messages/${message.id}`,
            );
      }
      case 'colleague-let-in':
        return negotiation.chatId
          ? called(
              conversationChanges.addManager(chatId, asId<ManagerId>('73')),
              `call:PUT:${chat}/participants`,
            )
          : null;
      case 'writing-allowed':
        return negotiation.chatId
          ? called(
              conversationChanges.letApplicantWrite(chatId, n % 2 === 0),
              `call:PUT:${chat}/write_possibility`,
            )
          : null;
      case 'preferred-order': {
        const { form, effects, ...change } = preferringOrder(asId<VacancyId>(`${first}00`), 'relevance');
        return called(
          { ...change, form, effects: [...effects] },
          `call:PUT:vacancies/${first}00/preferred_negotiations_order`,
        );
      }
      case 'mail-template': {
        const employerId = asId<EmployerId>(employer);
        return called(
          mailTemplateChange({ employerId, templateId: 'invite', text }),
          `call:PUT:employers/${employer}/mail_templates/invite`,
        );
      }
      case 'letter-edited': {
        const message = negotiation.messages.find(({ from }) => from === 'applicant');
        if (!message) return null;
        const messageId = asId<MessageId>(message.id);
        return called(
          applicantChanges.editLetter(negotiationId, messageId, text),
          `call:letter:${message.id}`,
        );
      }
      case 'chat-left':
        return negotiation.chatId
          ? called(conversationChanges.leave(chatId), `call:PUT:${chat}/leave`)
          : null;
      case 'without-vacancy':
        return called(conversationChanges.withoutVacancy(resumeId, text), `without:${resumeId}`);
      case 'apply': {
        const vacancy = `40${on}`;
        return {
          request: {
            kind: 'apply',
            vacancyId: asId<VacancyId>(vacancy),
            resumeId: asId<ResumeId>('rmine'),
            text,
          },
          keys: [`apply:${vacancy}:rmine`],
        };
      }
      case 'hide':
        return called(applicantChanges.hide(negotiationId, n % 2 === 0), `call:hide:${nid}`);
    }
  }
  const callOf = (change: Omit<Extract<WriteRequest, { kind: 'call' }>, 'kind'>): WriteRequest => ({
    kind: 'call',
    ...change,
  });

  /** The text that hh receives: for calls, too, which have none for the outbox; for a file its name. */
  function saidBy(request: WriteRequest, text: string): string {
    if (request.kind === 'file') return request.name;
    if (request.kind !== 'call') return textOf(request);
    return JSON.stringify([request.form, request.json]).includes(JSON.stringify(text)) ? text : '';
  }

  function begun(kind: Ask['kind'], request: WriteRequest, keys: string[], text: string): Ask {
    const windowEnds = clock.now + scenario.undo * second;
    const one: Ask = {
      n: asks.length + 1,
      request,
      kind,
      account: account(),
      keys,
      text: saidBy(request, text),
      windowEnds,
      until: windowEnds + hour,
      wallUntil: clock.wall + scenario.undo * second + hour,
      id: null,
      state: 'unanswered',
      told: false,
    };
    asks.push(one);
    return one;
  }

  async function write(kind: WriteKind, on: number, spacing: number, same: boolean): Promise<void> {
    const n = asks.length + 1;
    const last = asks.at(-1);
    // Nobody edits an old letter into a new one with the same words.
    const isEdit = kind.endsWith('-edited');
    const text =
      same && !isEdit && last?.text && last.request.kind !== 'call' ? last.text : textFor(spacing, n);
    const made = requestOf(kind, on, text, n);
    if (!made) return;
    const one = begun(kind, made.request, made.keys, text);
    note(`person: write #${one.n} ${kind} ${JSON.stringify(made.request)}`);
    const id = asId<EntryId>(`ask-${one.n}`);
    one.id = id;
    const send = () => answerOf(ask((worker) => worker.write({ id, request: made.request })));
    let answer = await send();
    // The view keeps the text, and the person presses the button again.
    if (answer === 'no-answer' && browser.isOpen()) answer = await send();
    if (answer === 'no-answer') return;
    note(`answer: ${JSON.stringify(answer)}`);
    one.state = answer.ok ? 'taken' : 'refused';
  }

  async function writeMany(kind: 'action' | 'message', spacing: number): Promise<void> {
    const made = [0, 1, 3].flatMap((on) => {
      const n = asks.length + 1;
      const text = textFor(spacing, n);
      const one = requestOf(kind, on, text, n);
      if (!one || one.request.kind === 'file') return [];
      return [begun(kind, one.request, one.keys, text)];
    });
    if (made.length === 0) return;
    note(`person: write many ${made.map(({ n }) => `#${n}`).join(' ')}`);
    const writes = made.map((one) => {
      const id = asId<EntryId>(`ask-${one.n}`);
      one.id = id;
      return { id, request: one.request };
    });
    const group = `group-${writes[0]?.id}`;
    const answer = await answerOf(ask((worker) => worker.writeMany({ group, writes })));
    note(`answer: ${JSON.stringify(answer)}`);
    if (answer !== 'no-answer' && answer.ok) for (const one of made) one.state = 'taken';
  }

  /** Expects the text of an undone write among the drafts. */
  function expectDraft(one: Ask): void {
    const key = draftKey(one.request);
    const text = textOf(one.request);
    if (!key || !text) return;
    if (!drafts().includes(/№\d+\./.exec(text)?.[0] ?? text))
      broken('no-draft', `#${one.n} ${one.kind} was taken back; no draft holds its text`);
  }

  /** Whether the write has left the outbox without having been sent. */
  const isGone = (one: Ask): boolean =>
    !stored().some(({ id }) => id === one.id) && entries.get(one.id ?? '')?.progress.at !== 'sent';

  async function undo(which: number, when: 'now' | 'last' | 'over'): Promise<void> {
    const waiting = mine().filter(({ progress }) => progress.at === 'waiting');
    const entry = waiting[waiting.length - 1 - (which % Math.max(1, waiting.length))];
    if (!entry) return;
    const one = askOf(entry);
    if (one && when !== 'now') {
      const left = one.windowEnds - clock.now + (when === 'last' ? -1 : 1);
      if (left > 0) await pass(left);
    }
    note(`person: undo #${one?.n}`);
    const done = await answerOf(ask((worker) => worker.undo(asId<EntryId>(entry.id))));
    note(`answer: ${JSON.stringify(done)}`);
    if (!one) return;
    if (done === true || (done === 'no-answer' && isGone(one))) {
      one.state = 'taken-back';
      expectDraft(one);
    }
  }

  async function press(what: 'retry' | 'dismiss', which: number): Promise<void> {
    const failed = mine().filter(({ progress }) => progress.at === 'failed');
    const entry = failed[failed.length - 1 - (which % Math.max(1, failed.length))];
    if (!entry) return;
    const one = askOf(entry);
    note(`person: ${what} #${one?.n}`);
    if (what === 'retry' && one) {
      one.until = clock.now + hour;
      one.wallUntil = clock.wall + hour;
      // "Try again" wants it sent now, whatever is left of the window.
      leaving();
    }
    const done = await answerOf(ask((worker) => worker[what](asId<EntryId>(entry.id))));
    note(`answer: ${JSON.stringify(done)}`);
    if (what === 'retry' || !one || stored().some(({ id }) => id === entry.id)) return;
    one.state = 'put-away';
    expectDraft(one);
  }

  async function stop(): Promise<void> {
    const grouped = mine().filter(({ group, progress }) => group && progress.at === 'waiting');
    const group = grouped.at(-1)?.group;
    if (!group) return;
    note('person: stop');
    const before = grouped.filter((entry) => entry.group === group);
    const done = await answerOf(ask((worker) => worker.stop(group)));
    note(`answer: ${JSON.stringify(done)}`);
    for (const entry of before) {
      const one = askOf(entry);
      if (!one || !isGone(one)) continue;
      one.state = 'taken-back';
      expectDraft(one);
    }
  }

  /** Leaving an account sends what waits in it at once. */
  const leaving = () => windowsEnded.push(clock.now);

  async function giveRefreshToken(): Promise<void> {
    if (!login) return;
    const tokens = { access: login.token, refresh: refreshTokenOf(login), expiresAt: null };
    await browser.idb.set('tokens', tokens, 'otklik/secrets').catch(() => {});
  }

  async function signIn(as: LoginName): Promise<void> {
    const next: Login = logins[as];
    note(`person: sign in as ${as}`);
    leaving();
    const answer = await answerOf(ask((worker) => worker.pasteToken(next.token)));
    note(`answer: ${JSON.stringify(answer)}`);
    syncLogin();
    if (next.accountId === '12' && login?.token === next.token) await switchTo('12');
    if (login?.token === next.token) await giveRefreshToken();
    // The first poll finds this out.
    if (login?.kind === 'applicant')
      await applicantItem.setValue({ ...emptyApplicant, owner: login.userId }).catch(() => {});
  }

  /** Takes over who is signed in, according to the stored account. */
  function syncLogin(): void {
    const found = valueIn<Record<string, unknown>>(browser.local.peek('account'), {});
    const employer = Object(found.employer).id ?? null;
    login =
      found.state !== 'signed-in'
        ? null
        : (Object.values<Login>(logins).find((one) =>
            found.kind === 'applicant'
              ? one.kind === 'applicant'
              : one.managerId === found.managerId && one.employer === employer,
          ) ?? null);
  }

  async function switchTo(id: string): Promise<void> {
    note(`person: switch to ${id}`);
    leaving();
    const answer = await answerOf(
      ask((worker) => worker.switchAccount(asId<AccountId>(id))),
      10 * minute,
    );
    note(`answer: ${JSON.stringify(answer)}`);
    syncLogin();
  }

  async function signOut(anyway: boolean): Promise<void> {
    note('person: sign out');
    leaving();
    let answer = await answerOf(
      ask((worker) => worker.signOut(false)),
      10 * minute,
    );
    note(`answer: ${JSON.stringify(answer)}`);
    const wasTold = answer !== 'no-answer' && !answer.ok && answer.problem.name === 'unsent';
    if (wasTold && anyway) {
      // The person is told how many are left, and gives them up; if the worker dies meanwhile, another one finishes.
      for (const entry of stored()) {
        const one = askOf(entry);
        if (one) one.state = 'given-up';
      }
      answer = await answerOf(
        ask((worker) => worker.signOut(true)),
        10 * minute,
      );
      note(`answer: ${JSON.stringify(answer)}`);
    }
    syncLogin();
  }

  // Time

  /** When something happened that may end an undo window, or after which the elapsed time is unknown. */
  const clockSetForward: number[] = [];
  const windowsEnded: number[] = [];
  const busiest = { writes: 0, requests: 0, timers: 0 };
  let counted = { ...browser.counts };
  let window = 0;
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; ) {
      const slice = Math.min(left, minute - window);
      await clock.pass(slice);
      left -= slice;
      window += slice;
      if (window < minute) continue;
      window = 0;
      const now = { ...browser.counts };
      const rate = {
        writes: now.writes - counted.writes,
        requests: now.requests - counted.requests,
        timers: now.timers - counted.timers,
      };
      counted = now;
      for (const name of ['writes', 'requests', 'timers'] as const)
        busiest[name] = Math.max(busiest[name], rate[name]);
      const open = Math.max(1, asks.length);
      if (rate.writes > 40 + 30 * open) broken('loop', `${rate.writes} storage writes in a minute`);
      if (rate.requests > 20 + 14 * open) broken('loop', `${rate.requests} requests in a minute`);
      if (rate.timers > 60 + 40 * open) broken('loop', `${rate.timers} timers in a minute`);
    }
  }

  async function run(step: What): Promise<void> {
    switch (step.do) {
      case 'write':
        return login && isKindOf(login, step.kind)
          ? write(step.kind, step.on, step.text, step.same ?? false)
          : undefined;
      case 'write-many':
        return login?.kind === 'manager' ? writeMany(step.kind, step.text) : undefined;
      case 'undo':
        return undo(step.which, step.when);
      case 'retry':
      case 'dismiss':
        return press(step.do, step.which);
      case 'stop':
        return stop();
      case 'open-popup':
        await answerOf(ask(async (worker) => worker.runOutbox()));
        return;
      case 'trouble':
        note(`hh: trouble ${JSON.stringify(step.trouble)}`);
        return hh.trouble(step.trouble);
      case 'calm':
        return hh.calm();
      case 'kill':
        note(`worker dies in ${step.calls} calls`);
        return browser.isOpen() ? browser.killIn(step.calls, step.carriedOut) : undefined;
      case 'second-worker':
        note('a second worker starts');
        return browser.isOpen() ? browser.startSecond() : undefined;
      case 'clock':
        note(`the clock is set by ${step.by / 1000} s`);
        if (step.by > 0) clockSetForward.push(clock.now);
        return clock.setWall(step.by);
      case 'storage-full':
        note('storage is full');
        browser.setTrouble({ kind: 'full' });
        clock.after(step.ms, () => browser.setTrouble({ kind: 'none' }));
        return;
      case 'storage-fails':
        note(`storage fails ${step.times} times`);
        return browser.setTrouble({ kind: 'fails', times: step.times });
      case 'offline':
        note('offline');
        browser.setOnline(false);
        clock.after(step.ms, () => {
          note('online');
          if (browser.isOpen()) browser.setOnline(true);
        });
        return;
      case 'close-browser':
        note('browser closed');
        browser.close();
        await pass(step.ms);
        note('browser opened');
        browser.setOnline(true);
        return browser.open();
      case 'tokens-expire':
        note('tokens expire');
        return hh.expireTokens();
      case 'colleague-moves':
      case 'colleague-writes':
      case 'candidate-writes': {
        const first = !login || login.kind === 'applicant' ? 300 : login.employer === '901' ? 200 : 100;
        const id = String(first + step.on);
        note(`hh: ${step.do} ${id}`);
        if (step.do === 'colleague-moves') hh.colleagueMoves(id, step.stage);
        else if (step.do === 'colleague-writes') hh.colleagueWrites(id, 'от коллеги');
        else hh.candidateWrites(id, 'от кандидата');
        return;
      }
      case 'switch-account':
        return login?.token === 'T1' ? switchTo(login.accountId === '11' ? '12' : '11') : undefined;
      case 'sign-out':
        return login ? signOut(step.anyway) : undefined;
      case 'sign-in':
        return signIn(step.as);
    }
  }

  try {
    await signIn(scenario.login);
    await browser.local.set({ settings: { v: 1, value: { ...defaultSettings, ...settings } } });
    if (!login) broken('broken', 'the first sign-in failed');
    for (const step of scenario.steps) {
      await pass(step.after);
      await run(step);
    }
    await comeToRest();
    judgeAll();
  } catch (error) {
    if (error instanceof EndlessError) {
      if (violations.every(({ rule }) => rule !== 'loop'))
        violations.push({ rule: 'loop', text: error.message });
    } else broken('broken', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  browser.close();

  /** Ends all faults, and signs in to each account once more until nothing of it is in flight. */
  async function comeToRest(): Promise<void> {
    // Faults continue for a while after the last undo window.
    await pass(scenario.undo * second + 2 * minute);
    hh.calm();
    browser.setTrouble({ kind: 'none' });
    browser.setOnline(true);
    browser.open();
    await pass(second);
    const isOpen = ({ progress }: OutboxEntry) => ['waiting', 'sending', 'uncertain'].includes(progress.at);
    const rest = async () => {
      for (let waited = 0; waited < 20; waited++) {
        await answerOf(ask(async (worker) => worker.runOutbox()));
        await pass(waited < 3 ? 5 * minute : 10 * minute);
        if (!mine().some(isOpen) && waited > 1) break;
      }
      const open = mine().find(isOpen);
      if (open) broken('never-ends', `${open.request.kind} is still ${JSON.stringify(open.progress)}`);
    };
    syncLogin();
    // A worker died while the person signed out: the next poll says that nobody is signed in, and they sign in again.
    const tokens = await browser.idb.get('tokens', 'otklik/secrets');
    if (login && !tokens) await signIn(nameOf(login));
    if (login) await rest();
    for (const [name, one] of Object.entries<Login>(logins)) {
      if (!stored().some((entry) => entry.account === keyOf(one) && isOpen(entry))) continue;
      await signIn(name as LoginName);
      if (login && keyOf(login) === keyOf(one)) await rest();
    }
    // Nothing is in flight, so nothing must happen.
    const before = { ...browser.counts };
    await pass(10 * minute);
    // A remaining token is revoked once hh can be reached again.
    if (browser.counts.requests > before.requests + 3) broken('loop', 'requests although nothing waits');
    if (browser.counts.writes - before.writes > 2 + browser.counts.starts - before.starts)
      broken('loop', 'storage writes although nothing waits');
  }

  /**
   * Whether a write may go out early: the person ended the undo windows, or a new worker cannot know that the clock
   * was set.
   */
  function mayBeEarly({ windowEnds }: Ask, at: number): boolean {
    const since = windowEnds - scenario.undo * second;
    const within = (times: readonly number[]) => times.some((time) => time >= since && time <= at);
    return within(windowsEnded) || (within(clockSetForward) && within(browser.starts));
  }

  /**
   * Whether a write removes a copy that the browser's repetition of a request left behind; this may happen unasked.
   */
  function removesCopy(key: string): boolean {
    const id = /^call:(?:note-DELETE:|DELETE:[\w-]+\/messages\/)(\d+)$/.exec(key)?.[1];
    const removed = hh.commits.find((one) => one.id === id);
    return (
      removed !== undefined &&
      hh.commits.some(
        (one) => one.id !== id && !one.removed && one.key === removed.key && one.text === removed.text,
      )
    );
  }

  function judgeAll(): void {
    const left = stored();
    for (const entry of left) {
      const one = askOf(entry);
      // A write that was sent counts as sent, whatever happened later; "not sent" must remain true.
      if (one && entry.progress.at === 'failed') judge(entry, one);
    }
    for (const one of asks) {
      const entry = left.find(({ id }) => id === one.id);
      const shown = entry ?? (one.id ? entries.get(one.id) : undefined);
      const isShown = entry !== undefined;
      const results = shown?.progress.at === 'sent' ? (shown.progress.results ?? []) : [];
      for (const key of one.keys) {
        if (isDone(one, key) || wasWished.has(`${one.n} ${key}`)) continue;
        const result = results.find(({ id }) => id === key.split(':')[1]);
        if (result && result.done !== true) continue;
        if (one.state === 'taken' && !isShown)
          broken('lost', `#${one.n} ${one.kind} (${key}) was taken, is not at hh and nowhere shown`);
      }
    }
    const groups = new Map<string, { key: string; text: string; asks: Ask[] }>();
    for (const one of asks)
      for (const key of one.keys) {
        const name = `${key} ${words(one.text)}`;
        const group = groups.get(name) ?? { key, text: one.text, asks: [] };
        group.asks.push(one);
        groups.set(name, group);
      }
    for (const { key, text, asks: group } of groups.values()) {
      if (isIdempotent(key)) continue;
      const done = sentOf(key, text).filter(({ removed }) => !removed);
      const may = group.filter(({ state }) => state !== 'taken-back').length;
      // Repetitions by the browser are nobody's fault, but they must be reported.
      const copies = group.some((one) => hasSaidCopies.has(one.id ?? ''))
        ? done.filter(({ repeated }) => repeated).length
        : 0;
      if (done.length - copies > may) {
        const names = group.map(({ n, kind, state }) => `#${n} ${kind} ${state}`).join(', ');
        broken('twice', `${names}: hh did ${key} ${done.length} times, ${may} were asked for`);
      }
      // No more writes may be shown as sent than hh performed, and those shown as not sent must not be among them.
      const ends = group.map(({ id }) => (id ? entries.get(id)?.progress : undefined));
      const said = ends.filter((end) => end?.at === 'sent' && isSaidOf(end, key)).length;
      if (text && said > sentOf(key, text).length)
        broken('false-sent', `${key} is shown as sent ${said} times, hh did it ${done.length} times`);
      const unsent = ends.filter((end) => end?.at === 'failed' && !saysNothing.has(end.problem.name)).length;
      if (text && unsent > 0 && done.length - copies > group.length - unsent)
        broken(
          'false-not-sent',
          `${key} is shown as not sent ${unsent} times of ${group.length}, hh did it ${done.length} times`,
        );
    }
    for (const arrival of hh.arrivals) {
      const name = `${arrival.key} ${words(arrival.text)}`;
      const group = groups.get(name)?.asks.filter((one) => one.account === arrival.account);
      if (!group && removesCopy(arrival.key)) continue;
      if (!group) {
        broken('unasked', `${name} was sent and nobody asked for it`);
        continue;
      }
      if (group.length === 0)
        broken('other-account', `${name} went out under ${arrival.account}, asked for under another account`);
      else if (group.every((one) => arrival.at < one.windowEnds && !mayBeEarly(one, arrival.at)))
        broken(
          'early',
          `${name} went out ${(group[0]?.windowEnds ?? 0) - arrival.at} ms before its window was over`,
        );
      else if (group.every((one) => arrival.at > one.until + slack && arrival.wall > one.wallUntil + slack))
        broken(
          'late',
          `${name} went out ${Math.round((arrival.at - (group[0]?.windowEnds ?? 0)) / minute)} min after its window`,
        );
    }
  }

  const ends: Record<string, number> = {};
  for (const one of asks) {
    const progress = one.id ? entries.get(one.id)?.progress : undefined;
    const end =
      one.state !== 'taken' && one.state !== 'unanswered'
        ? one.state
        : progress
          ? progress.at === 'failed'
            ? progress.problem.name
            : progress.at
          : 'not stored';
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return { violations, asked: asks.length, committed: hh.commits.length, ends, busiest, log };
}

/** For a write for many: whether its result says that this one was done. */
const isSaidOf = ({ results }: Extract<Progress, { at: 'sent' }>, key: string): boolean =>
  !results || results.some(({ id, done }) => id === key.split(':')[1] && done);

const nameOf = (login: Login): LoginName => {
  const found = Object.entries<Login>(logins).find(([, one]) => one === login);
  if (!found) throw new Error('nobody');
  return found[0] as LoginName;
};

/** Whether this user can want such a write: recruiters and applicants have different ones. */
const isKindOf = ({ kind }: Login, wanted: WriteKind): boolean =>
  (kind === 'applicant' ? applicantKinds : writeKinds).some((one) => one === wanted);

/** A stored outbox entry; empty once it was removed. */
const entryIn = (stored: unknown): OutboxEntry[] => {
  const text = valueIn(stored, '');
  return text ? [JSON.parse(text)] : [];
};

const valueIn = <T>(stored: unknown, fallback: T): T => {
  const value = Object(stored).value;
  return value === undefined || value === null ? fallback : value;
};

/** Leaves out the steps that are not needed to break the same promise. */
export async function shrink(
  scenario: Scenario,
  breaks: (shorter: Scenario) => Promise<boolean>,
): Promise<Scenario> {
  let shortest = scenario;
  const tryOut = async (shorter: Scenario): Promise<boolean> => {
    if (!(await breaks(shorter))) return false;
    shortest = shorter;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = shortest.steps.length - 1; index >= 0; index--) {
      const steps: Step[] = shortest.steps.filter((_, at) => at !== index);
      changed = (await tryOut({ ...shortest, steps })) || changed;
    }
  }
  for (const simpler of [
    { trim: 'as it is' },
    { old: 3 },
    { newestFirst: false },
    { saysAgain: false },
    { skew: 0 },
    { alarmsBy: 'wall' as const },
    { undo: 10 },
    { login: 'first' as const },
  ])
    await tryOut({ ...shortest, ...simpler });
  for (let index = 0; index < shortest.steps.length; index++) {
    for (const after of [0, 1_000, 15_000]) {
      const steps = shortest.steps.map((step, at) => (at === index ? { ...step, after } : step));
      if ((shortest.steps[index]?.after ?? 0) <= after) break;
      if (await tryOut({ ...shortest, steps })) break;
    }
  }
  return shortest;
}
