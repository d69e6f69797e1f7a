import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { until } from './browser.ts';
import { shared } from './shared.ts';
import { Stage, type StageOptions } from './stage.ts';
import { Surface } from './surface.ts';

/**
 * A stage for the tests of one describe and browser, with a new world for each test. The browser goes from
 * describe to describe, and from file to file of vitest's worker (`isolate: false`).
 */
export function staged(name: BrowserName, options: StageOptions = {}): () => Stage {
  let stage: Stage | undefined;
  let state: 'of others' | 'new' | 'used' | 'after a failure' = 'of others';
  const isOrdinary = !(
    options.realTabs ||
    options.grants ||
    options.policy ||
    options.build ||
    options.dark ||
    options.english ||
    options.scale
  );

  const open = async () => {
    stage = await Stage.open(name, options);
    state = 'new';
    if (isOrdinary) shared.stage = stage;
  };
  beforeAll(async () => {
    if (isOrdinary && shared.stage?.browser.name === name) stage = shared.stage;
    else await open();
    stage?.handTo(options);
  });
  beforeEach(async ({ onTestFailed }) => {
    onTestFailed(() => {
      state = 'after a failure';
    });
    if (state === 'after a failure') {
      await stage?.close().catch(() => {});
      await open();
    } else if (state === 'used' && options.sameWorld) await stage?.tidy();
    else if (state !== 'new') await stage?.reset();
    state = 'used';
  });
  afterAll(async () => {
    if (!isOrdinary) await stage?.close();
  });
  return () => {
    if (!stage) throw new Error('The stage is not open yet');
    return stage;
  };
}

/** From now on hh names the chat of no negotiation: neither by itself nor in the list of this vacancy, which is read. */
export async function closeChats(stage: Stage, vacancyId: string): Promise<void> {
  const without = (json: unknown): unknown =>
    Array.isArray(json)
      ? json.map(without)
      : typeof json === 'object' && json !== null
        ? { ...json, ...('items' in json ? { items: without(json.items) } : { chat_id: null }) }
        : json;
  for (const operation of ['get-negotiation-item', 'get-collection-negotiations-list'])
    stage.faults.add({ match: { operation }, kind: 'drift', drift: without });
  const list = await stage.newTab();
  await list.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}`));
  // Names stand beside the list as well, out of the store.
  await until('the list', async () => (await new Surface(list, 'page').count('.resp')) > 0);
}
