import type { Applicant } from '../../../utils/domain/applicant/applicant.ts';
import type { Settings } from '../../../utils/domain/inbox.ts';
import { t } from '../../../utils/i18n.ts';
import { negotiationsUrl } from '../../ui/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OptIn } from '../../ui/opt-in.tsx';
import type { PopupCalls } from '../calls.ts';

interface Props {
  applicant: Applicant;
  settings: Settings;
  signedIn: boolean;
  calls: Pick<PopupCalls, 'openTab' | 'saveSettings'>;
}

/** Nothing was read yet: what to do, or that there is nothing to do but wait. */
export function First({ applicant: { api, problem }, settings, signedIn, calls }: Props) {
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
  if (api.state === 'closed' || !signedIn) {
    const why = api.state === 'closed' ? 'closed' : 'off';
    return (
      <Card title={t(`applicant_${why}_title`)} note={t(`applicant_${why}_note`)}>
        <OptIn calls={calls} />
      </Card>
    );
  }
  // What went wrong is said above.
  return problem ? null : <Card title={t('popup_first')} note={t('popup_first_note')} />;
}
