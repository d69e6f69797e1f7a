import type { Applicant } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { t } from '../../../utils/i18n.ts';
import { moment } from '../../../utils/time.ts';
import { Button, Chip } from '../../ui/button.tsx';
import { PickButton } from '../rows.tsx';
import { stepOf } from './next-step.ts';
import { chipOf, secondOf, titleOf, whenText } from './topic-words.ts';

export interface TopicActs {
  open: (topic: ApplicantNegotiation) => void;
  vacancy: (topic: ApplicantNegotiation) => void;
}

interface Props {
  topic: ApplicantNegotiation;
  stop: string;
  current: boolean;
  now: number;
  silentDays: number;
  api: Applicant['api'];
  site: string;
  acts: TopicActs;
  onPick: () => void;
}

/** One negotiation of an applicant; where the keyboard stands, with the next step and what that does. */
export function TopicRow({ topic, stop, current, now, silentDays, api, site, acts, onPick }: Props) {
  const chip = chipOf(topic, now, silentDays);
  const title = titleOf(topic);
  const second = secondOf(topic);
  const step = current && stepOf(topic, { api }, site);
  const changed = topic.updatedAt === null ? '' : moment(topic.updatedAt);
  return (
    <div class={`item topic${current ? ' on' : ''}${topic.fresh ? ' fresh' : ''}`}>
      <PickButton
        stop={stop}
        current={current}
        title={[title, second, chip.text, changed].filter(Boolean).join('\n')}
        onPick={onPick}
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
      </PickButton>
      {step && (
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
    </div>
  );
}
