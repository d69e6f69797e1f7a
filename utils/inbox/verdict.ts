import type { Millis, Negotiation, VacancyHistory } from './negotiation.ts';
import { type Stage, type Tone, toneOf } from './stage.ts';

/** The first line of the panel, as data: the words are the view's. */
export type Verdict =
  | { kind: 'first-contact' }
  /** The present negotiation is all there is. */
  | { kind: 'only-now' }
  /** The past could not be read; what is shown may not be all. */
  | { kind: 'unknown' }
  | {
      kind: 'past';
      stage: Stage;
      tone: Tone;
      at: Millis;
      vacancy: string;
      withMessage: boolean;
      /** The stage before it on the same vacancy. */
      before: Stage | null;
    };

/**
 * What the company has had with this candidate, the negotiation at hand left out: the newest change on any
 * other vacancy. When there is none, the present negotiation's own past counts once it moved on.
 */
export function verdictOf(
  history: VacancyHistory[] | null,
  current: Pick<Negotiation, 'id' | 'vacancy'> | null,
): Verdict {
  if (!history) return { kind: 'unknown' };
  const isCurrent = (vacancy: VacancyHistory) =>
    current !== null && (vacancy.negotiationId === current.id || vacancy.vacancyId === current.vacancy?.id);
  const newest = (list: VacancyHistory[]) =>
    list
      .filter((vacancy) => vacancy.items.length > 0)
      .sort((a, b) => (b.items[0]?.at ?? 0) - (a.items[0]?.at ?? 0))[0];

  const own = history.find(isCurrent);
  const past =
    newest(history.filter((vacancy) => !isCurrent(vacancy))) ??
    (own && own.items.length > 1 ? own : undefined);
  const [last, before] = past?.items ?? [];
  if (!past || !last) return current ? { kind: 'only-now' } : { kind: 'first-contact' };
  return {
    kind: 'past',
    stage: last.stage,
    tone: toneOf(last.stage.id),
    at: last.at,
    vacancy: past.name,
    withMessage: last.withMessage,
    before: before?.stage ?? null,
  };
}
