import { useContext, useState } from 'preact/hooks';
import type { ResumeChoice, VacancyToApply } from '../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import { employerOf } from '../../utils/domain/avoided.ts';
import { pageOf, vacancyPage } from '../../utils/hh/pages.ts';
import { dotted, grouped, plural, t } from '../../utils/i18n.ts';
import { asId, type ResumeId, type VacancyId } from '../../utils/ids.ts';
import { money } from '../../utils/time.ts';
import { UndoSeconds, useOutbox, useStore } from '../contexts.tsx';
import { lengthLimit, TextLength } from '../conversation/composer.tsx';
import { AvoidedLine } from '../ui/avoided.tsx';
import { Button, Link, webUrl } from '../ui/button.tsx';
import { Dot, Fault, formKeys, SendButton, TextArea, useDraft, useSending } from '../ui/form.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { TitleRow } from '../ui/section.tsx';
import { Said } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { delay, withUndo } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

/** hh's limit for a letter, in characters. */
const letterLimit = lengthLimit.old;

interface Props {
  vacancyId: VacancyId | null;
  negotiations: readonly ApplicantNegotiation[];
  /** Called when the vacancy's name has been read. */
  onNamed: (id: VacancyId, name: string) => void;
  onVacancy: (id: VacancyId | null) => void;
  onOpen: (negotiation: ApplicantNegotiation) => void;
  onClose: () => void;
}

/** The id of the vacancy in an hh address or a bare number; null: there is none. */
export function vacancyIn(text: string): VacancyId | null {
  const given = text.trim();
  if (/^\d{1,20}$/.test(given)) return asId<VacancyId>(given);
  const page = pageOf(/^https?:/i.test(given) ? given : `https://${given}`);
  return page?.page === 'vacancy' ? asId<VacancyId>(page.vacancyId) : null;
}

/** Responds to a vacancy that is found by its address. */
export function Apply(props: Props) {
  const { vacancyId, onVacancy, onClose } = props;
  const { applicant, settings } = useStore();
  const { site } = settings;
  const api = applicant.api.state === 'on';
  const [text, setText] = useState<string>(vacancyId ?? '');
  const [wrong, setWrong] = useState(false);
  const find = () => {
    const id = vacancyIn(text);
    setWrong(id === null);
    if (id) onVacancy(id);
  };
  return (
    <div class="panel stack">
      <TitleRow class="row panel-head" title={t('applicant_place_apply')} onClose={onClose} />
      <form class="stack" {...formKeys(find)}>
        <label class="stack">
          <span class="small muted">{t('applicant_apply_address')}</span>
          <input
            class="field"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            maxLength={2000}
            placeholder={`https://${site}/vacancy/…`}
            aria-invalid={wrong}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <Fault>{wrong && t('applicant_apply_wrong')}</Fault>
        <div class="row">
          <Button type="submit" small tone={vacancyId ? 'plain' : 'primary'} disabled={!text.trim()}>
            {t('applicant_apply_find')}
          </Button>
        </div>
      </form>
      {vacancyId === null ? (
        <p class="small muted">{t(api ? 'applicant_apply_note' : 'applicant_apply_note_hh')}</p>
      ) : api ? (
        <Vacancy key={vacancyId} {...props} vacancyId={vacancyId} />
      ) : (
        <div>
          <Link class="btn primary" href={vacancyPage(site, vacancyId)}>
            {t('applicant_apply_on_hh')}
          </Link>
          <p class="small muted gap">{t('applicant_apply_note_hh')}</p>
        </div>
      )}
    </div>
  );
}

/** Why the person cannot respond here; null: they can. */
const obstacleOf = ({ archived, direct, test }: VacancyToApply) =>
  archived ? 'archived' : direct ? 'direct' : test ? 'test' : null;

function Vacancy(props: Props & { vacancyId: VacancyId }) {
  const { vacancyId, negotiations, onNamed, onVacancy, onOpen } = props;
  const { site } = useStore().settings;
  const worker = useWorker();
  const {
    value: vacancy,
    problem,
    again,
  } = useLoad(vacancyId, async () => {
    const answer = await worker.applicant.readVacancy(vacancyId);
    if (answer.ok) onNamed(vacancyId, answer.value.name);
    return answer;
  });
  if (problem)
    return (
      <ProblemNote problem={problem} hhUrl={vacancyPage(site, vacancyId)} again={again} account="applicant" />
    );
  if (!vacancy) return <p class="muted">{t('inbox_reading')}</p>;
  const mine = negotiations.find((negotiation) => negotiation.vacancy?.id === vacancyId);
  const obstacle = obstacleOf(vacancy);
  // hh counts by resume: a response with another resume may still be possible.
  const applied = mine !== undefined || vacancy.relations.some((one) => one.startsWith('got_'));
  const onHh = vacancy.applyUrl ?? vacancy.url ?? vacancyPage(site, vacancyId);
  const elsewhere = obstacle === 'direct' ? webUrl(vacancy.direct?.url) : null;
  return (
    <>
      <div class="vacancy-facts">
        <h3 class="b said" dir="auto">
          <Link href={vacancy.url}>{vacancy.name}</Link>
        </h3>
        <Said class="small muted" text={dotted(vacancy.employer?.name, vacancy.area, salaryText(vacancy))} />
      </div>
      {applied && (
        <div class="note">
          <p class="said">{t('applicant_apply_applied')}</p>
          {mine && (
            <Button small onClick={() => onOpen(mine)}>
              {t('applicant_apply_show')}
            </Button>
          )}
        </div>
      )}
      {obstacle && (
        <div class="note">
          <p class="said">{t(`applicant_apply_${obstacle}`)}</p>
          {obstacle !== 'archived' && (
            <Link class="btn small" href={elsewhere ?? onHh}>
              {t(elsewhere ? 'applicant_apply_site' : 'applicant_apply_on_hh')}
            </Link>
          )}
        </div>
      )}
      {!obstacle && <ApplyForm vacancy={vacancy} hhUrl={onHh} onSent={() => onVacancy(null)} />}
    </>
  );
}

