/**
 * `npm start`: the production build in a Chromium of its own, signed in at a local hh with unread responses. Nothing
 * leaves this machine, and nothing of the person's own browser is touched.
 */
import { Stage } from '../tests/e2e/stage.ts';
import { ensureBrowsers } from './browsers.ts';
import { ensureBuild } from './build.ts';
import { untracked } from './pictures.ts';
import { tour } from './tour.ts';

const hasDisplay =
  ['darwin', 'win32'].includes(process.platform) ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

async function start(): Promise<void> {
  ensureBrowsers(['chromium']);
  ensureBuild();
  if (!hasDisplay) {
    console.log('There is no display here, so the tour is made without a window.');
    console.log(
      `The pictures are in ${await tour(untracked)}; those of the README were left alone (npm run tour).`,
    );
    return;
  }
  const stage = await Stage.open('chromium', { headed: true });
  const stop = () => void stage.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await stage.poll();
  const panel = await stage.resume(stage.negotiationOf('Петрова'));
  await stage.leaveOffice();
  await panel.tab.front();
  console.log(`
Otklik is running in a Chromium of its own, signed in at a local hh.ru: all people in it are made up.

  1. The resume of Inna Petrova is open. The panel at the right says what the company has had with her.
     Click into it and press R: the refusal with its letter. Ctrl+Enter sends it, Z takes it back.
  2. The badge counts what is unread. Its icon is behind the puzzle piece of the toolbar; pin it, then
     click it: J and K walk, Enter opens, E marks as read, R refuses, ? shows all keys.
  3. https://sandbox.hh.ru in that browser makes new responses and messages, and breaks hh on demand.

Close the browser to end.`);
  await stage.browser.closed;
  await stage.sandbox.close();
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
