import { useMemo } from 'preact/hooks';
import { partOf, partText } from '../../../utils/domain/applicant/applicant.ts';
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
import { sumMark } from '../../../utils/domain/sum.ts';
import { grouped, type MessageKey, t } from '../../../utils/i18n.ts';
import { isSureOf } from '../../applicant/status.tsx';
import { useStore } from '../../contexts.tsx';
import { RailLine, type RailState } from '../rail.tsx';

interface Props {
  rail: RailState;
  /** All loaded negotiations. */
  negotiations: readonly ApplicantNegotiation[];
  view: ApplicantListView;
  /** How many negotiations I want to come back to. */
  back: number;
  now: number;
  onView: (view: ApplicantListView) => void;
}

/** Counts the most used lists and the stages. If hh says nothing about employers, the list by employer is left out. */
function countsOf(negotiations: readonly ApplicantNegotiation[], now: number, silentDays: number) {
  const polite = negotiations.some(({ politeness }) => politeness);
  const named: [MessageKey, Partial<ApplicantListView>][] = [
    ['applicant_list_mine', { mine: true }],
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

/** «3», «3+», «?»: zero in the part that was read says nothing about the rest. */
const countText = (count: number, isSure: boolean): string =>
  isSure ? grouped(count) : sumMark({ whole: false, atLeast: count });

/** The places, the most used lists and the existing stages, the latter with their counts. */
export function Lists({ rail, negotiations, view, back, now, onView }: Props) {
  const { applicant, settings } = useStore();
  const { silentDays } = settings;
  /** Set while only a part was read: the numbers count that part. */
  const part = partOf(applicant);
  const isSure = isSureOf(applicant);
  const here = listKeyOf(view);
  // A step by keyboard must not count thousands again.
  const { lists, stages } = useMemo(
    () => countsOf(negotiations, now, silentDays),
    [negotiations, now, silentDays],
  );
  const line = (words: string, key: string, isHere: boolean, count: string, to: ApplicantListView) => (
    <RailLine
      key={words}
      stop={rail.stopOf(key)}
      isHere={isHere}
      words={words}
      title={part && count ? `${words}\n${partText(part)}` : words}
      onClick={() => {
        rail.setOpen(false);
        onView(to);
      }}
    >
      <span class="count num muted">{count}</span>
    </RailLine>
  );
  const item = (words: string, list: Partial<ApplicantListView>, count: number) => {
    const to = withList(view, list);
    const key = listKeyOf(to);
    return line(words, key, view.place === null && here === key, countText(count, isSure), to);
  };
  return (
    <>
      <ul class="places">
        {line(
          t('back_place'),
          listKeyOf(withList(view, { back: true })),
          view.place === null && view.back,
          back > 0 ? back.toLocaleString(t('locale')) : '',
          withList(view, { back: true }),
        )}
        {(['funnel', 'resumes', 'apply'] as const).map((place) =>
          line(
            place === 'apply' ? t('applicant_apply_send') : t(`applicant_place_${place}`),
            place,
            view.place === place,
            '',
            { ...view, place, vacancyId: null, negotiationId: null },
          ),
        )}
      </ul>
      <div class="rail-list scroll">
        <ul>{lists.map(({ name, list, count }) => item(t(name), list, count))}</ul>
        {stages.length > 0 && <h2 class="small muted b">{t('applicant_stages')}</h2>}
        <ul>{stages.map(({ stage, count }) => item(stageText(stage), { stage: stage.id }, count))}</ul>
      </div>
    </>
  );
}

/** The key of the list shown, whatever is searched for in it. */
export const listKeyOf = (view: ApplicantListView): string =>
  applicantListAddressOf(withList(view, listOfView({ ...view, search: '', order: 'updated' })));
