import { useMemo } from 'preact/hooks';
import type { OwnNote } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { t } from '../../../utils/i18n.ts';
import { date, moment } from '../../../utils/time.ts';
import type { RowPlace } from '../../list/virtual-list.tsx';
import { chipOf, secondOf, titleOf, whenText } from '../../popup/applicant/topic-words.ts';
import { Chip } from '../../ui/button.tsx';

interface Props {
  topic: ApplicantNegotiation;
  index: number;
  place: RowPlace;
  current: boolean;
  opened: boolean;
  /** It is being put away. */
  leaving: boolean;
  byCreation: boolean;
  note: OwnNote | undefined;
  now: number;
  silentDays: number;
  onClick: (index: number) => void;
}

/** «позвонить · 24 ноя» */
export const stepText = ({ text, on }: NonNullable<OwnNote['next']>, now: number): string =>
  [text.trim() || t('applicant_step'), on !== null && date(on, now)].filter(Boolean).join(' · ');

/** One negotiation in the list, at its height; drawn again only when something of its own changed. */
export function TopicRow(props: Props) {
  const { topic, index, place, current, opened, leaving, byCreation, note, now, silentDays, onClick } = props;
  return useMemo(() => {
    const chip = chipOf(topic, now, silentDays);
    const title = titleOf(topic);
    const second = secondOf(topic);
    const at = byCreation ? topic.createdAt : topic.updatedAt;
    const step = note?.next && stepText(note.next, now);
    const due = note?.next?.on ? note.next.on <= now : false;
    const state = `${current ? ' on' : ''}${opened ? ' opened-row' : ''}${leaving ? ' leaving' : ''}`;
    return (
      <li class={`resp${state}`} {...place}>
        <button
          type="button"
          class="pick"
          title={[title, second, chip.text, step, at !== null && moment(at)].filter(Boolean).join('\n')}
          data-stop={String(index)}
          tabIndex={current ? 0 : -1}
          aria-current={opened ? 'true' : undefined}
          onClick={() => onClick(index)}
        >
          <span class="line">
            <span class={`ell name${topic.fresh ? ' b' : ''}`} dir="auto">
              {title}
            </span>
            <span class="facts">
              {step && (
                <span class="own">
                  <Chip tone={due ? 'wait' : 'neutral'}>{step}</Chip>
                </span>
              )}
              <Chip tone={chip.tone}>{chip.text}</Chip>
            </span>
          </span>
          <span class="line small muted">
            <span class="ell grow" dir="auto">
              {second}
            </span>
            <span class="num">{whenText(at, now)}</span>
          </span>
        </button>
      </li>
    );
  }, [
    topic,
    index,
    place.style,
    place['aria-setsize'],
    current,
    opened,
    leaving,
    byCreation,
    note,
    now,
    silentDays,
    onClick,
  ]);
}
