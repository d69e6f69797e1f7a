import { useState } from 'preact/hooks';
import type { Manager, Rights } from '../../utils/domain/company.ts';
import type { Address } from '../../utils/domain/negotiation.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import type { AccountId } from '../../utils/ids.ts';
import { isKnown, none, valueOr } from '../../utils/known.ts';
import { Button, Chip } from '../ui/button.tsx';
import { Fault, FindField, useSending } from '../ui/form.tsx';
import { Cut, TwoLines } from '../ui/text.tsx';
import { usePages } from '../ui/use-load.ts';
import { companyName, factText, factWords } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Bar } from './numbers.tsx';
import { Fold, Items, Paged, Read, Skipped } from './part.tsx';
import { count, whole } from './summary.tsx';

/** The company's managers, searchable by name; an expanded one shows the rights. */
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
        <FindField label={t('company_manager_search')} value={typed} onText={setTyped} />
      </form>
      {found && (
        <p class="small muted">
          {found.known ? plural('company_managers_found', found.value) : t('company_found_unknown')}
        </p>
      )}
      <Paged pages={pages} idOf={({ id }) => id}>
        {(manager) => <OneManager manager={manager} />}
      </Paged>
    </>
  );
}

function OneManager({ manager }: { manager: Manager }) {
  const { company } = useWorker();
  const { name, position, area, main, vacancies, email, phone } = manager;
  return (
    <Fold
      head={
        <>
          <TwoLines
            name={factText(name, 'unknown_person')}
            about={dotted(factText(position, 'unknown_title'), factText(area, 'unknown_area'))}
          />
          {isKnown(main, true) && <Chip tone="accent">{t('company_main')}</Chip>}
          {vacancies.known && vacancies.value !== null && (
            <Chip>{plural('count_vacancies', vacancies.value)}</Chip>
          )}
          {!(main.known && vacancies.known) && <Chip tone="wait">{t('company_facts_part')}</Chip>}
        </>
      }
    >
      {() => (
        <div class="stack small">
          <p class="said">
            {dotted(
              valueOr(email, null),
              valueOr(phone, null),
              !(email.known && phone.known) && t('company_facts_part'),
            )}
          </p>
          <Read read={() => company.readManager(manager.id)}>
            {({ type, permissions }) => (
              <>
                {(!type.known || type.value) && <p>{factText(type, 'company_facts_part')}</p>}
                {permissions.known ? (
                  <Items
                    of={permissions.value}
                    class="bullets"
                    none={<p class="muted">{t('company_no_permissions')}</p>}
                  >
                    {(permission) => factText(permission, 'unknown_name')}
                  </Items>
                ) : (
                  <p class="muted">{t('company_permissions_unread')}</p>
                )}
              </>
            )}
          </Read>
        </div>
      )}
    </Fold>
  );
}

interface AccountsProps {
  accounts: { items: { id: AccountId; employer: string }[]; skipped: number; currentId: AccountId | null };
  /** The work account in use; if null, the one that hh names is taken. */
  currentId: AccountId | null;
}

/** The user's work accounts; switching shows the vacancies of another company. */
export function Accounts({ accounts, currentId }: AccountsProps) {
  const { switchAccount } = useWorker();
  const { items, skipped } = accounts;
  const inUse = currentId ?? accounts.currentId;
  const { busy, fault, run } = useSending();
  return (
    <>
      <Items of={accounts} idOf={({ id }) => id} itemClass="row">
        {({ id, employer }) => (
          <>
            <Cut class="grow" text={companyName({ id, name: employer })} />
            {id === inUse ? (
              <Chip tone="accent">{t('company_account_current')}</Chip>
            ) : (
              <Button small disabled={busy} onClick={() => void run(() => switchAccount(id))}>
                {t('company_account_switch')}
              </Button>
            )}
          </>
        )}
      </Items>
      {inUse === null && items.length > 0 && <p class="small muted">{t('company_account_unknown')}</p>}
      {items.length + skipped > 1 && <p class="small muted">{t('options_account_work_note')}</p>}
      <Fault>{fault}</Fault>
    </>
  );
}

/** The addresses that an invitation can name; an expanded one shows the way there. */
export function Addresses() {
  const { company } = useWorker();
  const pages = usePages('', company.readAddresses, { idOf: ({ id }: Address) => id });
  return (
    <>
      {pages.found && isKnown(pages.found, 0) && pages.skipped === 0 && (
        <p class="muted">{t('company_no_addresses')}</p>
      )}
      <Paged pages={pages} idOf={({ id }) => id}>
        {({ id, text }) => (
          <Fold head={<bdi>{text}</bdi>} headClass="ell">
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

/** The user's rights, paid services and default settings at hh. */
export const RightsView = ({ rights }: { rights: Rights }) => {
  const { viewsLeft, viewsLimit, access, services, sms, currency, languages } = rights;
  const named = valueOr(languages, none);
  return (
    <dl class="company-facts stack">
      <dt>{t('company_views_left')}</dt>
      <dd>
        {viewsLeft === null
          ? t('company_unsaid')
          : t('company_of', whole(viewsLeft), viewsLimit === null ? t('unknown_count') : whole(viewsLimit))}
        {viewsLeft !== null && viewsLimit ? <Bar part={viewsLeft / viewsLimit} /> : null}
      </dd>
      <dt>{t('company_access')}</dt>
      <dd>
        <Items of={valueOr(access, none)} class="" itemClass="row" none={t('company_unsaid')}>
          {({ name, open }) => (
            <>
              <span class="grow said">{factText(name, 'unknown_name')}</span>
              <Chip tone={open ? 'good' : open === false ? 'bad' : 'neutral'}>
                {t(open ? 'company_open' : open === false ? 'company_closed' : 'company_unsaid')}
              </Chip>
            </>
          )}
        </Items>
      </dd>
      <dt>{t('company_services')}</dt>
      <dd>
        <Items
          of={valueOr(services, none)}
          class=""
          none={t(services.known ? 'company_no_services' : 'company_unsaid')}
        >
          {({ name, balance }) => (
            <>
              <span class="said">{factText(name, 'unknown_name')}</span>
              <Balance balance={balance} />
            </>
          )}
        </Items>
      </dd>
      <dt>{t('company_sms_default')}</dt>
      <dd>{sms === null ? t('company_unsaid') : t(sms ? 'company_on' : 'company_off')}</dd>
      <dt>{t('company_currency')}</dt>
      <dd>{factWords(currency, String, 'company_unsaid', t('company_unsaid'))}</dd>
      <dt>{t('company_languages')}</dt>
      <dd class="row wrap">
        {named.items.length + named.skipped === 0 && t('company_unsaid')}
        {named.items.map(({ name, current }, at) => (
          <Chip key={at} tone={current ? 'accent' : 'neutral'}>
            {factText(name, 'unknown_name')}
          </Chip>
        ))}
        <Skipped of={named.skipped} />
      </dd>
    </dl>
  );
};

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
