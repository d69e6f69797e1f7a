import { useState } from 'preact/hooks';
import type { Applicant, Part } from '../../../utils/domain/applicant/applicant.ts';
import { partOf } from '../../../utils/domain/applicant/applicant.ts';
import type { Settings } from '../../../utils/domain/inbox.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { partText } from '../../../utils/sum-words.ts';
import { nextPageUrl } from '../../ui/addresses.ts';
import { Button } from '../../ui/button.tsx';
import type { ApplicantCalls } from '../calls.ts';

interface Props {
  applicant: Applicant;
  settings: Pick<Settings, 'fetchPages' | 'site'>;
  calls: Pick<ApplicantCalls, 'readOn' | 'openTab'>;
}

/**
 * What part the numbers beside it are of, and what of it could not be read, with a button that reads on: here where a way is open that asks hh, else on
 * the next page of hh's own list. Nothing where all was read.
 */
export function PartNote({ applicant, settings, calls }: Props) {
  const part = partOf(applicant);
  const { unsure, unclear } = applicant.counts;
  if (!part && unsure + unclear === 0) return null;
  return (
    <div class="part small muted">
      {part && (
        <p class="row wrap" role="status">
          <span>{partText(part)}</span>
          {part.more && <More part={part} applicant={applicant} settings={settings} calls={calls} />}
        </p>
      )}
      {unsure > 0 && <p>{plural('applicant_unsure', unsure)}</p>}
      {unclear > 0 && <p>{plural('applicant_unclear', unclear)}</p>}
    </div>
  );
}

function More({ part, applicant, settings: { fetchPages, site }, calls }: Props & { part: Part }) {
  const [busy, setBusy] = useState(false);
  const asks = applicant.api.state === 'on' || fetchPages;
  const readOn = async () => {
    if (!asks) return calls.openTab(nextPageUrl(site, part.loaded));
    setBusy(true);
    await calls.readOn();
    setBusy(false);
  };
  return (
    <Button tone="link" disabled={busy} onClick={() => void readOn()}>
      {t(busy ? 'applicant_part_reading' : asks ? 'applicant_part_more' : 'applicant_part_open')}
    </Button>
  );
}
