import type { ComponentChildren } from 'preact';
import type { Millis, Negotiation } from '../../utils/domain/negotiation.ts';
import type { Tone } from '../../utils/domain/stage.ts';
import { isWaiting, urgencyOf } from '../../utils/domain/stage.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { isKnown, type Known, known, thenKnown } from '../../utils/known.ts';
import { ago, moment, waiting } from '../../utils/time.ts';
import { Chip } from '../ui/button.tsx';
import { Part } from '../ui/section.tsx';
import { Cut, Said } from '../ui/text.tsx';
import { quoted, stageText, stageTone, vacancyName } from '../ui/words.ts';
import { testTones } from './row-words.ts';

interface Props {
  negotiation: Negotiation;
  now: number;
  /** Hours after which a wait counts as too long. */
  waitHours: number;
  children: ComponentChildren;
}

/** The current negotiation in the panel: vacancy and waiting time in one line, chips, notes, then the children. */
export function Current({ negotiation, now, waitHours, children }: Props) {
  const { stage, vacancy } = negotiation;
  const { words, at, urgency } = stageSince(negotiation, now, waitHours);
  const name = vacancy.known && vacancy.value ? vacancyName(vacancy.value) : null;
  const whole =
    name !== null ? t('panel_now', name) : t(vacancy.known ? 'panel_now_unknown' : 'panel_now_unread');
  return (
    <Part class="sec" name={whole}>
      <div class="row now">
        <Cut class="grow" text={name === null ? whole : quoted(name)} title={whole} />
        <TestChip negotiation={negotiation} />
        {words !== null && (
          <Chip
            tone={urgency ?? (at === null ? 'wait' : 'neutral')}
            title={stage.known && at !== null ? moment(at) : undefined}
          >
            {words}
          </Chip>
        )}
      </div>
      <div class="chips">
        {/* A new response shows how long it waits; its stage would add nothing. */}
        {!isWaiting(negotiation) && <StageChip negotiation={negotiation} />}
        <OtherChips negotiation={negotiation} />
      </div>
      <CurrentNotes negotiation={negotiation} />
      {children}
    </Part>
  );
}

interface Wait {
  /** null if it is unknown whether the applicant is waiting. */
  words: string | null;
  at: Millis | null;
  /** null if the applicant is not waiting. */
  urgency: Tone | null;
}

/** How long a response has been waiting, or since when it has been in a later stage. */
export function stageSince(
  { stage, createdAt, updatedAt }: Negotiation,
  now: Millis,
  /** Hours after which a wait counts as too long. */
  waitHours: number,
): Wait {
  const waits = isWaiting({ stage });
  const at = waits ? createdAt : updatedAt;
  if (!at.known) return { words: t('fact_date_unread'), at: null, urgency: null };
  return {
    // Only the stage tells whether the applicant is waiting, and it may be unknown.
    words: waits ? t('common_waits', waiting(at.value, now)) : stage.known ? ago(at.value, now) : null,
    at: at.value,
    urgency: waits ? urgencyOf(at.value, now, waitHours) : null,
  };
}

interface ChipProps {
  negotiation: Negotiation;
}

/** The stage and other facts of a negotiation, as chips. */
export const StageChips = (props: ChipProps) => (
  <>
    <StageChip {...props} />
    <TestChip {...props} />
    <OtherChips {...props} />
  </>
);

function StageChip({ negotiation: { stage } }: ChipProps) {
  const tone = stageTone(stage);
  return (
    <Chip tone={!stage.known ? 'wait' : tone === 'neutral' ? 'accent' : tone} title={stageText(stage)}>
      {stageText(stage)}
    </Chip>
  );
}

interface FactProps<T> {
  fact: Known<T>;
  /** Shown if the fact could not be read. */
  gap: MessageKey;
  words: (value: T) => string | false | null;
  tone?: (value: T) => Tone | undefined;
}

/** A chip with a fact, or saying that it could not be read; nothing if there is nothing to say. */
function FactChip<T>({ fact, gap, words, tone }: FactProps<T>) {
  const text = fact.known ? words(fact.value) : t(gap);
  return text ? <Chip tone={fact.known ? tone?.(fact.value) : 'wait'}>{text}</Chip> : null;
}

const TestChip = ({ negotiation: { test } }: ChipProps) => (
  <FactChip
    fact={test}
    gap="panel_test_unread"
    words={(one) => one && t('panel_test', one.score)}
    tone={(one) => testTones[one?.mark ?? '']}
  />
);

function OtherChips({ negotiation }: ChipProps) {
  const letter = letterOf(negotiation);
  const archived = thenKnown(negotiation.vacancy, (one) => one?.archived ?? known(false));
  return (
    <>
      <FactChip fact={archived} gap="panel_archived_unread" words={(is) => is && t('panel_archived')} />
      {letter && <Chip>{t(letter)}</Chip>}
      <FactChip
        fact={negotiation.resumeDeleted}
        gap="panel_resume_unread"
        words={(is) => is && t('panel_resume_deleted')}
        tone={() => 'bad'}
      />
    </>
  );
}

/** What is too long for chips: that the resume was deleted, and the answers to the vacancy's questions. */
export function CurrentNotes({ negotiation: { resumeDeleted, autoSurvey } }: ChipProps) {
  return (
    <>
      {isKnown(resumeDeleted, true) && <p class="small muted gap">{t('panel_resume_deleted_more')}</p>}
      {!autoSurvey.known && <p class="small muted gap">{t('panel_survey_unread')}</p>}
      {autoSurvey.known && autoSurvey.value && (
        <details class="small gap">
          <summary>{t('panel_survey')}</summary>
          <Said class="gap" text={autoSurvey.value} />
        </details>
      )}
    </>
  );
}

/** Whether the applicant has read the employer's letter; null if none was sent. */
function letterOf({ messages, state, viewedByApplicant }: Negotiation): MessageKey | null {
  if (!messages.known || !state.known) return 'panel_letter_unknown';
  // A response itself is the applicant's first message.
  if (messages.value <= (state.value.id === 'response' ? 1 : 0)) return null;
  if (!viewedByApplicant.known) return 'panel_letter_unknown';
  return viewedByApplicant.value ? 'panel_letter_read' : 'panel_letter_unread';
}
