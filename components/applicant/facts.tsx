import { useMemo, useRef, useState } from 'preact/hooks';
import type { NegotiationFacts, OwnNote } from '../../utils/domain/applicant/applicant.ts';
import { type Happened, timelineOf } from '../../utils/domain/applicant/events.ts';
import { type ApplicantNegotiation, stageText, titleOf } from '../../utils/domain/applicant/negotiation.ts';
import { isRefusal, toneOf } from '../../utils/domain/stage.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import { ago, date, dateAndTime, moment } from '../../utils/time.ts';
import { TextArea, TextField, useSaved } from '../ui/form.tsx';
import { Section } from '../ui/section.tsx';
import { useWatched } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';
import { seldomText } from './words.ts';

/* What is known about one of my negotiations: its timeline, the employer, calls, my own note. */

interface TimelineProps {
  negotiation: ApplicantNegotiation;
  owner: string | null;
  now: number;
}

/** What happened to a negotiation, as far as we saw. The log is read when this is shown. */
export function Timeline({ negotiation, owner, now }: TimelineProps) {
  const log = useWatched(owner, useWorker().store.watchEvents);
  const happened = useMemo(
    () => log && timelineOf(negotiation, log[negotiation.id], now),
    [log, negotiation, now],
  );
  return (
    <Section title={t('applicant_timeline')}>
      <ol class="timeline">
        {happened?.map((one, index) => (
          <li key={index} class={`row ${toneIn(one)}`}>
            <span class="grow" dir="auto">
              {whatText(one, negotiation)}
            </span>
            <span class="small muted num" title={one.sure === 'unknown' ? undefined : moment(one.at)}>
              {eventTime(one, now)}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const toneIn = (one: Happened): string => (one.what === 'stage' ? toneOf(one.stage) : 'neutral');

/** Uses hh's name for the current stage; the log keeps only the ids of the others. */
const whatText = (one: Happened, { stage }: ApplicantNegotiation): string =>
  one.what === 'stage'
    ? stageText(one.stage === stage.id ? stage : { id: one.stage, name: '' })
    : t(`applicant_event_${one.what}`);

const eventTime = ({ at, sure }: Happened, now: number): string =>
  sure === 'unknown'
    ? t('applicant_when_unknown')
    : sure === 'by'
      ? t('applicant_when_by', date(at, now))
      : dateAndTime(at, now);

interface FactsProps {
  negotiation: ApplicantNegotiation;
  facts: NegotiationFacts | null;
  /** My other negotiations with the same employer. */
  others: readonly ApplicantNegotiation[];
  /** There may be more: the list was read only in part. */
  isPart: boolean;
  now: number;
  onOpen: (negotiation: ApplicantNegotiation) => void;
}

/** What is known about the employer, and phone calls. */
export function Facts({ negotiation, facts, others, isPart, now, onOpen }: FactsProps) {
  const { recruiterAt, resume, politeness } = negotiation;
  const lines = [
    resume && t('applicant_fact_resume', resume),
    ...seldomText(politeness),
    recruiterAt !== null && t('applicant_fact_recruiter', ago(recruiterAt, now)),
  ].filter((line) => line !== null && line !== false);
  const calls = facts?.calls ?? [];
  const count = Math.max(negotiation.calls, calls.length);
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
                  {dotted(
                    seconds !== null && seconds > 0 && plural('applicant_call_seconds', seconds),
                    at !== null && dateAndTime(at, now),
                  )}
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
                  {outcomeOf(other, now)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The date of the refusal, or else of the response. A refusal is named even without a date. */
function outcomeOf({ stage, answeredAt, updatedAt, createdAt }: ApplicantNegotiation, now: number): string {
  const at = isRefusal(stage.id) ? (answeredAt ?? updatedAt) : createdAt;
  if (!isRefusal(stage.id)) return at === null ? '' : date(at, now);
  return at === null ? stageText(stage) : t('applicant_refused_at', date(at, now));
}

interface NoteProps {
  note: OwnNote | undefined;
  onSave: (note: OwnNote) => void;
}

const noNote: OwnNote = { text: '', next: null };

/** My own note and next step. Saved while I type, in this browser only. */
export function OwnNoteForm({ note = noNote, onSave }: NoteProps) {
  const [shown, setShown] = useState(note);
  const latest = useRef(shown);
  const saved = useSaved(() => onSave(latest.current));
  const change = (part: Partial<OwnNote>) => {
    latest.current = { ...latest.current, ...part };
    setShown(latest.current);
    saved.keep('');
  };
  const step = shown.next ?? { text: '', on: null };
  const stepTo = (part: Partial<typeof step>) => {
    const next = { ...step, ...part };
    change({ next: next.text || next.on !== null ? next : null });
  };
  return (
    <Section title={t('applicant_note')} aside={t('applicant_note_where')}>
      <div class="stack" data-inner="">
        <TextArea
          class="field short"
          rows={2}
          maxLength={5000}
          label={t('applicant_note')}
          placeholder={t('applicant_note_hint')}
          value={shown.text}
          onText={(text) => change({ text })}
        />
        <div class="row next-step">
          <TextField
            dir="auto"
            maxLength={200}
            label={t('applicant_step')}
            placeholder={t('applicant_step')}
            value={step.text}
            onText={(text) => stepTo({ text })}
          />
          <TextField
            class="field num"
            type="date"
            label={t('applicant_step_on')}
            value={step.on ?? ''}
            onText={(day) => stepTo({ on: day || null })}
          />
        </div>
      </div>
    </Section>
  );
}
