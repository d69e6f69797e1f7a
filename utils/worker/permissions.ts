import { negotiationsOf, type WriteRequest } from '../domain/write-request.ts';
import { HhError } from '../hh/errors.ts';
import { type PlaceOnHh, sameResume } from '../hh/pages.ts';
import { type ApplicantId, asId, type EntryId, type NegotiationId, type ResumeId } from '../ids.ts';
import type { Protocol } from '../messaging/protocol.ts';
import type { Asked, Data } from '../messaging/schemas.ts';
import type { Problem } from '../problem.ts';

/**
 * Who sent a message: one of our own pages, the panel on a page of a resume, or the content script on another page
 * of hh where it has something to do. From all other pages of hh nothing is to be asked.
 */
export type Sender =
  | { is: 'own' }
  | { is: 'panel'; tabId: number; url: string; page: Extract<PlaceOnHh, { page: 'resume' }> }
  | { is: 'page'; tabId: number; url: string; page: Exclude<PlaceOnHh, { page: 'resume' }> };
type PanelSender = Extract<Sender, { is: 'panel' }>;
type PageSender = Extract<Sender, { is: 'page' }>;

/** What the rules ask about, from the worker. */
export interface Facts {
  /**
   * The resume that a negotiation is about; null when it has none.
   * @throws {HhError} when it must be read at hh and cannot be
   */
  resumeOf(id: NegotiationId): Promise<ResumeId | null>;
  /** Whose resume a tab shows, as far as its negotiation told; null also where another resume was last read for the tab. */
  applicantOf(tabId: number, resumeId: ResumeId): Promise<ApplicantId | null>;
  /** A write in the outbox, and whether it is of the account that is signed in. */
  entry(id: EntryId): Promise<{ request: WriteRequest; mine: boolean } | null>;
}

type Verdict = boolean | Promise<boolean>;

/** From which kinds of sender a message is taken, and under which condition. A kind that is left out is refused. */
interface Rule<K extends Asked> {
  own?: (data: Data<K>, facts: Facts) => Verdict;
  panel?: (data: Data<K>, sender: PanelSender, facts: Facts) => Verdict;
  page?: (data: Data<K>, sender: PageSender) => Verdict;
  /** What the sender hears when a condition does not hold; an error when left out. */
  refused?: (problem: Problem) => ReturnType<Protocol[K]>;
}

const always = () => true;
/** Our own pages, whatever they ask. */
const own = { own: always };
const asAnswer = (problem: Problem) => ({ ok: false as const, problem });

const ofAList = (_: unknown, { page }: PageSender) => page.page === 'list';

/** The panel speaks of the negotiations of the resume in the address of its own tab, and of nothing else. */
async function ofItsResume(
  ids: readonly (NegotiationId | null)[],
  { page }: PanelSender,
  facts: Facts,
): Promise<boolean> {
  for (const id of ids) {
    if (id === null || !sameResume(await facts.resumeOf(id), page.resumeId)) return false;
  }
  return ids.length > 0;
}

async function mayWrite(request: WriteRequest, sender: PanelSender, facts: Facts): Promise<boolean> {
  switch (request.kind) {
    case 'invite':
      return sameResume(request.resumeId, sender.page.resumeId);
    case 'note':
      return (await facts.applicantOf(sender.tabId, sender.page.resumeId)) === request.applicantId;
    case 'call':
    case 'file':
    case 'apply':
      return false;
    case 'action':
    case 'message':
    case 'old-message':
    case 'read':
    case 'read-chat':
    case 'bulk':
      // Whose chat it is cannot be told without its negotiation.
      return ofItsResume(negotiationsOf(request), sender, facts);
  }
}

/** A write that is gone already is nobody's: taking it back comes too late, and does nothing. */
const ofAnEntry: Pick<Rule<'undo'>, 'own' | 'panel'> = {
  own: async (id, facts) => (await facts.entry(id))?.mine ?? true,
  panel: async (id, sender, facts) => {
    const entry = await facts.entry(id);
    return entry === null || (entry.mine && (await mayWrite(entry.request, sender, facts)));
  },
};

