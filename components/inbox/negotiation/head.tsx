import { useState } from 'preact/hooks';
import type { Candidate } from '../../../utils/domain/negotiation.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { experience, money } from '../../../utils/time.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { webUrl } from '../../ui/link.tsx';
import { factText, factWords } from '../../ui/words.ts';

/** «Главный бухгалтер · 41 год · опыт 18 лет · 170 000 ₽ · Москва» */
function aboutText({ title, age, area, experienceMonths, salary, resumeId }: Candidate): string {
  return [
    factText(title, 'unknown_title'),
    factWords(age, (years) => (years > 0 ? plural('neg_age', years) : ''), 'unknown_age'),
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
    factText(area, 'unknown_area'),
  ]
    .filter(Boolean)
    .join(' · ');
}

interface Props {
  /** null while it is read for the first time. */
  candidate: Candidate | null;
  busy: boolean;
  gone: boolean;
  /** Where hh has it; null where there is none. */
  photo: string | null;
  onClose: () => void;
}

/** What stands for the person where there is no name. */
export const nameText = (candidate: Candidate | null, gone: boolean, busy: boolean): string =>
  candidate
    ? factWords(candidate.name, String, 'unknown_person', t(gone ? 'neg_resume_gone' : 'neg_name_hidden'))
    : t(busy ? 'neg_loading' : 'unknown_person');

/** «ПИ»: such an address is good for a day, and then there are the initials. */
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map(([first = '']) => first.toUpperCase())
    .join('');

function Photo({ url, name }: { url: string; name: string }) {
  const [failed, setFailed] = useState(false);
  return failed ? (
    <span class="photo b muted" aria-hidden="true">
      {initials(name)}
    </span>
  ) : (
    <img
      class="photo"
      src={url}
      alt=""
      width="40"
      height="40"
      loading="lazy"
      referrerpolicy="no-referrer"
      onError={() => setFailed(true)}
    />
  );
}

/** Who it is. */
export function Head({ candidate, busy, gone, photo, onClose }: Props) {
  const name = nameText(candidate, gone, busy);
  const about = candidate && !gone ? aboutText(candidate) : '';
  const url = webUrl(candidate?.url);
  return (
    <header class="pane-head row">
      {photo && <Photo key={photo} url={photo} name={name} />}
      <div class="grow">
        <h1 class="b pane-name ell" dir="auto" title={name}>
          {name}
        </h1>
        {about && (
          <p class="small muted clamp" dir="auto" title={about}>
            {about}
          </p>
        )}
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
          <Icon name="open" />
        </a>
      )}
      <Button icon tone="flat" aria-label={t('neg_close')} aria-keyshortcuts="Escape" onClick={onClose}>
        <Icon name="close" />
      </Button>
    </header>
  );
}
