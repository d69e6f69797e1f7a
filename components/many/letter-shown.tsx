import { useEffect, useRef } from 'preact/hooks';
import { plural, t } from '../../utils/i18n.ts';
import type { TemplateOf } from '../../utils/messaging/protocol.ts';
import { useLoad } from '../ui/use-load.ts';
import { problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

interface Props {
  of: TemplateOf;
  name: string | null;
  /** So many more get theirs. */
  others: number;
}

/** The letter of one of many, read before anything is sent; reading a template has no side effect. */
export function LetterShown({ of, name, others }: Props) {
  const { readTemplate } = useWorker();
  const { value, problem } = useLoad('', () => readTemplate(of));
  const letter = problem ? problemText(problem) : value;
  // It is what was asked for, and its place grew as it came.
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (letter !== null) place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [letter]);
  const whose = name ?? t('many_nameless');
  return (
    <figure ref={place} class="letter stack small">
      <figcaption class="muted">
        {others > 0 ? plural('many_letter_of', others, whose) : t('many_letter_of_one', whose)}
      </figcaption>
      <blockquote class="said" dir="auto" aria-busy={letter === null}>
        {letter ?? t('action_letter_loading')}
      </blockquote>
    </figure>
  );
}
