import { type ComponentChildren, render } from 'preact';
import '../../components/ui/look.css';
import { createTheme } from '../../components/ui/page-theme.ts';
import { Losses } from '../../components/ui/problem-note.tsx';
import { WorkerProvider } from '../../components/worker.ts';
import type { Settings } from '../../utils/domain/inbox.ts';
import { sampleHash } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { holdInSight } from '../../utils/messaging/notifications.ts';
import { lossesItem, type Losses as Stored } from '../../utils/storage/items.ts';
import type { openStore } from '../../utils/storage/page-store.ts';

/** What a page reads and whom it asks. */
interface Source {
  worker: Worker;
  openStore: typeof openStore;
}

/** The page's own source, or in the sample that of invented people, whose code is read only then. */
export async function sourceOf(own: Source): Promise<Source> {
  if (location.hash === sampleHash) return (await import('./sample.tsx')).openSample();
  // What the store holds is before the person: no notification tells of it.
  holdInSight();
  return own;
}

/**
 * A page of ours, in the person's theme and language.
 * @returns what draws it, now and anew
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
    // The frame painted before would stay beside a view whose code is still to come.
    if (framed) root.replaceChildren();
    framed = false;
    render(<WorkerProvider worker={worker}>{view}</WorkerProvider>, root);
  };
}

/** Above the page, as long as the person has not put it away: what of the store was broken and given up. */
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
