import type { Stage } from './stage.ts';

interface Shared {
  stage?: Stage;
}
declare global {
  var otklikShared: Shared | undefined;
}

/**
 * Shared by the test files of one vitest worker; global, because vitest loads its environment separately from the
 * tests.
 */
globalThis.otklikShared ??= {};
export const shared = globalThis.otklikShared;
