import { t } from '../../utils/i18n.ts';
import type { Inbox, Settings } from '../../utils/inbox/inbox.ts';
import { Button } from '../button.tsx';
import { Card } from './card.tsx';
import type { View } from './list.ts';

interface Props {
  view: View;
  query: string;
  /** Responses that were not read yet and so cannot be found. */
  missing: number;
  inbox: Inbox;
  settings: Settings;
  onClear: () => void;
}

/** An empty list says why, and what will stand here. */
export function Empty({ view, query, missing, inbox, settings, onClear }: Props) {
  if (query.trim())
    return (
      <Card
        title={t('popup_not_found', query.trim())}
        note={missing > 0 && view !== 'chats' ? t('popup_not_found_more', missing) : ''}
      >
        <div class="row">
          <Button small onClick={onClear}>
            {t('popup_clear')}
          </Button>
        </div>
      </Card>
    );
  if (inbox.freshAt === null) {
    // The problem above says all there is to say.
    if (inbox.problem) return null;
    return <Card title={t('popup_first')} note={t('popup_first_note')} />;
  }
  return (
    <Card
      title={t(`popup_empty_${view}`)}
      note={t(`popup_empty_${view}_note`, ...(view === 'responses' ? [settings.intervalMinutes] : []))}
    />
  );
}
