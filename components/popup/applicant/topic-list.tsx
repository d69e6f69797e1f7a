import { useMemo } from 'preact/hooks';
import type { Applicant } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { End } from '../end.tsx';
import { stepOf } from './next-step.ts';
import { type TopicActs, TopicRow } from './topic-row.tsx';

export interface TopicStop {
  key: string;
  topic: ApplicantNegotiation;
}

interface Props {
  stops: readonly TopicStop[];
  limit: number;
  current: string | undefined;
  now: number;
  silentDays: number;
  api: Applicant['api'];
  site: string;
  acts: TopicActs;
  onGrow: () => void;
}

/** As much of the list as has been asked for: two thousand are not drawn at once. */
export const TopicList = (props: Props) => (
  <>
    <ul>
      {props.stops.slice(0, props.limit).map((stop) => (
        <Place key={stop.key} {...props} stop={stop} />
      ))}
    </ul>
    {props.limit < props.stops.length && <End key={props.limit} onSeen={props.onGrow} />}
  </>
);

/** Drawn again only when something of its own changed: a step of the keyboard must not draw them all. */
function Place({
  stop: { key, topic },
  current,
  now,
  silentDays,
  api,
  site,
  acts,
}: Props & { stop: TopicStop }) {
  const here = key === current;
  return useMemo(
    () => (
      <TopicRow
        topic={topic}
        stop={key}
        current={here}
        now={now}
        silentDays={silentDays}
        step={stepOf(topic, { api }, site)}
        acts={acts}
      />
    ),
    [topic, here, now, silentDays, api, site, acts],
  );
}
