import { useCallback, useEffect, useState } from 'preact/hooks';
import { plural, t } from '../../../utils/i18n.ts';
import type { Manager, ManagerInFull } from '../../../utils/inbox/company.ts';
import { valueOr } from '../../../utils/known.ts';
import { Chip } from '../../chip.tsx';
import { factText } from '../../fact-words.ts';
import { ProblemNote } from '../../problem-note.tsx';
import { useReading } from '../negotiation/reading.ts';
import type { CompanyCalls } from './calls.ts';
import { usePaging } from './paging.ts';
import { More, Read } from './part.tsx';

interface Props {
  calls: Pick<CompanyCalls, 'readManagers' | 'readManager'>;
}

/** The company's managers, found by name, each with rights when opened. */
export function Managers({ calls }: Props) {
  const [typed, setTyped] = useState('');
  const [searchText, setSearch] = useState('');
  const read = useCallback((page: number) => calls.readManagers({ searchText, page }), [calls, searchText]);
  const [{ items, found, more, busy, problem }, { begin, next }] = usePaging<Manager>(read);
  useEffect(begin, [read]);
  return (
    <>
      <form
        data-inner
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(typed.trim());
        }}
      >
        <input
          type="search"
          class="field"
          placeholder={t('company_manager_search')}
          aria-label={t('company_manager_search')}
          value={typed}
          onInput={({ currentTarget: { value } }) => setTyped(value)}
        />
      </form>
      {found !== null && <p class="small muted">{plural('company_managers_found', found)}</p>}
      <ul class="company-list">
        {items.map((one) => (
          <li key={one.id}>
            <One manager={one} calls={calls} />
          </li>
        ))}
      </ul>
      {problem && <ProblemNote problem={problem} onStep={items.length > 0 ? next : begin} />}
      <More more={more} busy={busy} onMore={next} />
    </>
  );
}

function One({ manager, calls }: { manager: Manager; calls: Props['calls'] }) {
  const [reading, begin] = useReading<ManagerInFull>();
  const again = () => void begin(calls.readManager(manager.id));
  return (
    <details onToggle={({ currentTarget: { open } }) => open && !reading.value && again()}>
      <summary class="row">
        <span class="grow">
          <span class="b ell block" dir="auto">
            {factText(manager.name, 'unknown_person')}
          </span>
          <span class="small muted ell block" dir="auto">
            {[manager.position, manager.area].filter(Boolean).join(' · ')}
          </span>
        </span>
        {manager.main && <Chip tone="accent">{t('company_main')}</Chip>}
        {manager.vacancies !== null && <Chip>{plural('company_vacancies', manager.vacancies)}</Chip>}
      </summary>
      <div class="stack small">
        <p class="said">{[manager.email, manager.phone].filter(Boolean).join(' · ')}</p>
        <Read reading={reading} again={again}>
          {({ type, permissions }) => (
            <>
              {type && <p>{type}</p>}
              <ul class="company-rights">
                {permissions.map((permission, at) => (
                  <li key={valueOr(permission, at)}>{factText(permission, 'unknown_name')}</li>
                ))}
              </ul>
              {permissions.length === 0 && <p class="muted">{t('company_no_permissions')}</p>}
            </>
          )}
        </Read>
      </div>
    </details>
  );
}
