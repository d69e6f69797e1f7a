import type { WireAnswer, WireReply, WireRequest } from './browser.ts';
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/*
 * A small hh, which also knows the truth: which writes were requested, and which of them it performed, how often,
 * when and under which work account. It knows nothing of the extension.
 */

/** A write, identified by its target and its text: `old:101`, `action:101:consider` … */
interface Change {
  key: string;
  /** As requested, before hh trims it; empty if the write has no text. */
  text: string;
}

/** A request for a write that arrived. */
interface Arrival extends Change {
  at: number;
  wall: number;
  account: string;
  /** The request was repeated by the browser itself. */
  repeated: boolean;
}

/** A write that hh performed. */
interface Commit extends Arrival {
  /** When the request arrived. */
  asked: number;
  /** Removed since then (for instance, a second copy of a note). */
  removed: boolean;
  /** hh's id of the object that was created. */
  id: string | null;
}

export type Matching = 'write' | 'read' | 'any';

/** An answer instead of hh's own. `done`: hh nevertheless performed the request. */
export type Answer =
  | { kind: 'status'; status: number; body: string; retryAfter?: number; done?: boolean }
  /** A gateway's page instead of JSON; `guard`: the page of the guard against robots. */
  | { kind: 'page'; status: number; done: boolean; guard?: boolean };

/** What goes wrong with the next matching requests. */
export interface Trouble {
  match: Matching;
  times: number;
  how:
    | { kind: 'cut-before' }
    | { kind: 'cut-after' }
    /** The socket is cut after `cut` ms, before the answer; hh finishes `ms` after the request. */
    | { kind: 'late'; ms: number; cut: number }
    /** hh finishes at once, and answers after `ms`. */
    | { kind: 'slow'; ms: number }
    /**
     * Performed, the socket closed, and repeated by the browser itself; `again`: the answer to that, or the token has
     * expired.
     */
    | { kind: 'repeat'; again?: Answer | 'expired' }
    | { kind: 'half'; done: boolean }
    | Answer;
}

type Trims = (text: string) => string;
/** How hh may change a text. */
export const trims: Record<string, Trims> = {
  'as it is': (text) => text,
  ends: (text) => text.trim(),
  'white space': (text) => text.trim().replace(/[ \t]+/g, ' '),
  'line ends': (text) => text.replace(/\r?\n/g, '\r\n'),
  'empty lines': (text) => text.trim().replace(/\n{2,}/g, '\n'),
};

export interface Message {
  id: string;
  from: 'employer' | 'applicant';
  text: string;
  at: number;
}

export interface Negotiation {
  id: string;
  employer: string;
  vacancyId: string;
  resumeId: string;
  ownerId: string;
  stage: string;
  viewed: boolean;
  chatId: string | null;
  messages: Message[];
  hidden: boolean;
}

interface Note {
  id: string;
  ownerId: string;
  text: string;
  by: string;
}

/** A user who can sign in, or one of the user's work accounts. */
export interface Login {
  token: string;
  /** The value of `X-Manager-Account-Id`; null if there is only one account. */
  accountId: string | null;
  kind: 'manager' | 'applicant';
  employer: string | null;
  managerId: string | null;
  userId: string;
  name: string;
}

export const logins = {
  first: {
    token: 'T1',
    accountId: '11',
    kind: 'manager',
    employer: '900',
    managerId: '71',
    userId: '1',
    name: 'Орлова',
  },
  /** The same user's other work account. */
  second: {
    token: 'T1',
    accountId: '12',
    kind: 'manager',
    employer: '901',
    managerId: '72',
    userId: '1',
    name: 'Орлова',
  },
  /** Another user at the first company. */
  colleague: {
    token: 'T2',
    accountId: null,
    kind: 'manager',
    employer: '900',
    managerId: '73',
    userId: '2',
    name: 'Седов',
  },
  applicant: {
    token: 'T3',
    accountId: null,
    kind: 'applicant',
    employer: null,
    managerId: null,
    userId: '3',
    name: 'Гусева',
  },
} as const satisfies Record<string, Login>;
export type LoginName = keyof typeof logins;

