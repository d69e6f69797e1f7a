import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { inWords } from '../outbox/entry-words.ts';
import type { UndoBarProps } from '../outbox/undo-bar.tsx';
import { UndoPlace } from '../outbox/undo-place.tsx';
import { Foot } from './foot.tsx';
import { Help } from './help.tsx';
import type { HelpProps } from './help-dialog.tsx';
import type { useListKeys } from './use-list-keys.ts';

interface Props
  extends Pick<HelpProps, 'of'>,
    Pick<UndoBarProps, 'entries' | 'calls' | 'onEdit' | 'withCandidate'> {
  keys: ReturnType<typeof useListKeys>;
  /** What was asked for many. */
  groups?: ComponentChildren;
  onOpen: () => void;
}

/** What stands under either list: what can be taken back, the keys, the way to the whole. */
export function Bottom({ of, keys, onOpen, entries, ...bar }: Props) {
  const named = useMemo(() => entries.map(inWords), [entries]);
  return (
    <>
      <Foot onHelp={() => keys.setHelp(true)} onOpen={onOpen} />
      <UndoPlace {...bar} entries={named} />
      {keys.help && <Help of={of} onClose={() => keys.setHelp(false)} />}
    </>
  );
}
