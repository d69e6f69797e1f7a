import type { Sum } from '../../../utils/domain/sum.ts';
import { t } from '../../../utils/i18n.ts';
import { sumMark } from '../../../utils/sum-words.ts';

interface Props {
  current: 'candidates' | 'mine';
  candidates: Sum;
  mine: Sum;
}

/** For who hires and looks for a job: both halves are pages, each with a count of what is new. */
export const Roles = ({ current, candidates, mine }: Props) => (
  <nav class="roles" aria-label={t('role_label')}>
    {(
      [
        ['candidates', '?', candidates],
        ['mine', '?page=applicant', mine],
      ] as const
    ).map(([name, href, count]) => (
      <a key={name} href={href} aria-current={name === current ? 'page' : undefined}>
        {t(`role_${name}`)}
        {sumMark(count) && <span class="num"> {sumMark(count)}</span>}
      </a>
    ))}
  </nav>
);
