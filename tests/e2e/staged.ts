import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { shared } from './shared.ts';
import { Stage, type StageOptions } from './stage.ts';

/**
 * A stage for the tests of one describe and browser, with a new world for each test. Describes that need the same
 * kind of browser use one after another, in all files that a worker of vitest runs (`isolate: false`).
 */
export function staged(name: BrowserName, options: StageOptions = {}): () => Stage {
  let stage: Stage | undefined;
  let fresh = false;
  const isOrdinary = !(options.realTabs || options.grants || options.dark || options.scale);

  const open = async () => {
    stage = await Stage.open(name, options);
    fresh = true;
    if (isOrdinary) shared.stage = stage;
  };
  beforeAll(async () => {
    if (isOrdinary && shared.stage?.browser.name === name) stage = shared.stage;
    else await open();
    stage?.handTo(options);
  });
  beforeEach(async () => {
    try {
      if (!fresh) await stage?.reset();
    } catch {
      // A browser that a failed test has left in disorder.
      await stage?.close().catch(() => {});
      await open();
    }
    fresh = false;
  });
  afterAll(async () => {
    if (!isOrdinary) await stage?.close();
  });
  return () => {
    if (!stage) throw new Error('The stage is not open yet');
    return stage;
  };
}
