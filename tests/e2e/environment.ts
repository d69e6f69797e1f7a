import type { Environment } from 'vitest/runtime';
import { shared } from './shared.ts';

/** Node, and at the end of the worker its browser is closed. */
const environment: Environment = {
  name: 'browser of its own',
  viteEnvironment: 'ssr',
  setup: () => ({ teardown: () => shared.stage?.close() }),
};
export default environment;
