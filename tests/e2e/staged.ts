import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { until } from './browser.ts';
import { shared } from './shared.ts';
import { Stage, type StageOptions } from './stage.ts';
import { Surface } from './surface.ts';

/**
 * A stage for the tests of one describe block and browser, with a new world for each test. The browser is reused by
 * later describe blocks, and by all files of the same vitest worker (`isolate: false`).
 */
export function staged(name: BrowserName, options: StageOptions = {}): () => Stage {
  let stage: Stage | undefined;
  let state: 'of others' | 'new' | 'used' | 'after a failure' = 'of others';
  // In Firefox every stage has real tabs, and grants what it is asked for.
  const isOrdinary = !(
    (name === 'chromium' && (options.realTabs || options.grants)) ||
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

/**
 * From now on hh does not name the chat of any negotiation, neither in a single one nor in this vacancy's list, which
 * is read.
 */
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
  // Names also appear beside the list, from the store.
  await until('the list', async () => (await new Surface(list, 'page').count('.resp')) > 0);
}
