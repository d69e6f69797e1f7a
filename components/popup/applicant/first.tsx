import { t } from '../../../utils/i18n.ts';
import type { Applicant } from '../../../utils/inbox/applicant/applicant.ts';
import type { Settings } from '../../../utils/inbox/inbox.ts';
import { Button } from '../../button.tsx';
import { negotiationsUrl } from '../addresses.ts';
import type { PopupCalls } from '../calls.ts';
import { Card } from '../card.tsx';

interface Props {
  applicant: Applicant;
  settings: Settings;
  calls: Pick<PopupCalls, 'openTab'>;
}

/** Nothing was read yet: what to do, or that there is nothing to do but wait. */
export function First({ applicant: { api, problem }, settings, calls }: Props) {
  if (settings.readPages || settings.fetchPages)
    return (
      <Card title={t('applicant_first')} note={t('applicant_first_note')}>
        {settings.fetchPages && <p class="small muted">{t('applicant_first_fetch')}</p>}
        <div class="row">
          <Button tone="primary" onClick={() => calls.openTab(negotiationsUrl(settings.site))}>
            {t('applicant_open_page')}
          </Button>
        </div>
      </Card>
    );
  // What went wrong, or what hh has closed, is said beside.
  if (problem || api.state === 'closed') return null;
  return <Card title={t('popup_first')} note={t('popup_first_note')} />;
}
