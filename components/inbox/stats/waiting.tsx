import { useContext } from 'preact/hooks';
import { hasAllRows, lateOf, waitingFirst } from '../../../utils/domain/company.ts';
import type { Inbox } from '../../../utils/domain/inbox.ts';
import { t } from '../../../utils/i18n.ts';
import { sumText } from '../../../utils/sum-words.ts';
import { waitOf } from '../../negotiation/row-words.ts';
import { Chip } from '../../ui/button.tsx';
import { WaitLimit } from '../../ui/wait-limit.ts';
import { candidateName, factText, vacancyName } from '../../ui/words.ts';
import type { CompanySlot } from '../slots.ts';

interface Props {
  inbox: Inbox;
  now: number;
  onShow: CompanySlot['show'];
}

/** Who waits longest for an answer: from the store, so nothing is asked for it. */
export function Waiting({ inbox, now, onShow }: Props) {
  const limit = useContext(WaitLimit);
  const rows = waitingFirst(inbox.rows);
  const vacancyOf = (id: string) => vacancyName(inbox.vacancies.find((vacancy) => vacancy.id === id));
  return (
    <section class="company-card stack">
      <div class="row">
        <h2 class="b grow">{t('company_first')}</h2>
        <span class="small muted">{sumText('company_late', lateOf(inbox, now, limit))}</span>
      </div>
      {!hasAllRows(inbox) ? (
        <p class="muted">{t('company_waiting_part')}</p>
      ) : (
        rows.length === 0 && <p class="muted">{t('company_nobody_waits')}</p>
      )}
      <ul class="company-waiting">
        {rows.map(({ id, vacancyId, candidate, createdAt }) => (
          <li key={id}>
            <button type="button" onClick={() => onShow({ vacancyId, negotiationId: id })}>
              <span class="grow">
                <span class="b ell block" dir="auto">
                  {candidateName(candidate)}
                </span>
                <span class="small muted ell block" dir="auto">
                  {[factText(candidate.title, 'unknown_title'), vacancyOf(vacancyId)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <Wait {...waitOf(createdAt, now, limit)} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Wait = ({ text, tone, title }: ReturnType<typeof waitOf>) => (
  <Chip tone={tone} title={title}>
    {text}
  </Chip>
);
