import type { EntryId, NegotiationId } from '../ids.ts';
import { isKnown, valueOr } from '../known.ts';
import type { Problem } from '../problem.ts';
import { type Extras, formOf, noExtras, valuesFor } from './arguments.ts';
import type { ListRow } from './collection.ts';
import type { Action, Millis } from './negotiation.ts';
import type { Stage } from './stage.ts';
import { type BulkResult, type Entry, negotiationsOf, type WriteRequest } from './write-request.ts';

/* One action on many: for whom it is possible, and which writes it becomes. */

/** hh takes so many in one call. */
export const atOnce = 50;
/** From more than this the person types the number. */
export const askAbove = 30;

/**
 * How the letter goes. `each`: everyone gets the template filled in for them, by single calls; `same`: one text
 * for all, by hh's one call for many; `silent`: by the same call, without a letter.
 */
export type Way = 'each' | 'same' | 'silent';

/** Why an action is not possible for someone. */
export type Hindrance =
  /** It stands at the very stage that the action leads to. */
  | 'there'
  /** hh offers nothing at all: the resume is deleted, the applicant refused … */
  | 'closed'
  /** What hh offers could not be read. */
  | 'unread'
  /** hh offers other actions, not this one. */
  | 'not-offered'
  /** Wants what we cannot give; hh's own page can. */
  | 'only-on-hh'
  /** A write on it is on its way. */
  | 'under-way';

export interface Able {
  row: ListRow;
  /** As hh offers it for this very one: its templates may differ. */
  action: Action;
}

/** A write that goes out to many, each for itself or together. */
export type ManyRequest = Extract<WriteRequest, { kind: 'action' | 'bulk' }>;

/** What an action would do with all that is selected. */
export interface Preview {
  action: Action;
  able: Able[];
  unable: { row: ListRow; why: Hindrance }[];
}

/** The actions that at least one of them offers, in hh's order. */
export function actionsOf(rows: readonly ListRow[]): Action[] {
  const found = new Map<string, Action>();
  for (const action of rows.flatMap(({ actions }) => valueOr(actions, [])))
    if (!found.has(action.id)) found.set(action.id, action);
  return [...found.values()];
}

/** The negotiations that a write is on its way for. */
export const underWay = (entries: readonly Entry[]): Set<NegotiationId> =>
  new Set(
    entries
      .filter(
        ({ request, progress }) =>
          ['action', 'bulk'].includes(request.kind) &&
          ['waiting', 'sending', 'uncertain'].includes(progress.at),
      )
      .flatMap(({ request }) => negotiationsOf(request)),
  );

/** For whom of the selected an action is possible, and why not for the rest. */
export function previewOf(
  action: Action,
  rows: readonly ListRow[],
  busy: ReadonlySet<NegotiationId> = new Set(),
): Preview {
  const preview: Preview = { action, able: [], unable: [] };
  for (const row of rows) {
    const own = valueOr(row.actions, []).find(({ id }) => id === action.id);
    const why = busy.has(row.id)
      ? 'under-way'
      : own
        ? formOf(own).impossible !== null && 'only-on-hh'
        : hindranceOf(row, action);
    if (own && !why) preview.able.push({ row, action: own });
    else preview.unable.push({ row, why: why || 'not-offered' });
  }
  return preview;
}

function hindranceOf({ stage, actions }: ListRow, { resulting }: Action): Hindrance {
  if (!actions.known) return 'unread';
  if (stage.known && stage.value.id === resulting?.id) return 'there';
  return actions.value.length === 0 ? 'closed' : 'not-offered';
}

/** The ways an action can go for these, the most personal first. */
export function waysOf({ able }: Preview): Way[] {
  const letters = able.map(({ action }) => action.arguments.find(({ id }) => id === 'message'));
  const allTake = able.length > 0 && letters.every(Boolean);
  const allTogether = able.every(({ action }) => action.resulting !== null);
  const allReady = able.every(({ action }) => action.templates.length > 0);
  return [
    ...(allTake && allReady ? (['each'] as const) : []),
    // hh's call for many moves to another stage; what leaves the stage as it is cannot be read back either.
    ...(allTake && allTogether ? (['same'] as const) : []),
    ...(allTogether && able.every(({ action }) => goesSilently(action)) ? (['silent'] as const) : []),
  ];
}

const goesSilently = ({ arguments: list }: Action): boolean =>
  list.every(({ id, required, requires }) => !required || ![id, ...requires].includes('message'));

export function chunks<T>(list: readonly T[], size = atOnce): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/**
 * hh's call for many, at most 50 of one vacancy each; together only what leads to the same stage by the same
 * values, because the worker takes the address from the first of them. A reason has an address of its own for
 * each, and none for many in hh's documents.
 */
export function bulkRequests(
  able: readonly Able[],
  message: string,
  extras: Extras = noExtras,
): ManyRequest[] {
  if (extras.subActionId)
    return ownRequests(
      able.map((one) => ({ able: one, text: message })),
      extras,
    );
  const alike = Map.groupBy(able, (one) =>
    JSON.stringify([
      one.row.vacancyId,
      valueOr(one.row.stage, null)?.id,
      one.action.id,
      one.action.resulting?.id,
      valuesFor(one, message, extras),
    ]),
  );
  return [...alike.values()].flatMap((group) =>
    chunks(group).flatMap((part): ManyRequest[] => {
      const [first] = part;
      return first
        ? [
            {
              kind: 'bulk',
              vacancyId: first.row.vacancyId,
              negotiationIds: part.map(({ row }) => row.id),
              actionId: first.action.id,
              values: valuesFor(first, message, extras),
            },
          ]
        : [];
    }),
  );
}

/** A call of its own for each, with its own letter. */
export const ownRequests = (
  letters: readonly { able: Able; text: string }[],
  extras: Extras = noExtras,
): ManyRequest[] =>
  letters.map(({ able, text }) => ({
    kind: 'action',
    negotiationId: able.row.id,
    actionId: able.action.id,
    ...(extras.subActionId && { subActionId: extras.subActionId }),
    values: valuesFor(able, text, extras),
  }));

/** Those whose marks would change. */
export const unviewedOf = (rows: readonly ListRow[]): ListRow[] =>
  rows.filter(({ hasUpdates }) => !isKnown(hasUpdates, false));

/** Marks as viewed, at most 50 of one vacancy a call. */
export const readRequests = (rows: readonly ListRow[]): WriteRequest[] =>
  [...Map.groupBy(rows, ({ vacancyId }) => vacancyId)].flatMap(([vacancyId, own]) =>
    chunks(own).map((part) => ({ kind: 'read', vacancyId, negotiationIds: part.map(({ id }) => id) })),
  );

/**
 * Whether letters filled in for two people speak to each of them: such a text must not go to all. In doubt it does.
 */
export function isPersonal(letters: readonly { name: string | null; text: string }[]): boolean {
  const [first, ...others] = letters;
  if (!first || others.length === 0 || others.some(({ name }) => !name || name === first.name)) return true;
  const words = letters.flatMap(({ name }) => name?.split(' ') ?? []).filter((word) => word.length > 2);
  return others.some(({ text }) => text !== first.text) || words.some((word) => first.text.includes(word));
}

/* How writes that were asked for together stand, read off the outbox: it goes on there without any page. */

/** One whom it did not work for. */
export interface Missed {
  id: NegotiationId;
  /** Null where the entry does not hold it. */
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
  /** When the first of them goes out, Unix ms; null once one has gone out. */
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
