import { t } from '../../../utils/i18n.ts';
import type { Option } from '../calls.ts';

interface Props {
  label: string;
  /** Null while hh is asked: the place is kept, so that nothing moves under the pointer. */
  options: readonly Option[] | null;
  values: readonly string[];
  onValues: (values: string[]) => void;
}

/** One of a few, or none. A list that hh does not give is not drawn. */
export const One = ({ label, options, values, onValues }: Props) =>
  options?.length === 0 ? null : (
    <label class="filter">
      <span class="small muted">{label}</span>
      <select
        class="field"
        disabled={options === null}
        value={values[0] ?? ''}
        onChange={({ currentTarget: { value } }) => onValues(value ? [value] : [])}
      >
        <option value="">{t('inbox_filter_any')}</option>
        {options?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );

/** Any number of a few. */
export const Several = ({ label, options, values, onValues }: Props) =>
  options?.length === 0 ? null : (
    <fieldset class="filter whole" aria-busy={options === null}>
      <legend class="small muted">{label}</legend>
      <div class="row wrap">
        {options?.map(({ id, name }) => (
          <label key={id} class="check">
            <input
              type="checkbox"
              checked={values.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                onValues(checked ? [...values, id] : values.filter((one) => one !== id))
              }
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
