import { t } from '../../utils/i18n.ts';
import type { View } from './list.ts';

export const views: View[] = ['responses', 'chats', 'waiting'];

interface Props {
  view: View;
  counts: { responses: number; chats: number };
  onView: (view: View) => void;
}

/** The three ways to look at what waits. */
export function Tabs({ view, counts, onView }: Props) {
  const labels: Record<View, { name: string; count: number }> = {
    responses: { name: t('popup_tab_responses'), count: counts.responses },
    chats: { name: t('popup_tab_chats'), count: counts.chats },
    waiting: { name: t('popup_tab_waiting'), count: 0 },
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
    const next = views[(views.indexOf(view) + step + views.length) % views.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onView(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('popup_views')} onKeyDown={walk}>
      {views.map((each) => (
        <button
          key={each}
          id={`tab-${each}`}
          type="button"
          role="tab"
          aria-selected={each === view}
          aria-controls="list"
          tabIndex={each === view ? 0 : -1}
          onClick={() => onView(each)}
        >
          {labels[each].name}
          {labels[each].count > 0 && (
            <span class="num"> {labels[each].count.toLocaleString(t('locale'))}</span>
          )}
        </button>
      ))}
    </div>
  );
}
