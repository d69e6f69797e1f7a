import { useId } from 'preact/hooks';
import type { ApplicantListView } from '../../../utils/domain/applicant/negotiation-view.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { Button } from '../../ui/button.tsx';
import type { ApplicantCalls } from './calls.ts';
import { useAnswer } from './use-answer.ts';

interface Props {
  view: ApplicantListView;
  silentDays: number;
  /** Of some employer it is known how it treats responses. */
  polite: boolean;
  /** hh can be asked by its own words. */
  api: boolean;
  calls: Pick<ApplicantCalls, 'readStatuses'>;
  onChange: (part: Partial<ApplicantListView>) => void;
  onClear: () => void;
}

/** What narrows the list besides its name; all of it stands in the page's address. */
export function Filters({ view, silentDays, polite, api, calls, onChange, onClear }: Props) {
  const id = useId();
  const { answer } = useAnswer(api ? 'statuses' : null, calls.readStatuses);
  const statuses = answer?.ok ? answer.value : [];
  const known = statuses.some((one) => one.id === view.status);
  const check = (words: string, on: boolean, change: (on: boolean) => Partial<ApplicantListView>) => (
    <label class="check">
      <input
        type="checkbox"
        checked={on}
        onChange={({ currentTarget }) => onChange(change(currentTarget.checked))}
      />
      {words}
    </label>
  );
  return (
    <section id="filters" class="filters" aria-label={t('inbox_filters')}>
      <div class="filter-grid">
        <label class="filter">
          <span class="small muted">{t('applicant_filter_read')}</span>
          <select
            class="field"
            value={view.read ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onChange({ read: value === 'yes' || value === 'no' ? value : null })
            }
          >
            <option value="">{t('inbox_filter_any')}</option>
            <option value="yes">{t('applicant_chip_read')}</option>
            <option value="no">{t('applicant_chip_unread')}</option>
          </select>
        </label>
        <label class="filter" for={id}>
          <span class="small muted">{t('applicant_filter_silent')}</span>
          <input
            id={id}
            class="field num"
            type="number"
            min={1}
            max={365}
            placeholder={plural('applicant_days', silentDays)}
            value={view.silentDays ?? ''}
            onChange={({ currentTarget: { valueAsNumber: days } }) =>
              onChange({ silentDays: Number.isInteger(days) && days >= 1 && days <= 365 ? days : null })
            }
          />
        </label>
        {api && (statuses.length > 0 || view.status !== null) && (
          <label class="filter">
            <span class="small muted">{t('applicant_filter_status')}</span>
            <select
              class="field"
              value={view.status ?? ''}
              onChange={({ currentTarget: { value } }) => onChange({ status: value || null })}
            >
              <option value="">{t('inbox_filter_any')}</option>
              {view.status !== null && !known && <option value={view.status}>{view.status}</option>}
              {statuses.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div class="row wrap checks">
        {(polite || view.seldom) && check(t('applicant_list_seldom'), view.seldom, (seldom) => ({ seldom }))}
        {check(t('applicant_filter_calls'), view.calls, (calls) => ({ calls }))}
        <span class="grow" />
        <Button small onClick={onClear}>
          {t('inbox_filters_clear')}
        </Button>
      </div>
    </section>
  );
}
