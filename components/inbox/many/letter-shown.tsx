import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, t } from '../../../utils/i18n.ts';
import type { TemplateOf } from '../../../utils/messaging/protocol.ts';
import type { Result } from '../../../utils/problem.ts';
import { problemText } from '../../ui/words.ts';

interface Props {
  of: TemplateOf;
  name: string | null;
  /** So many more get theirs. */
  others: number;
  load: (of: TemplateOf) => Promise<Result<string>>;
}

/** The letter of one of many, read before anything is sent; reading a template leaves no trace. */
export function LetterShown({ of, name, others, load }: Props) {
  const [letter, setLetter] = useState<Result<string> | null>(null);
  useEffect(() => {
    let gone = false;
    void load(of).then((answer) => gone || setLetter(answer));
    return () => {
      gone = true;
    };
  }, []);
  // It is what was asked for, and its place grew as it came.
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (letter) place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [letter]);
  const whose = name ?? t('many_nameless');
  return (
    <figure ref={place} class="letter stack small">
      <figcaption class="muted">
        {others > 0 ? plural('many_letter_of', others, whose) : t('many_letter_of_one', whose)}
      </figcaption>
      <blockquote class="said" dir="auto" aria-busy={letter === null}>
        {letter === null
          ? t('action_letter_loading')
          : letter.ok
            ? letter.value
            : problemText(letter.problem)}
      </blockquote>
    </figure>
  );
}