function salaryText({ salary }: VacancyToApply): string | null {
  if (!salary) return null;
  const { from, to, currency } = salary;
  if (from !== null && to !== null)
    return from === to ? money(from, currency) : `${grouped(from)}–${money(to, currency)}`;
  if (from !== null) return `${t('inbox_filter_from')} ${money(from, currency)}`;
  return to === null ? null : `${t('inbox_filter_to')} ${money(to, currency)}`;
}

interface FormProps {
  vacancy: VacancyToApply;
  hhUrl: string;
  onSent: () => void;
}

/** The choice of a resume, and the letter. */
function ApplyForm({ vacancy, hhUrl, onSent }: FormProps) {
  const { entries } = useOutbox();
  const undoSeconds = useContext(UndoSeconds);
  const { id, letterRequired } = vacancy;
  const worker = useWorker();
  const { value: choice, problem: unread, again } = useLoad(id, () => worker.applicant.readChoice(id));
  const [chosen, setChosen] = useState<ResumeId | null>(null);
  const { text, onText, send: keepWhole } = useDraft(`apply:${id}`);
  const [tried, setTried] = useState(false);
  const { busy, fault, run } = useSending();

  const under = entries.some(
    ({ request, progress }) =>
      request.kind === 'apply' && request.vacancyId === id && progress.at !== 'failed',
  );
  if (under) return <p class="muted">{t('applicant_apply_under')}</p>;
  if (unread) return <ProblemNote problem={unread} hhUrl={hhUrl} again={again} account="applicant" />;
  if (!choice) return <p class="muted">{t('inbox_reading')}</p>;
  const { suitable } = choice;
  const resumeId = chosen ?? suitable[0]?.id ?? null;
  const missing = letterRequired && !text.trim();
  const send = async () => {
    setTried(true);
    if (busy || missing || text.length > letterLimit || !resumeId) return;
    // Keep the draft until the response has arrived; then the worker clears it.
    keepWhole(text);
    const letter = text.trim();
    if (await run(() => worker.write({ kind: 'apply', vacancyId: id, resumeId, text: letter }), letter))
      onSent();
  };
  return (
    <form
      class="stack"
      aria-label={t('applicant_place_apply')}
      {...formKeys(() => void send())}
      data-inner=""
    >
      {suitable.length === 0 ? (
        <p>{t('applicant_apply_no_resume')}</p>
      ) : (
        <fieldset>
          <legend class="small muted">{t('applicant_apply_resume')}</legend>
          {suitable.map((resume) => (
            <Dot
              key={resume.id}
              name="resume"
              checked={resume.id === resumeId}
              onPick={() => setChosen(resume.id)}
            >
              <bdi>{resume.title}</bdi>
            </Dot>
          ))}
        </fieldset>
      )}
      <Unsuitable choice={choice} />
      {suitable.length > 0 && (
        <>
          <label class="stack">
            <span class="small muted">
              {t(letterRequired ? 'applicant_apply_letter_required' : 'applicant_apply_letter')}
            </span>
            <TextArea
              rows={6}
              aria-required={letterRequired}
              aria-invalid={(tried && missing) || text.length > letterLimit}
              value={text}
              onText={onText}
            />
          </label>
          <TextLength length={text.length} limit={letterLimit} />
          <Fault>{tried && missing ? t('applicant_apply_letter_missing') : fault}</Fault>
          <AvoidedLine whom={vacancy.employer && employerOf(vacancy.employer)} />
          <div>
            <SendButton tone="primary" wide busy={busy} disabled={text.length > letterLimit}>
              {t('applicant_apply_send')}
            </SendButton>
            <p class="small muted gap">
              {withUndo(t('applicant_apply_effect', delay(undoSeconds)), undoSeconds)}
            </p>
          </div>
        </>
      )}
    </form>
  );
}

/** Resumes that cannot be used, each with the reason. */
const Unsuitable = ({ choice: { unsuitable } }: { choice: ResumeChoice }) => {
  const count = unsuitable.reduce((sum, { resumes }) => sum + resumes.length, 0);
  return count === 0 ? null : (
    <details>
      <summary class="small muted">{plural('applicant_apply_unsuitable', count)}</summary>
      <ul class="stack lines">
        {unsuitable.flatMap(({ reason, resumes }) =>
          resumes.map(({ id, title, url }) => (
            <li key={id}>
              <div class="ell" dir="auto" title={title}>
                <Link href={url}>{title}</Link>
              </div>
              <div class="small muted">{t(`applicant_resume_${reason}`)}</div>
            </li>
          )),
        )}
      </ul>
    </details>
  );
};
