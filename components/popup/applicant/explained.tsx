import { t } from '../../../utils/i18n.ts';

/** What reading one's own page means: what is read, when, and what does not happen. */
export const Explained = () => (
  <ul class="bullets small muted">
    <li>{t('applicant_opt_what')}</li>
    <li>{t('applicant_opt_when')}</li>
    <li>{t('applicant_opt_nothing')}</li>
  </ul>
);
