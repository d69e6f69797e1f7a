import { stageText } from '../../../utils/applicant-words.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { matcher, plain } from '../../list/search.tsx';
import { employerOf, titleOf } from './topic-words.ts';

const texts = new WeakMap<ApplicantNegotiation, string>();

/** The words of one negotiation, kept while it lives: typing over thousands must not build them again. */
function textOf(topic: ApplicantNegotiation): string {
  let text = texts.get(topic);
  if (text === undefined) {
    const { vacancy, resume, stage } = topic;
    const words = [titleOf(topic), employerOf(topic), vacancy?.area, resume, stageText(stage)];
    text = plain(words.filter(Boolean).join(' '));
    texts.set(topic, text);
  }
  return text;
}

/** Those in whose words every word of the query occurs. */
export function found(
  topics: readonly ApplicantNegotiation[],
  query: string,
): readonly ApplicantNegotiation[] {
  const fits = matcher(query);
  return query.trim() ? topics.filter((topic) => fits(textOf(topic))) : topics;
}
