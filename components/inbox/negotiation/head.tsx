import type { Candidate } from '../../../utils/domain/negotiation.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { experience, money } from '../../../utils/time.ts';
import { Button } from '../../ui/button.tsx';
import { webUrl } from '../../ui/link.tsx';
import { factText, factWords } from '../../ui/words.ts';

interface Props {
  /** null while it is read for the first time. */
  candidate: Candidate | null;
  busy: boolean;
  gone: boolean;
  onClose: () => void;
}

/** «40 лет · Москва · опыт 9 лет 4 месяца · 120 000 ₽» */
export function aboutText({ age, area, experienceMonths, salary, resumeId }: Candidate): string {
  return [
    factWords(age, (years) => (years > 0 ? plural('neg_age', years) : ''), 'unknown_age'),
    factText(area, 'unknown_area'),
    factWords(
      experienceMonths,
      (months) => (months > 0 ? t('neg_experience', experience(months)) : t('popup_no_experience')),
      'unknown_experience',
    ),
    factWords(
      salary,
      ({ amount, currency }) => money(amount, currency),
      'unknown_salary',
      resumeId === null ? '' : t('neg_no_salary'),
    ),
  ]
    .filter(Boolean)
    .join(' · ');
}

const sign = (path: string) => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} />
  </svg>
);

/** Who it is. */
export function Head({ candidate, busy, gone, onClose }: Props) {
  const name = !candidate
    ? t(busy ? 'neg_loading' : 'unknown_person')
    : factWords(candidate.name, String, 'unknown_person', t(gone ? 'neg_resume_gone' : 'neg_name_hidden'));
  const title = candidate ? factText(candidate.title, 'unknown_title') : '';
  const about = candidate && !gone ? aboutText(candidate) : '';
  const url = webUrl(candidate?.url);
  return (
    <header class="neg-head row">
      <div class="grow">
        <h1 class="b neg-name ell" dir="auto" title={name}>
          {name}
        </h1>
        {title && !gone && (
          <p class="small ell" dir="auto" title={title}>
            {title}
          </p>
        )}
        {about && <p class="small muted">{about}</p>}
      </div>
      {url && (
        <a
          class="btn icon flat"
          href={url}
          target="_blank"
          rel="noreferrer"
          aria-label={`${t('neg_open_resume')}. ${t('neg_open_resume_trace')}`}
          title={t('neg_open_resume_trace')}
        >
          {sign('M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.2 3.8L7 9')}
        </a>
      )}
      <Button icon tone="flat" aria-label={t('neg_close')} aria-keyshortcuts="Escape" onClick={onClose}>
        {sign('M3.5 3.5l9 9m0-9l-9 9')}
      </Button>
    </header>
  );
}
