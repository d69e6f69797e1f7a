import { useMemo } from 'preact/hooks';
import { stageText } from '../../../utils/applicant-words.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { type Happened, timelineOf } from '../../../utils/domain/applicant/timeline.ts';
import { toneOf } from '../../../utils/domain/stage.ts';
import { t } from '../../../utils/i18n.ts';
import { clock, date, moment } from '../../../utils/time.ts';
import { Section } from '../../ui/section.tsx';
import type { ApplicantCalls } from './calls.ts';
import { useWatched } from './use-watched.ts';

interface Props {
  topic: ApplicantNegotiation;
  owner: string | null;
  now: number;
  calls: Pick<ApplicantCalls, 'watchEvents'>;
}

/** What happened to it, as far as it was seen; the log is read when this is shown. */
export function Timeline({ topic, owner, now, calls }: Props) {
  const log = useWatched(owner, calls.watchEvents);
  const happened = useMemo(() => log && timelineOf(topic, log[topic.id], now), [log, topic, now]);
  return (
    <Section title={t('applicant_timeline')}>
      <ol class="timeline">
        {happened?.map((one, index) => (
          <li key={index} class={toneIn(one)}>
            <span class="grow" dir="auto">
              {whatText(one, topic)}
            </span>
            <span class="small muted num" title={one.sure === 'unknown' ? undefined : moment(one.at)}>
              {whenText(one, now)}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const toneIn = (one: Happened): string => (one.what === 'stage' ? toneOf(one.stage) : 'neutral');

/** hh's own name where it is the stage of now; the log keeps words of hh's alone. */
const whatText = (one: Happened, { stage }: ApplicantNegotiation): string =>
  one.what === 'stage'
    ? stageText(one.stage === stage.id ? stage : { id: one.stage, name: '' })
    : t(`applicant_event_${one.what}`);

const whenText = ({ at, sure }: Happened, now: number): string =>
  sure === 'unknown'
    ? t('applicant_when_unknown')
    : sure === 'by'
      ? t('applicant_when_by', date(at, now))
      : `${date(at, now)}, ${clock(at)}`;
