import type { ComponentChildren } from 'preact';
import { plural, t } from '../../../utils/i18n.ts';
import type { Topic } from '../../../utils/inbox/applicant/topic.ts';
import {
  emptyTopicView,
  fits,
  listOfView,
  stagesOf,
  type TopicView,
  topicAddressOf,
  withList,
} from '../../../utils/inbox/applicant/topic-view.ts';
import { Button } from '../../button.tsx';
import { Chip } from '../../chip.tsx';
import { stageText } from '../../popup/applicant/topic-words.ts';

interface Props {
  /** All that are held. */
  topics: readonly Topic[];
  fresh: number;
  view: TopicView;
  now: number;
  silentDays: number;
  /** What is wrong with what is shown. */
  trouble: ComponentChildren;
  onView: (view: TopicView) => void;
  children: ComponentChildren;
}

/** The lists one looks at most, and the stages that are there, with how many stand in each. */
export function Lists({ topics, fresh, view, now, silentDays, trouble, onView, children }: Props) {
  const here = topicAddressOf(withList(view, listOfView({ ...view, search: '', order: 'updated' })));
  const item = (words: string, list: Partial<TopicView>, count?: number) => {
    const to = withList(view, list);
    const isHere = here === topicAddressOf({ ...to, search: '', order: 'updated' });
    const size = count ?? topics.filter((topic) => fits(topic, { ...emptyTopicView, ...list }, now)).length;
    return (
      <li key={words} class={`vac${isHere ? ' on' : ''}`}>
        <button
          type="button"
          class="pick"
          title={words}
          aria-current={isHere ? 'true' : undefined}
          onClick={() => onView(to)}
        >
          <span class={`ell grow${isHere ? ' b' : ''}`} dir="auto">
            {words}
          </span>
          <span class="count num muted">{size.toLocaleString(t('locale'))}</span>
        </button>
      </li>
    );
  };
  const stages = stagesOf(topics);
  return (
    <nav class="column vacancies" aria-labelledby="lists-title">
      <div class="row column-head">
        <h2 id="lists-title" class="b grow ell">
          {t('applicant_title')}
        </h2>
        {fresh > 0 && <Chip tone="accent">{plural('applicant_answers', fresh)}</Chip>}
      </div>
      {trouble}
      <div class="scroll grow">
        <ul>
          {item(t('applicant_tab_all'), {})}
          {item(t('applicant_tab_new'), { onlyNew: true })}
          {item(t('applicant_tab_silent'), { silentDays })}
          {item(t('applicant_list_read_silent'), { silentDays, read: 'yes' })}
          {(view.seldom || topics.some(({ politeness }) => politeness)) &&
            item(t('applicant_list_seldom'), { seldom: true })}
          {item(t('applicant_list_hidden'), { hidden: true })}
        </ul>
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
