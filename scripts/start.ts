/**
 * `npm start`: the production build in a Chromium of its own, signed in at a local hh with responses not viewed;
 * `npm start -- applicant`: as who looks for a job. Nothing leaves this machine, and nothing of the person's own
 * browser is touched.
 */
import { Stage } from '../tests/e2e/stage.ts';
import { ensureBrowsers } from './browsers.ts';
import { ensureBuild } from './build.ts';
import { untracked } from './pictures.ts';
import { tour } from './tour.ts';
import { applicantWorld, ownList } from './tour-applicant.ts';

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
  const seeks = process.argv[2] === 'applicant';
  const stage = await Stage.open('chromium', {
    headed: true,
    ...(seeks && { world: applicantWorld, signedIn: false }),
  });
  const stop = () => void stage.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await (seeks ? asApplicant : asRecruiter)(stage);
  await stage.browser.closed;
  await stage.sandbox.close();
}

async function asRecruiter(stage: Stage): Promise<void> {
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

The other half, for who looks for a job: npm start -- applicant

Close the browser to end.`);
}

async function asApplicant(stage: Stage): Promise<void> {
  const list = await stage.page(ownList);
  await stage.leaveOffice();
  await list.tab.front();
  console.log(`
Otklik is running in a Chromium of its own, at a local hh.ru: all people in it are made up.

  1. Inna Petrova's own list of responses is open. Otklik's icon is behind the puzzle piece of the toolbar;
     pin it, click it, and under «Я ищу работу» press «Читать мою страницу «Отклики»».
  2. Click the icon again: who answered, who read, who is silent. «Открыть всё» has them all, and the funnel.
     Open a vacancy from there: a tab at the right says how it stands.
  3. https://sandbox.hh.ru in that browser invites, refuses and writes as an employer, shows a captcha,
     or opens hh's API for applicants: then sign in, in the options, by the second button (any Client ID and
     Secret will do), and read, answer and respond in Otklik itself.

The other half, for who hires: npm start

Close the browser to end.`);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
