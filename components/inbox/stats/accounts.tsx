import { useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { AccountId } from '../../../utils/ids.ts';
import type { Problem } from '../../../utils/problem.ts';
import { Button, Chip } from '../../ui/button.tsx';
import { Fault } from '../../ui/form.tsx';
import { companyName, problemText } from '../../ui/words.ts';
import type { CompanyCalls } from './calls.ts';
import { Skipped } from './part.tsx';

interface Props {
  accounts: { items: { id: AccountId; employer: string }[]; skipped: number; currentId: AccountId | null };
  /** The one in use here; hh's own word where the store has none. */
  currentId: AccountId | null;
  switchAccount: CompanyCalls['switchAccount'];
}

/** The work accounts of this person: another one shows another company's vacancies. */
export function Accounts({
  accounts: { items, skipped, currentId: named },
  currentId,
  switchAccount,
}: Props) {
  const inUse = currentId ?? named;
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
        {items.map(({ id, employer }) => (
          <li key={id} class="row">
            <span class="grow ell" dir="auto">
              {companyName({ id, name: employer })}
            </span>
            {id === inUse ? (
              <Chip tone="accent">{t('company_account_current')}</Chip>
            ) : (
              <Button small disabled={busy} onClick={() => void choose(id)}>
                {t('company_account_switch')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Skipped of={skipped} />
      {inUse === null && items.length > 0 && <p class="small muted">{t('company_account_unknown')}</p>}
      {items.length + skipped > 1 && <p class="small muted">{t('options_account_work_note')}</p>}
      <Fault>{problem && problemText(problem)}</Fault>
    </>
  );
}
