import type { OwnResume, ResumeView } from '../../utils/domain/applicant/applicant.ts';
import { plural, t } from '../../utils/i18n.ts';
import { date } from '../../utils/time.ts';
import { useStore } from '../contexts.tsx';
import { Button, Chip, Link } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { TitleRow } from '../ui/section.tsx';
import { useLoad, usePages } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';

interface Props {
  now: number;
  onClose: () => void;
}

/** My resumes and who viewed them. The resumes are read when this is shown, the views only after a click. */
export function Resumes({ now, onClose }: Props) {
  const {
    applicant,
    settings: { site },
  } = useStore();
  const api = applicant.api.state === 'on';
  const { readResumes } = useWorker().applicant;
  const { value: resumes, problem, again } = useLoad(api ? 'resumes' : null, readResumes);
  return (
    <div class="panel stack">
      <TitleRow class="row panel-head" title={t('applicant_place_resumes')} onClose={onClose} />
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
      {resumes && (
        <>
          {resumes.items.length + resumes.skipped === 0 && <p class="muted">{t('applicant_resumes_none')}</p>}
          <ul class="stack">
            {resumes.items.map((resume) => (
              <Resume key={resume.id} resume={resume} now={now} />
            ))}
          </ul>
          <Skipped count={resumes.skipped} />
        </>
      )}
    </div>
  );
}

const Skipped = ({ count }: { count: number }) =>
  count > 0 ? <p class="small muted">{plural('popup_set_aside', count)}</p> : null;

function Resume({ resume, now }: { resume: OwnResume; now: number }) {
  const { applicant } = useWorker();
  const { id, title, url, status, newViews, totalViews } = resume;
  const views = usePages<ResumeView>(id, (page) => applicant.readViews({ id, page }), { byClick: true });
  const isRead = views.count > 0;
  const fresh = isRead ? 0 : newViews;
  return (
    <li class="stack resume">
      <div class="row">
        <span class="grow ell b" dir="auto" title={title}>
          <Link href={url}>{title}</Link>
        </span>
        {status && <Chip>{status.name}</Chip>}
      </div>
      <p class="small muted">
        {fresh === null ? t('applicant_views_new_unread') : plural('applicant_views_new', fresh)}
        {totalViews !== null && ` · ${plural('applicant_views_total', totalViews)}`}
      </p>
      {!isRead && totalViews !== 0 && (
        <div>
          <Button small disabled={views.busy} onClick={views.next}>
            {t('applicant_views_show')}
          </Button>
          <p class="small muted gap">
            {t(newViews === 0 ? 'applicant_views_effect_none' : 'applicant_views_effect')}
          </p>
        </div>
      )}
      {views.problem && (
        <ProblemNote
          problem={views.problem}
          {...(url && { hhUrl: url })}
          again={views.next}
          account="applicant"
        />
      )}
      {isRead && views.items.length + views.skipped === 0 && (
        <p class="small muted">{t('applicant_views_nobody')}</p>
      )}
      {views.items.length > 0 && (
        <ul class="lines">
          {views.items.map(({ at, employer, url: page, seen }, index) => (
            <li key={index} class="row">
              <span class={`grow ell${seen ? '' : ' b'}`} dir="auto" title={employer ?? undefined}>
                <Link href={page}>{employer ?? t('applicant_no_employer')}</Link>
              </span>
              <span class="small muted num">{at !== null && date(at, now)}</span>
            </li>
          ))}
        </ul>
      )}
      <Skipped count={views.skipped} />
      {isRead && views.more && (
        <Button small disabled={views.busy} onClick={views.next}>
          {t('common_more')}
        </Button>
      )}
    </li>
  );
}
