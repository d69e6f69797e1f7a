import { useEffect, useRef, useState } from 'preact/hooks';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Problem, Result } from '../../utils/problem.ts';

export type Listed = ReturnType<typeof useListed>;
export type ReadListed = (
  page: number,
) => Promise<Result<{ vacancies: VacancyCount[]; skipped: number; pages: number }>>;

/**
 * Vacancies that the store does not hold, page by page as a person asks for them.
 *
 * @param from the first page to read
 * @param of whose they are; another begins anew
 */
export function useListed(read: ReadListed, from: number, of: string) {
  const [vacancies, setVacancies] = useState<VacancyCount[]>([]);
  const [skipped, setSkipped] = useState(0);
  const [pages, setPages] = useState({ next: from, all: Number.POSITIVE_INFINITY });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reading, setReading] = useState(false);
  const busy = useRef(false);

  useEffect(() => {
    setVacancies([]);
    setSkipped(0);
    setPages({ next: from, all: Number.POSITIVE_INFINITY });
  }, [of]);

  const more = async () => {
    if (busy.current || pages.next >= pages.all) return;
    busy.current = true;
    setReading(true);
    setProblem(null);
    const answer = await read(pages.next);
    busy.current = false;
    setReading(false);
    if (!answer.ok) return setProblem(answer.problem);
    const { value } = answer;
    setVacancies((known) => [
      ...known,
      ...value.vacancies.filter(({ id }) => known.every((one) => one.id !== id)),
    ]);
    setSkipped((before) => before + value.skipped);
    setPages(({ next }) => ({ next: next + 1, all: value.pages }));
  };

  return {
    vacancies,
    /** Vacancies that could not be read. */
    skipped,
    begun: pages.all < Number.POSITIVE_INFINITY,
    hasMore: pages.next < pages.all,
    problem,
    reading,
    more,
  };
}
