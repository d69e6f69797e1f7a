import type { EntryId, NegotiationId } from '../ids.ts';
import type { Problem } from '../problem.ts';
import type { Millis } from './negotiation.ts';
import type { Stage } from './stage.ts';
import { type BulkResult, type Entry, negotiationsOf, type WriteRequest } from './write-request.ts';

/* How writes that were asked for together stand, read off the outbox: it goes on there without any page. */

/** One whom it did not work for. */
export interface Missed {
  id: NegotiationId;
  /** As far as the entry knows it. */
  name: string | null;
  /** What went wrong; null: hh took the call, yet the stage is another. */
  problem: Problem | null;
  stage: Stage | null;
  entryId: EntryId;
}

export interface Group {
  id: string;
  kind: 'read' | 'action';
  /** The action's name, as hh has it. */
  action: string | null;
  resulting: Stage | null;
  total: number;
  done: number;
  /** Going out, or being read back. */
  sending: number;
  /** Sent, and not known yet what came of it. */
  uncertain: number;
  /** Not gone out yet. */
  waiting: number;
  missed: Missed[];
  /** The first goes out then; null once one has. Unix ms. */
  until: Millis | null;
  /** From when it waits. */
  since: Millis;
  /** Why what waits has to wait longer: hh out of reach, or asking for patience. */
  problem: Problem | null;
  /** The last was settled then; null while something is under way. Unix ms. */
  overAt: Millis | null;
  entries: Entry[];
}

/** A finished group without failures is shown so long, ms. */
const stays = 60_000;

/** The groups to show, newest first. */
export function groupsOf(entries: readonly Entry[], now: Millis): Group[] {
  const groups = Map.groupBy(
    entries.filter(({ group }) => group),
    ({ group }) => group ?? '',
  );
  return [...groups]
    .map(([id, own]) => groupOf(id, own))
    .filter(({ overAt, missed }) => overAt === null || missed.length > 0 || now - overAt < stays)
    .sort((a, b) => b.since - a.since);
}

function groupOf(id: string, entries: Entry[]): Group {
  const at = (...names: Entry['progress']['at'][]) =>
    entries.filter(({ progress }) => names.includes(progress.at));
  const people = (list: Entry[]) =>
    list.reduce((sum, { request }) => sum + negotiationsOf(request).length, 0);
  const missed = entries.flatMap(missedOf);
  const waits = at('waiting').flatMap(({ progress }) => (progress.at === 'waiting' ? [progress] : []));
  const begun = waits.length < entries.length;
  const over = entries.flatMap(({ progress }) => ('when' in progress ? [progress.when] : []));
  const label = entries.find(({ label }) => label.action)?.label;
  return {
    id,
    kind: entries[0]?.request.kind === 'read' ? 'read' : 'action',
    action: label?.action ?? null,
    resulting: entries.find(({ resulting }) => resulting)?.resulting ?? null,
    total: people(entries),
    done: people(at('sent')) - at('sent').flatMap(missedOf).length,
    sending: people(at('sending')),
    uncertain: people(at('uncertain')),
    waiting: people(at('waiting')),
    missed,
    until: begun ? null : Math.min(...waits.map(({ until }) => until)),
    since: Math.min(...entries.map(({ createdAt }) => createdAt)),
    problem: waits.find(({ problem }) => problem)?.problem ?? null,
    overAt: over.length === entries.length ? Math.max(...over) : null,
    entries,
  };
}

function missedOf({ id: entryId, request, label, progress }: Entry): Missed[] {
  const of = (id: NegotiationId, more: Pick<Missed, 'problem' | 'stage'>): Missed => ({
    id,
    name: request.kind === 'action' ? label.candidate : null,
    entryId,
    ...more,
  });
  if (progress.at === 'failed')
    return negotiationsOf(request).map((id) => of(id, { problem: progress.problem, stage: null }));
  const results: BulkResult[] = (progress.at === 'sent' && progress.results) || [];
  return results
    .filter(({ done }) => !done)
    .map(({ id, stage, unsure }) => of(id, { problem: unsure ? { name: 'outcome-unknown' } : null, stage }));
}

/**
 * What is to be done again: entries that failed are looked up and sent again; of those that hh did in part, a new
 * write for the rest.
 */
export function againOf(group: Group): { retry: EntryId[]; write: WriteRequest[] } {
  const failed = group.entries.filter(({ progress }) => progress.at === 'failed');
  const partly = group.entries.flatMap(({ request, progress }): WriteRequest[] => {
    if (request.kind !== 'bulk' || progress.at !== 'sent') return [];
    const rest = (progress.results ?? []).filter(({ done, unsure }) => !done && !unsure).map(({ id }) => id);
    return rest.length > 0 ? [{ ...request, negotiationIds: rest }] : [];
  });
  return { retry: failed.map(({ id }) => id), write: partly };
}

/**
 * The store puts sent writes away while others of their group still wait: a page that watched goes on counting
 * them. What went while it waited was taken back, and counts no more.
 */
export function remembered(before: readonly Entry[], now: readonly Entry[]): Entry[] {
  const here = new Set(now.map(({ id }) => id));
  const groups = new Set(now.flatMap(({ group }) => group ?? []));
  const gone = before.filter(
    ({ id, group, progress }) => progress.at === 'sent' && !here.has(id) && group && groups.has(group),
  );
  return [...gone, ...now];
}
