import { type ComponentChildren, render } from 'preact';
import '../../components/ui/look.css';
import { Losses } from '../../components/ui/problem-note.tsx';
import { WorkerProvider } from '../../components/worker.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { sampleHash } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { holdInSight } from '../../utils/messaging/notifications.ts';
import { createTheme } from '../../utils/storage/early.ts';
import { lossesItem, type Losses as Stored } from '../../utils/storage/items.ts';
import type { openStore } from '../../utils/storage/page-store.ts';

/** The store that a page reads, and the worker that it sends its requests to. */
interface Source {
  worker: Worker;
  openStore: typeof openStore;
}

/** The page's own source. In the sample, the source of invented people instead, whose code is loaded only then. */
export async function sourceOf(own: Source): Promise<Source> {
  if (location.hash === sampleHash) return (await import('./sample.tsx')).openSample();
  // The person sees on the page what the store holds: no notification repeats it.
  holdInSight();
  return own;
}

/**
 * Sets up one of our pages in the person's theme and language.
 * @returns a function that draws the page, called again after every change
 */
export function createPage(title: string, worker: Worker) {
  const root = document.querySelector('#app') ?? document.body;
  const theme = createTheme();
  document.documentElement.lang = t('locale');
  document.title = title;
  void showLosses();

  let framed = true;
  return (settings: Settings, view: ComponentChildren): void => {
    theme(settings.theme);
    // The frame painted before the code loaded would otherwise stay beside the view.
    if (framed) root.replaceChildren();
    framed = false;
    render(<WorkerProvider worker={worker}>{view}</WorkerProvider>, root);
  };
}

/** Shows above the page which parts of the store were broken and have been discarded, until the person closes it. */
async function showLosses(): Promise<void> {
  const place = document.createElement('div');
  const draw = async (losses: Stored) => {
    if (Object.keys(losses).length === 0) return place.remove();
    const { keptItems } = await import('../../utils/storage/kept.ts');
    const names = keptItems.filter(({ item }) => Object.hasOwn(losses, item.key)).map(({ name }) => name);
    if (names.length === 0) return place.remove();
    render(<Losses names={[...new Set(names)]} onClose={() => void lossesItem.removeValue()} />, place);
    document.body.prepend(place);
  };
  lossesItem.watch((losses) => void draw(losses));
  await draw(await lossesItem.getValue());
}
