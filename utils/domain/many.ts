import type { EntryId, NegotiationId } from '../ids.ts';
import { isKnown, valueOr } from '../known.ts';
import type { Problem } from '../problem.ts';
import type { ListRow } from './collection.ts';
import { type Action, type Argument, formOf, type Millis } from './negotiation.ts';
import type { Stage } from './stage.ts';
import { type BulkResult, type Entry, negotiationsOf, type WriteRequest } from './write-request.ts';

/* One action on many people: for whom it is possible, and the writes it becomes. */

/** How many negotiations hh accepts in one call. */
export const atOnce = 50;
/** Above this number the user must type the number to confirm. */
export const askAbove = 30;

/**
 * How the letter is sent. `each`: the template filled in for each person, by single calls; `same`: one text for
 * all, by hh's bulk call; `silent`: by the bulk call without a letter.
 */
export type Way = 'each' | 'same' | 'silent';

/** Why an action is not possible for somebody. */
export type Hindrance =
  /** They are already at the stage that the action leads to. */
  | 'there'
  /** hh offers no actions: the resume is deleted, the applicant declined … */
  | 'closed'
  /** The actions could not be read. */
  | 'unread'
  /** hh offers other actions, but not this one. */
  | 'not-offered'
  /** Requires something that we cannot provide; hh's own page can. */
  | 'only-on-hh'
  /** Another write for it is in flight. */
  | 'under-way';

export interface Able {
  row: ListRow;
  /** As hh offers it for this negotiation: its templates may differ. */
  action: Action;
}

/** A write for many people, one by one or in bulk. */
export type ManyRequest = Extract<WriteRequest, { kind: 'action' | 'bulk' }>;

/** What an action would do to the selected people. */
export interface Preview {
  action: Action;
  able: Able[];
  unable: { row: ListRow; why: Hindrance }[];
}

/** The actions offered for at least one of the rows, in hh's order. */
export function actionsOf(rows: readonly ListRow[]): Action[] {
  const found = new Map<string, Action>();
  for (const action of rows.flatMap(({ actions }) => valueOr(actions, [])))
    if (!found.has(action.id)) found.set(action.id, action);
  return [...found.values()];
}

/** The negotiations with a write in flight. */
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

/** Splits the selected people into those for whom the action is possible, and the rest with the reason. */
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

