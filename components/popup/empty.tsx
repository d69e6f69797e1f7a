import { unreadOf } from '../../utils/domain/badge.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { isNothing, leastOf, type Sum } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown } from '../../utils/known.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { nextCheckText } from '../ui/words.ts';
import type { View } from './list.ts';

interface Props {
  view: View;
  query: string;
  /** Number of responses that were not read yet and so cannot be found. */
  missing: Sum;
  inbox: Inbox;
  settings: Settings;
  onClear: () => void;
}

interface NotFoundProps extends Pick<Props, 'query' | 'onClear'> {
  /** Says what the search does not cover. */
  note: string;
}

/** Says that nothing matches the search. */
export const NotFound = ({ query, note, onClear }: NotFoundProps) => (
  <Card title={t('popup_not_found', query.trim())} note={note}>
    <div class="row">
      <Button small onClick={onClear}>
        {t('popup_clear')}
      </Button>
    </div>
  </Card>
);

/** Says why a list is empty, and what will appear here. */
export function Empty({ view, query, missing, inbox, settings, onClear }: Props) {
  if (query.trim()) {
    const isAll = view === 'chats' || view === 'back' || isNothing(missing);
    return <NotFound query={query} note={isAll ? '' : notSearched(missing)} onClear={onClear} />;
  }
  if (view === 'back') return <Card title={t('popup_empty_back')} note={t('popup_empty_back_note')} />;
  if (inbox.freshAt === null) {
    // The problem above says it already.
    if (inbox.problem) return null;
    return <Card title={t('popup_first')} note={t('popup_first_note')} />;
  }
  // The problem above or the line below (`Rest`) speaks of the chats that are not listed.
  if (view === 'chats' && !isKnown(inbox.unreadChats, 0)) return null;
  if (view !== 'chats' && !isNothing(unreadOf(inbox, settings).responses)) {
    if (inbox.vacancies.length === 0)
      return <Card title={t('inbox_vacancies_unread')} note={t('inbox_vacancies_unread_note')} />;
    const why = view === 'waiting' && leastOf(missing) > 0 ? 'unloaded' : 'part';
    return <Card title={t(`popup_empty_${why}`)} note={t(`popup_empty_${why}_note`)} />;
  }
  // `Quiet` says so above.
  if (view === 'responses') return null;
  return <Card title={t(`popup_empty_${view}`)} note={t(`popup_empty_${view}_note`)} />;
}

const notSearched = (missing: Sum): string =>
  missing.whole ? t('popup_not_found_more', missing.count) : t('popup_not_found_part');

interface QuietProps {
  inbox: Pick<Inbox, 'freshAt'>;
  now: number;
  intervalMinutes: number;
}

/** Says that nothing is new, and when the next check is. */
export const Quiet = ({ inbox, now, intervalMinutes }: QuietProps) => (
  <div class="row quiet">
    <span class="saved">
      <Icon name="check" />
    </span>
    <div class="grow">
      <h2>{t('popup_empty_responses')}</h2>
      <p class="small muted">{nextCheckText(inbox, now, intervalMinutes)}</p>
    </div>
  </div>
);

interface RestProps {
  view: View;
  query: string;
  inbox: Inbox;
  /** Number of responses that hh counts but that were not read yet. */
  missing: Sum;
  onOpen: () => void;
}

/** Says below the list what is missing from it. */
export function Rest({ view, query, inbox, missing, onOpen }: RestProps) {
  const { unreadChats } = inbox;
  const chats = query.trim() || !unreadChats.known ? 0 : unreadChats.value - inbox.chats.length;
  const skipped =
    inbox.skipped +
    inbox.chatsSkipped +
    Object.values(inbox.readAt).reduce((sum, read) => sum + read.skipped, 0);
  return (
    <>
      {view === 'waiting' && !isNothing(missing) && (
        <p class="rest small muted">
          {missing.whole ? plural('popup_waiting_rest', missing.count) : t('popup_waiting_rest_unknown')}
        </p>
      )}
      {view === 'chats' && chats > 0 && (
        <p class="rest">
          <button type="button" class="bare small accent" onClick={onOpen}>
            {plural('popup_chats_rest', chats)}
          </button>
        </p>
      )}
      {skipped > 0 && <p class="rest small muted">{plural('popup_set_aside', skipped)}</p>}
    </>
  );
}