export const refreshTokenOf = ({ token }: Login): string => `R${token}`;

/** In the format of `accountKey`. */
export const keyOf = ({ employer, managerId, accountId, userId, kind }: Login): string =>
  [employer ?? undefined, managerId, accountId ?? (kind === 'applicant' ? userId : null)].join('/');

export interface Options {
  clock: Clock;
  random: Random;
  trim: Trims;
  /** The order of old messages: newest or oldest first. */
  newestFirst: boolean;
  /** How many old messages the long conversations have. */
  old: number;
  /** A second request for a chat without a vacancy sends its first message again. */
  saysAgain: boolean;
  /** How far the clock for message dates is ahead of the clock for answers, ms. */
  skew: number;
}

export const stages = ['response', 'consider', 'interview', 'discard_by_employer'] as const;

const html = '<html><body>403</body></html>';
const guard = '<!doctype html><title>DDoS-Guard</title>';

export function createHh({ clock, random, trim, newestFirst, old, saysAgain, skew }: Options) {
  let lastId = 5000;
  const newId = () => String(++lastId);
  const negotiations = new Map<string, Negotiation>();
  const notes: Note[] = [];
  const keys = new Set<string>();
  const uploads = new Map<string, string>();
  const chatRead = new Map<string, string>();
  const state = new Map<string, string>();
  /** Chats without a vacancy, by resume. */
  const free = new Map<string, Message[]>();
  const arrivals: Arrival[] = [];
  const commits: Commit[] = [];
  let troubles: Trouble[] = [];
  let expired = false;

  function add(of: Omit<Negotiation, 'messages' | 'hidden' | 'viewed'>, messages: number): Negotiation {
    const negotiation: Negotiation = { ...of, messages: [], hidden: false, viewed: false };
    for (let index = 0; index < messages; index++) {
      negotiation.messages.push({
        id: newId(),
        from: index % 3 === 1 ? 'employer' : 'applicant',
        text: index % 10 === 1 ? 'Добрый день' : `старое ${index}`,
        at: clock.hh - (messages - index) * 60_000,
      });
    }
    negotiations.set(of.id, negotiation);
    return negotiation;
  }
  for (const [employer, first] of [
    ['900', 100],
    ['901', 200],
  ] as const) {
    for (let index = 0; index < 4; index++) {
      const id = String(first + index);
      add(
        {
          id,
          employer,
          vacancyId: `${first}00`,
          resumeId: `r${id}`,
          ownerId: `7${id}`,
          stage: index === 3 ? 'consider' : 'response',
          chatId: index === 2 ? null : `9${id}`,
        },
        index >= 2 ? old : index,
      );
    }
  }
  // The applicant's own negotiations, without a chat.
  for (const id of ['300', '301'])
    add(
      {
        id,
        employer: '902',
        vacancyId: '30000',
        resumeId: 'rmine',
        ownerId: '3',
        stage: 'response',
        chatId: null,
      },
      id === '301' ? old : 1,
    );

  const byChat = (chatId: string) => [...negotiations.values()].find((one) => one.chatId === chatId);

  // What a request wants

  const formOf = ({ body, headers }: WireRequest): URLSearchParams => {
    if (body instanceof FormData) {
      const form = new URLSearchParams();
      for (const [name, value] of body) if (typeof value === 'string') form.append(name, value);
      return form;
    }
    return new URLSearchParams(headers.get('Content-Type')?.includes('json') ? '' : (body ?? ''));
  };
  const jsonOf = ({ body, headers }: WireRequest): Record<string, unknown> =>
    typeof body === 'string' && headers.get('Content-Type')?.includes('json') ? JSON.parse(body) : {};
  const wordsOf = (value: unknown) => (typeof value === 'string' ? value : '');

  /** The writes that a request asks for; none if it only reads. */
  function changesOf(request: WireRequest): Change[] {
    const { method } = request;
    const parts = request.url.pathname.split('/').filter(Boolean);
    const [root, second, third, fourth] = parts;
    if (method === 'GET' || root === 'token' || request.url.pathname.includes('upload')) return [];
    const form = formOf(request);
    const message = form.get('message') ?? '';
    if (root === 'negotiations') {
      if (method === 'POST' && !second)
        return [{ key: `apply:${form.get('vacancy_id')}:${form.get('resume_id')}`, text: message }];
      if (second === 'read') return form.getAll('topic_id').map((id) => ({ key: `read:${id}`, text: '' }));
      if (method === 'DELETE') return [{ key: `call:hide:${third}`, text: '' }];
      if (third === 'messages' && fourth) return [{ key: `call:letter:${fourth}`, text: message }];
      if (third === 'messages') return [{ key: `old:${second}`, text: message }];
      if (method === 'POST')
        return [{ key: `invite:${form.get('resume_id')}:${form.get('vacancy_id')}`, text: message }];
      if (third) return [{ key: `action:${third}:${second}`, text: message }];
      return form.getAll('topic_id').map((id) => ({ key: `action:${id}:${second}`, text: message }));
    }
    if (root === 'applicant_comments') {
      if (method === 'POST') return [{ key: `note:${second}`, text: form.get('text') ?? '' }];
      return [{ key: `call:note-${method}:${third}`, text: form.get('text') ?? '' }];
    }
    if (root === 'common') {
      const json = jsonOf(request);
      if (third === 'without_vacancy')
        return [{ key: `without:${wordsOf(json.resume_hash)}`, text: wordsOf(json.first_message) }];
      if (fourth === 'message') return [{ key: `read-chat:${third}:${parts[4]}`, text: '' }];
      if (fourth === 'messages' && method === 'POST') {
        const [upload] = Array.isArray(json.file_upload_ids) ? json.file_upload_ids : [];
        return upload === undefined
          ? [{ key: `message:${third}`, text: wordsOf(json.text) }]
          : [{ key: `file:${third}`, text: uploads.get(wordsOf(upload)) ?? '' }];
      }
      return [{ key: `call:${method}:${parts.slice(2).join('/')}`, text: wordsOf(json.text) }];
    }
    return [{ key: `call:${method}:${parts.join('/')}`, text: wordsOf(jsonOf(request).text) }];
  }

  // Performing writes

  type Reply = { status: number; json?: unknown; location?: string };
  const refuse = (status: number, type: string, value?: string): Reply => ({
    status,
    json: { errors: [{ type, ...(value && { value }) }], request_id: 'r' },
  });
  const gone = refuse(404, 'not_found');

  interface Coming {
    request: WireRequest;
    login: Login;
    at: number;
    repeated: boolean;
  }
  function commit(change: Change, { login, at, repeated }: Coming, id: string | null = null): void {
    commits.push({
      ...change,
      at: clock.now,
      wall: clock.wall,
      asked: at,
      account: keyOf(login),
      repeated,
      removed: false,
      id,
    });
  }

  function say(negotiation: Negotiation, from: Message['from'], text: string): Message {
    const message = { id: newId(), from, text: trim(text), at: clock.hh + skew };
    negotiation.messages.push(message);
    return message;
  }

  function act(negotiation: Negotiation, actionId: string, change: Change, coming: Coming): boolean {
    const to = actionId === 'remind' ? negotiation.stage : actionId === 'mystery' ? 'somewhere' : actionId;
    if (negotiation.stage === to && actionId !== 'remind') return false;
    negotiation.stage = to;
    negotiation.viewed = true;
    commit(change, coming, change.text ? say(negotiation, 'employer', change.text).id : null);
    return true;
  }

  function perform(coming: Coming): Reply {
    const { request, login } = coming;
    const { method, url } = request;
    const parts = url.pathname.split('/').filter(Boolean);
    const [root, second, third, fourth, fifth] = parts;
    const changes = changesOf(request);
    const [change] = changes;
    const mine = (id: string | undefined): Negotiation | null => {
      const one = negotiations.get(id ?? '');
      const sees =
        login.kind === 'applicant' ? one?.ownerId === login.userId : one?.employer === login.employer;
      return one && sees ? one : null;
    };

    if (root === 'me') return { status: 200, json: meOf(login) };
    if (root === 'manager_accounts')
      return {
        status: 200,
        json: {
          items: [logins.first, logins.second].map(({ accountId, employer }) => ({
            id: accountId,
            employer: { id: employer, name: employer },
          })),
          current_account_id: '11',
        },
      };
    if (root === 'token' && method === 'DELETE') return { status: 204 };
    if (root === 'token')
      return {
        status: 200,
        json: {
          access_token: `${login.token}.fresh`,
          refresh_token: refreshTokenOf(login),
          expires_in: 1_209_600,
          token_type: 'bearer',
        },
      };

    if (root === 'negotiations') {
      if (method === 'GET' && !second) {
        const all = [...negotiations.values()].filter(
          (one) => one.ownerId === login.userId && one.vacancyId === url.searchParams.get('vacancy_id'),
        );
        return { status: 200, json: paged(all.map(applicantItem), url) };
      }
      if (method === 'POST' && !second && change) {
        const form = formOf(request);
        const vacancyId = form.get('vacancy_id') ?? '';
        if (
          [...negotiations.values()].some(
            (one) => one.ownerId === login.userId && one.vacancyId === vacancyId,
          )
        )
          return refuse(403, 'negotiations', 'already_applied');
        const id = newId();
        const made = add(
          {
            id,
            employer: '902',
            vacancyId,
            resumeId: 'rmine',
            ownerId: '3',
            stage: 'response',
            chatId: null,
          },
          0,
        );
        if (change.text) say(made, 'applicant', change.text);
        commit(change, coming, id);
        return { status: 201, location: `/negotiations/${id}` };
      }
      if (second === 'read') {
        for (const [index, id] of formOf(request).getAll('topic_id').entries()) {
          const one = mine(id);
          if (!one) return gone;
          one.viewed = true;
          commit(changes[index] ?? { key: '', text: '' }, coming);
        }
        return { status: 204 };
      }
      if (method === 'DELETE' && change) {
        const one = mine(third);
        if (!one) return gone;
        if (one.hidden) return refuse(403, 'negotiations', 'wrong_state');
        one.hidden = true;
        commit(change, coming);
        return { status: 204 };
      }
      if (third === 'messages') {
        const one = mine(second);
        if (!one) return refuse(404, 'negotiations', 'topic_not_found');
        if (method === 'GET') {
          one.viewed = true;
          const list = newestFirst ? one.messages.toReversed() : one.messages;
          return {
            status: 200,
            json: paged(
              list.map(({ id, text, from, at }) => ({
                id,
                text,
                created_at: new Date(at).toISOString().replace(/\.\d+Z$/, '+0000'),
                state: { id: 'text', name: 'Текст' },
                author: { participant_type: from },
                viewed_by_me: true,
                viewed_by_opponent: false,
                editable: from === 'applicant',
              })),
              url,
            ),
          };
        }
        if (fourth && change) {
          const message = one.messages.find(({ id }) => id === fourth);
          if (!message) return gone;
          message.text = trim(change.text);
          commit(change, coming);
          return { status: 204 };
        }
        if (!change) return gone;
        const { id } = say(one, login.kind === 'applicant' ? 'applicant' : 'employer', change.text);
        commit(change, coming, id);
        return { status: 201, ...(login.kind === 'applicant' && { json: { id } }) };
      }
      if (method === 'GET') {
        const one = mine(second);
        if (!one) return refuse(404, 'negotiations', 'topic_not_found');
        return { status: 200, json: login.kind === 'applicant' ? applicantItem(one) : itemOf(one) };
      }
      if (method === 'POST' && change) {
        const form = formOf(request);
        const [resumeId, vacancyId] = [form.get('resume_id') ?? '', form.get('vacancy_id') ?? ''];
        if (invited(resumeId, vacancyId)) return refuse(403, 'negotiations', 'already_applied');
        const id = newId();
        const made = add(
          {
            id,
            employer: login.employer ?? '',
            vacancyId,
            resumeId,
            ownerId: `7${resumeId}`,
            stage: second ?? '',
            chatId: newId(),
          },
          0,
        );
        if (change.text) say(made, 'employer', change.text);
        commit(change, coming, id);
        return { status: 201, location: `https://api.hh.ru/negotiations/${id}` };
      }
      if (method === 'PUT' && third && change) {
        const one = mine(third);
        if (!one) return refuse(404, 'negotiations', 'topic_not_found');
        return act(one, second ?? '', change, coming)
          ? { status: 204 }
          : refuse(403, 'negotiations', 'wrong_state');
      }
      if (method === 'PUT') {
        const ids = formOf(request).getAll('topic_id');
        const found = ids.map(mine);
        if (found.includes(null)) return gone;
        // hh's documentation does not say what happens to the others; here the whole call is refused.
        if (found.some((one) => one?.stage === second)) return refuse(403, 'negotiations', 'wrong_state');
        for (const [index, one] of found.entries()) {
          const what = changes[index];
          if (one && what) act(one, second ?? '', what, coming);
        }
        return { status: 204 };
      }
    }

    // The order of a list, or a mail template.
    if ((root === 'vacancies' || third === 'mail_templates') && method === 'PUT' && change) {
      commit(change, coming);
      return { status: 204 };
    }

    if (root === 'employers' && url.searchParams.has('resume_id')) {
      const resumeId = url.searchParams.get('resume_id') ?? '';
      return {
        status: 200,
        json: paged(
          ['1', '2'].map((index) => {
            const id = `${login.employer}${index}`;
            const state = invited(resumeId, id);
            return {
              id,
              name: `Вакансия ${index}`,
              can_invite: true,
              negotiations_state: state && { id: 'invitation', name: 'Приглашение' },
              employer_negotiations_state: state && { id: state.stage, name: state.stage },
              negotiations_actions: [
                actionOf(
                  'phone_interview',
                  'https://api.hh.ru/negotiations/phone_interview',
                  'phone_interview',
                  'POST',
                ),
              ],
              templates: [],
            };
          }),
          url,
        ),
      };
    }

    if (root === 'applicant_comments') {
      if (method === 'GET') {
        const list = notes.filter(({ ownerId }) => ownerId === second).toReversed();
        return {
          status: 200,
          json: paged(
            list.map(({ id, text, by }) => ({
              id,
              text,
              created_at: '2026-11-28T10:00:00+0300',
              author: { full_name: by },
              is_mine: by === keyOf(login),
              access_type: { id: 'owner', name: 'мне' },
            })),
            url,
          ),
        };
      }
      if (method === 'POST' && change) {
        const id = newId();
        notes.push({ id, ownerId: second ?? '', text: trim(change.text), by: keyOf(login) });
        commit(change, coming, id);
        return { status: 201, json: { id } };
      }
      const index = notes.findIndex(({ id }) => id === third);
      const note = notes[index];
      if (!note) return gone;
      if (method === 'DELETE') {
        notes.splice(index, 1);
        remove(note.id);
      } else if (change) note.text = trim(change.text);
      if (change) commit(change, coming);
      return { status: 204 };
    }

    if (root === 'common') {
      if (url.pathname.endsWith('/upload_links'))
        return {
          status: 200,
          json: { upload_url: `https://api.hh.ru/common/chats/files/upload/${newId()}` },
        };
      if (fourth === 'upload') {
        const file = request.body instanceof FormData ? request.body.get('file') : null;
        const id = newId();
        uploads.set(id, file instanceof File ? file.name : '');
        return { status: 200, json: { upload_id: id } };
      }
      if (third === 'without_vacancy' && change) {
        const resumeId = wordsOf(jsonOf(request).resume_hash);
        const chat = free.get(resumeId);
        if (!chat || saysAgain) {
          const id = newId();
          free.set(resumeId, [
            ...(chat ?? []),
            { id, from: 'employer', text: trim(change.text), at: clock.hh + skew },
          ]);
          commit(change, coming, id);
        }
        return { status: 200, json: { id: `free-${resumeId}` } };
      }
      const one = byChat(third ?? '');
      const chat = one ? one.messages : free.get((third ?? '').replace('free-', ''));
      if (!chat || (one && !mine(one.id))) return gone;
      if (method === 'GET') {
        const limit = Number(url.searchParams.get('limit') ?? 10);
        const before = url.searchParams.get('start_message_id');
        const end = before === null ? chat.length : chat.findIndex(({ id }) => id === before) + 1;
        const shown = chat.slice(Math.max(0, end - limit), end);
        return {
          status: 200,
          json: {
            id: third,
            type: 'NEGOTIATION',
            has_more: end > limit,
            messages: shown.map(({ id, from, text, at }) => ({
              id,
              type: 'SIMPLE',
              creation_time: new Date(at).toISOString().replace(/\.\d+Z$/, '+0000'),
              can_edit: from === 'employer',
              sender_display_info: {
                name: from,
                role: from.toUpperCase(),
                is_current_participant: from === 'employer',
              },
              payload: { text, attachments: null },
            })),
            chat_states: { write_message_state: { allowed: true } },
          },
        };
      }
      if (!change) return gone;
      if (fourth === 'message' && fifth) {
        chatRead.set(third ?? '', fifth);
        commit(change, coming);
        return { status: 204 };
      }
      if (fourth === 'messages' && method === 'POST') {
        const key = wordsOf(jsonOf(request).idempotency_key);
        if (keys.has(key)) return refuse(409, 'conflict', 'already_exists');
        keys.add(key);
        const id = newId();
        chat.push({ id, from: 'employer', text: trim(change.text), at: clock.hh + skew });
        commit(change, coming, id);
        return { status: 201, json: { id } };
      }
      if (fourth === 'messages' && method === 'DELETE') {
        const at = chat.findIndex(({ id }) => id === fifth);
        if (at < 0) return gone;
        chat.splice(at, 1);
        remove(fifth ?? '');
      }
      if (fourth === 'messages' && method === 'PUT') {
        const message = chat.find(({ id }) => id === fifth);
        if (!message) return gone;
        message.text = trim(change.text);
      }
      state.set(change.key, change.text);
      commit(change, coming);
      return { status: 204 };
    }
    return gone;
  }

  function remove(id: string): void {
    for (const one of commits) if (one.id === id) one.removed = true;
  }
  const invited = (resumeId: string, vacancyId: string): Negotiation | null =>
    [...negotiations.values()].find((one) => one.resumeId === resumeId && one.vacancyId === vacancyId) ??
    null;

  const expiredReply = refuse(403, 'oauth', 'token_expired');
  const unknownReply = refuse(403, 'oauth', 'bad_authorization');

  function loginOf({ headers, url, body }: WireRequest): Login | null {
    const token = headers.get('Authorization')?.replace('Bearer ', '').split('.')[0];
    const account = headers.get('X-Manager-Account-Id');
    if (!token && url.pathname === '/token') {
      const refresh = new URLSearchParams(typeof body === 'string' ? body : '').get('refresh_token');
      return Object.values<Login>(logins).find((one) => refreshTokenOf(one) === refresh) ?? null;
    }
    return (
      Object.values<Login>(logins).find((one) => one.token === token && one.accountId === account) ??
      Object.values<Login>(logins).find((one) => one.token === token && account === null) ??
      null
    );
  }

  const send = ({ status, json, location }: Reply): WireAnswer => ({
    kind: 'answer',
    status,
    body: json === undefined ? '' : JSON.stringify(json),
    headers: { 'Content-Type': 'application/json', ...(location && { Location: location }) },
  });

  const seen = new WeakSet<WireRequest>();
  /** The answers to requests that the browser repeats. */
  const toldAgain = new WeakMap<WireRequest, Answer>();
  const answered = (reply: Reply, after = 0): WireReply => ({ what: send(reply), after });
  const cut = (after = 0, repeats = false): WireReply => ({ what: { kind: 'cut', repeats }, after });

  function told(answer: Answer, coming: Coming): WireReply {
    const { method, url } = coming.request;
    // If something to be removed is not found, somebody else has removed it.
    const isTaken =
      answer.status === 404 &&
      answer.kind === 'status' &&
      (method === 'DELETE' || url.pathname.endsWith('/leave'));
    if (answer.done || isTaken) perform(coming);
    const body = answer.kind === 'status' ? answer.body : answer.guard ? guard : html;
    const headers: Record<string, string> = {
      'Content-Type': answer.kind === 'status' ? 'application/json' : 'text/html',
    };
    if (answer.kind === 'status' && answer.retryAfter !== undefined)
      headers['Retry-After'] = String(answer.retryAfter);
    return { what: { kind: 'answer', status: answer.status, body, headers }, after: 0 };
  }

  /** Receives a request, with any fault set up for it. */
  function receive(request: WireRequest): WireReply {
    const login = loginOf(request);
    const repeated = seen.has(request);
    seen.add(request);
    if (!login) return answered(unknownReply);
    const isFresh = request.headers.get('Authorization')?.endsWith('.fresh');
    const isToken = request.url.pathname === '/token';
    if (expired && !isFresh && !isToken) return answered(expiredReply);
    const coming: Coming = { request, login, at: clock.now, repeated };
    for (const change of changesOf(request))
      arrivals.push({ ...change, at: clock.now, wall: clock.wall, account: keyOf(login), repeated });
    const again = repeated && toldAgain.get(request);
    if (again) return told(again, coming);
    const isWrite = request.method !== 'GET' && !isToken;
    const trouble = repeated
      ? undefined
      : troubles.find(({ match }) => match === 'any' || (match === 'write') === isWrite);
    if (!trouble) return answered(perform(coming));
    trouble.times--;
    troubles = troubles.filter(({ times }) => times > 0);
    const { how } = trouble;
    switch (how.kind) {
      case 'cut-before':
        return cut();
      case 'cut-after':
        perform(coming);
        return cut();
      case 'late':
        clock.after(how.ms, () => perform(coming));
        return cut(how.cut);
      case 'slow':
        return answered(perform(coming), how.ms);
      case 'repeat':
        perform(coming);
        if (how.again === 'expired') expired = true;
        else if (how.again) toldAgain.set(request, how.again);
        return cut(0, true);
      case 'status':
      case 'page':
        return told(how, coming);
      case 'half': {
        const what = send(how.done ? perform(coming) : { status: 200, json: { id: 'x' } });
        if (what.kind === 'answer') what.body = what.body.slice(0, Math.ceil(what.body.length / 2));
        return { what, after: 0 };
      }
    }
  }

  return {
    arrivals,
    commits,
    negotiations,
    receive(request: WireRequest): WireReply {
      const reply = receive(request);
      if (reply.what.kind !== 'answer') return reply;
      const headers = { ...reply.what.headers, Date: new Date(clock.hh).toUTCString() };
      return { ...reply, what: { ...reply.what, headers } };
    },
    trouble: (trouble: Trouble) => {
      troubles.push({ ...trouble });
    },
    calm: () => {
      troubles = [];
    },
    expireTokens: () => {
      expired = true;
    },
    isViewed: (id: string) => negotiations.get(id)?.viewed ?? false,
    chatReadUpTo: (chatId: string) => chatRead.get(chatId) ?? null,
    /** A colleague moves a candidate on hh's own site, without a letter. */
    colleagueMoves: (id: string, stage: string) => {
      const one = negotiations.get(id);
      if (one) one.stage = stage;
    },
    /** A colleague writes a message on hh's own site. */
    colleagueWrites: (id: string, text: string) => {
      const one = negotiations.get(id);
      if (one) say(one, 'employer', text);
    },
    candidateWrites: (id: string, text: string) => {
      const one = negotiations.get(id);
      if (one) say(one, 'applicant', text);
    },
    addNote: (ownerId: string, text: string, by: string): string => {
      const id = newId();
      notes.push({ id, ownerId, text, by });
      return id;
    },
    noteText: (id: string) => notes.find((one) => one.id === id)?.text ?? null,
    random,
  };
}

