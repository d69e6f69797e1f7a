import { useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { AccountId } from '../../../utils/ids.ts';
import type { Problem } from '../../../utils/problem.ts';
import { Button } from '../../button.tsx';
import { Chip } from '../../chip.tsx';
import { companyName } from '../../fact-words.ts';
import { Fault } from '../../send.tsx';
import { problemText } from '../../words.ts';
import type { CompanyCalls } from './calls.ts';

interface Props {
  accounts: { id: AccountId; employer: string; current: boolean }[];
  /** The one in use here; hh's own word where the store has none. */
  currentId: AccountId | null;
  switchAccount: CompanyCalls['switchAccount'];
}

/** The work accounts of this person: another one shows another company's vacancies. */
export function Accounts({ accounts, currentId, switchAccount }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = async (id: AccountId) => {
    setBusy(true);
    const answer = await switchAccount(id);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <>
      <ul class="company-list">
        {accounts.map(({ id, employer, current }) => (
          <li key={id} class="row">
            <span class="grow ell" dir="auto">
              {companyName({ id, name: employer })}
            </span>
            {(currentId ? id === currentId : current) ? (
              <Chip tone="accent">{t('company_account_current')}</Chip>
            ) : (
              <Button small disabled={busy} onClick={() => void choose(id)}>
                {t('company_account_switch')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {accounts.length > 1 && <p class="small muted">{t('options_account_work_note')}</p>}
      <Fault>{problem && problemText(problem)}</Fault>
    </>
  );
}
