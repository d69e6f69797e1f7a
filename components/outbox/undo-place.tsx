import type { ComponentChildren } from 'preact';
import { type Entry, singleOf } from '../../utils/inbox/write.ts';
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
  return (
    <div class="undo-place">
      {groups}
      <UndoBar {...bar} entries={shown} />
      <UndoSaid entries={entries} withCandidate={bar.withCandidate} />
    </div>
  );
}
