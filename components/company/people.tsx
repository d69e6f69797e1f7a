import { useState } from 'preact/hooks';
import type { CompanyAddress, Manager, ManagerInFull, Rights } from '../../utils/domain/company.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import type { AccountId } from '../../utils/ids.ts';
import { isKnown, type Known, type List, valueOr } from '../../utils/known.ts';
import { Button, Chip } from '../ui/button.tsx';
import { FindField } from '../ui/fields.tsx';
import { Fault, useSending } from '../ui/form.tsx';
import { usePages } from '../ui/use-load.ts';
import { companyName, factText, factWords } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Bar } from './numbers.tsx';
import { Fold, Paged, Read, Skipped } from './part.tsx';
import { count, whole } from './summary.tsx';

/** The company's managers, found by name, each with rights when opened. */
export function Managers() {
  const { company } = useWorker();
  const [typed, setTyped] = useState('');
  const [searchText, setSearch] = useState('');
  const pages = usePages(searchText, (page) => company.readManagers({ searchText, page }), {
    idOf: ({ id }: Manager) => id,
  });
  const { found } = pages;
  return (
    <>
      <form
        data-inner
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(typed.trim());
        }}
      >
        <FindField label={t('company_manager_search')} text={typed} onText={setTyped} />
      </form>
      {found && (
        <p class="small muted">
          {found.known ? plural('company_managers_found', found.value) : t('company_found_unknown')}
        </p>
      )}
      <Paged pages={pages} keyOf={({ id }) => id}>
        {(manager) => <OneManager manager={manager} />}
      </Paged>
    </>
  );
}

function OneManager({ manager }: { manager: Manager }) {
  const { company } = useWorker();
  return (
    <Fold
      summary={
        <summary class="row">
          <span class="grow">
            <span class="b ell block" dir="auto">
              {factText(manager.name, 'unknown_person')}
            </span>
            <span class="small muted ell block" dir="auto">
              {dotted(factText(manager.position, 'unknown_title'), factText(manager.area, 'unknown_area'))}
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
      }
    >
      {() => (
        <div class="stack small">
          <p class="said">
            {dotted(
              valueOr(manager.email, null),
              valueOr(manager.phone, null),
              !(manager.email.known && manager.phone.known) && t('company_facts_part'),
            )}
          </p>
          <Read read={() => company.readManager(manager.id)}>
            {({ type, permissions }) => (
              <>
                {(!type.known || type.value) && <p>{factText(type, 'company_facts_part')}</p>}
                <Permissions permissions={permissions} />
              </>
            )}
          </Read>
        </div>
      )}
    </Fold>
  );
}

function Permissions({ permissions }: Pick<ManagerInFull, 'permissions'>) {
  if (!permissions.known) return <p class="muted">{t('company_permissions_unread')}</p>;
  const { items, skipped } = permissions.value;
  return (
    <>
      <ul class="bullets">
        {items.map((permission, at) => (
          <li key={valueOr(permission, at)}>{factText(permission, 'unknown_name')}</li>
        ))}
      </ul>
      <Skipped of={skipped} />
      {items.length + skipped === 0 && <p class="muted">{t('company_no_permissions')}</p>}
    </>
  );
}

interface AccountsProps {
  accounts: { items: { id: AccountId; employer: string }[]; skipped: number; currentId: AccountId | null };
  /** The one in use here; hh's where the store has none. */
  currentId: AccountId | null;
}

/** The work accounts of this person: another one shows another company's vacancies. */
export function Accounts({ accounts: { items, skipped, currentId: named }, currentId }: AccountsProps) {
  const { switchAccount } = useWorker();
  const inUse = currentId ?? named;
  const { busy, fault, run } = useSending();
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
              <Button small disabled={busy} onClick={() => void run(() => switchAccount(id))}>
                {t('company_account_switch')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Skipped of={skipped} />
      {inUse === null && items.length > 0 && <p class="small muted">{t('company_account_unknown')}</p>}
      {items.length + skipped > 1 && <p class="small muted">{t('options_account_work_note')}</p>}
      <Fault>{fault}</Fault>
    </>
  );
}

