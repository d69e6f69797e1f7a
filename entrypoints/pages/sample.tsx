import { render } from 'preact';
import './sample.css';
import { sampleHash } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import { worker } from '../../utils/messaging/client.ts';
import { createSample, type Sample } from '../../utils/messaging/sample.ts';
import { settingsItem } from '../../utils/storage/items.ts';

const places = [
  { page: '/inbox.html', name: 'sample_inbox' },
  { page: '/popup.html', name: 'sample_popup' },
  { page: '/sample.html', name: 'sample_panel' },
] as const;

/**
 * Opens the sample for this page. A bar above says that the people are invented and how to leave. Links
 * within the page stay in the sample.
 */
export async function openSample(): Promise<Sample> {
  const { theme, site } = await settingsItem.getValue();
  const place = document.createElement('header');
  place.className = 'row sample small';
  const draw = (note: string) => render(<Line note={note} />, place);
  draw(t('sample_note'));
  document.body.prepend(place);
  // The inbox page fills the window, and must leave room for the bar.
  new ResizeObserver(() =>
    document.body.style.setProperty('--sample-height', `${place.offsetHeight}px`),
  ).observe(place);

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="?"]');
    if (!link) return;
    event.preventDefault();
    history.pushState(null, '', `${location.pathname}${link.getAttribute('href')}${sampleHash}`);
    dispatchEvent(new PopStateEvent('popstate'));
  });
  const { copy, copyTable, save, openOptions } = worker;
  const openInbox = async (address = '') =>
    location.assign(`/inbox.html${address && `?${address}`}${sampleHash}`);
  const onHh = () => draw(t('sample_at_hh'));
  return createSample({ copy, copyTable, save, openOptions, openInbox, onHh }, { theme, site });
}

const Line = ({ note }: { note: string }) => (
  <>
    <b class="b">{t('sample_title')}</b>
    <span class="grow" role="status">
      {note}
    </span>
    <nav class="row wrap" aria-label={t('sample_views')}>
      {places.map(({ page, name }) => (
        <a
          key={page}
          href={`${page}${sampleHash}`}
          aria-current={page === location.pathname ? 'page' : undefined}
        >
          {t(name)}
        </a>
      ))}
    </nav>
    <a class="btn small" href="/welcome.html">
      {t('sample_leave')}
    </a>
  </>
);
