import { useState } from 'preact/hooks';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { isNothing, sumOf, sumText } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import { matcher, plain } from '../list/search.tsx';
import { FindField } from '../ui/fields.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { vacancyTitle } from '../ui/words.ts';
import { Choice, SettingsSection, toggled, useSettings } from './fields.tsx';

/** A longer list gets a search field. */
const long = 10;

interface Props {
  vacancies: VacancyCount[];
}

/** Whose vacancies are counted, and which of them are muted. */
export const CountSection = (props: Props) => (
  <SettingsSection title={t('options_count')}>
    <Choice
      name="count"
      label="options_count"
      options={[
        ['own', 'options_count_own'],
        ['all', 'options_count_all'],
      ]}
    />
    <Muted {...props} />
  </SettingsSection>
);

function Muted({ vacancies }: Props) {
  const { settings, save } = useSettings();
  const { muted } = settings;
  const id = useUniqueId();
  const [query, setQuery] = useState('');
  // A muted vacancy that is no longer active stays in the list, so that it can be unmuted.
  const gone = muted.filter((each) => !vacancies.some((vacancy) => vacancy.id === each));
  const all = [
    ...vacancies.map((vacancy) => ({
      id: vacancy.id,
      label: vacancyTitle(vacancy),
      unread: sumOf([vacancy.unread]),
    })),
    ...gone.map((each) => ({ id: each, label: t('options_count_gone', each), unread: sumOf([]) })),
  ];
  const fits = matcher(query);
  const shown = all.filter((each) => fits(plain(each.label)));

  if (all.length === 0) return <p class="small muted">{t('options_count_none')}</p>;
  return (
    <fieldset class="stack" aria-describedby={`${id}-note`}>
      <legend class="b">{t('options_count_muted')}</legend>
      <p id={`${id}-note`} class="small muted">
        {t('options_count_muted_note')}
      </p>
      {all.length > long && <FindField label={t('options_count_find')} value={query} onText={setQuery} />}
      <ul class="vacancies">
        {shown.map((each) => (
          <li key={each.id}>
            <label class="check">
              <input
                type="checkbox"
                checked={muted.includes(each.id)}
                onChange={({ currentTarget: { checked } }) =>
                  save({ muted: toggled(muted, each.id, checked) })
                }
              />
              <span class="grow ell" title={each.label}>
                {each.label}
              </span>
              {!isNothing(each.unread) && (
                <span class="small muted num">{sumText('options_count_unread', each.unread)}</span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p class="small muted" role="status">
          {t('options_count_not_found')}
        </p>
      )}
    </fieldset>
  );
}
