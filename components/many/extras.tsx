import type { Extra, Extras, Offer } from '../../utils/domain/arguments.ts';
import { t } from '../../utils/i18n.ts';
import { useLoad } from '../ui/use-load.ts';
import { problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

interface Props {
  offer: Offer;
  chosen: Extras;
  /** No letter goes along: what needs one rests. */
  silent: boolean;
  /** So many people in all. */
  count: number;
  onChoose: (change: Partial<Extras>) => void;
}

/** What goes along besides the letter, and for how many of them hh offers it. */
export function ExtrasFields({ offer: { subs, sms, address }, chosen, silent, count, onChoose }: Props) {
  const { readAddresses } = useWorker();
  const { value: addresses, problem } = useLoad(address ? '' : null, readAddresses);
  const rests = (extra: Extra) => silent && extra.needsLetter;
  const whom = (extra: Extra) =>
    [rests(extra) && t('action_needs_letter'), extra.takers < count && t('many_takers', extra.takers, count)]
      .filter(Boolean)
      .join(' ');
  return (
    <>
      {subs.length > 0 && (
        <label class="stack small">
          {t('action_reason')}
          <select
            class="field"
            value={chosen.subActionId}
            onChange={({ currentTarget: { value } }) => onChoose({ subActionId: value })}
          >
            <option value="">{t('action_reason_none')}</option>
            {subs.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          {chosen.subActionId && <span class="muted said">{t('many_reason_single')}</span>}
        </label>
      )}
      {sms && (
        <label class="check">
          <input
            type="checkbox"
            checked={(chosen.sms || sms.required) && !rests(sms)}
            disabled={rests(sms) || sms.required}
            onChange={({ currentTarget: { checked } }) => onChoose({ sms: checked })}
          />
          <span class="said">
            {t('action_sms')} <span class="small muted">{`${t('many_sms_cost')} ${whom(sms)}`}</span>
          </span>
        </label>
      )}
      {address && (
        <label class="stack small">
          <span class="said">
            {t('action_address')} <span class="muted">{whom(address)}</span>
          </span>
          <select
            class="field"
            value={rests(address) ? '' : chosen.addressId}
            disabled={!addresses || rests(address)}
            onChange={({ currentTarget: { value } }) => onChoose({ addressId: value })}
          >
            <option value="">{t(address.required ? 'many_address_choose' : 'action_address_none')}</option>
            {addresses?.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
          {problem && (
            <span class="why said" role="alert">
              {problemText(problem)}
            </span>
          )}
        </label>
      )}
    </>
  );
}
