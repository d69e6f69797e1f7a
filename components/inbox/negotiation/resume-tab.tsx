import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Candidate, Negotiation, ViewCosts } from '../../../utils/domain/negotiation.ts';
import { type Resume, wordsToFind } from '../../../utils/domain/resume.ts';
import type { WriteRequest } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId, ResumeId, VacancyId } from '../../../utils/ids.ts';
import { isKnown, type Known, known, type List, unread, valueOr } from '../../../utils/known.ts';
import type { Problem } from '../../../utils/problem.ts';
import { useStore } from '../../contexts.tsx';
import { MarkViewed, unseenIn } from '../../conversation/mark-read.tsx';
import { CurrentNotes } from '../../negotiation/current.tsx';
import { LongText, ResumeView, SoughtContext } from '../../negotiation/resume.tsx';
import { Button, Key } from '../../ui/button.tsx';
import { Fault } from '../../ui/form.tsx';
import { lazy } from '../../ui/hooks.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Cut } from '../../ui/text.tsx';
import { useLoad } from '../../ui/use-load.ts';
import { problemText } from '../../ui/words.ts';
import { useWorker } from '../../worker.ts';
import { ContactList, Contacts, Elsewhere } from './person.tsx';

const Test = lazy(async () => (await import('./test-solution.tsx')).Test);

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

