import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { BrowserName } from '../../scripts/browsers.ts';
import { Stage, type StageOptions } from './stage.ts';

/** A stage for the tests of one file and browser, with a new world for each test. */
export function staged(name: BrowserName, options: StageOptions = {}): () => Stage {
  let stage: Stage | undefined;
  let fresh = true;
  beforeAll(async () => {
    stage = await Stage.open(name, options);
  });
  beforeEach(async () => {
    if (!fresh) await stage?.reset();
    fresh = false;
  });
  afterAll(() => stage?.close());
  return () => {
    if (!stage) throw new Error('The stage is not open yet');
    return stage;
  };
}
