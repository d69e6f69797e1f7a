import { useEffect, useState } from 'preact/hooks';
import type { ViewCosts } from '../../../utils/domain/negotiation.ts';
import type { Resume } from '../../../utils/domain/resume.ts';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId, ResumeId } from '../../../utils/ids.ts';
import { isKnown, type Known } from '../../../utils/known.ts';
import type { Problem } from '../../../utils/problem.ts';
import { Key } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { useWorker } from '../../worker.ts';

/** How long a person must stay open to count as looked at, in ms. */
const lookMs = 500;

/** True once the person has stayed open for that long in the visible page; a hidden page begins anew. */
function useStayed(wanted: boolean): boolean {
  const [stayed, setStayed] = useState(false);
  useEffect(() => {
    if (!wanted || stayed) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      if (document.visibilityState !== 'hidden') timer = setTimeout(() => setStayed(true), lookMs);
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [wanted, stayed]);
  return wanted && stayed;
}

interface Whole {
  /** null until it has been opened here, within the day or just now. */
  resume: Resume | null;
  /** It was opened just now. */
  isNew: boolean;
  busy: boolean;
  problem: Problem | null;
  /** Opens it, which marks the response as viewed at hh, unless it was opened within the day. */
  open: () => void;
}

/**
 * The whole resume of a negotiation. A resume that was opened within the day is shown again without asking hh.
 * @param byItself open it automatically, as the setting says: only for a person who stays open, never ahead
 */
export function useWholeResume(id: NegotiationId, resumeId: ResumeId | null, byItself: boolean): Whole {
  const worker = useWorker();
  const kept = useLoad<{ resume: Resume | null }>(resumeId, async () => ({
    ok: true,
    value: { resume: resumeId && (await worker.store.keptResume(resumeId)) },
  }));
  const opened = useLoad<Resume>(null, () => worker.openResume(id));
  const resume = opened.value ?? kept.value?.resume ?? null;
  const isToBeOpened = kept.value !== null && resume === null;
  const stayed = useStayed(byItself && isToBeOpened);
  /** Requested before it was known whether the resume is stored. */
  const [wanted, setWanted] = useState(false);
  const isDue = stayed || (wanted && isToBeOpened);
  useEffect(() => {
    if (isDue) opened.again();
  }, [isDue]);
  return {
    resume,
    isNew: opened.value !== null,
    busy: opened.busy,
    problem: opened.problem,
    open: () => {
      if (kept.value === null) setWanted(true);
      else if (isToBeOpened && !opened.busy) opened.again();
    },
  };
}

interface Props {
  whole: Whole;
  canOpen: boolean;
  /** Whether hh counts the response as not viewed. */
  unseen: Known<boolean>;
  hhUrl: string;
}

/** The button that opens the whole resume, with its effect at hh and what it spends, as far as hh says. */
export function OpenResume({ whole, canOpen, unseen, hhUrl }: Props) {
  const { negotiation } = useWorker();
  const isShown = whole.resume === null && canOpen;
  const stayed = useStayed(isShown);
  const costs = useLoad<ViewCosts>(stayed ? 'costs' : null, () => negotiation.readViewCosts());
  if (whole.resume) return null;
  if (!canOpen) return <p class="small muted">{t('resume_no_address')}</p>;
  return (
    <>
      <button
        type="button"
        class="row press calm open-resume"
        data-key="KeyV"
        data-acts=""
        aria-keyshortcuts="V"
        disabled={whole.busy}
        onClick={whole.open}
      >
        <Icon name="eye" />
        <span class="grow">
          <span class="b block">{t(whole.busy ? 'resume_opening' : 'resume_open')}</span>
          <span class="small muted block">{effectText(unseen, costs.value)}</span>
        </span>
        {!whole.busy && <Key>V</Key>}
      </button>
      {whole.problem && <ProblemNote problem={whole.problem} hhUrl={hhUrl} again={whole.open} />}
    </>
  );
}

const effectText = (unseen: Known<boolean>, costs: ViewCosts | null): string =>
  [
    t(!unseen.known ? 'resume_open_maybe' : unseen.value ? 'resume_open_effect' : 'resume_open_viewed'),
    costs?.viewsLeft != null && t('resume_left', costs.viewsLeft),
    costs?.responses === false && t('resume_no_access'),
  ]
    .filter(Boolean)
    .join(' · ');

/** hh's file of a resume, saved by the browser. */
export function useFile(id: NegotiationId, name: string) {
  const { negotiation, save } = useWorker();
  return useLoad<true>(null, async () => {
    const answer = await negotiation.downloadResume(id);
    if (!answer.ok) return answer;
    save(answer.value, `${name}.pdf`);
    return { ok: true, value: true };
  });
}

/** Whether hh counts the response as not viewed; known only if hh says so. */
export const unseenOf = (hasUpdates: Known<boolean>, unreadMessages: Known<number>): Known<boolean> =>
  // The updates may be nothing but unread messages.
  isKnown(hasUpdates, true) && !isKnown(unreadMessages, 0)
    ? { known: false, why: { name: 'unreadable-answer' } }
    : hasUpdates;
