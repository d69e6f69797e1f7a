/** What the sandbox received and did. Tests read it to prove that nothing happened. */
export interface LedgerRequest {
  at: number;
  method: string;
  host: string;
  path: string;
  query: Record<string, string[]>;
  /** 0 if a fault cut the connection. */
  status: number;
  /** The operation id in hh's OpenAPI; `page:…` for the applicant's pages of the site, `page` for its other pages. */
  operation: string;
  /** The `HH-User-Agent` header. */
  userAgent: string | null;
  /** The manager account that acted, by token and `X-Manager-Account-Id`. */
  accountId: string | null;
  /** How a fault changed this request, if one did. */
  fault: string | null;
  /** What asked the site: a tab that loads, hh's own script on its page, or any other fetch; null for the API. */
  by: 'load' | 'front' | 'fetch' | null;
}

interface SentMessage {
  chatId: string;
  negotiationId: string | null;
  messageId: string;
  text: string;
  /** The idempotency key; null for old messages and for letters of actions. */
  key: string | null;
  /** The name of the attached file. */
  file?: string;
}

export interface Effects {
  /** Negotiations that became viewed by the employer. */
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
  /** Negotiations whose `has_updates` was cleared because the applicant read them. */
  updatesRead: string[];
  /** Resumes whose `new_views` was set to zero because the owner read the views. */
  viewsRead: string[];
  applied: { negotiationId: string; vacancyId: string; letter: string }[];
  hidden: { negotiationId: string; declined: boolean }[];
  /** All requests to the site other than GET, whether or not they were carried out. */
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

  /** Records a sent message; without a key it is an old message or the letter of an action. */
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

  /** Every read of the applicant's list: when, which page (from 0), by whom. */
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

  /** The number of all side effects that others could notice, or that cost money; tokens do not count. */
  traces(): number {
    return Object.entries(this.effects)
      .filter(([name]) => !name.startsWith('tokens'))
      .reduce((sum, [, list]) => sum + list.length, 0);
  }

  mark(): LedgerMark {
    return { requests: this.requests.length, traces: this.traces() };
  }

  /** The requests and the number of side effects since a mark. */
  since(mark: LedgerMark): { requests: LedgerRequest[]; traces: number } {
    return { requests: this.requests.slice(mark.requests), traces: this.traces() - mark.traces };
  }

  clear(): void {
    this.requests = [];
    this.effects = noEffects();
  }
}
