import { useState } from 'preact/hooks';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import type { Draft, Entry } from '../../../utils/domain/write-request.ts';
import { pageOf } from '../../../utils/hh/pages.ts';
import { t } from '../../../utils/i18n.ts';
import { asId, type VacancyId } from '../../../utils/ids.ts';
import type { NextStep, Problem } from '../../../utils/problem.ts';
import { money } from '../../../utils/time.ts';
import { Button } from '../../ui/button.tsx';
import { Fault, formKeys } from '../../ui/form.tsx';
import { Link, webUrl } from '../../ui/link.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ApplyForm } from './apply-form.tsx';
import type { ApplicantCalls, VacancyToApply } from './calls.ts';
import { PanelHead } from './panel-head.tsx';
import { useAnswer } from './use-answer.ts';

interface Props {
  vacancyId: VacancyId | null;
  topics: readonly ApplicantNegotiation[];
  entries: readonly Entry[];
  drafts: Record<string, Draft>;
  api: boolean;
  site: string;
  undoSeconds: number;
  calls: Pick<ApplicantCalls, 'readVacancy' | 'readChoice' | 'write' | 'saveDraft' | 'copy'>;
  onVacancy: (id: VacancyId | null) => void;
  onOpen: (topic: ApplicantNegotiation) => void;
  onClose: () => void;
  onStep: (problem: Problem) => (step: NextStep) => void;
}

/** The vacancy that an address of hh's, or a bare number, is about. */
export function vacancyIn(text: string): VacancyId | null {
  const given = text.trim();
  if (/^\d{1,20}$/.test(given)) return asId<VacancyId>(given);
  const page = pageOf(/^https?:/i.test(given) ? given : `https://${given}`);
  return page?.page === 'vacancy' ? asId<VacancyId>(page.vacancyId) : null;
}

/** A response to a vacancy, from its address. */
export function Apply(props: Props) {
  const { vacancyId, api, site, onVacancy, onClose } = props;
  const [text, setText] = useState<string>(vacancyId ?? '');
  const [wrong, setWrong] = useState(false);
  const find = () => {
    const id = vacancyIn(text);
    setWrong(id === null);
    if (id) onVacancy(id);
  };
  return (
    <div class="panel stack">
      <PanelHead title={t('applicant_place_apply')} onClose={onClose} />
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
          <Link class="btn primary" href={`https://${site}/vacancy/${vacancyId}`}>
            {t('applicant_apply_on_hh')}
          </Link>
          <p class="small muted gap">{t('applicant_apply_note_hh')}</p>
        </div>
      )}
    </div>
  );
}

/** What keeps one from responding here; null: nothing does. */
const obstacleOf = ({ archived, direct, test }: VacancyToApply) =>
  archived ? 'archived' : direct ? 'direct' : test ? 'test' : null;

function Vacancy(props: Props & { vacancyId: VacancyId }) {
  const { vacancyId, topics, entries, drafts, site, undoSeconds, calls, onVacancy, onOpen, onStep } = props;
  const { answer, again } = useAnswer(vacancyId, () => calls.readVacancy(vacancyId));
  if (!answer) return <p class="muted">{t('inbox_reading')}</p>;
  if (!answer.ok)
    return (
      <ProblemNote
        problem={answer.problem}
        hhUrl={`https://${site}/vacancy/${vacancyId}`}
        onStep={(step) => (step === 'retry' || step === 'refresh' ? again() : onStep(answer.problem)(step))}
        onCopy={calls.copy}
      />
    );
  const vacancy = answer.value;
  const mine = topics.find((topic) => topic.vacancy?.id === vacancyId);
  const obstacle = obstacleOf(vacancy);
  // hh counts by resume: another one may still respond.
  const applied = mine !== undefined || vacancy.relations.some((one) => one.startsWith('got_'));
  const onHh = vacancy.applyUrl ?? vacancy.url ?? `https://${site}/vacancy/${vacancyId}`;
  const elsewhere = obstacle === 'direct' ? webUrl(vacancy.direct?.url) : null;
  return (
    <>
      <div class="vacancy-facts">
        <h3 class="b said" dir="auto">
          <Link href={vacancy.url}>{vacancy.name}</Link>
        </h3>
        <p class="small muted said" dir="auto">
          {[vacancy.employer?.name, vacancy.area, salaryText(vacancy)].filter(Boolean).join(' · ')}
        </p>
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
      {!obstacle && (
        <ApplyForm
          vacancy={vacancy}
          entries={entries}
          draft={drafts[`apply:${vacancyId}`]?.text ?? ''}
          undoSeconds={undoSeconds}
          calls={calls}
          onSent={() => onVacancy(null)}
          onStep={onStep}
        />
      )}
    </>
  );
}

function salaryText({ salary }: VacancyToApply): string | null {
  if (!salary) return null;
  const { from, to, currency } = salary;
  if (from !== null && to !== null)
    return from === to ? money(from, currency) : `${from.toLocaleString(t('locale'))}–${money(to, currency)}`;
  if (from !== null) return `${t('inbox_filter_from')} ${money(from, currency)}`;
  return to === null ? null : `${t('inbox_filter_to')} ${money(to, currency)}`;
}
