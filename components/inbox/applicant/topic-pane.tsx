import type { OwnNote } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { toneOf } from '../../../utils/domain/stage.ts';
import type { Draft, Entry } from '../../../utils/domain/write-request.ts';
import { t } from '../../../utils/i18n.ts';
import type { NextStep, Problem } from '../../../utils/problem.ts';
import { useWritten } from '../../outbox/entries.ts';
import { vacancyUrl } from '../../popup/applicant/next-step.ts';
import { chipOf, employerOf, titleOf, whenText } from '../../popup/applicant/topic-words.ts';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { Acting, Hide } from './acting.tsx';
import type { ApplicantCalls } from './calls.ts';
import { Facts } from './facts.tsx';
import { OwnNoteForm } from './own-note.tsx';
import { TopicTalk } from './talk.tsx';
import { Timeline } from './timeline.tsx';
import { useAnswer } from './use-answer.ts';

interface Props {
  topic: ApplicantNegotiation;
  owner: string | null;
  /** null until they were read. */
  notes: Record<string, OwnNote> | null;
  others: readonly ApplicantNegotiation[];
  /** Others may be among what was not read yet. */
  isPart: boolean;
  entries: Entry[];
  drafts: Record<string, Draft>;
  api: boolean;
  site: string;
  undoSeconds: number;
  silentDays: number;
  now: number;
  calls: ApplicantCalls;
  onOpen: (topic: ApplicantNegotiation) => void;
  onClose: () => void;
  onStep: (problem: Problem) => (step: NextStep) => void;
}

/** One negotiation of mine: what happened, what I can do, what I noted, the rest. */
export function TopicPane(props: Props) {
  const { topic, owner, notes, others, entries, api, site, silentDays, now, calls } = props;
  const { onOpen, onClose } = props;
  const { id } = topic;
  const facts = useAnswer(api ? id : null, () => calls.readFacts(id));
  // hh has a write of mine: what it made of it is read with the list.
  useWritten(
    entries,
    ({ request }) => request.kind === 'call' || request.kind === 'old-message',
    () => {
      void calls.refresh();
      if (api) facts.again();
    },
  );
  const known = facts.answer?.ok ? facts.answer.value : null;
  const title = titleOf(topic);
  const { vacancy, employer } = topic;
  const chip = chipOf(topic, now, silentDays);
  const tone = topic.stage.id === 'response' ? 'neutral' : toneOf(topic.stage.id);
  return (
    <article class="topic-pane" aria-labelledby="topic-title">
      <header class="row topic-head">
        <div class="grow">
          <h2 id="topic-title" class="b topic-name" dir="auto">
            <Link href={vacancyUrl(topic, site)}>{title}</Link>
          </h2>
          <p class="small muted said" dir="auto">
            {employer?.id ? (
              <Link href={`https://${site}/employer/${employer.id}`}>{employerOf(topic)}</Link>
            ) : (
              employerOf(topic)
            )}
            {vacancy?.area && ` · ${vacancy.area}`}
          </p>
        </div>
        <Button icon tone="flat" aria-label={t('popup_close')} aria-keyshortcuts="Escape" onClick={onClose}>
          ✕
        </Button>
      </header>
      <p class={`verdict ${tone}`}>
        <b class="b">{chip.text}</b> · {whenText(topic.updatedAt, now) || t('applicant_no_time')}
      </p>
      <Acting topic={topic} api={api} site={site} now={now} silentDays={silentDays} />
      {api && (
        <TopicTalk
          {...props}
          // What was new in it is so no more: the badge is not to wait for the next poll.
          onRead={() => topic.fresh && void calls.refresh()}
        />
      )}
      {owner !== null && notes !== null && (
        <OwnNoteForm note={notes[id]} onSave={(note) => calls.saveNote(owner, id, note)} />
      )}
      <Timeline topic={topic} owner={owner} now={now} calls={calls} />
      <Facts topic={topic} facts={known} others={others} isPart={props.isPart} now={now} onOpen={onOpen} />
      <Hide {...props} />
    </article>
  );
}
