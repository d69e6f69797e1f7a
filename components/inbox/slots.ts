import type { ComponentChildren } from 'preact';
import type { ListRow } from '../../utils/domain/collection.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';

/*
 * The places of the inbox page that others fill. `entrypoints/inbox/main.tsx` puts the parts in.
 *
 * Keys: the shell has J K ↑ ↓ PageUp PageDown Home End Enter X A F N [ ] / ? Z and Esc (which first closes what has
 * the focus inside, then the pane, then the selection). All others are free: I R H M E C and the digits belong
 * to the bar for many while something is selected, to the open negotiation otherwise. Whoever takes a key calls
 * `event.preventDefault()`; the shell leaves such keys alone. What lies in an element with `data-inner` keeps
 * letters to itself.
 */

/** The open negotiation, at the right. */
export interface NegotiationSlot {
  negotiationId: NegotiationId;
  vacancyId: VacancyId;
  /** As the list has it; null when the address names one that is not among what was loaded. */
  row: ListRow | null;
  close: () => void;
  /** The negotiation changed at hh: its row is read again. */
  changed: () => void;
}

/** The bar below the list while something is selected. */
export interface ManySlot {
  vacancyId: VacancyId;
  /** The collection that is shown. */
  collectionId: string;
  selected: ReadonlySet<NegotiationId>;
  /** The rows of all that is selected, also those that were scrolled out of memory. */
  rows: ListRow[];
  clear: () => void;
  /** Reads these rows again (their pages), after something was done with them. */
  refresh: (ids: readonly NegotiationId[]) => void;
}

/** The company's numbers: below the vacancies, or `wide` over the page (`?page=company`). */
export interface CompanySlot {
  wide: boolean;
  /** Opens the wide view, or leaves it. */
  open: () => void;
  close: () => void;
  /** Shows a vacancy, or a negotiation of it. */
  show: (of: { vacancyId: VacancyId; negotiationId?: NegotiationId }) => void;
}

/** What was asked for many and is on its way, above the bar of single writes; takes Z when it is the newest. */
export interface SendingSlot {
  show: (negotiationId: NegotiationId) => void;
}

export interface Slots {
  renderNegotiation?: (slot: NegotiationSlot) => ComponentChildren;
  renderMany?: (slot: ManySlot) => ComponentChildren;
  renderCompany?: (slot: CompanySlot) => ComponentChildren;
  renderSending?: (slot: SendingSlot) => ComponentChildren;
}
