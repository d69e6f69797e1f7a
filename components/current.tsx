import type { ComponentChildren } from 'preact';
import { t } from '../utils/i18n.ts';
import type { Negotiation } from '../utils/inbox/negotiation.ts';
import { type Tone, toneOf } from '../utils/inbox/stage.ts';
import { ago, moment, waiting } from '../utils/time.ts';
import { Chip } from './chip.tsx';

const marks: Record<string, Tone> = { EXCELLENT: 'good', GOOD: 'good', FAIR: 'wait', UNFAIR: 'bad' };

/** Only a response that nobody has touched yet waits; later stages say when they began. */
const waits = ({ stage }: Negotiation) => stage.id === 'response' || stage.id === 'inbox';

/** Whether a letter of ours has gone out: only then can the applicant have read one. */
const wrote = ({ state, messages }: Negotiation) => messages > 1 || (messages > 0 && state.id !== 'response');

interface Props {
  negotiation: Negotiation;
  now: number;
  children: ComponentChildren;
}

/** The negotiation at hand: the vacancy, how long it waits, where it stands. */
export function Current({ negotiation, now, children }: Props) {
  const { stage, test, vacancy } = negotiation;
  const title = vacancy ? t('panel_now', vacancy.name) : t('panel_now_unknown');
  const tone = toneOf(stage.id);
  return (
    <section class="sec">
      <div class="title">
        <h2 class="ell" dir="auto" title={title}>
          {title}
        </h2>
        <span class="num" title={moment(waits(negotiation) ? negotiation.createdAt : negotiation.updatedAt)}>
          {waits(negotiation)
            ? t('panel_waits', waiting(negotiation.createdAt, now))
            : ago(negotiation.updatedAt, now)}
        </span>
      </div>
      <div class="row wrap chips">
        <Chip tone={tone === 'neutral' ? 'accent' : tone} title={stage.name}>
          {stage.name}
        </Chip>
        {vacancy?.archived && <Chip>{t('panel_archived')}</Chip>}
        {test && <Chip tone={marks[test.mark ?? ''] ?? 'neutral'}>{t('panel_test', test.score)}</Chip>}
        {wrote(negotiation) && (
          <Chip>{negotiation.viewedByApplicant ? t('panel_letter_read') : t('panel_letter_unread')}</Chip>
        )}
        {negotiation.resumeDeleted && <Chip tone="bad">{t('panel_resume_deleted')}</Chip>}
      </div>
      {negotiation.resumeDeleted && <p class="small muted gap">{t('panel_resume_deleted_more')}</p>}
      {negotiation.autoSurvey && (
        <details class="small gap">
          <summary>{t('panel_survey')}</summary>
          <p class="said gap" dir="auto">
            {negotiation.autoSurvey}
          </p>
        </details>
      )}
      {children}
    </section>
  );
}
