/**
 * `npm start`: opens the production build in its own Chromium, signed in to a local hh with responses not yet
 * viewed; `npm start -- applicant`: as an applicant. Nothing leaves this machine, and the person's own
 * browser is not touched.
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
    console.log('No display found, so the tour runs without a window.');
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
Otklik is running in its own Chromium, signed in to a local hh.ru. All people in it are invented.

  1. Inna Petrova's resume is open. The panel on the right shows the company's history with her.
     Click into it and press R for a rejection with its letter. Ctrl+Enter sends it, Z undoes it.
  2. The badge counts what is new. Its icon is behind the puzzle piece of the toolbar: pin it and click
     it. J and K move, Enter opens, E marks as viewed, R rejects, ? shows all keys.
  3. https://sandbox.hh.ru in that browser creates responses and messages, and breaks hh on demand.

To see the applicant's half: npm start -- applicant

Close the browser to end.`);
}

async function asApplicant(stage: Stage): Promise<void> {
  const list = await stage.page(ownList);
  await stage.leaveOffice();
  await list.tab.front();
  console.log(`
Otklik is running in its own Chromium, on a local hh.ru. All people in it are invented.

  1. Inna Petrova's list of applications is open. Otklik's icon is behind the puzzle piece of the toolbar:
     pin it, click it, and under «Я ищу работу» press «Читать мою страницу «Отклики»».
  2. Click the icon again to see who answered, who viewed and who is silent. «Открыть всё» shows all
     applications and the funnel. Open a vacancy from there: a tab on the right shows how it stands.
  3. https://sandbox.hh.ru in that browser invites, rejects and writes as an employer, shows a captcha,
     or opens hh's API for applicants. Then sign in with the second button of the settings (any Client ID
     and Secret will do), and read, answer and apply in Otklik itself.

To see the recruiter's half: npm start

Close the browser to end.`);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
