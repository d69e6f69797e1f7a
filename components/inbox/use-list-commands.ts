import type { RefObject } from 'preact';
import { type Collection, nextCollection } from '../../utils/domain/collection.ts';
import type { Listable, Placed } from '../../utils/domain/row-pages.ts';
import { takesFilters, type View, withCollection } from '../../utils/domain/view.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { useFollow } from '../list/follow.ts';
import type { useSelection } from '../list/selection.ts';
import type { Walk } from '../list/walk.ts';
import type { Command } from './keys.ts';
import { useCommands } from './use-commands.ts';

interface Given {
  view: View;
  collections: readonly Collection[];
  collection: Collection | null;
  walk: Walk;
  selection: ReturnType<typeof useSelection>;
  filtersOpen: boolean;
  /** A dialog has the keyboard. */
  idle: boolean;
  search: RefObject<HTMLInputElement | null>;
  open: (id: NegotiationId, replace?: boolean) => void;
  close: () => void;
  onFilters: (open: boolean) => void;
  onView: (view: View) => void;
}

/** Where a walking key leads; undefined for any other key. */
export function walked<R extends Listable>(walk: Walk<R>, command: Command): Placed<R> | null | undefined {
  switch (command) {
    case 'down':
      return walk.step(1);
    case 'up':
      return walk.step(-1);
    case 'page-down':
      return walk.page(1);
    case 'page-up':
      return walk.page(-1);
    case 'first':
      return walk.first();
    case 'last':
      return walk.last();
    default:
      return undefined;
  }
}

/** What the keys do to the list of a vacancy. */
export function useListCommands(given: Given): void {
  const { view, collections, collection, walk, selection, filtersOpen, idle, search } = given;
  const { open, close, onFilters, onView } = given;
  const filtered = collection !== null && takesFilters(collection.id);
  const follow = useFollow(view, open);

  /** True when the key was wanted here. */
  const run = (command: Command, event: KeyboardEvent): boolean => {
    const { current, index } = walk;
    const to = walked(walk, command);
    if (to !== undefined) {
      if (to === null) return false;
      if (event.shiftKey) selection.extend(to.index, selection.ids.size === 0 ? index : undefined);
      else selection.begin(to.index);
      if (view.negotiationId !== null && to.row) follow(to.row.id);
      return true;
    }
    switch (command) {
      case 'open':
        if (current?.row && walk.ready()) open(current.row.id);
        return Boolean(current?.row);
      case 'select':
        if (walk.ready() && current?.row) selection.toggle(current.index);
        walk.focus();
        return true;
      case 'select-all':
        selection.all();
        return true;
      case 'search':
        search.current?.focus();
        return search.current !== null;
      case 'filters':
        if (filtered) onFilters(!filtersOpen);
        return filtered;
      case 'only-new':
        if (filtered) onView({ ...view, negotiationId: null, onlyNew: !view.onlyNew });
        return filtered;
      case 'next-collection':
      case 'previous-collection': {
        const step = command === 'next-collection' ? 1 : -1;
        const next = nextCollection(collections, collection?.id ?? null, step);
        if (next) onView(withCollection(view, next.id));
        return true;
      }
      case 'close':
        return leave(event.target);
      default:
        return false;
    }
  };

  /** One thing at a time: what has the focus inside, the filters, the negotiation, the selection. */
  const leave = (at: EventTarget | null): boolean => {
    if (at instanceof Element && at.closest('[data-inner], input:not(.box), select, textarea')) walk.focus();
    else if (filtersOpen) onFilters(false);
    else if (view.negotiationId !== null) close();
    else if (selection.ids.size > 0) selection.clear();
    else return false;
    return true;
  };

  useCommands((command, event) => !idle && run(command, event));
}
