import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/*
 * Runs many random writes: `npm run fuzz -- --runs 20000 --seed 1`. Each seed is one run, and can be repeated
 * exactly. A failed run is shortened and printed. `--log` prints what happened in a run, `--rule twice`
 * checks one promise only.
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '3' },
    rule: { type: 'string' },
    log: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  },
});

const jobs = Math.max(1, Math.min(Number(values.jobs), Number(values.runs)));
const codes = await Promise.all(
  Array.from({ length: jobs }, (_, shard) => {
    const env = {
      ...process.env,
      FUZZ_RUNS: values.runs,
      FUZZ_SEED: values.seed,
      FUZZ_SHARDS: String(jobs),
      FUZZ_SHARD: String(shard),
      FUZZ_SHOW: values.show,
      ...(values.rule && { FUZZ_RULE: values.rule }),
      ...(values.log && { FUZZ_LOG: '1' }),
    };
    const vitest = ['run', '--project', 'unit', 'tests/writes/random.test.ts'];
    const child = spawn('vitest', vitest, { env, stdio: 'inherit' });
    return new Promise<number>((done) => child.on('exit', (code) => done(code ?? 1)));
  }),
);
process.exitCode = Math.max(...codes);
