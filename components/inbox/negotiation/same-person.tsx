import type { Negotiation, Row, VacancyHistory } from '../../../utils/domain/negotiation.ts';
import type { Stage } from '../../../utils/domain/stage.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { type Known, known, thenKnown, unread, valueOr } from '../../../utils/known.ts';
import { ago } from '../../../utils/time.ts';
import { Chip } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { stageText, stageTone } from '../../ui/words.ts';

interface Props {
  current: Negotiation;
  history: readonly VacancyHistory[];
  rows: readonly Row[];
  now: number;
}

interface Other {
  id: string;
  vacancyId: string;
  name: Known<string>;
  stage: Known<Stage>;
  at: Known<number>;
  otherResume: boolean;
}

/** Where else this person stands: by the history of this resume, and by rows that were loaded for any resume of theirs. */
export function othersOf({ current, history, rows }: Omit<Props, 'now'>): Other[] {
  const byHistory = history.flatMap(({ negotiationId, vacancyId, name, items }): Other[] => {
    const id = valueOr(negotiationId, null);
    const last = valueOr(items, null)?.items[0];
    const { stage, at } = last ?? { stage: unread, at: unread };
    return id && id !== current.id ? [{ id, vacancyId, name, stage, at, otherResume: false }] : [];
  });
  const { applicantId, resumeId } = current.candidate;
  const byOwner = rows
    .filter(
      ({ id, candidate }) =>
        applicantId !== null &&
        candidate.applicantId === applicantId &&
        id !== current.id &&
        !byHistory.some((other) => other.id === id),
    )
    .map(
      ({ id, vacancyId, candidate, stage, updatedAt }): Other => ({
        id,
        vacancyId,
        name: thenKnown(candidate.title, (title) => (title === null ? unread : known(title))),
        stage,
        at: updatedAt,
        otherResume: candidate.resumeId !== resumeId,
      }),
    );
  return [...byHistory, ...byOwner].sort((a, b) => valueOr(b.at, 0) - valueOr(a.at, 0));
}

/** The same person's other negotiations, each to be opened here. */
export function SamePerson({ now, ...of }: Props) {
  const others = othersOf(of);
  return others.length === 0 ? null : (
    <Section title={t('neg_others')} aside={plural('history_vacancies', others.length)}>
      <ul class="stack">
        {others.map(({ id, vacancyId, name, stage, at, otherResume }) => (
          <li key={id} class="row">
            <a class="grow ell" dir="auto" href={`?vacancy=${vacancyId}&negotiation=${id}`}>
              {name.known ? name.value : t('fact_name_unread')}
            </a>
            {otherResume && <Chip>{t('neg_other_resume')}</Chip>}
            <Chip tone={stageTone(stage)} title={at.known ? ago(at.value, now) : t('fact_date_unread')}>
              {stageText(stage)}
            </Chip>
          </li>
        ))}
      </ul>
    </Section>
  );
}
