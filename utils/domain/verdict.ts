import type { NegotiationId } from '../ids.ts';
import { isKnown, type Known, type List, unread, valueOr } from '../known.ts';
import type { Millis, Negotiation, VacancyHistory } from './negotiation.ts';
import { type Stage, type Tone, toneOf } from './stage.ts';

/** The first line of the panel, as data: the view supplies the words. */
export type Verdict =
  | { kind: 'first-contact' }
  /** There is only the current negotiation. */
  | { kind: 'only-now' }
  /** The history, or the part needed to decide, could not be read. */
  | { kind: 'unknown'; lacksCurrent?: true }
  | {
      kind: 'past';
      stage: Known<Stage>;
      tone: Tone;
      at: Known<Millis>;
      vacancy: Known<string>;
      withMessage: Known<boolean>;
      /** The previous stage on the same vacancy. */
      before: Known<Stage> | null;
      /** false: part of the history could not be read, and may be newer. */
      whole: boolean;
    };

/**
 * The company's history with this candidate apart from the current negotiation: the newest change on any other
 * vacancy. If there is none, the current negotiation's own past counts once it has moved on. "No past" is
 * claimed only if the history was read completely.
 *
 * @param past newest first
 * @param current null if there is no current negotiation
 * @param presentId the id of the current negotiation, if it is known but could not be read
 */
export function verdictOf(
  past: Known<List<VacancyHistory>>,
  current: Known<Pick<Negotiation, 'id' | 'vacancy'> | null>,
  presentId: NegotiationId | null = valueOr(current, null)?.id ?? null,
): Verdict {
  // The current negotiation is not the past: if it is unknown which one it is, nothing can be said.
  if (!past.known || (!current.known && presentId === null)) return { kind: 'unknown' };
  const { items: vacancies, skipped } = past.value;
  const at = valueOr(current, null);
  const vacancyId = at && valueOr(at.vacancy, null)?.id;
  const isCurrent = (vacancy: VacancyHistory) =>
    (presentId !== null && isKnown(vacancy.negotiationId, presentId)) || vacancy.vacancyId === vacancyId;

  const own = vacancies.find(isCurrent);
  const others = vacancies.filter((vacancy) => !isCurrent(vacancy));
  const last = others.find(hasChanges) ?? (own && changesOf(own).length > 1 ? own : undefined);
  if (last) return { ...lastChange(last), whole: skipped === 0 && vacancies.every(isWhole) };

  // A vacancy is in the history because something happened there: without a change it was not read completely.
  const nothing = skipped === 0 && others.length === 0 && (!own || isWhole(own)) && current.known;
  if (!nothing) return { kind: 'unknown' };
  if (at === null) return { kind: 'first-contact' };
  return own ? { kind: 'only-now' } : { kind: 'unknown', lacksCurrent: true };
}

const changesOf = ({ items }: VacancyHistory) => valueOr(items, { items: [] }).items;
const hasChanges = (vacancy: VacancyHistory) => changesOf(vacancy).length > 0;
const isWhole = (vacancy: VacancyHistory) =>
  vacancy.items.known && vacancy.items.value.skipped === 0 && hasChanges(vacancy);

function lastChange(vacancy: VacancyHistory): Omit<Extract<Verdict, { kind: 'past' }>, 'whole'> {
  const [last, before] = changesOf(vacancy);
  const stage = last?.stage ?? unread;
  return {
    kind: 'past',
    stage,
    tone: toneOf(valueOr(stage, null)?.id ?? ''),
    at: last?.at ?? unread,
    vacancy: vacancy.name,
    withMessage: last?.withMessage ?? unread,
    before: before?.stage ?? null,
  };
}
