// The look shared by all pages comes first: later styles build on it.
import { createPage } from '../pages/create-page.tsx';
import '../hh-pages.content/panel.css';
import { t } from '../../utils/i18n.ts';
import { asId, type NegotiationId } from '../../utils/ids.ts';

// Imported dynamically: what only this page needs stays out of the code that all pages load.
const [{ PanelView }, { openSample }] = await Promise.all([
  import('../../components/panel/panel.tsx'),
  import('../pages/sample.tsx'),
]);

/** Placeholder for the text of hh's page: cards of lines, with the length of each line. */
const cards = [
  ['middle', 'short', 'short'],
  ['middle', 'short'],
  ['short', 'long', 'long', 'middle', 'long', 'middle'],
  ['short', 'long', 'middle', 'long', 'long', 'middle'],
  ['short', 'long', 'middle'],
] as const;

/** A candidate with a history at the company. */
const shown = asId<NegotiationId>('1');

const { worker, openStore, panelOf } = await openSample();
const paint = createPage(t('sample_panel'), worker);

/** Draws the sample's panel beside a placeholder for hh's page of a resume. */
void openStore(({ settings }) => {
  const panel = panelOf(shown);
  paint(
    settings,
    <main class="drawn">
      <h1 class="small muted">{t('sample_resume')}</h1>
      {cards.map((lines, card) => (
        <div key={lines.join()} class="lines" aria-hidden="true">
          {lines.map((length, line) => (
            <p key={`${card} ${line}`} class={length} />
          ))}
        </div>
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
