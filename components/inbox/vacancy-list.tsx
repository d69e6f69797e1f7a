import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { VacancyItem } from './vacancy-item.tsx';

interface Props {
  vacancies: readonly VacancyCount[];
  vacancyId: VacancyId | null;
  muted: readonly VacancyId[];
  /** What is scrolled; the list begins at its top. */
  box: RefObject<HTMLElement | null>;
  onChoose: (id: VacancyId) => void;
  onMute: (muted: VacancyId[]) => void;
}

/** Of one vacancy in px, as the style sheet has it. */
const height = 36;
/** Drawn beyond the screen on either side, and scrolled before others are drawn. */
const margin = 6;

/** As high as all vacancies, with only those drawn that are in view: 500 cost no more than what fits. */
export function VacancyList({ vacancies, vacancyId, muted, box, onChoose, onMute }: Props) {
  const [first, setFirst] = useState(0);
  useEffect(() => {
    const { current } = box;
    const look = () => setFirst(Math.floor((current?.scrollTop ?? 0) / height / margin) * margin);
    current?.addEventListener('scroll', look, { passive: true });
    return () => current?.removeEventListener('scroll', look);
  }, [box]);
  // The keys and the address choose those that are out of view, too.
  useEffect(() => {
    const { current } = box;
    const top = vacancies.findIndex(({ id }) => id === vacancyId) * height;
    if (!current || top < 0) return;
    const { scrollTop, clientHeight } = current;
    if (top < scrollTop || top + height > scrollTop + clientHeight)
      current.scrollTop = top - Math.floor(clientHeight / 2);
  }, [box, vacancyId]);

  // More than the list's part of the screen, so that there are some below, too.
  const screen = Math.ceil(innerHeight / height);
  const top = Math.max(0, Math.min(first, vacancies.length - screen));
  const from = Math.max(0, top - margin);
  const drawn = vacancies.slice(from, top + screen + margin);
  return (
    <ul style={{ height: `${vacancies.length * height}px`, paddingTop: `${from * height}px` }}>
      {drawn.map((vacancy, index) => {
        const { id } = vacancy;
        const without = muted.filter((one) => one !== id);
        const isMuted = without.length < muted.length;
        return (
          <VacancyItem
            key={id}
            vacancy={vacancy}
            place={[from + index + 1, vacancies.length]}
            current={id === vacancyId}
            muted={isMuted}
            onChoose={() => onChoose(id)}
            onMute={() => onMute(isMuted ? without : [...without, id])}
          />
        );
      })}
    </ul>
  );
}
