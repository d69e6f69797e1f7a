import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guestHost } from '../../sandbox/hosts.ts';
import { ids } from '../../sandbox/index.ts';
import type { BrowserName } from '../../scripts/browsers.ts';
import { createService, readConfig } from '../../sign-in-service/service.ts';
import { exchangePath } from '../../utils/application.ts';
import { until } from './browser.ts';
import { browsers, buildOf, Stage, type StageOptions } from './stage.ts';
import { ru } from './words.ts';

/** Chromium takes policies from a folder of the machine's administrator. */
const here = browsers.filter((name) => name === 'firefox' || process.getuid?.() === 0);
const service = `https://${guestHost}`;

/** Opens a stage with the company's sign-in service beside hh. */
async function withService(name: BrowserName, options: StageOptions) {
  const heard: string[] = [];
  let redirect = '';
  const guest: StageOptions['guest'] = (request, ask) => {
    heard.push(`${request.method} ${new URL(request.url).pathname}`);
    const application = { HH_CLIENT_ID: 'APP', HH_CLIENT_SECRET: 'SECRET', CONTACT: 'a@example.org' };
    const config = readConfig({ ...application, REDIRECTS: redirect });
    return createService(config, () => 'one', ask).fetch(request);
  };
  const stage = await Stage.open(name, { signedIn: false, guest, ...options });
  redirect = await stage.inside(() => chrome.identity.getRedirectURL(), null);
  return { stage, heard };
}

describe.each(here)('a company’s policy in %s', (name) => {
  let stage: Stage;
  let heard: string[];
  const policy = {
    clientId: 'APP',
    signInService: service,
    allowedEmployers: [ids.employer],
    keepDays: 30,
    marks: false,
  };

  beforeAll(async () => {
    ({ stage, heard } = await withService(name, { policy }));
  });
  afterAll(() => stage?.close());

  test('fixes settings, which the options show, and rejects other accounts', async () => {
    await until('the settings', async () =>
      JSON.stringify(await stage.stored('settings'))?.includes('"keepDays":30'),
    );
    await stage.settings({ keepDays: 200, marks: true });
    expect(await stage.stored('settings')).toMatchObject({ keepDays: 30, marks: false });
    const options = await stage.settingsPage('data');
    await options.says(ru('options_fixed'));
    expect(await options.value(ru('options_keep_label'))).toBe('30');

    const { access_token: foreign } = stage.world.issueToken('applicant');
    expect(await stage.tell('pasteToken', foreign)).toMatchObject({
      problem: { name: 'account-not-allowed' },
    });
    await until('its end at hh', () => stage.ledger.effects.tokensRevoked.length === 1);
  });

  test('names a sign-in service: two clicks lead to the responses, with hh down and up', async () => {
    const options = await stage.settingsPage('account');
    await options.says(ru('options_application_service', guestHost));
    const page = await stage.own('welcome.html');
    await page.says(ru('welcome_connected'));
    stage.faults.add({ match: { operation: 'authorize' }, kind: 'status', status: 502 });
    await page.click(ru('options_account_sign_in'));
    await page.says(ru('problem_server_error'));
    stage.faults.clear();
    heard.length = 0;
    const before = stage.ledger.mark();
    const exchanges = () =>
      stage.ledger.since(before).requests.filter(({ operation }) => operation === 'authorize').length;
    await page.click(ru('options_account_sign_in'));
    await page.says('Орлова Марина Викторовна');
    await page.click(ru('welcome_open_inbox'));
    await until('the responses', async () =>
      (await stage.browser.urls()).some((url) => url.includes('inbox.html?vacancy=')),
    );
    await stage.badgeSays({ text: '7' });
    expect([heard, exchanges()]).toEqual([[`POST ${exchangePath}`], 1]);

    // A refresh goes to hh directly.
    stage.world.expireTokens();
    await stage.poll();
    await until('a renewal', () => exchanges() === 2);
    expect(heard).toEqual([`POST ${exchangePath}`]);
    await stage.badgeSays({ text: '7' });
  });

  test('allows one path on other hosts, and nothing else', async () => {
    heard.length = 0;
    const others = [
      '',
      '/',
      exchangePath.slice(0, -1),
      `${exchangePath}/`,
      `${exchangePath}s`,
      `/a${exchangePath}`,
    ];
    const refused = [...others.map((path) => service + path), `http://${guestHost}${exchangePath}`];
    const answers = await stage.inside(
      async ({ refused, allowed }) => {
        // The browser reports that this rule was the cause: an address may also be unreachable.
        const told = new Promise<void>((done) => {
          let left = refused.length;
          document.addEventListener('securitypolicyviolation', () => {
            left -= 1;
            if (left === 0) done();
          });
        });
        const ask = (address: string) =>
          fetch(address, { method: 'POST' }).then(
            ({ status }) => status,
            () => null,
          );
        const answers = await Promise.all(refused.map(ask));
        await told;
        return [...answers, await ask(allowed)];
      },
      { refused, allowed: service + exchangePath },
    );
    expect(answers).toEqual([...refused.map(() => null), 400]);
    expect(heard).toEqual([`POST ${exchangePath}`]);
  });
});

/** Makes a build with a sign-in service of its own, in a folder of its own. */
async function buildWithService(name: BrowserName): Promise<string> {
  const { NODE_ENV: _, ...env } = process.env;
  const build = { WXT_SIGN_IN_SERVICE: service, WXT_HH_CLIENT_ID: 'APP' };
  const of = name === 'firefox' ? ['-b', 'firefox'] : [];
  await promisify(execFile)('node_modules/.bin/wxt', ['build', '--mode', 'service', ...of], {
    env: { ...env, ...build },
  });
  return `${buildOf(name)}-service`;
}

describe.each(here)('a policy with an invalid service, in %s', (name) => {
  let stage: Stage;
  let heard: string[];

  beforeAll(async () => {
    const policy = { clientId: 'OTHER', signInService: `http://${guestHost}`, keepDays: 30 };
    ({ stage, heard } = await withService(name, { policy, build: await buildWithService(name) }));
  });
  afterAll(() => stage?.close());

  test('is ignored and reported, and the sign-in works as the build says', async () => {
    const options = await stage.settingsPage('account');
    await options.says(ru('options_policy_ignored', 'clientId, signInService'));
    await options.click(ru('options_account_sign_in'));
    await options.says('Орлова Марина Викторовна');
    expect(heard).toEqual([`POST ${exchangePath}`]);
    await options.says(ru('options_policy_ignored', 'clientId, signInService'));
  });
});
