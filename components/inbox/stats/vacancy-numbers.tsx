import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Day, VacancyFacts, Visitor } from '../../../utils/domain/company.ts';
import type { Inbox } from '../../../utils/domain/inbox.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { asId, type VacancyId } from '../../../utils/ids.ts';
import { isKnown, type Known, valueOr } from '../../../utils/known.ts';
import { date, money } from '../../../utils/time.ts';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { candidateName, factText, factWords, vacancyTitle } from '../../ui/words.ts';
import { useReading } from '../negotiation/reading.ts';
import type { CompanyCalls } from './calls.ts';
import { DaysChart } from './charts.tsx';
import { usePaging } from './paging.ts';
import { More, Read, Skipped } from './part.tsx';

interface Props {
  inbox: Pick<Inbox, 'vacancies' | 'allVacancies'>;
  calls: Pick<CompanyCalls, 'readDays' | 'readFacts' | 'readVisitors'>;
}

/** One vacancy: its last five days, and who looked and did not respond. */
export function VacancyNumbers({ inbox: { vacancies, allVacancies }, calls }: Props) {
  const [chosen, setChosen] = useState<VacancyId | null>(null);
  const id = chosen ?? vacancies[0]?.id ?? null;
  const [days, begin] = useReading<Day[]>();
  const [facts, beginFacts] = useReading<VacancyFacts>();
  useEffect(() => {
    if (!id) return;
    void begin(calls.readDays(id));
    void beginFacts(calls.readFacts(id));
  }, [id, calls, begin, beginFacts]);
  if (!id)
    return (
      <section class="company-card">
        <p class="muted">{t(allVacancies ? 'company_no_vacancies' : 'inbox_vacancies_unread')}</p>
      </section>
    );
  return (
    <section class="company-card stack">
      <h2 class="b">{t('company_vacancy')}</h2>
      <select
        class="field"
        aria-label={t('company_vacancy')}
        value={id}
        onChange={({ currentTarget: { value } }) => setChosen(asId(value))}
      >
        {vacancies.map((vacancy) => (
          <option key={vacancy.id} value={vacancy.id}>
            {vacancyTitle(vacancy)}
          </option>
        ))}
      </select>
      {facts.value && <p class="small muted said">{factsText(facts.value)}</p>}
      {facts.problem && (
        <ProblemNote problem={facts.problem} onStep={() => void beginFacts(calls.readFacts(id))} />
      )}
      <Read reading={days} again={() => void begin(calls.readDays(id))}>
        {(value) =>
          value.length > 0 ? <DaysChart days={value} /> : <p class="muted">{t('company_no_days')}</p>
        }
      </Read>
      <Visitors key={id} vacancyId={id} calls={calls} />
    </section>
  );
}

const factsText = (facts: VacancyFacts): string =>
  [
    facts.publishedAt.known && t('company_published', date(facts.publishedAt.value)),
    facts.expiresAt.known && facts.expiresAt.value && t('company_expires', date(facts.expiresAt.value)),
    valueOr(facts.address, null),
    isKnown(facts.test, true) && t('company_with_test'),
    isKnown(facts.letterRequired, true) && t('company_letter_required'),
    isKnown(facts.silent, true) && t('company_silent'),
    isKnown(facts.closed, true) && t('company_closed_vacancy'),
    Object.values<Known<unknown>>({ ...facts }).some(({ known }) => !known) && t('company_facts_part'),
  ]
    .filter(Boolean)
    .join(' · ');

function Visitors({ vacancyId, calls }: { vacancyId: VacancyId; calls: Props['calls'] }) {
  const read = useCallback((page: number) => calls.readVisitors({ vacancyId, page }), [calls, vacancyId]);
  const [visitors, { begin, next }] = usePaging<Visitor>(read);
  const { items, skipped, found, more, busy, problem } = visitors;
  return (
    <div class="stack">
      <h3 class="b">{t('company_visitors')}</h3>
      <p class="small muted said">{t('company_visitors_note')}</p>
      {found === null && (
        <Button small disabled={busy} onClick={begin}>
          {t('company_visitors_show')}
        </Button>
      )}
      {found && (
        <p class="small">
          {found.known ? plural('company_visitors_found', found.value) : t('company_found_unknown')}
        </p>
      )}
      <ul class="company-list">
        {items.map((one) => (
          <li key={one.resumeId}>
            <Link class="b ell block" href={one.url}>
              {candidateName(one)}
            </Link>
            <span class="small muted ell block" dir="auto">
              {[
                factText(one.title, 'unknown_title'),
                factWords(one.age, (years) => plural('company_age', years), 'unknown_age'),
                factText(one.area, 'unknown_area'),
                factWords(one.salary, ({ amount, currency }) => money(amount, currency), 'unknown_salary'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <Skipped of={skipped} />
      {problem && <ProblemNote problem={problem} onStep={items.length > 0 ? next : begin} />}
      <More more={more} busy={busy} onMore={next} />
    </div>
  );
}
