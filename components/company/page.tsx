import './company.css';
import type { Account } from '../../utils/domain/account.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import { Button } from '../ui/button.tsx';
import { companyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Politeness, VacancyNumbers, Waiting } from './numbers.tsx';
import { Part, Read } from './part.tsx';
import { Accounts, Addresses, Managers, RightsView } from './people.tsx';
import { Templates } from './templates.tsx';

interface Props {
  account: Account;
  inbox: Inbox;
  now: number;
  /** Shows a vacancy or one of its negotiations. */
  show: (of: { vacancyId: VacancyId; negotiationId?: NegotiationId }) => void;
  close: () => void;
}

/** The company's page: statistics, waiting applicants, mail templates, people, and the rights at hh. */
export function CompanyPage({ account, inbox, now, show, close }: Props) {
  const { company } = useWorker();
  const signedIn = account.state === 'signed-in' ? account : null;
  return (
    <div class="company-page">
      <header class="row">
        <h1 class="grow ell h18" dir="auto">
          {signedIn?.employer ? companyName(signedIn.employer) : t('company_title')}
        </h1>
        <Button small shortcut="Esc" onClick={close}>
          {t('company_close')}
        </Button>
      </header>
      <div class="company-columns">
        <div class="stack">
          <Politeness />
          <VacancyNumbers inbox={inbox} now={now} />
        </div>
        <div class="stack">
          <Waiting inbox={inbox} now={now} onShow={show} />
          <Part title={t('company_templates')} hint={t('company_templates_hint')}>
            {() => (
              <Read read={company.readMailTemplates}>
                {(templates) => (
                  <Templates templates={templates} employerId={signedIn?.employer?.id ?? null} />
                )}
              </Read>
            )}
          </Part>
          <Part title={t('company_managers')}>{() => <Managers />}</Part>
          <Part title={t('company_accounts')}>
            {() => (
              <Read read={company.readAccounts}>
                {(accounts) => <Accounts accounts={accounts} currentId={signedIn?.accountId ?? null} />}
              </Read>
            )}
          </Part>
          <Part title={t('company_rights')} hint={t('company_rights_hint')}>
            {() => <Read read={company.readRights}>{(rights) => <RightsView rights={rights} />}</Read>}
          </Part>
          <Part title={t('company_addresses')}>{() => <Addresses />}</Part>
        </div>
      </div>
    </div>
  );
}
