import { accountKey } from '../domain/account.ts';
import { isFresh, withNewest } from '../domain/cache.ts';
import { type Inbox, withoutRows } from '../domain/inbox.ts';
import type { KnownNegotiation, Millis, Negotiation, VacancyHistory } from '../domain/negotiation.ts';
import type { PanelAddress } from '../domain/panel.ts';
import type { Resume } from '../domain/resume.ts';
import { historyOf, noteOf } from '../from-hh/negotiations.ts';
import { wholeResumeOf } from '../from-hh/resume.ts';
import { gesture } from '../hh/effects.ts';
import { HhError, toFact } from '../hh/errors.ts';
import { companyIn, sameResume } from '../hh/pages.ts';
import { t } from '../i18n.ts';
import { asId, type EmployerId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import {
  fromKnown,
  isKnown,
  type Known,
  known,
  type List,
  thenKnown,
  unknown,
  unread,
  valueOr,
} from '../known.ts';
import type { Problem } from '../problem.ts';
import { files } from '../storage/databases.ts';
import {
  accountItem,
  inboxItem,
  type KnownResume,
  type Look,
  looksItem,
  resumesItem,
  storeFor,
  update,
} from '../storage/items.ts';
import { wholeResumes } from '../storage/whole-resumes.ts';
import type { Connection } from './connection.ts';
import type { Negotiations } from './negotiations.ts';

const keptAtMost = 50;
const looksAtMost = 500;
/** A look at a resume ends when it has not been read for this long, ms. */
const lookLasts = 30 * 60_000;

export interface PanelOf extends PanelAddress {
  /** The person asked for fresh data. */
  again?: boolean;
}

export type Resumes = ReturnType<typeof createResumes>;

/** What is known about a resume beside its negotiation: the history, the notes, what is new. Cached for five minutes. */
export function createResumes(
  { employer }: Pick<Connection, 'employer'>,
  negotiations: Pick<Negotiations, 'read' | 'kept'>,
  now: () => Millis,
) {
  /** A resume has as many slices as addresses, because each tab keeps to the negotiation that its address names. */
  const keyOf = async ({ resumeId, vacancyId = asId(''), topicId = asId('') }: PanelAddress) =>
    [accountKey(await accountItem.getValue()), resumeId, vacancyId, topicId].join(':');

  /** Records that the person is looking at it now. */
  async function lookAt(resumeId: ResumeId): Promise<Look> {
    const key = `${accountKey(await accountItem.getValue())}:${resumeId}`;
    const last = (await looksItem.getValue())[key];
    const at = now();
    const look =
      last && at - last.at < lookLasts ? { ...last, at } : { after: last?.at ?? at, until: at, at };
    await update(looksItem, (looks) => withNewest(looks, key, look, looksAtMost));
    return look;
  }

  /** The company whose account is in use; null if hh named none. */
  async function companyNow(): Promise<EmployerId | null> {
    const account = await accountItem.getValue();
    return (account.state === 'signed-in' && account.employer?.id) || null;
  }

  /** The id by which hh knows this resume for us: if made for another company, that of the same resume in the inbox. */
  async function ownId(resumeId: ResumeId): Promise<ResumeId> {
    const company = companyIn(resumeId);
    if (!company || company === (await companyNow())) return resumeId;
    const { rows } = await inboxItem.getValue();
    return (
      rows.find(({ candidate }) => sameResume(candidate.resumeId, resumeId))?.candidate.resumeId ?? resumeId
    );
  }

  /** hh does not find a resume by an address made for another company; the next step is then another account. */
  async function explained(problem: Problem, resumeId: ResumeId): Promise<Problem> {
    const company = companyIn(resumeId);
    const isMissing = problem.name === 'not-found' || problem.name === 'resume-not-found';
    if (!isMissing || !company || company === (await companyNow())) return problem;
    const account = await accountItem.getValue();
    const hasOthers = account.state === 'signed-in' && account.accounts.length > 1;
    return { ...problem, name: hasOthers ? 'resume-of-other-account' : 'resume-of-other-company' };
  }

  async function historyBy(resumeId: ResumeId): Promise<KnownResume['history']> {
    const history = await toFact(async () => historyOf(await employer.resumeHistory(resumeId)));
    return history.known ? history : unknown(await explained(history.why, resumeId));
  }

  /** Reads history and negotiation together if the address names it; otherwise the one that the history names. */
  async function load(of: PanelOf, isRead: boolean): Promise<KnownResume> {
    let resumeId = await ownId(of.resumeId);
    const reading = historyBy(resumeId);
    const readOne = (id: NegotiationId): Promise<Known<KnownNegotiation>> =>
      toFact(() => negotiations.read(id, of.again && !isRead, false));
    const named = of.topicId && readOne(of.topicId);
    let history = await reading;
    const presentId: Known<NegotiationId | null> = of.topicId
      ? known(of.topicId)
      : thenKnown(history, (past) => negotiationOf(past, of.vacancyId));
    let current: Known<KnownNegotiation | null>;
    if (named) current = await named;
    else if (presentId.known) current = presentId.value ? await readOne(presentId.value) : known(null);
    else current = presentId;
    // `t` in an address is only a hint: a negotiation of another resume does not belong to this page.
    const { id, candidate } = valueOr(current, null)?.negotiation ?? {};
    if (named && id && candidate && !candidate.resumeId) {
      // Its resume is gone: only the history of this page's resume can tell whether it belongs here.
      const read = current;
      const isOurs = thenKnown(history, (past) => isIn(past, id));
      current = thenKnown(isOurs, (ours) => (ours ? read : known(null)));
    } else if (candidate?.resumeId && !sameResume(candidate.resumeId, of.resumeId)) current = known(null);
    else if (candidate?.resumeId && candidate.resumeId !== resumeId && !history.known) {
      resumeId = candidate.resumeId;
      history = await historyBy(resumeId);
    }
    const { negotiation } = valueOr(current, null) ?? {};
    return {
      at: now(),
      presentId: isKnown(current, null) ? null : valueOr(presentId, null),
      currentId: fromKnown(current, (read) => read?.negotiation.id ?? null),
      history,
      others: negotiation ? otherResumes(await inboxItem.getValue(), negotiation) : [],
      // What could not be read was not looked at.
      news: history.known ? await lookAt(resumeId) : { after: 0, until: 0 },
      notes: negotiation ? await notesOf(negotiation) : null,
    };
  }

  /** The notes on a person; the resume says who that is. */
  async function notesOf({ candidate, resumeDeleted }: Negotiation): Promise<KnownResume['notes']> {
    const { applicantId } = candidate;
    if (!applicantId) return isKnown(resumeDeleted, true) ? null : unread;
    const page = await toFact(() => employer.comments(applicantId));
    return fromKnown(page, ({ items: { items, skipped }, found }) => ({
      items: items.map(noteOf),
      // Notes on later pages are not read either.
      skipped: Math.max(skipped, (found ?? 0) - items.length),
    }));
  }

  async function knownOf(of: PanelOf, isRead = false): Promise<KnownResume> {
    const [key, all] = await Promise.all([keyOf(of), resumesItem.getValue()]);
    const held = all[key];
    const isUsable = held && !of.again && isFresh(held.at, now()) && problemsOf(held).length === 0;
    if (isUsable && (await isHeld(held))) return held;
    const fresh = await load(of, isRead);
    if (key !== (await keyOf(of))) throw new HhError('signed-out', 'no');
    await update(resumesItem, (resumes) => withNewest(resumes, key, fresh, keptAtMost));
    return fresh;
  }

  async function currentOf(resume: KnownResume): Promise<KnownNegotiation | null> {
    const id = valueOr(resume.currentId, null);
    return id ? ((await negotiations.kept(id)) ?? null) : null;
  }

  /** The negotiation is stored separately, and may have been forgotten since. */
  const isHeld = async (resume: KnownResume): Promise<boolean> =>
    isKnown(resume.currentId, null) || (await currentOf(resume)) !== null;

  return {
    keyOf,
    currentOf,

    /**
     * As read in the last five minutes, or from hh with at most three calls.
     * @param isRead its negotiation has just been read again
     */
    read: knownOf,
  };
}

/** The current negotiation: that of the vacancy in the address, otherwise our newest one whose vacancy is not archived. */
function negotiationOf(
  { items, skipped }: List<VacancyHistory>,
  vacancyId?: VacancyId,
): Known<NegotiationId | null> {
  const ours = items.filter((vacancy) => !isKnown(vacancy.negotiationId, null));
  const named = ours.find((vacancy) => vacancy.vacancyId === vacancyId);
  const chosen = named ?? ours.find((vacancy) => !isKnown(vacancy.archived, true));
  // It may be one of those that could not be read.
  return chosen?.negotiationId ?? (skipped > 0 ? unread : known(null));
}

/** Whether this history contains a negotiation. */
function isIn({ items, skipped }: List<VacancyHistory>, id: NegotiationId): Known<boolean> {
  if (items.some(({ negotiationId }) => isKnown(negotiationId, id))) return known(true);
  const isWhole = skipped === 0 && items.every(({ negotiationId }) => negotiationId.known);
  return isWhole ? known(false) : unread;
}

/** Why parts could not be read. */
export const problemsOf = ({ currentId, history, notes }: KnownResume): Problem[] =>
  [currentId, history, notes].flatMap((part) => (part && !part.known ? [part.why] : []));

/** hh's history covers one resume; what else waits from the same person, with another resume, is known from the inbox. */
const otherResumes = ({ rows, vacancies }: Inbox, { candidate }: Negotiation): VacancyHistory[] =>
  rows.flatMap(({ id, vacancyId, candidate: { applicantId, resumeId, title }, stage, createdAt }) => {
    if (!applicantId || applicantId !== candidate.applicantId || sameResume(resumeId, candidate.resumeId))
      return [];
    const vacancy = vacancies.find((one) => one.id === vacancyId);
    const change = { stage, at: createdAt, withMessage: known(false) };
    return {
      vacancyId,
      name: vacancy
        ? fromKnown(vacancy.name, (name) =>
            t('history_other_resume', name, title.known ? (title.value ?? '') : t('unknown_title')),
          )
        : unread,
      archived: known(false),
      foreign: known(false),
      negotiationId: known(id),
      items: known({ items: [change], skipped: 0 }),
    };
  });

interface WholeResumeDeps {
  resumes: Connection['resumes'];
  negotiations: Pick<Negotiations, 'read'>;
  panels: { push: (ids: readonly NegotiationId[]) => void };
  now: () => Millis;
}

/** Opens whole resumes after a click that said what it does at hh, at the address hh gave with the negotiation. */
export function createWholeResumes({ resumes, negotiations, panels, now }: WholeResumeDeps) {
  /** hh now counts the response as viewed: updates the numbers at once and reads the negotiation again. */
  async function viewed(id: NegotiationId): Promise<void> {
    await update(inboxItem, (inbox) => withoutRows(inbox, [id]));
    // Only freshness is lost.
    await negotiations.read(id, true).catch(() => {});
    panels.push([id]);
  }

  async function wayOf(id: NegotiationId, way: 'resume' | 'file') {
    const { negotiation, ways } = await negotiations.read(id);
    const { resumeId } = negotiation.candidate;
    const url = ways[way]?.url;
    if (!resumeId || !url) throw new HhError('resume-not-found', 'no');
    return { resumeId, url };
  }

  /** hh gives the same answer for what is deleted, hidden or not ours. */
  const named = (error: unknown): never => {
    if (error instanceof HhError && error.problem.name === 'not-found')
      throw new HhError({ ...error.problem, name: 'resume-not-found' }, error.sent);
    throw error;
  };

  /** @throws {HhError} `signed-out` if the account that hh answered was left meanwhile: nothing of it is kept */
  async function keepFor(account: string, keep: () => Promise<void>): Promise<void> {
    const isSame = await storeFor(account, async () => {
      await keep();
      return true;
    });
    if (!isSame) throw new HhError('signed-out', 'no');
  }

  return {
    /** A whole resume: from the cache (a day) or from hh, which marks the response as viewed and spends a view. */
    async open(id: NegotiationId): Promise<Resume> {
      const account = accountKey(await accountItem.getValue());
      const { resumeId, url } = await wayOf(id, 'resume');
      const kept = await wholeResumes.get(account, resumeId, now()).catch(() => null);
      if (kept) return kept;
      const read = await resumes.whole(url, gesture('marks-viewed', 'spends-view')).catch(named);
      const resume = wholeResumeOf(read, now());
      // If it cannot be kept, the next look asks hh again, and says so first.
      await keepFor(account, () => wholeResumes.put(account, resumeId, resume, now()).catch(() => {}));
      void viewed(id).catch(() => {});
      return resume;
    },

    /** hh's own file of the resume, stored for a page; the same effects, each time. @returns the id of the file */
    async download(id: NegotiationId): Promise<string> {
      const account = accountKey(await accountItem.getValue());
      const { url } = await wayOf(id, 'file');
      const file = await resumes.file(url, gesture('marks-viewed', 'spends-view')).catch(named);
      const fileId = crypto.randomUUID();
      await keepFor(account, () => files.set(fileId, file));
      void viewed(id).catch(() => {});
      return fileId;
    },
  };
}
