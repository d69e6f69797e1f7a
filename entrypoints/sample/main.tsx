// The look of every page comes first: what follows builds on it.
import { createPage } from '../pages/create-page.tsx';
import '../hh-pages.content/panel.css';
import './sample.css';
import { t } from '../../utils/i18n.ts';
import { asId, type NegotiationId } from '../../utils/ids.ts';

// By themselves, as what this page alone needs is no part of the code that all pages load.
const [{ PanelView }, { openSample }] = await Promise.all([
  import('../../components/panel/panel.tsx'),
  import('../pages/sample.tsx'),
]);

/** Somebody with a past at the company. */
const shown = asId<NegotiationId>('1');

const { worker, openStore, panelOf } = await openSample();
const paint = createPage(t('sample_panel'), worker);

/** The panel of the sample, beside what stands for hh's page of a resume. */
void openStore(({ settings }) => {
  const panel = panelOf(shown);
  paint(
    settings,
    <main class="drawn">
      <h1 class="small muted">{t('sample_resume')}</h1>
      {['short', 'long', 'middle', 'long', 'long', 'short', 'middle', 'long'].map((length, at) => (
        <p key={`${at} ${length}`} class={length} aria-hidden="true" />
      ))}
      <PanelView
        panel={panel}
        now={Date.now()}
        busy={false}
        site={settings.site}
        resumeId=""
        onRefresh={() => void worker.refresh()}
        onClose={() => location.assign('/inbox.html#sample')}
      />
    </main>,
  );
});
