import { useEffect } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import type { Tone } from '../../../utils/inbox/stage.ts';
import { Chip } from '../../chip.tsx';
import { Fault } from '../../send.tsx';
import { problemText } from '../../words.ts';
import type { NegotiationCalls, TestSolution } from './calls.ts';
import { useReading } from './reading.ts';

interface Props {
  open: boolean;
  id: NegotiationId;
  calls: Pick<NegotiationCalls, 'readTest'>;
}

const marks = {
  EXCELLENT: { words: 'test_mark_EXCELLENT', tone: 'good' },
  GOOD: { words: 'test_mark_GOOD', tone: 'good' },
  FAIR: { words: 'test_mark_FAIR', tone: 'wait' },
  UNFAIR: { words: 'test_mark_UNFAIR', tone: 'bad' },
} as const satisfies Record<string, { words: string; tone: Tone }>;
const isMark = (mark: string): mark is keyof typeof marks => Object.hasOwn(marks, mark);

/** hh's own mark; an unknown one as hh writes it. */
const Mark = ({ mark }: { mark: string | null }) =>
  mark === null ? null : isMark(mark) ? (
    <Chip tone={marks[mark].tone}>{t(marks[mark].words)}</Chip>
  ) : (
    <Chip>{mark}</Chip>
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

/** Questions, answers and marks of the vacancy's test; read when it is opened. */
export function Test({ open, id, calls }: Props) {
  const [{ value, busy, problem }, read] = useReading<TestSolution>();
  useEffect(() => {
    if (open && !value && !busy) void read(calls.readTest(id));
  }, [open]);
  return (
    <div class="stack gap">
      <Fault>{problem && problemText(problem)}</Fault>
      {value && <Solution {...value} />}
    </div>
  );
}

const Solution = ({ name, score, mark, seconds, tasks }: TestSolution) => (
  <>
    {name && <p class="b">{name}</p>}
    <div class="row wrap">
      {score !== null && <span class="num">{t('test_score', score)}</span>}
      <Mark mark={mark} />
      {seconds !== null && seconds > 0 && <span class="small muted">{t('test_time', lasting(seconds))}</span>}
    </div>
    <ol class="stack tasks">
      {tasks.map(({ question, choices, answer }, index) => (
        <li key={index}>
          <p class="said" dir="auto">{`${index + 1}. ${question}`}</p>
          <ul class="small">
            {choices.map(({ text, chosen, right }) => (
              <li key={text} class={chosen ? (right ? 'good' : 'bad') : ''}>
                <span aria-hidden="true">{chosen ? '●' : '○'}</span> <span class="said">{text}</span>
                {chosen && ` · ${t(right ? 'test_right' : 'test_wrong')}`}
                {!chosen && right && ` · ${t('test_missed')}`}
              </li>
            ))}
          </ul>
          {answer && (
            <div class="row wrap small">
              <span class="said" dir="auto">
                {answer.text || t('test_no_answer')}
              </span>
              <Mark mark={answer.mark} />
            </div>
          )}
        </li>
      ))}
    </ol>
  </>
);
