import { useMemo } from 'preact/hooks';
import { singleOf } from '../../utils/inbox/write.ts';
import { inWords } from '../entry-words.ts';
import type { UndoBarProps } from '../undo-bar.tsx';
import { Foot } from './foot.tsx';
import { Help } from './help.tsx';
import type { HelpProps } from './help-dialog.tsx';
import { later } from './later.ts';
import type { useListKeys } from './use-list-keys.ts';

const useBar = later(() => import('../undo-bar.tsx'));

interface Props
  extends Pick<HelpProps, 'of'>,
    Pick<UndoBarProps, 'entries' | 'calls' | 'onEdit' | 'withCandidate'> {
  keys: ReturnType<typeof useListKeys>;
  onOpen: () => void;
}

/** What stands under either list: what can be taken back, the keys, the way to the whole. */
export function Bottom({ of, keys, onOpen, entries, ...bar }: Props) {
  const single = useMemo(() => singleOf(entries).map(inWords), [entries]);
  return (
    <>
      {single.length > 0 && <Bar {...bar} entries={single} />}
      <Foot onHelp={() => keys.setHelp(true)} onOpen={onOpen} />
      {keys.help && <Help of={of} onClose={() => keys.setHelp(false)} />}
    </>
  );
}

/** Read when there is something to take back, or to say. */
function Bar(props: UndoBarProps) {
  const part = useBar();
  return part && <part.UndoBar {...props} />;
}
