import { useEffect, useState } from 'preact/hooks';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { InboxCalls } from './calls.ts';

/** The name of a vacancy that no list here holds (an old address, an archived one): one request, once. */
export function useVacancy(missing: VacancyId | null, readVacancy: InboxCalls['readVacancy']) {
  const [known, setKnown] = useState<VacancyCount | null>(null);
  useEffect(() => {
    if (missing === null || known?.id === missing) return;
    let wanted = true;
    void readVacancy(missing).then((answer) => {
      if (wanted && answer.ok) setKnown(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [missing]);
  return known;
}
