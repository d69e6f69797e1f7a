import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** One project for each browser: a worker starts its browser once, and all its files use it one after another. */
const e2e = (['chromium', 'firefox'] as const)
  .filter((name) => !process.env.E2E_BROWSER || process.env.E2E_BROWSER === name)
  .map((name) => ({
    test: {
      name: `e2e-${name}`,
      include: ['tests/e2e/**/*.test.ts'],
      env: { E2E_BROWSER: name },
      environment: './tests/e2e/environment.ts',
      isolate: false,
      // On a slow machine everything takes six times as long; a green run waits for none of these.
      expect: { poll: { timeout: 60_000, interval: 100 } },
      testTimeout: 300_000,
      hookTimeout: 180_000,
      // Of 650 about one fails in a whole run, each time another. The report names each second try.
      retry: 1,
    },
  }));

export default defineConfig({
  test: {
    // End-to-end tests mostly wait, for hh's rate limit above all: six at once keep two cores busy.
    maxWorkers: 6,
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: [
            '{utils,components,entrypoints,sandbox,scripts,sign-in-service,tests/writes,tests/drift}/**/*.test.{ts,tsx}',
          ],
          setupFiles: ['tests/setup.ts'],
          // They share the machine with browsers that start; a green run waits for none of these either.
          testTimeout: 120_000,
          mockReset: true,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          // Nothing in them outlives a test; hh's document, which most of them read, is read once for each worker.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      ...e2e,
    ],
  },
});
