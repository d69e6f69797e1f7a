import { build } from 'wxt';

/*
 * `node wxt-build.ts <browser> <folder>`: does what `wxt build` does, into another folder. It is a separate process
 * because WXT draws a spinner on stdout, where the report is printed.
 */
const [browser, outDir] = process.argv.slice(2);
await build({ root: `${import.meta.dirname}/..`, browser, outDir, mode: 'production' });
