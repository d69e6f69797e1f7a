/**
 * `npm test`: checks types and style, makes the production builds for both browsers, then runs every test on
 * them. The last line says how many passed and failed; the exit code is 0 only if something ran and nothing
 * failed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBrowsers } from './browsers.ts';

const root = resolve(import.meta.dirname, '..');
const results = resolve(root, '.output/test-results.json');

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs one of the project's own tools, and afterwards kills its whole process group, browsers included. */
async function run(tool: string, ...args: string[]): Promise<number> {
  const posix = process.platform !== 'win32';
  const child = spawn(tool, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: pathWithTools(), CI: process.env.CI ?? 'true' },
    detached: posix,
    shell: !posix,
  });
  const stop = () => sweep(child);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  const code = await new Promise<number>((done) => {
    child.once('error', (error) => {
      console.error(`${tool}: ${error.message}`);
      done(1);
    });
    child.once('exit', (exit, signal) => done(exit ?? (signal ? 1 : 0)));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  stop();
  return code;
}

function sweep({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // The process and all its children have ended already.
  }
}

const pathWithTools = () =>
  [resolve(root, 'node_modules/.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':');

async function must(what: string, tool: string, ...args: string[]): Promise<void> {
  console.log(`\n— ${what}`);
  if ((await run(tool, ...args)) !== 0) throw new Error(`${what}: failed, so the tests did not run.`);
}

async function test(): Promise<Counts> {
  ensureBrowsers(['chromium', 'firefox']);
  await must('Types of the project', 'wxt', 'prepare');
  await must('Type check', 'tsc', '--noEmit');
  await must('Style', 'biome', 'check', '--error-on-warnings', '.');
  await must('Build for Chromium', 'wxt', 'build');
  await must('Build and archive for Firefox', 'wxt', 'zip', '-b', 'firefox');
  await must('Archive for the Chrome store', 'wxt', 'zip', '--mode', 'store');
  console.log('\n— Tests');
  rmSync(results, { force: true });
  const code = await run(
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  );
  const counts = readCounts();
  // An error outside any test, such as an unhandled rejection.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

function readCounts(): Counts {
  const report: Report = JSON.parse(readFileSync(results, 'utf8'));
  // A file that could not even be loaded contains no test that could fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
try {
  counts = await test();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  counts.failed = 1;
}
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
