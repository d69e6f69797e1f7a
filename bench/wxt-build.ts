import { build } from 'wxt';

/*
 * `node wxt-build.ts <browser> <folder>`: what `wxt build` does, into another folder. A process of its own: WXT
 * draws a spinner on stdout, where the report goes.
 */
const [browser, outDir] = process.argv.slice(2);
await build({ root: `${import.meta.dirname}/..`, browser, outDir, mode: 'production' });
