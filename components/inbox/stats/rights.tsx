import type { Rights } from '../../../utils/domain/company.ts';
import { t } from '../../../utils/i18n.ts';
import { type Known, type List, valueOr } from '../../../utils/known.ts';
import { Chip } from '../../ui/button.tsx';
import { factText, factWords } from '../../ui/words.ts';
import { Bar } from './charts.tsx';
import { Skipped } from './part.tsx';
import { count, whole } from './words.ts';

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
