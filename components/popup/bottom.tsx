import { UndoBar, type UndoBarProps } from '../undo-bar.tsx';
import { Foot } from './foot.tsx';
import { Help } from './help.tsx';
import type { KeysTableProps } from './keys-table.tsx';
import type { useListKeys } from './use-list-keys.ts';

interface Props extends KeysTableProps, Pick<UndoBarProps, 'entries' | 'calls' | 'onEdit' | 'withCandidate'> {
  keys: ReturnType<typeof useListKeys>;
  onOpen: () => void;
}

/** What stands under either list: what can be taken back, the keys, the way to the whole. */
export const Bottom = ({ of, keys, onOpen, ...bar }: Props) => (
  <>
    <UndoBar {...bar} />
    <Foot onHelp={() => keys.setHelp(true)} onOpen={onOpen} />
    {keys.help && <Help of={of} onClose={() => keys.setHelp(false)} />}
  </>
);
