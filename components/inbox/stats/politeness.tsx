import { useEffect } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { Statistics } from '../../../utils/inbox/company.ts';
import type { Answer } from '../../../utils/problem.ts';
import { Link } from '../../link.tsx';
import { problemText } from '../../words.ts';
import { type Reading, useReading } from '../negotiation/reading.ts';
import { Bar } from './charts.tsx';
import { Read } from './part.tsx';
import { Change } from './summary.tsx';
import { days, percent, whole } from './words.ts';

interface Props {
  reading: Reading<Statistics>;
  readOwn: () => Promise<Answer<Statistics>>;
  onAgain: () => void;
}

/** The politeness index and what it is made of: the company's, and mine beside it. */
export function Politeness({ reading, readOwn, onAgain }: Props) {
  const [own, begin] = useReading<Statistics>();
  useEffect(() => void begin(readOwn()), [begin, readOwn]);
  return (
    <section class="company-card stack">
      <Read reading={reading} again={onAgain}>
        {(all) => (
          <>
            <Index of={all.politeness} />
            <Compared all={all} own={own.value} />
            {own.problem && (
              <p class="small muted said">{t('company_own_problem', problemText(own.problem))}</p>
            )}
            <p class="small muted">{t('company_month')}</p>
          </>
        )}
      </Read>
    </section>
  );
}

function Index({ of }: { of: Statistics['politeness'] }) {
  if (!of) return <p class="muted">{t('company_no_index')}</p>;
  return (
    <>
      <div class="row">
        <h2 class="b grow">{t('company_politeness')}</h2>
        <b class="company-index num">{whole(of.index)}</b>
        <Change value={of.change} />
      </div>
      <Bar part={of.index / 100} />
      {of.hint && <p class="said">{of.hint}</p>}
      {of.description && <p class="small muted said">{of.description}</p>}
      {of.article && (
        <p class="small">
          <Link href={of.article}>{t('company_article')}</Link>
        </p>
      )}
    </>
  );
}

function Compared({ all, own }: { all: Statistics; own: Statistics | null }) {
  const longest = Math.max(all.replyDays ?? 0, own?.replyDays ?? 0, 1);
  const line = (
    name: string,
    value: (of: Statistics) => string,
    part: ((of: Statistics) => number | null) | null,
  ) => (
    <tr>
      <th scope="row">{name}</th>
      {[all, own].map((of, index) => (
        <td key={index === 0 ? 'all' : 'own'} class="num">
          {of ? value(of) : '—'}
          {part && <Bar part={(of && part(of)) ?? 0} />}
        </td>
      ))}
    </tr>
  );
  return (
    <table class="company-table">
      <thead class="small muted">
        <tr>
          <th scope="col">{t('company_number')}</th>
          <th scope="col">{t('company_all')}</th>
          <th scope="col">{t('company_mine')}</th>
        </tr>
      </thead>
      <tbody>
        {line(
          t('company_politeness'),
          (of) => whole(of.politeness?.index ?? null),
          (of) => (of.politeness?.index ?? 0) / 100,
        )}
        {line(t('company_received'), (of) => whole(of.received), null)}
        {line(
          t('company_viewed'),
          (of) => percent(of.viewed),
          (of) => (of.viewed ?? 0) / 100,
        )}
        {line(
          t('company_replied'),
          (of) => percent(of.replied),
          (of) => (of.replied ?? 0) / 100,
        )}
        {line(
          t('company_reply_time'),
          (of) => days(of.replyDays),
          (of) => (of.replyDays ?? 0) / longest,
        )}
      </tbody>
    </table>
  );
}
