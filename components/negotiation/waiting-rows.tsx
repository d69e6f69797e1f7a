import { useContext } from 'preact/hooks';
import type { Row, VacancyCount } from '../../utils/domain/negotiation.ts';
import { dotted } from '../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import { WaitLimit } from '../contexts.tsx';
import { Chip } from '../ui/button.tsx';
import { TwoLines } from '../ui/text.tsx';
import { candidateName, factText, vacancyName } from '../ui/words.ts';
import { waitOf } from './row-words.ts';

/** The negotiation to show. */
export interface Shown {
  vacancyId: VacancyId;
  negotiationId: NegotiationId;
}

interface Props {
  rows: readonly Row[];
  vacancies: readonly VacancyCount[];
  now: number;
  onShow: (of: Shown) => void;
}

/** A few waiting applicants of any vacancy: name, resume, vacancy, and how long they have waited. */
export function WaitingRows({ rows, vacancies, now, onShow }: Props) {
  const limit = useContext(WaitLimit);
  const vacancyOf = (id: VacancyId) => vacancyName(vacancies.find((vacancy) => vacancy.id === id));
  return (
    <ul class="waiting-rows">
      {rows.map(({ id, vacancyId, candidate, createdAt }) => {
        const { text, tone, title } = waitOf(createdAt, now, limit);
        const name = candidateName(candidate);
        const about = dotted(factText(candidate.title, 'unknown_title'), vacancyOf(vacancyId));
        return (
          <li key={id}>
            <button
              type="button"
              class="waiting-row press"
              title={`${name}\n${about}`}
              onClick={() => onShow({ vacancyId, negotiationId: id })}
            >
              <TwoLines {...{ name, about }} />
              <Chip tone={tone} title={title}>
                {text}
              </Chip>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
