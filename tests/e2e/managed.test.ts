import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from '../../sandbox/index.ts';
import { createService, readConfig } from '../../sign-in-service/service.ts';
import { until } from './browser.ts';
import { browsers, buildOf, Stage, type StageOptions } from './stage.ts';
import { ru } from './words.ts';

/** With a real policy file, of this browser alone. */
const policy = { allowedEmployers: [ids.employer], keepDays: 30, marks: false };

/** Chromium takes policies from a folder of the machine's administrator. */
const here = browsers.filter((name) => name === 'firefox' || process.getuid?.() === 0);

/** Builds for Chromium with a sign-in service, into a folder of its own. */
async function buildWithService(): Promise<string> {
  const { NODE_ENV: _, ...env } = process.env;
  const service = { WXT_SIGN_IN_SERVICE: 'https://login.otklik.test', WXT_HH_CLIENT_ID: 'APP' };
  await promisify(execFile)('node_modules/.bin/wxt', ['build', '--mode', 'service'], {
    env: { ...env, ...service },
  });
  return `${buildOf('chromium')}-service`;
}

describe.each(here)('a company’s policy in %s', (name) => {
  let stage: Stage;
  let askedService = 0;
  const guest: StageOptions['guest'] = (request, ask) => {
    askedService += 1;
    const redirect = `https://${new URL(stage.browser.pageUrl('')).host}.chromiumapp.org/`;
    const application = { HH_CLIENT_ID: 'APP', HH_CLIENT_SECRET: 'SECRET', CONTACT: 'a@example.org' };
    const config = readConfig({ ...application, REDIRECTS: redirect });
    return createService(config, () => 'one', ask).fetch(request);
  };

  beforeAll(async () => {
    const withService = name === 'chromium' ? { build: await buildWithService(), guest } : {};
    stage = await Stage.open(name, { policy, signedIn: false, ...withService });
  });
  afterAll(() => stage?.close());

  test('fixes settings, which the options show, and keeps other accounts out', async () => {
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

  test.runIf(name === 'chromium')('and a sign-in service: in by one click; hh is down, and up', async () => {
    stage.faults.add({ match: { operation: 'authorize' }, kind: 'status', status: 502 });
    const popup = await stage.popup();
    await popup.click(ru('popup_sign_in'));
    await popup.says(ru('problem_server_error'));
    stage.faults.clear();
    askedService = 0;
    const before = stage.ledger.mark();
    const exchanges = () =>
      stage.ledger.since(before).requests.filter(({ operation }) => operation === 'authorize').length;
    await popup.click(ru('popup_sign_in'));
    await stage.badgeSays({ text: '7' });
    expect([askedService, exchanges()]).toEqual([1, 1]);

    // A renewal goes to hh directly.
    stage.world.expireTokens();
    await stage.poll();
    await until('a renewal', () => exchanges() === 2);
    expect(askedService).toBe(1);
    await stage.badgeSays({ text: '7' });
  });
});
