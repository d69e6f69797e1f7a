import { t } from '../../../utils/i18n.ts';
import type { Rights } from '../../../utils/inbox/company.ts';
import { valueOr } from '../../../utils/known.ts';
import { Chip } from '../../chip.tsx';
import { factText } from '../../fact-words.ts';
import { Bar } from './charts.tsx';
import { whole } from './words.ts';

/** What I may do at hh, what it is paid with, and hh's own defaults for me. */
export const RightsView = ({ rights }: { rights: Rights }) => {
  const { viewsLeft, viewsLimit, access, services, sms, currency, languages } = rights;
  return (
    <dl class="company-facts">
      <dt>{t('company_views_left')}</dt>
      <dd>
        {viewsLeft === null ? t('company_unsaid') : t('company_of', whole(viewsLeft), whole(viewsLimit))}
        {viewsLeft !== null && viewsLimit ? <Bar part={viewsLeft / viewsLimit} /> : null}
      </dd>
      <dt>{t('company_access')}</dt>
      <dd>
        {access.length === 0 && t('company_unsaid')}
        <ul>
          {access.map(({ id, name, open }) => (
            <li key={id} class="row">
              <span class="grow said">{factText(name, 'unknown_name')}</span>
              <Chip tone={open ? 'good' : open === false ? 'bad' : 'neutral'}>
                {t(open ? 'company_open' : open === false ? 'company_closed' : 'company_unsaid')}
              </Chip>
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('company_services')}</dt>
      <dd>
        {!services.known ? t('company_unsaid') : services.value.length === 0 && t('company_no_services')}
        <ul>
          {valueOr(services, []).map(({ id, name, left, of }) => (
            <li key={id}>
              <span class="said">{factText(name, 'unknown_name')}</span>
              {left !== null && (
                <>
                  <span class="muted num"> {t('company_of', whole(left), whole(of))}</span>
                  {of ? <Bar part={left / of} /> : null}
                </>
              )}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('company_sms_default')}</dt>
      <dd>{sms === null ? t('company_unsaid') : t(sms ? 'company_on' : 'company_off')}</dd>
      {currency && (
        <>
          <dt>{t('company_currency')}</dt>
          <dd>{currency}</dd>
        </>
      )}
      <dt>{t('company_languages')}</dt>
      <dd class="row wrap">
        {languages.map(({ id, name, current }) => (
          <Chip key={id} tone={current ? 'accent' : 'neutral'}>
            {name}
          </Chip>
        ))}
      </dd>
    </dl>
  );
};
