import { stageText } from '../../../utils/applicant-words.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { isRefusal } from '../../../utils/domain/stage.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { ago, clock, date } from '../../../utils/time.ts';
import { titleOf } from '../../popup/applicant/topic-words.ts';
import { Section } from '../../ui/section.tsx';
import type { TopicFacts } from './calls.ts';
import { seldomText } from './words.ts';

interface Props {
  topic: ApplicantNegotiation;
  facts: TopicFacts | null;
  /** Of the same employer. */
  others: readonly ApplicantNegotiation[];
  /** Others may be among what was not read yet. */
  isPart: boolean;
  now: number;
  onOpen: (topic: ApplicantNegotiation) => void;
}

/** What is known of the employer, and calls by phone. */
export function Facts({ topic, facts, others, isPart, now, onOpen }: Props) {
  const { recruiterAt, resume, politeness } = topic;
  const lines = [
    resume && t('applicant_fact_resume', resume),
    ...seldomText(politeness),
    recruiterAt !== null && t('applicant_fact_recruiter', ago(recruiterAt, now)),
  ].filter((line) => line !== null && line !== false);
  const calls = facts?.calls ?? [];
  const count = Math.max(topic.calls, calls.length);
  return (
    <>
      {lines.length > 0 && (
        <Section title={t('applicant_facts')}>
          <ul class="stack lines">
            {lines.map((line) => (
              <li key={line} class="said" dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {count > 0 && (
        <Section title={t('applicant_calls')} aside={count}>
          <ul class="stack lines">
            {calls.map(({ id, status, at, seconds }) => (
              <li key={id} class="row">
                <span class="grow">{status ?? t('applicant_call')}</span>
                <span class="small muted num">
                  {[
                    seconds !== null && seconds > 0 && plural('applicant_call_seconds', seconds),
                    at !== null && `${date(at, now)}, ${clock(at)}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {facts?.pickedUp !== null && facts && (
            <p class="small muted">
              {t(facts.pickedUp ? 'applicant_call_answered' : 'applicant_call_missed')}
            </p>
          )}
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('applicant_same_employer')} aside={isPart ? `${others.length}+` : others.length}>
          <ul class="stack lines">
            {others.slice(0, 10).map((other) => (
              <li key={other.id} class="row">
                <button type="button" class="bare grow ell" dir="auto" onClick={() => onOpen(other)}>
                  {titleOf(other)}
                </button>
                <span class={`small num ${isRefusal(other.stage.id) ? 'bad' : 'muted'}`}>
                  {whenOf(other, now)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** When it was refused, or else sent; that it was refused is said without a date too. */
function whenOf({ stage, answeredAt, updatedAt, createdAt }: ApplicantNegotiation, now: number): string {
  const at = isRefusal(stage.id) ? (answeredAt ?? updatedAt) : createdAt;
  if (!isRefusal(stage.id)) return at === null ? '' : date(at, now);
  return at === null ? stageText(stage) : t('applicant_refused_at', date(at, now));
}