/** The ways in which the action can be sent to these people, the most personal first. */
export function waysOf({ able }: Preview): Way[] {
  const letters = able.map(({ action }) => action.arguments.find(({ id }) => id === 'message'));
  const allTake = able.length > 0 && letters.every(Boolean);
  const allTogether = able.every(({ action }) => action.resulting !== null);
  const allReady = able.every(({ action }) => action.templates.length > 0);
  return [
    ...(allTake && allReady ? (['each'] as const) : []),
    // hh's bulk call moves people to another stage; an action that keeps the stage could not be verified
    // afterwards either.
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
 * hh's bulk calls, each for at most 50 negotiations of one vacancy. A call combines only negotiations with the
 * same resulting stage and the same values, because the worker uses the address of the first of them. With a
 * reason there are single calls instead: its address differs for each person, and hh documents none for many.
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

/** A separate call for each, with its own letter. */
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

/** The rows that marking as viewed would change. */
export const unviewedOf = (rows: readonly ListRow[]): ListRow[] =>
  rows.filter(({ hasUpdates }) => !isKnown(hasUpdates, false));

/** Requests to mark as viewed, at most 50 of one vacancy per call. */
export const readRequests = (rows: readonly ListRow[]): WriteRequest[] =>
  [...Map.groupBy(rows, ({ vacancyId }) => vacancyId)].flatMap(([vacancyId, own]) =>
    chunks(own).map((part) => ({ kind: 'read', vacancyId, negotiationIds: part.map(({ id }) => id) })),
  );

/**
 * Whether letters filled in for different people are personal: such a text must not be sent to everyone. True
 * if in doubt.
 */
export function isPersonal(letters: readonly { name: string | null; text: string }[]): boolean {
  const [first, ...others] = letters;
  if (!first || others.length === 0 || others.some(({ name }) => !name || name === first.name)) return true;
  const words = letters.flatMap(({ name }) => name?.split(' ') ?? []).filter((word) => word.length > 2);
  return others.some(({ text }) => text !== first.text) || words.some((word) => first.text.includes(word));
}

/* What an action on many people takes besides the letter: a reason, an SMS, an address. */

/** The chosen values; an empty string means none was chosen. */
export interface Extras {
  subActionId: string;
  sms: boolean;
  addressId: string;
}
export const noExtras: Extras = { subActionId: '', sms: false, addressId: '' };

/** An argument that hh offers for some of the selected people. */
export interface Extra {
  takers: number;
  /** At least one of them requires it. */
  required: boolean;
  /** It can only be sent together with a letter. */
  needsLetter: boolean;
}

/**
 * What can be asked for all of them: a reason must fit everyone; the other arguments go to those who accept
 * them.
 */
export interface Offer {
  subs: Action['sub'];
  sms: Extra | null;
  address: Extra | null;
}

export function offerTo(able: readonly { action: Action }[]): Offer {
  const forms = able.map(({ action }) => formOf(action));
  const [first] = able;
  return {
    subs: (first?.action.sub ?? []).filter(({ id }) =>
      able.every(({ action }) => action.sub.some((sub) => sub.id === id)),
    ),
    sms: extraOf(forms.map(({ sms }) => sms)),
    address: extraOf(forms.map(({ address }) => address)),
  };
}

function extraOf(all: (Argument | null)[]): Extra | null {
  const takers = all.filter((argument) => argument !== null);
  return takers.length === 0
    ? null
    : {
        takers: takers.length,
        required: takers.some(({ required }) => required),
        needsLetter: takers.some(needsLetter),
      };
}

const needsLetter = ({ requires }: Argument): boolean => requires.includes('message');

/**
 * The values for one call: those chosen that hh offers for this negotiation; without a letter, only those that
 * do not need one.
 */
export function valuesFor(
  { action }: { action: Action },
  letter: string,
  { sms, addressId }: Extras,
): Record<string, string> {
  const form = formOf(action);
  const tells = form.message !== null && letter.trim() !== '';
  const goes = (argument: Argument | null) => argument !== null && (tells || !needsLetter(argument));
  return {
    ...(tells && { message: letter }),
    ...(sms && goes(form.sms) && { send_sms: 'true' }),
    ...(addressId && goes(form.address) && { address_id: addressId }),
  };
}

/* The progress of writes submitted together, derived from the outbox, which continues without any open page. */

/** Somebody for whom the write did not work. */
export interface Missed {
  id: NegotiationId;
  /** Null if the entry does not contain it. */
  name: string | null;
  /** What went wrong; null if hh accepted the call but the stage is a different one. */
  problem: Problem | null;
  stage: Stage | null;
}

export interface Group {
  id: string;
  kind: 'read' | 'action';
  /** hh's name of the action. */
  action: string | null;
  resulting: Stage | null;
  total: number;
  done: number;
  /** Being sent, or being verified. */
  sending: number;
  /** Sent, outcome still unknown. */
  uncertain: number;
  /** Not sent yet. */
  waiting: number;
  missed: Missed[];
  /** When the first of them will be sent, Unix ms; null once one has been sent. */
  until: Millis | null;
  /** When the first of them was created. */
  since: Millis;
  /** Why waiting entries are delayed: hh is unreachable, or rate-limits us. */
  problem: Problem | null;
  /** When the last entry was settled, Unix ms; null while something is in flight. */
  overAt: Millis | null;
  entries: Entry[];
}

/** How long a finished group without failures is shown, ms. */
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

function missedOf({ request, label, progress }: Entry): Missed[] {
  const of = (id: NegotiationId, more: Pick<Missed, 'problem' | 'stage'>): Missed => ({
    id,
    name: request.kind === 'action' ? label.candidate : null,
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
 * What to retry: failed entries are checked and sent again; for a bulk write that was only partly done, a new
 * write for the rest.
 *
 * @param canHelp whether a retry may succeed after this problem; entries for which it cannot are left out
 * @returns `count`: how many negotiations that concerns
 */
export function againOf(
  group: Group,
  canHelp: (problem: Problem) => boolean,
): { retry: EntryId[]; write: WriteRequest[]; count: number } {
  const failed = group.entries.filter(
    ({ progress }) => progress.at === 'failed' && canHelp(progress.problem),
  );
  const partly = group.entries.flatMap(({ request, progress }): WriteRequest[] => {
    if (request.kind !== 'bulk' || progress.at !== 'sent') return [];
    const rest = (progress.results ?? []).filter(({ done, unsure }) => !done && !unsure).map(({ id }) => id);
    return rest.length > 0 ? [{ ...request, negotiationIds: rest }] : [];
  });
  const requests = [...failed.map(({ request }) => request), ...partly];
  return { retry: failed.map(({ id }) => id), write: partly, count: requests.flatMap(negotiationsOf).length };
}

/**
 * The store deletes sent writes while others of their group still wait; an open page keeps counting them. An
 * entry that disappeared while waiting was undone, and no longer counts.
 */
export function remembered(before: readonly Entry[], now: readonly Entry[]): Entry[] {
  const here = new Set(now.map(({ id }) => id));
  const groups = new Set(now.flatMap(({ group }) => group ?? []));
  const gone = before.filter(
    ({ id, group, progress }) => progress.at === 'sent' && !here.has(id) && group && groups.has(group),
  );
  return [...gone, ...now];
}
