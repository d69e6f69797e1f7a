import type { NegotiationId } from '../ids.ts';
import { isKnown, type Known, type List, unread, valueOr } from '../known.ts';
import type { Millis, Negotiation, VacancyHistory } from './negotiation.ts';
import { type Stage, type Tone, toneOf } from './stage.ts';

/** The first line of the panel, as data: the words are the view's. */
export type Verdict =
  | { kind: 'first-contact' }
  /** The present negotiation is all there is. */
  | { kind: 'only-now' }
  /** The past, or the part that would decide, could not be read. */
  | { kind: 'unknown'; lacksCurrent?: true }
  | {
      kind: 'past';
      stage: Known<Stage>;
      tone: Tone;
      at: Known<Millis>;
      vacancy: Known<string>;
      withMessage: Known<boolean>;
      /** The stage before it on the same vacancy. */
      before: Known<Stage> | null;
      /** false: something in the history could not be read, which may be newer. */
      whole: boolean;
    };

/**
 * What the company has had with this candidate, the negotiation at hand left out: the newest change on any
 * other vacancy. When there is none, the present negotiation's own past counts once it moved on. That there is no past
 * is said only of a history that was read whole.
 *
 * @param past newest first
 * @param current null: there is none at hand
 * @param presentId of the one at hand, where it is known which it is and it could not be read
 */
export function verdictOf(
  past: Known<List<VacancyHistory>>,
  current: Known<Pick<Negotiation, 'id' | 'vacancy'> | null>,
  presentId: NegotiationId | null = valueOr(current, null)?.id ?? null,
): Verdict {
  // The present is no past: without knowing which it is, nothing is said.
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

  // A vacancy stands in the history because something happened there: without a change it was not read whole.
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
