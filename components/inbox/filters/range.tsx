import { t } from '../../../utils/i18n.ts';

interface Props {
  label: string;
  from: string;
  to: string;
  most: number;
  onFrom: (value: string) => void;
  onTo: (value: string) => void;
}

/** From and to; what is not a whole number is no bound. */
export function Range({ label, from, to, most, onFrom, onTo }: Props) {
  const input = (words: string, value: string, onValue: (value: string) => void) => (
    <input
      class="field num"
      inputMode="numeric"
      placeholder={words}
      aria-label={`${label} ${words}`}
      value={value}
      onChange={({ currentTarget }) => {
        const digits = currentTarget.value.replaceAll(/\D/g, '');
        const number = Math.min(Number(digits), most);
        currentTarget.value = digits && number > 0 ? String(number) : '';
        onValue(currentTarget.value);
      }}
    />
  );
  return (
    <fieldset class="filter">
      <legend class="small muted">{label}</legend>
      <div class="row">
        {input(t('inbox_filter_from'), from, onFrom)}
        {input(t('inbox_filter_to'), to, onTo)}
      </div>
    </fieldset>
  );
}
