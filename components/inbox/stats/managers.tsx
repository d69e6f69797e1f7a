import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Manager, ManagerInFull } from '../../../utils/domain/company.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { isKnown, valueOr } from '../../../utils/known.ts';
import { Chip } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { factText } from '../../ui/words.ts';
import { useReading } from '../negotiation/reading.ts';
import type { CompanyCalls } from './calls.ts';
import { usePaging } from './paging.ts';
import { More, Read, Skipped } from './part.tsx';

interface Props {
  calls: Pick<CompanyCalls, 'readManagers' | 'readManager'>;
}

/** The company's managers, found by name, each with rights when opened. */
export function Managers({ calls }: Props) {
  const [typed, setTyped] = useState('');
  const [searchText, setSearch] = useState('');
  const read = useCallback((page: number) => calls.readManagers({ searchText, page }), [calls, searchText]);
  const [{ items, skipped, found, more, busy, problem }, { begin, next }] = usePaging<Manager>(read);
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
      {found && (
        <p class="small muted">
          {found.known ? plural('company_managers_found', found.value) : t('company_found_unknown')}
        </p>
      )}
      <ul class="company-list">
        {items.map((one) => (
          <li key={one.id}>
            <One manager={one} calls={calls} />
          </li>
        ))}
      </ul>
      <Skipped of={skipped} />
      {problem && <ProblemNote problem={problem} onStep={items.length > 0 ? next : begin} />}
      <More more={more} busy={busy} onMore={next} />
    </>
  );
}

function Permissions({ permissions }: Pick<ManagerInFull, 'permissions'>) {
  if (!permissions.known) return <p class="muted">{t('company_permissions_unread')}</p>;
  const { items, skipped } = permissions.value;
  return (
    <>
      <ul class="company-rights">
        {items.map((permission, at) => (
          <li key={valueOr(permission, at)}>{factText(permission, 'unknown_name')}</li>
        ))}
      </ul>
      <Skipped of={skipped} />
      {items.length + skipped === 0 && <p class="muted">{t('company_no_permissions')}</p>}
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
            {[factText(manager.position, 'unknown_title'), factText(manager.area, 'unknown_area')]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {isKnown(manager.main, true) && <Chip tone="accent">{t('company_main')}</Chip>}
        {manager.vacancies.known && manager.vacancies.value !== null && (
          <Chip>{plural('company_vacancies', manager.vacancies.value)}</Chip>
        )}
        {!(manager.main.known && manager.vacancies.known) && (
          <Chip tone="wait">{t('company_facts_part')}</Chip>
        )}
      </summary>
      <div class="stack small">
        <p class="said">
          {[
            valueOr(manager.email, null),
            valueOr(manager.phone, null),
            !(manager.email.known && manager.phone.known) && t('company_facts_part'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Read reading={reading} again={again}>
          {({ type, permissions }) => (
            <>
              {(!type.known || type.value) && <p>{factText(type, 'company_facts_part')}</p>}
              <Permissions permissions={permissions} />
            </>
          )}
        </Read>
      </div>
    </details>
  );
}
