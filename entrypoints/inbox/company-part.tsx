import { asked } from '../../components/ui/result.ts';
import '../../components/inbox/stats/stats.css';
import type { CompanySlot } from '../../components/inbox/slots.ts';
import type { CompanyCalls } from '../../components/inbox/stats/calls.ts';
import { Company } from '../../components/inbox/stats/company.tsx';
import { createCompanyDesk } from '../../utils/from-hh/company.ts';
import { remoteClient } from '../../utils/messaging/ask-hh.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { accountItem } from '../../utils/storage/items.ts';
import type { Store } from '../popup/store.ts';
import { write } from '../popup/write-calls.ts';

const { mailTemplateWish, ...reads } = createCompanyDesk(remoteClient, accountItem.getValue);

const calls: CompanyCalls = {
  ...reads,
  changeMailTemplate: async (of) => {
    const wish = await mailTemplateWish(of);
    return wish.ok ? write(wish.value) : wish;
  },
  switchAccount: (id) => asked(sendMessage('switchAccount', id)),
};

interface Props {
  store: Store;
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
