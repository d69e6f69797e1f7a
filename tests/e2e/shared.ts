import type { Stage } from './stage.ts';

interface Shared {
  stage?: Stage;
}
declare global {
  var otklikShared: Shared | undefined;
}

/** What the test files of one worker share; global, as vitest loads its environment apart from the tests. */
globalThis.otklikShared ??= {};
export const shared = globalThis.otklikShared;