interface WholeResume {
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
function useWholeResume(id: NegotiationId, resumeId: ResumeId | null, byItself: boolean): WholeResume {
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

interface OpenResumeProps {
  whole: WholeResume;
  canOpen: boolean;
  /** Whether hh counts the response as not viewed. */
  unseen: Known<boolean>;
  hhUrl: string;
}

/** The button that opens the whole resume, with its effect at hh and what it spends, as far as hh says. */
function OpenResume({ whole, canOpen, unseen, hhUrl }: OpenResumeProps) {
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
          <span class="row">
            <span class="b">{t(whole.busy ? 'resume_opening' : 'resume_open')}</span>
            {/* Beside the words: it comes later than they do, and must move nothing. */}
            {costs.value?.viewsLeft != null && (
              <Cut
                class="grow small muted views-left"
                text={plural('resume_left', costs.value.viewsLeft)}
                title={plural('resume_left', costs.value.viewsLeft)}
              />
            )}
          </span>
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
    costs?.responses === false && t('resume_no_access'),
  ]
    .filter(Boolean)
    .join(' · ');

/** hh's file of a resume, saved by the browser. */
function useFile(id: NegotiationId, name: string) {
  const { negotiation, save } = useWorker();
  return useLoad<true>(null, async () => {
    const answer = await negotiation.downloadResume(id);
    if (!answer.ok) return answer;
    save(answer.value, `${name}.pdf`);
    return { ok: true, value: true };
  });
}

/** Whether hh counts the response as not viewed; known only if hh says so. */
const unseenOf = (hasUpdates: Known<boolean>, unreadMessages: Known<number>): Known<boolean> =>
  // The updates may be nothing but unread messages.
  isKnown(hasUpdates, true) && !isKnown(unreadMessages, 0)
    ? { known: false, why: { name: 'unreadable-answer' } }
    : hasUpdates;

interface ResumeOf {
  vacancyId: VacancyId;
  negotiation: Negotiation | null;
  candidate: Candidate | null;
  /** The words that the list is searched for. */
  search: string;
  /** Its tab is shown. */
  isShown: boolean;
}

/** The resume of the open negotiation: part of it, or all of it once it was opened, and the words to highlight in it. */
export function useResume(
  id: NegotiationId,
  { vacancyId, negotiation, candidate, search, isShown }: ResumeOf,
) {
  const worker = useWorker();
  const { settings } = useStore();
  const resumeId = candidate?.resumeId ?? null;
  const whole = useWholeResume(id, resumeId, settings.openResumes && isShown && negotiation !== null);
  const file = useFile(id, (candidate && valueOr(candidate.name, null)) ?? t('neg_tab_resume'));
  const skills = useLoad(whole.resume ? vacancyId : null, () => worker.list.readKeySkills(vacancyId));
  const sought = useMemo(() => wordsToFind([search, ...(skills.value ?? [])]), [search, skills.value]);
  const shown: Known<Resume | null> = whole.resume ? known(whole.resume) : (negotiation?.resume ?? unread);
  return { ...whole, file, sought, shown };
}

interface ResumeTabProps {
  negotiationId: NegotiationId;
  vacancyId: VacancyId;
  negotiation: Negotiation | null;
  /** null: nothing of the person is known yet. */
  candidate: Candidate | null;
  resume: ReturnType<typeof useResume>;
  /** The resume was deleted. */
  gone: boolean;
  now: number;
  /** The applicant's first message. */
  letter: string | null;
  /** The negotiation is being read. */
  busy: boolean;
  /** The key E marks the response as viewed. */
  keyed: boolean;
  hhUrl: string;
  onViewed: (request: WriteRequest, taken: Promise<Problem | null>) => void;
}

/** The tab of the resume: what opening it does, the letter, the resume itself, contacts, the test, other vacancies. */
export function ResumeTab(props: ResumeTabProps) {
  const { negotiationId, vacancyId, negotiation, candidate, resume, gone, now } = props;
  const { letter, busy, keyed, hhUrl, onViewed } = props;
  const { file } = resume;
  const shown = valueOr(resume.shown, null);
  /** null if the resume was not opened, or holds no contacts: another click may get them. */
  const openContacts = shown?.more && !isNone(shown.more.contacts) ? shown.more.contacts : null;
  return (
    <SoughtContext.Provider value={resume.sought}>
      {negotiation && !gone && (
        <section class="sec first stack">
          <OpenResume
            whole={resume}
            canOpen={shown ? shown.canOpen : !resume.shown.known}
            unseen={unseenOf(negotiation.hasUpdates, negotiation.unreadMessages)}
            hhUrl={hhUrl}
          />
          <MarkViewed
            unseen={resume.isNew ? null : unseenIn(negotiation, vacancyId)}
            keyed={keyed}
            onViewed={onViewed}
          />
        </section>
      )}
      {letter && (
        <Section title={t('resume_letter')}>
          <LongText text={letter} most={600} />
        </Section>
      )}
      {negotiation && (gone || !isKnown(negotiation.autoSurvey, null)) && (
        <section class="sec">
          <CurrentNotes negotiation={negotiation} />
        </section>
      )}
      {negotiation && !gone && openContacts && (
        <Section title={t('contacts_title')}>
          <ContactList contacts={openContacts} />
        </Section>
      )}
      {shown && (
        <ResumeView
          resume={shown}
          match={negotiation?.match ?? known(null)}
          months={candidate?.experienceMonths ?? unread}
          now={now}
        />
      )}
      {!resume.shown.known && !busy && candidate && <p class="sec small muted">{t('panel_resume_unread')}</p>}
      {shown?.hasFile && negotiation && (
        <section class="sec">
          <Fault>{file.problem && problemText(file.problem)}</Fault>
          <div class="row">
            <Button
              small
              tone="flat"
              title={t('resume_file_effect')}
              disabled={file.busy}
              onClick={file.again}
            >
              {t(file.busy ? 'resume_filing' : 'resume_file')}
            </Button>
            <span class="small muted"> {t('resume_file_effect')}</span>
          </div>
        </section>
      )}
      {shown?.hasFile === null && <p class="sec small muted">{t('resume_file_unread')}</p>}
      {negotiation && !gone && !(openContacts && valueOr(openContacts, null)?.items.length) && (
        <Fold title={t('contacts_title')}>
          <Contacts id={negotiationId} />
        </Fold>
      )}
      {negotiation?.test.known && negotiation.test.value && (
        <Fold title={t('test_show')}>
          <Test id={negotiationId} />
        </Fold>
      )}
      {candidate?.resumeId && !gone && <Elsewhere resumeId={candidate.resumeId} candidate={candidate} />}
    </SoughtContext.Provider>
  );
}

const isNone = (of: Known<List<unknown>>) => of.known && of.value.items.length + of.value.skipped === 0;

/** A section that is folded at first: its content, and the code for it, are loaded when it is first unfolded. */
function Fold({ title, children }: { title: string; children: ComponentChildren }) {
  const [seen, setSeen] = useState(false);
  return (
    <details class="sec" data-inner="" onToggle={({ currentTarget: { open } }) => open && setSeen(true)}>
      <summary class="fold">{title}</summary>
      {seen && children}
    </details>
  );
}
