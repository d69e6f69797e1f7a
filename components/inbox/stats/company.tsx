import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Statistics } from '../../../utils/domain/company.ts';
import { t } from '../../../utils/i18n.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useReading } from '../negotiation/reading.ts';
import type { CompanyPageProps, CompanyProps } from './page.tsx';
import { Summary } from './summary.tsx';

type Page = FunctionComponent<CompanyPageProps>;

/** The company's numbers: a summary, or the page, whose code is loaded when it is opened. */
export function Company({ wide, open, ...rest }: CompanyProps) {
  const { calls, inbox, now } = rest;
  const [reading, read] = useReading<Statistics>();
  const [page, setPage] = useState<{ Page: Page } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => void read(calls.readStatistics()), [calls, read]);
  useEffect(() => {
    if (!wide || page) return;
    import('./page.tsx')
      .then(({ CompanyPage }) => setPage({ Page: CompanyPage }))
      .catch(() => setFailed(true));
  }, [wide, page]);

  if (!wide) return <Summary reading={reading} inbox={inbox} now={now} onOpen={open} />;
  if (failed) return <ProblemNote problem={{ name: 'unknown' }} />;
  return page ? (
    <page.Page {...rest} statistics={reading} onAgain={() => void read(calls.readStatistics())} />
  ) : (
    <p class="muted company-page">{t('company_loading')}</p>
  );
}
