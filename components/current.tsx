import type { ComponentChildren } from 'preact';
import { t } from '../utils/i18n.ts';
import type { Negotiation } from '../utils/inbox/negotiation.ts';
import { type Tone, toneOf } from '../utils/inbox/stage.ts';
import { urgencyOf } from '../utils/inbox/urgency.ts';
import { ago, moment, waiting } from '../utils/time.ts';
import { Chip } from './chip.tsx';
import { vacancyName } from './fact-words.ts';
import { Section } from './section.tsx';

const marks: Record<string, Tone> = { EXCELLENT: 'good', GOOD: 'good', FAIR: 'wait', UNFAIR: 'bad' };

interface Props {
  negotiation: Negotiation;
  now: number;
  /** Hours after which it has waited too long. */
  waitHours: number;
  children: ComponentChildren;
}

/** The negotiation at hand: the vacancy, how long it waits, where it stands. */
export function Current({ negotiation, now, waitHours, children }: Props) {
  const { stage, state, test, vacancy, createdAt, updatedAt, messages, resumeDeleted, autoSurvey } =
    negotiation;
  const tone = toneOf(stage.id);
  // Only a response that nobody has touched yet waits; later stages say when they began.
  const waits = stage.id === 'response' || stage.id === 'inbox';
  // Whether a letter of ours has gone out: only then can the applicant have read one.
  const wrote = messages > (state.id === 'response' ? 1 : 0);
  return (
    <Section
      title={vacancy ? t('panel_now', vacancyName(vacancy)) : t('panel_now_unknown')}
      aside={
        waits ? (
          <span class={urgencyOf(createdAt, now, waitHours)}>
            {t('panel_waits', waiting(createdAt, now))}
          </span>
        ) : (
          ago(updatedAt, now)
        )
      }
      asideTitle={moment(waits ? createdAt : updatedAt)}
    >
      <div class="row wrap chips">
        <Chip tone={tone === 'neutral' ? 'accent' : tone} title={stage.name}>
          {stage.name}
        </Chip>
        {vacancy?.archived && <Chip>{t('panel_archived')}</Chip>}
        {test && <Chip tone={marks[test.mark ?? '']}>{t('panel_test', test.score)}</Chip>}
        {wrote && (
          <Chip>{t(negotiation.viewedByApplicant ? 'panel_letter_read' : 'panel_letter_unread')}</Chip>
        )}
        {resumeDeleted && <Chip tone="bad">{t('panel_resume_deleted')}</Chip>}
      </div>
      {resumeDeleted && <p class="small muted gap">{t('panel_resume_deleted_more')}</p>}
      {autoSurvey && (
        <details class="small gap">
          <summary>{t('panel_survey')}</summary>
          <p class="said gap" dir="auto">
            {autoSurvey}
          </p>
        </details>
      )}
      {children}
    </Section>
  );
}
