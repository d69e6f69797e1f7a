import type { TestSolution } from '../../../utils/domain/negotiation.ts';
import type { Tone } from '../../../utils/domain/stage.ts';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { isKnown, type Known, type List, none, valueOr } from '../../../utils/known.ts';
import { Chip } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { factText, factWords } from '../../ui/words.ts';
import { useWorker } from '../../worker.ts';

const marks = {
  EXCELLENT: { words: 'test_mark_EXCELLENT', tone: 'good' },
  GOOD: { words: 'test_mark_GOOD', tone: 'good' },
  FAIR: { words: 'test_mark_FAIR', tone: 'wait' },
  UNFAIR: { words: 'test_mark_UNFAIR', tone: 'bad' },
} as const satisfies Record<string, { words: string; tone: Tone }>;
const isMark = (mark: string): mark is keyof typeof marks => Object.hasOwn(marks, mark);

/** hh's mark; an unknown one is shown as hh writes it. */
const Mark = ({ mark }: { mark: Known<string | null> }) =>
  !mark.known ? (
    <Chip tone="wait">{t('test_mark_unread')}</Chip>
  ) : mark.value === null ? null : isMark(mark.value) ? (
    <Chip tone={marks[mark.value].tone}>{t(marks[mark.value].words)}</Chip>
  ) : (
    <Chip>{mark.value}</Chip>
  );

/** «21 мин 5 с» */
function lasting(seconds: number): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(t('locale'), { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const minutes = Math.floor(seconds / 60);
  return [minutes > 0 && unit(minutes, 'minute'), seconds % 60 > 0 && unit(seconds % 60, 'second')]
    .filter(Boolean)
    .join(' ');
}

/** Questions, answers and marks of the vacancy's test. */
export function Test({ id }: { id: NegotiationId }) {
  const { readTest } = useWorker().negotiation;
  const { value, problem, again } = useLoad(id, () => readTest(id));
  return (
    <div class="stack gap">
      {problem && <ProblemNote problem={problem} again={again} />}
      {value && <Solution {...value} />}
    </div>
  );
}

const Solution = ({ name, score, mark, seconds, tasks }: TestSolution) => (
  <>
    {(!name.known || name.value) && <p class="b">{factText(name, 'unknown_name')}</p>}
    <div class="row wrap">
      <span class="num">{score.known ? t('test_score', score.value) : t('test_score_unread')}</span>
      <Mark mark={mark} />
      <span class="small muted">
        {factWords(seconds, (all) => (all > 0 ? t('test_time', lasting(all)) : ''), 'unknown_time')}
      </span>
    </div>
    {!tasks.known && <p class="small muted">{t('test_tasks_unread')}</p>}
    <ol class="stack tasks">
      {valueOr(tasks, none).items.map(({ question, choices, answer }, index) => (
        <li key={index}>
          <p class="said" dir="auto">{`${index + 1}. ${factText(question, 'fact_text_unread')}`}</p>
          <ul class="small">
            {valueOr(choices, none).items.map((choice, at) => (
              <Choice key={at} {...choice} />
            ))}
          </ul>
          <Skipped of={choices} />
          {!answer.known ? (
            <p class="small muted">{t('test_answer_unread')}</p>
          ) : (
            answer.value && (
              <div class="row wrap small">
                <span class="said" dir="auto">
                  {factWords(answer.value.text, String, 'fact_text_unread', t('test_no_answer'))}
                </span>
                <Mark mark={answer.value.mark} />
              </div>
            )
          )}
        </li>
      ))}
    </ol>
    {tasks.known && <Skipped of={tasks} />}
  </>
);

const Skipped = ({ of }: { of: Known<List<unknown>> }) =>
  of.known && of.value.skipped === 0 ? null : <p class="small muted">{t('history_part')}</p>;

type Choices = Extract<
  Extract<TestSolution['tasks'], { known: true }>['value']['items'][number]['choices'],
  { known: true }
>['value'];

function Choice({ text, chosen, right }: Choices['items'][number]) {
  const isRight = valueOr(right, null);
  const words = !chosen.known
    ? t('test_chosen_unread')
    : chosen.value
      ? right.known
        ? t(right.value ? 'test_right' : 'test_wrong')
        : t('test_right_unread')
      : !right.known
        ? t('test_right_unread')
        : right.value && t('test_missed');
  return (
    <li class={!isKnown(chosen, true) || isRight === null ? '' : isRight ? 'good' : 'bad'}>
      <span aria-hidden="true">{isKnown(chosen, true) ? '●' : '○'}</span>{' '}
      <span class="said">{factText(text, 'fact_text_unread')}</span>
      {words && ` · ${words}`}
    </li>
  );
}
