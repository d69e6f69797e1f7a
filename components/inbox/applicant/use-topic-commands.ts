import type { RefObject } from 'preact';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { type ApplicantListView, withList } from '../../../utils/domain/applicant/negotiation-view.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { useFollow } from '../../list/follow.ts';
import type { Walk } from '../../list/walk.ts';
import type { Command } from '../keys.ts';
import { useCommands } from '../use-commands.ts';
import { walked } from '../use-list-commands.ts';

interface Given {
  view: ApplicantListView;
  /** In the order of the menu. */
  stages: readonly string[];
  walk: Walk<ApplicantNegotiation>;
  search: RefObject<HTMLInputElement | null>;
  filtersOpen: boolean;
  /** A dialog has the keyboard. */
  idle: boolean;
  open: (id: NegotiationId, replace?: boolean) => void;
  close: () => void;
  onFilters: (open: boolean) => void;
  onHelp: () => void;
  onView: (view: ApplicantListView) => void;
  /** Takes back what waits; false when nothing does. */
  onUndo: () => boolean;
}

/** What the keys do on an applicant's page: the same as on a recruiter's, as far as there is the same. */
export function useTopicCommands(given: Given): void {
  const { view, stages, walk, search, filtersOpen, idle, open, close, onFilters, onHelp, onView, onUndo } =
    given;
  const follow = useFollow(view, open);

  const stageBy = (step: 1 | -1) => {
    const all = [null, ...stages];
    const at = all.indexOf(view.stage);
    const next = all[(at + step + all.length) % all.length];
    onView(withList(view, { stage: next ?? null }));
  };

  /** One thing at a time: what has the focus inside, the filters, what stands beside the list. */
  const leave = (at: EventTarget | null): boolean => {
    if (at instanceof Element && at.closest('[data-inner], input, select, textarea')) walk.focus();
    else if (filtersOpen) onFilters(false);
    else if (view.negotiationId !== null || view.place !== null) close();
    else return false;
    return true;
  };

  const run = (command: Command, event: KeyboardEvent): boolean => {
    // With shift the recruiter's list selects; here there is nothing to be done with many.
    const to = walked(walk, command);
    if (to !== undefined) {
      if (to?.row && view.negotiationId !== null) follow(to.row.id);
      return to !== null;
    }
    switch (command) {
      case 'open':
        if (walk.current?.row && walk.ready()) open(walk.current.row.id);
        return Boolean(walk.current?.row);
      case 'search':
        search.current?.focus();
        return search.current !== null;
      case 'filters':
        onFilters(!filtersOpen);
        return true;
      case 'only-new':
        onView({ ...view, negotiationId: null, onlyNew: !view.onlyNew });
        return true;
      case 'next-collection':
      case 'previous-collection':
        stageBy(command === 'next-collection' ? 1 : -1);
        return true;
      case 'undo':
        return onUndo();
      case 'help':
        onHelp();
        return true;
      case 'close':
        return leave(event.target);
      default:
        return false;
    }
  };
  useCommands((command, event) => !idle && run(command, event));
}
