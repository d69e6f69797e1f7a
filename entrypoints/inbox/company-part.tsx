import '../../components/inbox/stats/stats.css';
import type { CompanySlot } from '../../components/inbox/slots.ts';
import type { CompanyCalls } from '../../components/inbox/stats/calls.ts';
import { Company } from '../../components/inbox/stats/company.tsx';
import { worker } from '../../utils/messaging/client.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';

const { company, switchAccount } = worker;
const calls: CompanyCalls = {
  readStatistics: company.readStatistics,
  readOwnStatistics: company.readOwnStatistics,
  readDays: company.readDays,
  readFacts: company.readFacts,
  readVisitors: company.readVisitors,
  readMailTemplates: company.readMailTemplates,
  readManagers: company.readManagers,
  readManager: company.readManager,
  readRights: company.readRights,
  readAccounts: company.readAccounts,
  readAddresses: company.readAddresses,
  readAddress: company.readAddress,
  changeMailTemplate: company.changeMailTemplate,
  switchAccount,
};

interface Props {
  store: PageStore;
  slot: CompanySlot;
}

/** The company's numbers in their two places; another account is another company, and is read anew. */
export const CompanyPart = ({ slot, store: { account, inbox, settings, entries } }: Props) => (
  <Company
    key={`${account.state === 'signed-in' ? account.accountId : ''} ${slot.wide}`}
    {...slot}
    account={account}
    inbox={inbox}
    entries={entries}
    undoSeconds={settings.undoSeconds}
    now={Date.now()}
    calls={calls}
  />
);
