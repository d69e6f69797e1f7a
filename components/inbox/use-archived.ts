import { useEffect, useRef, useState } from 'preact/hooks';
import type { VacancyId } from '../../utils/ids.ts';
import type { VacancyCount } from '../../utils/inbox/negotiation.ts';
import type { Problem } from '../../utils/problem.ts';
import type { InboxCalls } from './calls.ts';

/**
 * Archived vacancies, page by page, once a person asks for them; also by itself when the chosen vacancy (of an old
 * address) is not among the active ones, as nothing else knows its name.
 */
export function useArchived(readArchived: InboxCalls['readArchived'], missing: VacancyId | null) {
  const [shown, setShown] = useState(false);
  const [vacancies, setVacancies] = useState<VacancyCount[]>([]);
  const [pages, setPages] = useState<{ read: number; all: number }>({ read: 0, all: 1 });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reading, setReading] = useState(false);
  const busy = useRef(false);

  const more = async () => {
    if (busy.current || pages.read >= pages.all) return;
    busy.current = true;
    setReading(true);
    setProblem(null);
    const answer = await readArchived(pages.read);
    busy.current = false;
    setReading(false);
    if (!answer.ok) return setProblem(answer.problem);
    const { value } = answer;
    setVacancies((known) => [
      ...known,
      ...value.vacancies.filter(({ id }) => known.every((one) => one.id !== id)),
    ]);
    setPages(({ read }) => ({ read: read + 1, all: value.pages }));
  };
  const show = (next: boolean) => {
    setShown(next);
    if (next && pages.read === 0) void more();
  };
  useEffect(() => {
    if (missing) show(true);
  }, [missing]);

  return { shown, vacancies, hasMore: pages.read < pages.all, problem, reading, show, more };
}
