import { day } from '../../time.ts';
import type { Millis } from '../negotiation.ts';
import { toneOf } from '../stage.ts';
import { medianOf } from '../sum.ts';
import type { Event, EventLog } from './events.ts';
import { type ApplicantNegotiation, isAnswer, knownStages } from './negotiation.ts';

const stepNames = ['sent', 'viewed', 'answered', 'invited', 'offer'] as const;
type StepName = (typeof stepNames)[number];

/** How many got this far, and the median time; null if no time is known. */
export interface Step {
  name: StepName;
  count: number;
  /** Nothing that the count depends on is missing: it is not a minimum. */
  sure: boolean;
  /** From sending until this step, ms. */
  median: Millis | null;
}

interface Funnel {
  steps: Step[];
  /** Read, and nothing since for longer than the user wants to wait. */
  silent: { count: number; sure: boolean };
  /** Time until any answer: the median and the 90th percentile, ms. */
  reply: { half: Millis; most: Millis } | null;
}

/** The steps that one response reached, and after how many ms; null: before we looked. */
type Way = Partial<Record<StepName, Millis | null>>;

const offers = new Set(['offer', 'hired']);

/**
 * Each step includes all later ones: an employer who answered has read it, whether we saw that or not.
 * @param sentAt null if hh did not say
 */
function wayOf(events: readonly Event[], sentAt: Millis | null): Way {
  const way: Way = { sent: 0 };
  for (const event of events) {
    const after = event.before || sentAt === null ? null : Math.max(0, event.at - sentAt);
    const reach = (name: StepName) => {
      if (!(name in way)) way[name] = after;
    };
    if (event.what === 'viewed') reach('viewed');
    if (event.what !== 'stage' || !isAnswer(event.stage)) continue;
    // It is unknown when it was read before the answer.
    if (!('viewed' in way)) way.viewed = null;
    reach('answered');
    if (toneOf(event.stage) === 'good') reach('invited');
    if (offers.has(event.stage)) reach('offer');
  }
  return way;
}

/** The user hid it or withdrew the response: then it is not silent. */
const isLeft = (events: readonly Event[]): boolean =>
  events.some(
    (event) => event.what === 'hidden' || (event.what === 'stage' && event.stage === 'discard_by_applicant'),
  );

/**
 * Steps that a response may have reached unseen: its stage or viewed mark was not read, or the stage is unknown
 * to us.
 */
function doubtsOf(
  way: Way,
  events: readonly Event[],
  negotiation: ApplicantNegotiation | undefined,
): StepName[] {
  const stages = events.flatMap((event) => (event.what === 'stage' ? event.stage : []));
  if (negotiation) stages.push(negotiation.stage.id);
  const isStageKnown = stages.every((stage) => knownStages.has(stage));
  const doubts: StepName[] = isStageKnown ? [] : ['viewed', 'answered', 'invited', 'offer'];
  if (negotiation?.viewed === null) doubts.push('viewed');
  return doubts.filter((step) => !(step in way));
}

/**
 * How far the user's responses got, from the log: what hh has deleted since still counts. Invitations by the
 * employer are not responses.
 * @param negotiations those stored; the log lacks what could not be read
 * @param since leaves out responses sent earlier; null: leaves out none
 */
export function funnelOf(
  log: EventLog,
  negotiations: readonly ApplicantNegotiation[],
  since: Millis | null,
  now: Millis,
  silentDays: number,
): Funnel {
  const held = new Map<string, ApplicantNegotiation>(
    negotiations.map((negotiation) => [negotiation.id, negotiation]),
  );
  const ways: Way[] = [];
  const doubts = new Set<StepName>();
  // For some it was not read whether they are responses at all.
  let sentSure = negotiations.every(({ invited }) => invited !== null);
  let silent = 0;
  let silentSure = true;
  for (const [id, events] of Object.entries(log)) {
    const sent = events.find(({ what }) => what === 'sent');
    if (!sent) continue;
    if (since !== null && sent.before) sentSure = false;
    if (since !== null && (sent.before || sent.at < since)) continue;
    const negotiation = held.get(id);
    const way = wayOf(events, sent.before ? null : sent.at);
    ways.push(way);
    const open = doubtsOf(way, events, negotiation);
    for (const step of open) doubts.add(step);
    if ('answered' in way || isLeft(events)) continue;
    const unread = open.length > 0 || negotiation?.hidden === null || negotiation?.updatedAt === null;
    const last = Math.max(...events.map(({ at }) => at));
    if (unread) silentSure = false;
    else if ('viewed' in way && now - last >= silentDays * day) silent++;
  }
  const timesOf = (name: StepName) =>
    ways.flatMap((way) => way[name] ?? []).sort((one, other) => one - other);
  const replies = timesOf('answered');
  const half = medianOf(replies);
  return {
    steps: stepNames.map((name) => ({
      name,
      count: ways.filter((way) => name in way).length,
      sure: sentSure && !doubts.has(name),
      median: name === 'sent' ? null : medianOf(timesOf(name)),
    })),
    silent: { count: silent, sure: sentSure && silentSure },
    reply: half === null ? null : { half, most: replies[Math.ceil(replies.length * 0.9) - 1] ?? half },
  };
}
