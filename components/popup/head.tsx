import { plural, t } from '../../utils/i18n.ts';
import type { Inbox } from '../../utils/inbox/inbox.ts';
import { ago, moment } from '../../utils/time.ts';
import { Button } from '../button.tsx';

interface Props {
  inbox: Inbox;
  counts: { responses: number; chats: number };
  now: number;
  refreshing: boolean;
  onRefresh: () => void;
  onSettings: () => void;
}

/** How much waits, how fresh that is, and the two buttons that are always there. */
export function Head({ inbox, counts, now, refreshing, onRefresh, onSettings }: Props) {
  const { freshAt } = inbox;
  // Before the first answer of hh a zero would be a guess.
  const title = freshAt === null ? t('popup_counting') : countsText(counts);
  return (
    <header class="row head">
      <h1 class="b grow ell" title={title}>
        {title}
      </h1>
      <span
        class="small muted num fresh"
        role="status"
        title={freshAt === null ? undefined : t('popup_fresh_at', moment(freshAt))}
      >
        {refreshing ? t('popup_refreshing') : freshAt === null ? t('popup_never') : ago(freshAt, now)}
      </span>
      <div class="row signs">
        <Button icon tone="flat" aria-label={t('popup_refresh')} disabled={refreshing} onClick={onRefresh}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V4.5h-3" />
          </svg>
        </Button>
        <Button icon tone="flat" aria-label={t('popup_settings')} onClick={onSettings}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 4.5h5m4 0h3M2 11.5h3m4 0h5" />
            <circle cx="9" cy="4.5" r="2" />
            <circle cx="7" cy="11.5" r="2" />
          </svg>
        </Button>
      </div>
    </header>
  );
}

function countsText({ responses, chats }: Props['counts']): string {
  const both = t('popup_both', plural('popup_responses', responses), plural('popup_messages', chats));
  if (responses > 0 && chats > 0) return both;
  if (responses > 0) return plural('popup_responses', responses);
  return chats > 0 ? plural('popup_messages', chats) : t('popup_nothing');
}
