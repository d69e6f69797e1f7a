import { unreadOf } from '../../utils/domain/badge.ts';
import type { Inbox, Settings } from '../../utils/domain/inbox.ts';
import { isNothing, leastOf, type Sum } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import { isKnown } from '../../utils/known.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { View } from './list.ts';

interface Props {
  view: View;
  query: string;
  /** Responses that were not read yet and so cannot be found. */
  missing: Sum;
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
        note={view === 'chats' || isNothing(missing) ? '' : notSearched(missing)}
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
  // The problem above, or the line below, says what is known of chats that are not listed.
  if (view === 'chats' && !isKnown(inbox.unreadChats, 0)) return null;
  if (view !== 'chats' && !isNothing(unreadOf(inbox, settings).responses)) {
    if (inbox.vacancies.length === 0)
      return <Card title={t('inbox_vacancies_unread')} note={t('inbox_vacancies_unread_note')} />;
    const why = view === 'waiting' && leastOf(missing) > 0 ? 'unloaded' : 'part';
    return <Card title={t(`popup_empty_${why}`)} note={t(`popup_empty_${why}_note`)} />;
  }
  return (
    <Card
      title={t(`popup_empty_${view}`)}
      note={t(`popup_empty_${view}_note`, ...(view === 'responses' ? [settings.intervalMinutes] : []))}
    />
  );
}

const notSearched = (missing: Sum): string =>
  missing.whole ? t('popup_not_found_more', missing.count) : t('popup_not_found_part');