/** The addresses that an invitation can name; each with the way there when opened. */
export function Addresses() {
  const { company } = useWorker();
  const pages = usePages('', company.readAddresses, { idOf: ({ id }: CompanyAddress) => id });
  return (
    <>
      {pages.found && isKnown(pages.found, 0) && pages.skipped === 0 && (
        <p class="muted">{t('company_no_addresses')}</p>
      )}
      <Paged pages={pages} keyOf={({ id }) => id}>
        {({ id, text }) => (
          <Fold
            summary={
              <summary class="ell" dir="auto">
                {text}
              </summary>
            }
          >
            {() => (
              <div class="stack small">
                <Read read={() => company.readAddress(id)}>
                  {({ description, metro }) => (
                    <>
                      {!metro.known ? (
                        <p class="muted">{t('company_metro_unread')}</p>
                      ) : (
                        metro.value.length > 0 && <p>{t('company_metro', metro.value.join(', '))}</p>
                      )}
                      <p class={valueOr(description, null) ? 'said' : 'muted'}>
                        {factWords(
                          description,
                          String,
                          'company_description_unread',
                          t('company_no_description'),
                        )}
                      </p>
                    </>
                  )}
                </Read>
              </div>
            )}
          </Fold>
        )}
      </Paged>
    </>
  );
}

/** What I may do at hh, what it is paid with, and hh's own defaults for me. */
export const RightsView = ({ rights }: { rights: Rights }) => {
  const { viewsLeft, viewsLimit, access, services, sms, currency, languages } = rights;
  return (
    <dl class="company-facts">
      <dt>{t('company_views_left')}</dt>
      <dd>
        {viewsLeft === null
          ? t('company_unsaid')
          : t('company_of', whole(viewsLeft), viewsLimit === null ? t('unknown_count') : whole(viewsLimit))}
        {viewsLeft !== null && viewsLimit ? <Bar part={viewsLeft / viewsLimit} /> : null}
      </dd>
      <dt>{t('company_access')}</dt>
      <dd>
        {isNone(access) && t('company_unsaid')}
        <ul>
          {itemsOf(access).map(({ name, open }, at) => (
            <li key={at} class="row">
              <span class="grow said">{factText(name, 'unknown_name')}</span>
              <Chip tone={open ? 'good' : open === false ? 'bad' : 'neutral'}>
                {t(open ? 'company_open' : open === false ? 'company_closed' : 'company_unsaid')}
              </Chip>
            </li>
          ))}
        </ul>
        <Skipped of={skippedOf(access)} />
      </dd>
      <dt>{t('company_services')}</dt>
      <dd>
        {!services.known ? t('company_unsaid') : isNone(services) && t('company_no_services')}
        <ul>
          {itemsOf(services).map(({ name, balance }, at) => (
            <li key={at}>
              <span class="said">{factText(name, 'unknown_name')}</span>
              <Balance balance={balance} />
            </li>
          ))}
        </ul>
        <Skipped of={skippedOf(services)} />
      </dd>
      <dt>{t('company_sms_default')}</dt>
      <dd>{sms === null ? t('company_unsaid') : t(sms ? 'company_on' : 'company_off')}</dd>
      <dt>{t('company_currency')}</dt>
      <dd>{factWords(currency, String, 'company_unsaid', t('company_unsaid'))}</dd>
      <dt>{t('company_languages')}</dt>
      <dd class="row wrap">
        {isNone(languages) && t('company_unsaid')}
        {itemsOf(languages).map(({ name, current }, at) => (
          <Chip key={at} tone={current ? 'accent' : 'neutral'}>
            {factText(name, 'unknown_name')}
          </Chip>
        ))}
        <Skipped of={skippedOf(languages)} />
      </dd>
    </dl>
  );
};

const none = { items: [], skipped: 0 };
const itemsOf = <T,>(list: Known<List<T>>): T[] => valueOr<List<T>, List<T>>(list, none).items;
const skippedOf = (list: Known<List<unknown>>): number => valueOr(list, none).skipped;
const isNone = (list: Known<List<unknown>>): boolean => itemsOf(list).length + skippedOf(list) === 0;

type Service = Extract<Rights['services'], { known: true }>['value']['items'][number];

function Balance({ balance }: Pick<Service, 'balance'>) {
  if (!balance.known) return <span class="muted"> {t('unknown_count')}</span>;
  if (!balance.value) return null;
  const { left, of } = balance.value;
  return (
    <>
      <span class="muted num"> {t('company_of', whole(left), count(of))}</span>
      {of.known && of.value > 0 && <Bar part={left / of.value} />}
    </>
  );
}
