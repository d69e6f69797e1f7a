import { useState } from 'preact/hooks';
import { type ApplicantNegotiation, isMine } from '../../../utils/domain/applicant/negotiation.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { applicantChanges } from '../../../utils/hh/applicant.ts';
import { t } from '../../../utils/i18n.ts';
import type { Problem } from '../../../utils/problem.ts';
import { chatUrl, negotiationsUrl } from '../../ui/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { Fault } from '../../ui/form.tsx';
import { Link } from '../../ui/link.tsx';
import { delay, problemText } from '../../ui/words.ts';
import type { ApplicantCalls } from './calls.ts';
import { adviceOf, callOf } from './words.ts';

interface Props {
  topic: ApplicantNegotiation;
  entries: readonly Entry[];
  /** hh's documented way is open; otherwise buttons lead to hh. */
  api: boolean;
  site: string;
  undoSeconds: number;
  now: number;
  silentDays: number;
  calls: Pick<ApplicantCalls, 'write'>;
}

/** What I can do next, and what that will do. */
export function Acting({
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

/** Out of my sight, in silence or with hh's polite refusal where it offers one. */
export function Hide({ topic, entries, api, site, undoSeconds, calls }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const hide = async (decline: boolean) => {
    const answer = await calls.write({ kind: 'call', ...applicantChanges.hide(topic.id, decline) });
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
