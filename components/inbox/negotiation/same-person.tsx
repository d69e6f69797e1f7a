import { plural, t } from '../../../utils/i18n.ts';
import type { Negotiation, Row, VacancyHistory } from '../../../utils/inbox/negotiation.ts';
import { toneOf } from '../../../utils/inbox/stage.ts';
import { ago } from '../../../utils/time.ts';
import { Chip } from '../../chip.tsx';
import { Section } from '../../section.tsx';

interface Props {
  current: Negotiation;
  history: readonly VacancyHistory[];
  rows: readonly Row[];
  now: number;
}

interface Other {
  id: string;
  vacancyId: string;
  name: string;
  stage: Row['stage'];
  at: number;
  otherResume: boolean;
}

/** Where else this person stands: by the history of this resume, and by rows that were loaded for any resume of theirs. */
export function othersOf({ current, history, rows }: Omit<Props, 'now'>): Other[] {
  const byHistory = history.flatMap(({ negotiationId, vacancyId, name, items: [last] }): Other[] =>
    negotiationId && negotiationId !== current.id && last
      ? [{ id: negotiationId, vacancyId, name, stage: last.stage, at: last.at, otherResume: false }]
      : [],
  );
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
        name: candidate.title ?? '',
        stage,
        at: updatedAt,
        otherResume: candidate.resumeId !== resumeId,
      }),
    );
  return [...byHistory, ...byOwner].sort((a, b) => b.at - a.at);
}

/** The same person's other negotiations, each to be opened here. */
export function SamePerson({ now, ...of }: Props) {
  const others = othersOf(of);
  return others.length === 0 ? null : (
    <Section title={t('neg_others')} aside={plural('history_vacancies', others.length)}>
      <ul class="stack">
        {others.map(({ id, vacancyId, name, stage, at, otherResume }) => (
          <li key={id} class="row">
            <a class="grow ell" dir="auto" title={name} href={`?vacancy=${vacancyId}&negotiation=${id}`}>
              {name}
            </a>
            {otherResume && <Chip>{t('neg_other_resume')}</Chip>}
            <Chip tone={toneOf(stage.id)} title={ago(at, now)}>
              {stage.name}
            </Chip>
          </li>
        ))}
      </ul>
    </Section>
  );
}
