import { useEffect } from 'preact/hooks';
import type { Figure, Statistics } from '../../../utils/domain/company.ts';
import { t } from '../../../utils/i18n.ts';
import { fromKnown, valueOr } from '../../../utils/known.ts';
import type { Result } from '../../../utils/problem.ts';
import { Link } from '../../ui/link.tsx';
import { problemText } from '../../ui/words.ts';
import { type Reading, useReading } from '../negotiation/reading.ts';
import { Bar } from './charts.tsx';
import { Read } from './part.tsx';
import { Change } from './summary.tsx';
import { count, days, percent, whole } from './words.ts';

interface Props {
  reading: Reading<Statistics>;
  readOwn: () => Promise<Result<Statistics>>;
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
            <Compared all={all} own={own.value} none={own.problem ? t('unknown_count') : '—'} />
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
  if (!of.known) return <p class="muted">{t('company_unknown_index')}</p>;
  if (!of.value) return <p class="muted">{t('company_no_index')}</p>;
  const { index, change, hint, description, article } = of.value;
  return (
    <>
      <div class="row">
        <h2 class="b grow">{t('company_politeness')}</h2>
        <b class="company-index num">{whole(index)}</b>
        <Change value={change} />
      </div>
      <Bar part={index / 100} />
      {valueOr(hint, null) && <p class="said">{valueOr(hint, null)}</p>}
      {valueOr(description, null) && <p class="small muted said">{valueOr(description, null)}</p>}
      {valueOr(article, null) && (
        <p class="small">
          <Link href={valueOr(article, null)}>{t('company_article')}</Link>
        </p>
      )}
      {!(hint.known && description.known && article.known) && (
        <p class="small muted">{t('company_facts_part')}</p>
      )}
    </>
  );
}

/** The length of a bar; nothing where there is no number. */
const partOf = (figure: Figure): number => valueOr(figure, 0) ?? 0;
const indexOf = ({ politeness }: Statistics): Figure => fromKnown(politeness, (of) => of?.index ?? null);

interface ComparedProps {
  all: Statistics;
  own: Statistics | null;
  /** What stands where mine are not read. */
  none: string;
}

function Compared({ all, own, none }: ComparedProps) {
  const longest = Math.max(partOf(all.replyDays), own ? partOf(own.replyDays) : 0, 1);
  const line = (
    name: string,
    value: (of: Statistics) => string,
    part: ((of: Statistics) => number | null) | null,
  ) => (
    <tr>
      <th scope="row">{name}</th>
      {[all, own].map((of, index) => (
        <td key={index === 0 ? 'all' : 'own'} class="num">
          {of ? value(of) : none}
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
          (of) => count(indexOf(of)),
          (of) => partOf(indexOf(of)) / 100,
        )}
        {line(t('company_received'), (of) => count(of.received), null)}
        {line(
          t('company_viewed'),
          (of) => percent(of.viewed),
          (of) => partOf(of.viewed) / 100,
        )}
        {line(
          t('company_replied'),
          (of) => percent(of.replied),
          (of) => partOf(of.replied) / 100,
        )}
        {line(
          t('company_reply_time'),
          (of) => days(of.replyDays),
          (of) => partOf(of.replyDays) / longest,
        )}
      </tbody>
    </table>
  );
}
