import type { RefObject } from 'preact';
import type { Listable } from '../../utils/domain/row-pages.ts';
import type { useSelection } from '../list/selection.ts';
import { useFollow, useListCommands, type Walk } from '../list/walk.ts';
import type { Command } from '../ui/keymap.tsx';

interface Given<R extends Listable> {
  surface: 'inbox' | 'back' | 'chats' | 'applicant-inbox';
  /** The address of what is shown; a change cancels the opening of the row that the keyboard is on. */
  address: string;
  /** The row that is open. */
  opened: R['id'] | null;
  /** Something else is open beside the list. */
  isBeside?: boolean;
  walk: Walk<R>;
  /** Absent where there are no bulk actions. */
  selection?: Pick<ReturnType<typeof useSelection>, 'ids' | 'toggle' | 'extend' | 'begin' | 'all' | 'clear'>;
  search?: RefObject<HTMLInputElement | null>;
  /** Absent where the list takes no filters. */
  filters?: { open: boolean; onOpen: (open: boolean) => void; onNew: () => void };
  open: (id: R['id'], replace?: boolean) => void;
  close: () => void;
  onCollection?: (step: 1 | -1) => void;
  /** Called for a key of the open negotiation that no pane takes yet; it acts on the row. */
  press?: (code: string, row: R) => void;
  /** What E does to the row while no negotiation is open: marks it as viewed, or dismisses its reminder. */
  read?: (row: R) => void;
  /** Keys of the whole page; returns whether the key was handled. */
  own?: (command: Command) => boolean;
}

/** The keyboard commands for the list of an inbox page, the recruiter's or the applicant's. */
export function useInboxCommands<R extends Listable>(given: Given<R>): void {
  const { surface, opened, walk, selection, search, filters, open, close } = given;
  const follow = useFollow(surface, given.address, open);

  // The pane's code is still being loaded when the first negotiation is opened.
  const paneTakesKeys = () => opened !== null && document.querySelector('.pane article') !== null;

  const run = (command: Command, { target: at, code }: KeyboardEvent): boolean => {
    const { current } = walk;
    switch (command) {
      case 'invite':
      case 'reject':
      case 'hold':
      case 'more':
      case 'resume':
      case 'write':
      case 'later':
        // The open negotiation handles these keys.
        if (paneTakesKeys() || !given.press || !current?.row) return false;
        // V spends a view, as its button says; from the list, the key only opens the negotiation.
        if (!walk.ready()) return true;
        if (command === 'resume') open(current.row.id);
        else given.press(code, current.row);
        return true;
      case 'read':
        if (paneTakesKeys() || !given.read || !current?.row) return false;
        if (!walk.ready()) return true;
        if (opened !== null) given.press?.(code, current.row);
        else {
          given.read(current.row);
          walk.step(1);
        }
        return true;
      case 'open':
        if (current?.row && walk.ready()) open(current.row.id);
        return Boolean(current?.row);
      case 'select':
        if (walk.ready() && current?.row) selection?.toggle(current.index);
        walk.focus();
        return true;
      case 'select-all':
        selection?.all();
        return true;
      case 'filters':
        filters?.onOpen(!filters.open);
        return filters !== undefined;
      case 'only-new':
        filters?.onNew();
        return filters !== undefined;
      case 'next-collection':
      case 'previous-collection':
        given.onCollection?.(command === 'next-collection' ? 1 : -1);
        return true;
      case 'close':
        return leave(at);
      default:
        return given.own?.(command) ?? false;
    }
  };

  /** Leaves one thing at a time: the focused field, the filters, what is open beside the list, the selection. */
  const leave = (at: EventTarget | null): boolean => {
    if (at instanceof Element && at.closest('[data-inner], input:not(.box), select, textarea')) walk.focus();
    else if (filters?.open) filters.onOpen(false);
    else if (opened !== null || given.isBeside) close();
    else if (selection && selection.ids.size > 0) selection.clear();
    else return false;
    return true;
  };

  useListCommands(surface, {
    walk,
    search,
    onStep(to, { shiftKey, repeat }) {
      if (selection && shiftKey)
        selection.extend(to.index, selection.ids.size === 0 ? walk.index : undefined);
      else selection?.begin(to.index);
      if (opened === null || !to.row) return;
      // While a key is held down, a row opens only once the keyboard rests on it.
      if (repeat) follow(to.row.id);
      else open(to.row.id, true);
    },
    own: run,
  });
}
