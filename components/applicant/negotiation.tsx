import { useState } from 'preact/hooks';
import type { OwnNote } from '../../utils/domain/applicant/applicant.ts';
import { type ApplicantNegotiation, isMine } from '../../utils/domain/applicant/negotiation.ts';
import { toneOf } from '../../utils/domain/stage.ts';
import type { Draft, Entry } from '../../utils/domain/write-request.ts';
import { applicantChanges } from '../../utils/hh/applicant.ts';
import { t } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { useWritten } from '../outbox/entries.ts';
import { chatUrl, negotiationsUrl } from '../ui/addresses.ts';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { Link } from '../ui/link.tsx';
import { useLoad } from '../ui/use-load.ts';
import { delay, problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { ApplicantConversation } from './conversation.tsx';
import { Facts, OwnNoteForm, Timeline } from './facts.tsx';
import { adviceOf, callOf, chipOf, employerOf, titleOf, vacancyUrl, whenText } from './words.ts';

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
  onOpen: (topic: ApplicantNegotiation) => void;
  onClose: () => void;
}

/** One negotiation of mine: what happened, what I can do, what I noted, the rest. */
export function ApplicantNegotiationPane(props: Props) {
  const { topic, owner, notes, others, entries, api, site, silentDays, now } = props;
  const { onOpen, onClose } = props;
  const { id } = topic;
  const worker = useWorker();
  const facts = useLoad(api ? id : null, () => worker.applicant.readFacts(id));
  // hh has a write of mine: what it made of it is read with the list.
  useWritten(
    entries,
    ({ request }) => request.kind === 'call' || request.kind === 'old-message',
    () => {
      void worker.refresh();
      if (api) facts.again();
    },
  );
  const title = titleOf(topic);
  const { vacancy, employer } = topic;
  const chip = chipOf(topic, now, silentDays);
  const tone = topic.stage.id === 'response' ? 'neutral' : toneOf(topic.stage.id);
  return (
    <article class="topic-pane" aria-labelledby="topic-title">
      <header class="row pane-head">
        <div class="grow">
          <h2 id="topic-title" class="b pane-name" dir="auto">
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
      {api && <ApplicantConversation {...props} />}
      {owner !== null && notes !== null && (
        <OwnNoteForm note={notes[id]} onSave={(note) => worker.store.saveNote(owner, id, note)} />
      )}
      <Timeline topic={topic} owner={owner} now={now} />
      <Facts
        topic={topic}
        facts={facts.value}
        others={others}
        isPart={props.isPart}
        now={now}
        onOpen={onOpen}
      />
      <Hide {...props} />
    </article>
  );
}

/** What I can do next, and what that does. */
function Acting({
  topic,
  api,
  site,
  now,
  silentDays,
}: Pick<Props, 'topic' | 'api' | 'site' | 'now' | 'silentDays'>) {
  const { chatId, messaging } = topic;
  const closed = messaging !== null && messaging !== 'ok';
  return (
    <section class="sec stack">
      <p>{adviceOf(topic, now, silentDays)}</p>
      {!api && (
        <div>
          <Link
            class={`btn wide${topic.fresh || isMine(topic) ? ' primary' : ''}`}
            href={chatId ? chatUrl(site, { id: chatId }) : negotiationsUrl(site)}
          >
            {t(chatId ? (closed ? 'applicant_chat' : 'applicant_reply_on_hh') : 'applicant_on_hh')}
          </Link>
          <p class="small muted gap">{t(chatId ? 'applicant_effect_chat' : 'applicant_effect_list')}</p>
        </div>
      )}
    </section>
  );
}

type HideProps = Pick<Props, 'topic' | 'entries' | 'api' | 'site' | 'undoSeconds'>;

/** Hides it from my list, silently or with hh's polite refusal where it offers one. */
function Hide({ topic, entries, api, site, undoSeconds }: HideProps) {
  const { write } = useWorker();
  const [problem, setProblem] = useState<Problem | null>(null);
  const hide = async (decline: boolean) => {
    const answer = await write({ kind: 'call', ...applicantChanges.hide(topic.id, decline) });
    setProblem(answer.ok ? null : answer.problem);
  };
  if (topic.hidden) return null;
  if (!api)
    return (
      <section class="sec">
        <Link class="small" href={negotiationsUrl(site)}>
          {t('applicant_hide_on_hh')}
        </Link>
      </section>
    );
  if (callOf(entries, 'hide-active-response', topic.id))
    return <p class="sec small muted">{t('applicant_hiding')}</p>;
  return (
    <section class="sec stack">
      <div>
        <Button small onClick={() => void hide(false)}>
          {t('applicant_hide')}
        </Button>
        <p class="small muted gap">{t('applicant_hide_effect', delay(undoSeconds))}</p>
      </div>
      {topic.declineAllowed && (
        <div>
          <Button small tone="danger" onClick={() => void hide(true)}>
            {t('applicant_decline')}
          </Button>
          <p class="small muted gap">{t('applicant_decline_effect', delay(undoSeconds))}</p>
        </div>
      )}
      <Fault>{problem && problemText(problem)}</Fault>
    </section>
  );
}
