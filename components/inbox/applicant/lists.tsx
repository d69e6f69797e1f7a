import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Part } from '../../../utils/domain/applicant/applicant.ts';
import { partText } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { stageText } from '../../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  emptyApplicantListView,
  fits,
  listOfView,
  stagesOf,
  withList,
} from '../../../utils/domain/applicant/negotiation-view.ts';
import { leastOf, type Sum, sumMark, sumText } from '../../../utils/domain/sum.ts';
import { type MessageKey, t } from '../../../utils/i18n.ts';
import { Button, Chip } from '../../ui/button.tsx';

interface Props {
  /** All that are held. */
  negotiations: readonly ApplicantNegotiation[];
  fresh: Sum;
  /** Only so much was read: each number counts these. */
  part: Part | null;
  /** Nothing that the counts are made of is lacking. */
  isSure: boolean;
  view: ApplicantListView;
  now: number;
  silentDays: number;
  /** What is wrong with what is shown. */
  trouble: ComponentChildren;
  onView: (view: ApplicantListView) => void;
  children: ComponentChildren;
}

/** The lists that are looked at most; of employers nothing is said where hh says nothing. */
function countsOf(negotiations: readonly ApplicantNegotiation[], now: number, silentDays: number) {
  const polite = negotiations.some(({ politeness }) => politeness);
  const named: [MessageKey, Partial<ApplicantListView>][] = [
    ['applicant_tab_all', {}],
    ['applicant_tab_new', { onlyNew: true }],
    ['applicant_tab_silent', { silentDays }],
    ['applicant_list_read_silent', { silentDays, read: 'yes' }],
    ...(polite
      ? [['applicant_list_seldom', { seldom: true }] satisfies [MessageKey, Partial<ApplicantListView>]]
      : []),
    ['applicant_list_hidden', { hidden: true }],
  ];
  const count = (view: ApplicantListView) =>
    negotiations.filter((negotiation) => fits(negotiation, view, now)).length;
  return {
    lists: named.map(([name, list]) => ({
      name,
      list,
      count: count({ ...emptyApplicantListView, ...list }),
    })),
    stages: stagesOf(negotiations),
  };
}

/** «3», «3+», «?»: none among those that were read says nothing of the rest. */
const countText = (count: number, isSure: boolean): string =>
  isSure ? count.toLocaleString(t('locale')) : sumMark({ whole: false, atLeast: count });

/** The lists one looks at most, and the stages that are there, with how many stand in each. */
export function Lists({
  negotiations,
  fresh,
  part,
  isSure,
  view,
  now,
  silentDays,
  trouble,
  onView,
  children,
}: Props) {
  const here = applicantListAddressOf(withList(view, listOfView({ ...view, search: '', order: 'updated' })));
  // A step of the keyboard must not count thousands again.
  const { lists, stages } = useMemo(
    () => countsOf(negotiations, now, silentDays),
    [negotiations, now, silentDays],
  );
  const item = (words: string, list: Partial<ApplicantListView>, count: number) => {
    const to = withList(view, list);
    const isHere = here === applicantListAddressOf({ ...to, search: '', order: 'updated' });
    return (
      <li key={words} class={`vac${isHere ? ' on' : ''}`}>
        <button
          type="button"
          class="pick"
          title={part ? `${words}\n${partText(part)}` : words}
          aria-current={isHere ? 'true' : undefined}
          onClick={() => onView(to)}
        >
          <span class={`ell grow${isHere ? ' b' : ''}`} dir="auto">
            {words}
          </span>
          <span class="count num muted">{countText(count, isSure)}</span>
        </button>
      </li>
    );
  };
  return (
    <nav class="column vacancies" aria-labelledby="lists-title">
      <div class="row column-head">
        <h2 id="lists-title" class="b grow ell">
          {t('applicant_title')}
        </h2>
        {leastOf(fresh) > 0 && <Chip tone="accent">{sumText('applicant_answers', fresh)}</Chip>}
      </div>
      {trouble}
      <div class="scroll grow">
        <ul>{lists.map(({ name, list, count }) => item(t(name), list, count))}</ul>
        {stages.length > 0 && <h3 class="small muted pad">{t('applicant_stages')}</h3>}
        <ul>{stages.map(({ stage, count }) => item(stageText(stage), { stage: stage.id }, count))}</ul>
      </div>
      <div class="places">
        {(['funnel', 'resumes', 'apply'] as const).map((place) => (
          <Button
            key={place}
            small
            wide
            aria-pressed={view.place === place}
            onClick={() => onView({ ...view, place, vacancyId: null, negotiationId: null })}
          >
            {place === 'apply' ? t('applicant_apply_send') : t(`applicant_place_${place}`)}
          </Button>
        ))}
      </div>
      {children}
    </nav>
  );
}
