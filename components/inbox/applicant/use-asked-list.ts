import { useMemo } from 'preact/hooks';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import type { ApplicantListView } from '../../../utils/domain/applicant/negotiation-view.ts';
import type { ApplicantCalls, AskedList } from './calls.ts';
import { type Asking, useAnswer } from './use-answer.ts';

/**
 * What only hh itself can tell: its own lists, and who called. Held topics stand for those of the list, since they
 * know more; what is asked is the list alone, which leaves no trace.
 */
export function useAskedList(
  held: readonly ApplicantNegotiation[],
  { status, calls: withCalls }: ApplicantListView,
  api: boolean,
  { readList }: Pick<ApplicantCalls, 'readList'>,
): { topics: readonly ApplicantNegotiation[]; asking: Asking<AskedList> | null } {
  const wanted = api && (status !== null || withCalls);
  const asking = useAnswer(wanted ? `list ${status}` : null, () => readList({ status }));
  const { answer } = asking;
  const topics = useMemo(() => {
    if (!wanted) return held;
    if (!answer?.ok) return [];
    const known = new Map(held.map((topic) => [topic.id, topic]));
    return answer.value.topics.map((topic) => {
      const more = known.get(topic.id);
      return more ? { ...more, calls: Math.max(more.calls, topic.calls) } : topic;
    });
  }, [wanted, held, answer]);
  return { topics, asking: wanted ? asking : null };
}