function meOf({ kind, employer, managerId, userId, name }: Login) {
  return kind === 'applicant'
    ? { id: userId, is_applicant: true, is_employer: false, last_name: name, first_name: 'И' }
    : {
        id: userId,
        is_applicant: false,
        is_employer: true,
        last_name: name,
        first_name: 'И',
        employer: { id: employer, name: employer },
        manager: { id: managerId, has_multiple_manager_accounts: userId === '1' },
      };
}

const actionOf = (id: string, url: string, resulting: string | null, method = 'PUT') => ({
  id,
  name: id,
  enabled: true,
  hidden: false,
  method,
  url,
  arguments: [
    { id: 'message', required: false, required_arguments: [] },
    { id: 'send_sms', required: false, required_arguments: [{ id: 'message' }] },
  ],
  resulting_employer_state: resulting === null ? null : { id: resulting, name: resulting },
  templates: [],
  sub_actions:
    id === 'interview'
      ? [{ id: 'interview_2', name: 'второе', method, url: url.replace('interview', 'interview_2') }]
      : [],
});

function itemOf(one: Negotiation) {
  const url = (collection: string) => `https://api.hh.ru/negotiations/${collection}/${one.id}`;
  return {
    id: one.id,
    created_at: '2026-11-01T10:00:00+0300',
    updated_at: '2026-11-01T10:00:00+0300',
    state: { id: 'response', name: 'Отклик' },
    employer_state: { id: one.stage, name: one.stage },
    has_updates: !one.viewed,
    viewed_by_opponent: false,
    counters: { messages: one.messages.length, unread_messages: 0 },
    messaging_status: 'ok',
    chat_id: one.chatId === null ? null : Number(one.chatId),
    source: 'NEGOTIATION',
    actions: [
      ...stages.slice(1).map((stage) => actionOf(stage, url(stage), stage)),
      actionOf('remind', url('remind'), one.stage),
      actionOf('mystery', url('mystery'), null),
    ],
    resume: {
      id: one.resumeId,
      first_name: 'Инна',
      last_name: 'Петрова',
      owner: { id: one.ownerId, comments: { counters: { total: 0 } } },
    },
    vacancy: { id: one.vacancyId, name: 'Бухгалтер' },
  };
}

const applicantItem = (one: Negotiation) => ({
  id: one.id,
  state: { id: 'response', name: 'Отклик' },
  created_at: '2026-11-01T10:00:00+0300',
  updated_at: '2026-11-01T10:00:00+0300',
  has_updates: false,
  viewed_by_opponent: false,
  messaging_status: 'ok',
  hidden: one.hidden,
  decline_allowed: true,
  counters: { messages: one.messages.length, unread_messages: 0 },
  chat_id: null,
  source: 'NEGOTIATION',
  resume: { id: one.resumeId, title: 'Бухгалтер' },
  vacancy: { id: one.vacancyId, name: 'Бухгалтер', employer: { id: one.employer, name: 'Ромашка' } },
});

function paged(all: unknown[], url: URL) {
  const page = Number(url.searchParams.get('page') ?? 0);
  const size = Number(url.searchParams.get('per_page') ?? 20);
  const pages = Math.max(1, Math.ceil(all.length / size));
  return { items: all.slice(page * size, (page + 1) * size), found: all.length, page, pages, per_page: size };
}
