import { useEffect } from 'preact/hooks';
import type { AddressInFull, CompanyAddress } from '../../../utils/domain/company.ts';
import { t } from '../../../utils/i18n.ts';
import { isKnown, valueOr } from '../../../utils/known.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { factWords } from '../../ui/words.ts';
import { useReading } from '../negotiation/reading.ts';
import type { CompanyCalls } from './calls.ts';
import { usePaging } from './paging.ts';
import { More, Read, Skipped } from './part.tsx';

interface Props {
  calls: Pick<CompanyCalls, 'readAddresses' | 'readAddress'>;
}

/** The addresses that an invitation can name; each with the way there when opened. */
export function Addresses({ calls }: Props) {
  const [{ items, skipped, found, more, busy, problem }, { begin, next }] = usePaging<CompanyAddress>(
    calls.readAddresses,
  );
  useEffect(begin, []);
  return (
    <>
      {found && isKnown(found, 0) && skipped === 0 && <p class="muted">{t('company_no_addresses')}</p>}
      <ul class="company-list">
        {items.map((address) => (
          <li key={address.id}>
            <One address={address} calls={calls} />
          </li>
        ))}
      </ul>
      <Skipped of={skipped} />
      {problem && <ProblemNote problem={problem} onStep={items.length > 0 ? next : begin} />}
      <More more={more} busy={busy} onMore={next} />
    </>
  );
}

function One({ address, calls }: { address: CompanyAddress; calls: Props['calls'] }) {
  const [reading, begin] = useReading<AddressInFull>();
  const again = () => void begin(calls.readAddress(address.id));
  return (
    <details onToggle={({ currentTarget: { open } }) => open && !reading.value && again()}>
      <summary class="ell" dir="auto">
        {address.text}
      </summary>
      <div class="stack small">
        <Read reading={reading} again={again}>
          {({ description, metro }) => (
            <>
              {!metro.known ? (
                <p class="muted">{t('company_metro_unread')}</p>
              ) : (
                metro.value.length > 0 && <p>{t('company_metro', metro.value.join(', '))}</p>
              )}
              <p class={valueOr(description, null) ? 'said' : 'muted'}>
                {factWords(description, String, 'company_description_unread', t('company_no_description'))}
              </p>
            </>
          )}
        </Read>
      </div>
    </details>
  );
}
