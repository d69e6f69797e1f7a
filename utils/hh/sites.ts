import { sites } from './pages.ts';

/**
 * Where the content script stands: the whole of each host, because hh is a single-page app for signed-in users
 * and a script is not run again on an in-app move. `*.host` covers the bare host as well. Not on pages without
 * encryption: anybody on the way could have written those.
 */
export const pagePatterns: string[] = sites.map((site) => `https://*.${site}/*`);

/** Hosts of hh's that serve no pages to people. */
export const machinePatterns: string[] = sites.flatMap((site) =>
  ['chatik', 'websocket', 'api', 'adsrv'].map((name) => `https://${name}.${site}/*`),
);

/** A match pattern cannot say "ends in -front"; a glob can. */
export const machineGlobs: string[] = sites.map((site) => `https://*-front.${site}/*`);
