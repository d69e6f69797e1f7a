import { useState } from 'preact/hooks';
import type { OwnResume, ResumeView } from '../../utils/domain/applicant/reads.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Problem } from '../../utils/problem.ts';
import { date } from '../../utils/time.ts';
import { Button, Chip } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PanelHead } from '../ui/section.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';

interface Props {
  api: boolean;
  site: string;
  now: number;
  onClose: () => void;
}

/** My resumes, and who looked at them: the list is read when this is shown, who looked by a click. */
export function Resumes({ api, site, now, onClose }: Props) {
  const { applicant } = useWorker();
  const { value: resumes, problem, again } = useLoad(api ? 'resumes' : null, applicant.readResumes);
  return (
    <div class="panel stack">
      <PanelHead title={t('applicant_place_resumes')} onClose={onClose} />
      {!api && (
        <>
          <p class="muted">{t('applicant_resumes_on_hh')}</p>
          <Link class="btn primary" href={`https://${site}/applicant/resumes`}>
            {t('applicant_resumes_open')}
          </Link>
        </>
      )}
      {api && !resumes && !problem && <p class="muted">{t('inbox_reading')}</p>}
      {problem && (
        <ProblemNote
          problem={problem}
          hhUrl={`https://${site}/applicant/resumes`}
          again={again}
          account="applicant"
        />
      )}
      {resumes?.length === 0 && <p class="muted">{t('applicant_resumes_none')}</p>}
      {resumes && (
        <ul class="stack">
          {resumes.map((resume) => (
            <Resume key={resume.id} resume={resume} now={now} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Resume({ resume, now }: { resume: OwnResume; now: number }) {
  const { applicant } = useWorker();
  const { id, title, url, status, newViews, totalViews } = resume;
  const views = useViews(id, applicant.readViews);
  const isRead = views.list !== null;
  return (
    <li class="stack resume">
      <div class="row">
        <span class="grow ell b" dir="auto" title={title}>
          <Link href={url}>{title}</Link>
        </span>
        {status && <Chip>{status.name}</Chip>}
      </div>
      <p class="small muted">
        {plural('applicant_views_new', isRead ? 0 : newViews)}
        {totalViews !== null && ` · ${plural('applicant_views_total', totalViews)}`}
      </p>
      {!isRead && totalViews !== 0 && (
        <div>
          <Button small disabled={views.busy} onClick={() => views.read(0)}>
            {t('applicant_views_show')}
          </Button>
          <p class="small muted gap">
            {t(newViews > 0 ? 'applicant_views_effect' : 'applicant_views_effect_none')}
          </p>
        </div>
      )}
      {views.problem && (
        <ProblemNote
          problem={views.problem}
          {...(url && { hhUrl: url })}
          again={() => views.read(views.page)}
          account="applicant"
        />
      )}
      {views.list?.length === 0 && <p class="small muted">{t('applicant_views_nobody')}</p>}
      {views.list && views.list.length > 0 && (
        <ul class="lines">
          {views.list.map(({ at, employer, url: page, seen }, index) => (
            <li key={index} class="row">
              <span class={`grow ell${seen ? '' : ' b'}`} dir="auto" title={employer ?? undefined}>
                <Link href={page}>{employer ?? t('applicant_no_employer')}</Link>
              </span>
              <span class="small muted num">{at !== null && date(at, now)}</span>
            </li>
          ))}
        </ul>
      )}
      {views.more && (
        <Button small disabled={views.busy} onClick={() => views.read(views.page)}>
          {t('applicant_views_more')}
        </Button>
      )}
    </li>
  );
}

/** Who looked at a resume, page by page. */
function useViews(id: ResumeId, readViews: Worker['applicant']['readViews']) {
  const [list, setList] = useState<ResumeView[] | null>(null);
  const [page, setPage] = useState(0);
  const [more, setMore] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = async (wanted: number) => {
    setBusy(true);
    const answer = await readViews({ id, page: wanted });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setList((before) => [...(wanted === 0 ? [] : (before ?? [])), ...answer.value.views]);
    setMore(answer.value.more);
    setPage(wanted + 1);
  };
  return { list, page, more, busy, problem, read: (wanted: number) => void read(wanted) };
}