/** A draft on the tab's resume, on its applicant, or on one of its negotiations. */
async function mayDraft(key: string, sender: PanelSender, facts: Facts): Promise<boolean> {
  const [kind, about] = key.split(':');
  if (!about) return false;
  if (sameResume(asId<ResumeId>(about), sender.page.resumeId)) return true;
  if (kind === 'note') return (await facts.applicantOf(sender.tabId, sender.page.resumeId)) === about;
  return ofItsResume([asId<NegotiationId>(about)], sender, facts);
}

/** Every message that the worker takes: from whom, and about what. */
export const permissions: { readonly [K in Asked]: Rule<K> } = {
  readPanel: { panel: ({ resumeId }, { page }) => resumeId === page.resumeId },
  setPanelOpen: { panel: always },
  // Refused as an error, so that it is asked again: after an in-app move the tab's address may lag behind.
  readVacancy: { page: ({ vacancyId }, { page }) => page.page === 'vacancy' && page.vacancyId === vacancyId },
  wantsPage: { page: (_, { page }) => page.page === 'applicant-negotiations' },
  pageSeen: { page: (_, { page }) => page.page === 'applicant-negotiations' },
  // Whom a page may ask about cannot be told by its address: it is told of those alone whom we know, in a few words.
  readMarks: { page: ofAList, panel: always },
  readCard: { page: ofAList, panel: always },
  openPerson: { page: ofAList, panel: always },
  readConversation: {
    ...own,
    panel: (of, sender, facts) => 'negotiationId' in of && ofItsResume([of.negotiationId], sender, facts),
    refused: asAnswer,
  },
  readTemplate: {
    ...own,
    panel: (of, sender, facts) => 'negotiationId' in of && ofItsResume([of.negotiationId], sender, facts),
    refused: asAnswer,
  },
  readAddresses: { ...own, panel: always },
  write: {
    ...own,
    panel: ({ request }, sender, facts) => mayWrite(request, sender, facts),
    refused: asAnswer,
  },
  writeMany: own,
  stop: own,
  ask: own,
  readInvitations: own,
  undo: { ...ofAnEntry, refused: () => false },
  retry: { ...ofAnEntry, refused: () => {} },
  dismiss: { ...ofAnEntry, refused: () => {} },
  flush: { ...own, panel: always },
  saveDraft: { ...own, panel: ({ key }, sender, facts) => mayDraft(key, sender, facts) },
  // Of a vacancy the worker finds out which negotiation is mine.
  remind: {
    panel: ({ id }, sender, facts) => ofItsResume([id], sender, facts),
    page: (_, { page }) => page.page === 'vacancy',
    refused: asAnswer,
  },
  // Whom the page is about the worker finds out by the tab's own address.
  avoid: { panel: always, page: (_, { page }) => page.page === 'vacancy', refused: asAnswer },
  openOptions: { ...own, panel: always },
  openInbox: { ...own, panel: always },
  signIn: { ...own, panel: always },
  refresh: own,
  readAll: own,
  readRows: own,
  readNegotiation: own,
  openResume: own,
  downloadResume: own,
  saveSettings: own,
  saveApplication: own,
  pasteToken: own,
  switchAccount: own,
  signOut: own,
  wipe: own,
};

/** Whether this kind of sender may send this kind of message at all. */
export const mayAsk = (type: Asked, sender: Sender): boolean => permissions[type][sender.is] !== undefined;

/**
 * Why a message is not to be handled; null when it may be.
 * @param data parsed
 */
export async function refusalOf<K extends Asked>(
  type: K,
  data: Data<K>,
  sender: Sender,
  facts: Facts,
): Promise<Problem | null> {
  try {
    return (await judged(permissions[type], data, sender, facts)) ? null : { name: 'forbidden' };
  } catch (error) {
    // Whose it is could not be read: said as it is, and not done.
    if (error instanceof HhError) return error.problem;
    throw error;
  }
}

function judged<K extends Asked>(rule: Rule<K>, data: Data<K>, sender: Sender, facts: Facts): Verdict {
  switch (sender.is) {
    case 'own':
      return rule.own?.(data, facts) ?? false;
    case 'panel':
      return rule.panel?.(data, sender, facts) ?? false;
    case 'page':
      return rule.page?.(data, sender) ?? false;
  }
}
