import type { Statistics } from '../../../utils/domain/company.ts';
import type { Account, Inbox } from '../../../utils/domain/inbox.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { t } from '../../../utils/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { companyName } from '../../ui/words.ts';
import type { Reading } from '../negotiation/reading.ts';
import type { CompanySlot } from '../slots.ts';
import { Accounts } from './accounts.tsx';
import { Addresses } from './addresses.tsx';
import type { CompanyCalls } from './calls.ts';
import { Managers } from './managers.tsx';
import { Part } from './part.tsx';
import { Politeness } from './politeness.tsx';
import { RightsView } from './rights.tsx';
import { Templates } from './templates.tsx';
import { VacancyNumbers } from './vacancy-numbers.tsx';
import { Waiting } from './waiting.tsx';

export interface CompanyProps extends CompanySlot {
  account: Account;
  inbox: Inbox;
  entries: Entry[];
  undoSeconds: number;
  now: number;
  calls: CompanyCalls;
}

export interface CompanyPageProps extends Omit<CompanyProps, 'wide' | 'open'> {
  statistics: Reading<Statistics>;
  onAgain: () => void;
}

/** These parts read page by page by themselves. */
const done = async () => ({ ok: true, value: true }) as const;

/** The company: how it answers, who waits, its letters, its people, and what hh lets us do. */
export function CompanyPage(props: CompanyPageProps) {
  const { account, inbox, entries, undoSeconds, now, calls, statistics, show, close, onAgain } = props;
  const signedIn = account.state === 'signed-in' ? account : null;
  return (
    <div class="company-page">
      <header class="row">
        <h1 class="grow ell" dir="auto">
          {signedIn?.employer ? companyName(signedIn.employer) : t('company_title')}
        </h1>
        <Button small shortcut="Esc" onClick={close}>
          {t('company_close')}
        </Button>
      </header>
      <div class="company-columns">
        <div class="stack">
          <Politeness reading={statistics} readOwn={calls.readOwnStatistics} onAgain={onAgain} />
          <VacancyNumbers inbox={inbox} calls={calls} />
        </div>
        <div class="stack">
          <Waiting inbox={inbox} now={now} onShow={show} />
          <Part
            title={t('company_templates')}
            hint={t('company_templates_hint')}
            read={calls.readMailTemplates}
          >
            {(templates) => (
              <Templates templates={templates} entries={entries} undoSeconds={undoSeconds} calls={calls} />
            )}
          </Part>
          <Part title={t('company_managers')} read={done}>
            {() => <Managers calls={calls} />}
          </Part>
          <Part title={t('company_accounts')} read={calls.readAccounts}>
            {(accounts) => (
              <Accounts
                accounts={accounts}
                currentId={signedIn?.accountId ?? null}
                switchAccount={calls.switchAccount}
              />
            )}
          </Part>
          <Part title={t('company_rights')} hint={t('company_rights_hint')} read={calls.readRights}>
            {(rights) => <RightsView rights={rights} />}
          </Part>
          <Part title={t('company_addresses')} read={done}>
            {() => <Addresses calls={calls} />}
          </Part>
        </div>
      </div>
    </div>
  );
}
