import { accountKey } from '../domain/account.ts';
import { withoutRows } from '../domain/inbox.ts';
import type { Millis } from '../domain/negotiation.ts';
import type { Resume } from '../domain/resume.ts';
import { wholeResumeOf } from '../from-hh/resume.ts';
import { gesture } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import type { NegotiationId } from '../ids.ts';
import { files } from '../storage/databases.ts';
import { accountItem, inboxItem, storeFor, update } from '../storage/items.ts';
import { wholeResumes } from '../storage/whole-resumes.ts';
import type { Connection } from './connection.ts';
import type { Negotiations } from './negotiations.ts';
import type { Panels } from './panels.ts';

interface WholeResumeDeps {
  resumes: Connection['resumes'];
  negotiations: Pick<Negotiations, 'read'>;
  panels: Pick<Panels, 'push'>;
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
