import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import type { OptionsSection } from '../../utils/messaging/protocol.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { Saving } from './use-saving.ts';

interface Props {
  title: string;
  /** Where the address of the page may lead: `options.html#application`. */
  id?: OptionsSection;
  saving?: Saving;
  children: ComponentChildren;
}

/** One theme of the settings: its name, how its last change fared, and its controls. */
export function Section({ title, id: place, saving, children }: Props) {
  const id = useId();
  const state = saving?.state;
  return (
    <section class="section" id={place} tabIndex={place && -1} aria-labelledby={id}>
      <div class="row title">
        <h2 id={id} class="grow">
          {title}
        </h2>
        {saving && (
          <span class="small saved" role="status">
            {state?.at === 'busy' ? t('options_saving') : state?.at === 'done' ? t(saving.done) : ''}
          </span>
        )}
      </div>
      {children}
      {state?.at === 'failed' && <ProblemNote problem={state.problem} />}
    </section>
  );
}
