import type { Environment } from 'vitest/runtime';
import { shared } from './shared.ts';

/** The Node environment, which closes the worker's browser at the end. */
const environment: Environment = {
  name: 'browser of its own',
  viteEnvironment: 'ssr',
  setup: () => ({ teardown: () => shared.stage?.close() }),
};
export default environment;
