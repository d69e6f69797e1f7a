import '../../components/company/company.css';
import { CompanyPage } from '../../components/company/page.tsx';
import { CompanySummary } from '../../components/company/summary.tsx';
import type { CompanySlot } from '../../components/inbox/slots.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';

interface Props {
  store: PageStore;
  slot: CompanySlot;
}

/** The company in its two places; another account is another company, and is read anew. */
export function CompanyPart({ slot, store: { account, inbox, settings, entries } }: Props) {
  const key = account.state === 'signed-in' ? account.accountId : '';
  const now = Date.now();
  return slot.wide ? (
    <CompanyPage
      key={key}
      {...slot}
      account={account}
      inbox={inbox}
      entries={entries}
      undoSeconds={settings.undoSeconds}
      now={now}
    />
  ) : (
    <CompanySummary key={key} inbox={inbox} now={now} onOpen={slot.open} />
  );
}
