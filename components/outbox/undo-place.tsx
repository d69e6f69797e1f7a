import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { type Entry, singleOf } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { NotSentElsewhere } from './entries.ts';
import { UndoBar, type UndoBarProps } from './undo-bar.tsx';
import { UndoSaid } from './undo-said.tsx';

interface Props extends UndoBarProps {
  /** What was asked for many, a line for each group; without it their writes stand one by one. */
  groups?: ComponentChildren;
}

/**
 * Where an extension page shows what can be undone: it floats over the end of the page's list and takes no place in
 * its layout. Always drawn, because a screen reader hears only of changes inside of what stands already.
 */
export function UndoPlace({ groups, entries, ...bar }: Props) {
  const shown: Entry[] = groups === undefined ? entries : singleOf(entries);
  const elsewhere = useContext(NotSentElsewhere);
  return (
    <div class="undo-place">
      {elsewhere.map(({ account, name, count }) => (
        <section key={account} class="undo small" role="status" dir="auto">
          {t('undo_elsewhere', name ?? t('undo_elsewhere_unnamed'), count)}
        </section>
      ))}
      {groups}
      <UndoBar {...bar} entries={shown} />
      <UndoSaid entries={entries} withCandidate={bar.withCandidate} />
    </div>
  );
}
