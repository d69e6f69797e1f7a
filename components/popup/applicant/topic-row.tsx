import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { t } from '../../../utils/i18n.ts';
import { moment } from '../../../utils/time.ts';
import { Button, Chip } from '../../ui/button.tsx';
import { Pick } from '../pick.tsx';
import type { Step } from './next-step.ts';
import { chipOf, secondOf, titleOf, whenText } from './topic-words.ts';

export interface TopicActs {
  pick: (stop: string) => void;
  open: (topic: ApplicantNegotiation) => void;
  vacancy: (topic: ApplicantNegotiation) => void;
}

interface Props {
  topic: ApplicantNegotiation;
  stop: string;
  current: boolean;
  now: number;
  silentDays: number;
  step: Step;
  acts: TopicActs;
}

/** One negotiation of an applicant; where the keyboard stands, with the next step and what that does. */
export function TopicRow({ topic, stop, current, now, silentDays, step, acts }: Props) {
  const chip = chipOf(topic, now, silentDays);
  const title = titleOf(topic);
  const second = secondOf(topic);
  const changed = topic.updatedAt === null ? '' : moment(topic.updatedAt);
  return (
    <li class={`item topic${current ? ' on' : ''}${topic.fresh ? ' fresh' : ''}`}>
      <Pick
        stop={stop}
        current={current}
        title={[title, second, chip.text, changed].filter(Boolean).join('\n')}
        onPick={() => acts.pick(stop)}
        onOpen={() => acts.open(topic)}
      >
        <span class="row">
          <span class="b grow ell name" dir="auto">
            {title}
          </span>
          <Chip tone={chip.tone}>{chip.text}</Chip>
        </span>
        <span class="row small muted">
          <span class="grow ell" dir="auto">
            {second}
          </span>
          <span class="num when">{whenText(topic.updatedAt, now)}</span>
        </span>
      </Pick>
      {current && (
        <div class="under">
          <div class="row acts">
            <Button small tone="primary" shortcut="↵" onClick={() => acts.open(topic)}>
              {step.words}
            </Button>
            {topic.vacancy && (
              <Button small shortcut="V" onClick={() => acts.vacancy(topic)}>
                {t('applicant_vacancy')}
              </Button>
            )}
          </div>
          <p class="small muted effect">{step.effect}</p>
        </div>
      )}
    </li>
  );
}
