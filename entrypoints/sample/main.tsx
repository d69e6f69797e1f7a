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

/** What stands for the text of hh's page: cards of lines, each so long. */
const cards = [
  ['middle', 'short', 'short'],
  ['middle', 'short'],
  ['short', 'long', 'long', 'middle', 'long', 'middle'],
  ['short', 'long', 'middle', 'long', 'long', 'middle'],
  ['short', 'long', 'middle'],
] as const;

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
