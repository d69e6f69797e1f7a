import type { CompanySlot } from '../../components/inbox/slots.ts';
import { lazy } from '../../components/ui/lazy.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';

const Company = lazy(async () => (await import('./company-part.tsx')).CompanyPart);

/** The company's numbers, from the rows among others: they come behind the first paint. */
export const companySlot = (store: PageStore) => ({
  renderCompany: (slot: CompanySlot) => (store.rowsToCome ? null : <Company slot={slot} store={store} />),
});
