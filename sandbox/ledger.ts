/** What the sandbox saw and what it let happen; a test reads it to prove that nothing happened. */
export interface LedgerRequest {
  at: number;
  method: string;
  host: string;
  path: string;
  query: Record<string, string[]>;
  /** 0 when a fault cut the connection. */
  status: number;
  /** The operation's id in hh's OpenAPI, `page:…` for the applicant's pages of the site, `page` for its others. */
  operation: string;
  /** The `HH-User-Agent` header. */
  userAgent: string | null;
  /** The manager account that acted, by token and `X-Manager-Account-Id`. */
  accountId: string | null;
  /** How a fault changed this request, if one did. */
  fault: string | null;
  /** Who asked the site: a tab that loads, hh's own script on its page, or anybody else's fetch; null at the API. */
  by: 'load' | 'front' | 'fetch' | null;
}

interface SentMessage {
  chatId: string;
  negotiationId: string | null;
  messageId: string;
  text: string;
  /** The idempotency key; null for the old messages and for letters of actions. */
  key: string | null;
  /** The name of the file that it is. */
  file?: string;
}

export interface Effects {
  /** Negotiations that turned from unseen to seen by the employer. */
  viewed: string[];
  chatRead: string[];
  contactsSpent: string[];
  resumeViewsSpent: string[];
  stateChanges: { negotiationId: string; from: string; to: string; withMessage: boolean }[];
  messagesSent: SentMessage[];
  messagesEdited: string[];
  messagesDeleted: string[];
  invitations: { negotiationId: string; resumeHash: string; vacancyId: string }[];
  comments: { id: string; kind: 'added' | 'changed' | 'deleted' }[];
  sms: string[];
  /** Negotiations whose `has_updates` an applicant's reading took away. */
  updatesRead: string[];
  /** Resumes whose `new_views` the owner's reading of the views set to zero. */
  viewsRead: string[];
  applied: { negotiationId: string; vacancyId: string; letter: string }[];
  hidden: { negotiationId: string; declined: boolean }[];
  /** Whatever but a GET came to the site, done or not. */
  siteWrites: string[];
  /** Anything rarer: participants, write possibility, templates, preferred order, files. */
  other: string[];
  tokensIssued: string[];
  tokensRevoked: string[];
}

const noEffects = (): Effects => ({
  viewed: [],
  chatRead: [],
  contactsSpent: [],
  resumeViewsSpent: [],
  stateChanges: [],
  messagesSent: [],
  messagesEdited: [],
  messagesDeleted: [],
  invitations: [],
  comments: [],
  sms: [],
  updatesRead: [],
  viewsRead: [],
  applied: [],
  hidden: [],
  siteWrites: [],
  other: [],
  tokensIssued: [],
  tokensRevoked: [],
});

export interface LedgerMark {
  requests: number;
  traces: number;
}

export class Ledger {
  requests: LedgerRequest[] = [];
  effects: Effects = noEffects();

  /** A message went out; without its key it is an old one or the letter of an action. */
  sent(
    chat: { id: string; negotiationId: string | null },
    messageId: string,
    text: string,
    more: { key?: string; file?: string } = {},
  ): void {
    const { id: chatId, negotiationId } = chat;
    this.effects.messagesSent.push({ chatId, negotiationId, messageId, text, key: null, ...more });
  }

  /** How many requests match an operation id or a predicate. */
  count(match: string | ((request: LedgerRequest) => boolean)): number {
    const wanted =
      typeof match === 'string' ? (request: LedgerRequest) => request.operation === match : match;
    return this.requests.filter(wanted).length;
  }

  /** How often, when and by whom the applicant's list was asked for; `page` counts from 0. */
  listReads(): { at: number; page: number; by: LedgerRequest['by']; status: number; host: string }[] {
    return this.requests
      .filter(({ operation, method }) => operation === 'page:applicant-negotiations' && method === 'GET')
      .map(({ at, query, by, status, host }) => ({
        at,
        page: Number(query.page?.[0] ?? 0),
        by,
        status,
        host,
      }));
  }

  /** All side effects a person outside could notice or pay for; tokens are not among them. */
  traces(): number {
    return Object.entries(this.effects)
      .filter(([name]) => !name.startsWith('tokens'))
      .reduce((sum, [, list]) => sum + list.length, 0);
  }

  mark(): LedgerMark {
    return { requests: this.requests.length, traces: this.traces() };
  }

  /** Requests and number of traces since a mark. */
  since(mark: LedgerMark): { requests: LedgerRequest[]; traces: number } {
    return { requests: this.requests.slice(mark.requests), traces: this.traces() - mark.traces };
  }

  clear(): void {
    this.requests = [];
    this.effects = noEffects();
  }
}
