import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { ru } from './words.ts';

/** Signs in with the person's own application, as the options page asks for it. */
async function signInByOptions(stage: Stage, secret = 'SECRET') {
  const options = await stage.settingsPage();
  await options.fill(ru('options_application_id'), 'APP');
  await options.fill(ru('options_application_secret'), secret);
  await options.click(ru('options_application_save'));
  await options.says(ru('options_saved'));
  await options.click(ru('options_account_sign_in'));
  return options;
}

describe.each(browsers)('the account in %s', (name) => {
  const at = staged(name, { signedIn: false });

  test('signs in by code and PKCE, and sends the secret to hh only', async () => {
    const stage = at();
    const options = await signInByOptions(stage);
    await options.says('Орлова Марина Викторовна');
    const asked = stage.ledger.requests.find(({ path }) => path === '/oauth/authorize');
    expect(asked?.query.response_type).toEqual(['code']);
    expect(asked?.query.code_challenge_method).toEqual(['S256']);
    expect(asked?.query.code_challenge?.[0]).toMatch(/^[\w-]{43}$/);
    expect(asked?.query.state?.[0]).toMatch(/.{16,}/);
    expect(JSON.stringify(asked)).not.toContain('SECRET');
    expect(stage.ledger.count('authorize')).toBe(1);
    expect(stage.ledger.effects.tokensIssued).toHaveLength(1);
    await expect.poll(() => options.value(ru('options_application_secret'))).toBe('');
    await stage.badgeSays({ text: '7' });
  });

  test('changes nothing after a refusal at hh, and says so', async () => {
    const stage = at();
    stage.world.denyAuthorize = true;
    const options = await signInByOptions(stage);
    await options.says(ru('problem_sign_in_cancelled'));
    expect(stage.ledger.count('authorize')).toBe(0);
    await stage.badgeSays({ text: '?', title: ru('badge_signed_out') });
  });

  test('treats a closed window as a cancelled sign-in', async () => {
    const stage = at();
    stage.world.askToApprove = true;
    const options = await signInByOptions(stage);
    const window = await stage.browser.authWindow();
    await window.close();
    await options.says(ru('problem_sign_in_cancelled'));
  });

  test('names the application as the cause if the secret is wrong', async () => {
    const stage = at();
    stage.world.tokens.clients.set('APP', { secret: 'another' });
    const options = await signInByOptions(stage);
    await options.says(ru('problem_application_unknown'));
    expect(stage.ledger.effects.tokensIssued).toHaveLength(0);
  });

  test('says on each surface that the application is missing, and opens the section that takes one', async () => {
    const stage = at();
    const places = () =>
      stage.inside(
        () => chrome.extension.getViews().filter(({ location }) => location.hash === '#application').length,
        null,
      );
    const before = await places();
    const popup = await stage.popup();
    await popup.click(ru('common_sign_in'));
    await popup.says(ru('problem_application_missing'));
    await until('the section, from the popup', async () => (await places()) === before + 1);
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.click(ru('common_sign_in'));
    await panel.says(ru('problem_application_missing'));
    await until('the section, from the panel', async () => (await places()) === before + 2);
    await panel.click(ru('next_settings'));
    await until('the section, by its own button', async () => (await places()) === before + 3);
  });

  test('signs in with a pasted token, and refuses one that hh does not know', async () => {
    const stage = at();
    const options = await stage.settingsPage();
    await options.fill(ru('options_token'), 'USERnonsense');
    await options.click(ru('options_token_use'));
    await until('a refusal in words', async () =>
      /не принимает|не вошли|не подходит|не подтвердил/.test((await options.text()) ?? ''),
    );
    await options.fill(ru('options_token'), stage.world.issueToken().access_token);
    await options.click(ru('options_token_use'));
    await options.says('Орлова Марина Викторовна');
    await stage.badgeSays({ text: '7' });
  });

  test('tells an applicant what the extension offers', async () => {
    const stage = at();
    await stage.signIn('applicant');
    const popup = await stage.popup();
    await popup.says(ru('applicant_closed_title'));
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(ru('panel_not_recruiter'));
    expect(stage.ledger.traces()).toBe(0);
  });

  test('revokes the token at hh at sign-out, and forgets what was read', async () => {
    const stage = at();
    await stage.signIn();
    const options = await stage.settingsPage();
    await options.click(ru('options_account_sign_out'));
    await options.says(ru('options_account_signed_out'));
    await until('the token’s end at hh', () => stage.ledger.effects.tokensRevoked.length === 1);
    expect(stage.ledger.count('invalidate-token')).toBe(1);
    expect(JSON.stringify(await stage.stored('inbox')) ?? '').not.toContain('Петрова');
    await stage.badgeSays({ text: '?' });
    const popup = await stage.popup();
    await popup.says(ru('popup_hire'));
  });

  test('signs out even if hh does not answer', async () => {
    const stage = at();
    await stage.signIn();
    stage.faults.add({ match: { operation: 'invalidate-token' }, kind: 'delay', ms: 60_000 });
    const options = await stage.settingsPage();
    await options.click(ru('options_account_sign_out'));
    await options.says(ru('options_account_signed_out'));
    expect(JSON.stringify((await stage.stored('inbox')) ?? '')).not.toContain('Петрова');
    // The token is kept, and revoked at a later poll.
    stage.faults.clear();
    await until('the token’s end at hh', async () => {
      await stage.poll();
      return stage.ledger.effects.tokensRevoked.length === 1;
    });
  });

  test('refreshes an expired token once, however many requests wait for it', async () => {
    const stage = at();
    const options = await signInByOptions(stage);
    await options.says('Орлова Марина Викторовна');
    await stage.badgeSays({ text: '7' });
    stage.world.expireTokens();
    const before = stage.ledger.mark();
    const id = stage.negotiationOf('Петрова');
    const [panel] = await Promise.all([stage.resume(id), stage.poll(), stage.poll()]);
    await panel.says('Отказано 4 месяца назад');
    const { requests } = stage.ledger.since(before);
    expect(requests.filter(({ operation }) => operation === 'authorize')).toHaveLength(1);
    await stage.badgeSays({ text: '7' });
  });

  test('asks for a new sign-in after the token was revoked, and keeps showing what was read', async () => {
    const stage = at();
    await stage.signIn();
    await stage.badgeSays({ text: '7' });
    await (await stage.popup()).says('Петрова Инна Сергеевна');
    stage.world.revokeTokens();
    await stage.poll();
    await stage.badgeSays({ text: '?', title: ru('badge_signed_out') });
    const popup = await stage.popup();
    await popup.says('больше не принимает прежний вход');
    await popup.says('Петрова Инна Сергеевна');
    expect(await popup.has(ru('next_sign_in'))).toBe(true);
    await stage.signIn();
    await popup.saysNoMore('больше не принимает прежний вход');
    await popup.says('Петрова Инна Сергеевна');
  });

  test('shows only the vacancies of the work account that is selected', async () => {
    const stage = at();
    await stage.reset({ world: { accounts: 2 }, signedIn: true });
    const options = await stage.settingsPage();
    await options.says(ru('options_account_work'));
    await stage.tell('switchAccount', stage.secondAccount);
    await stage.badgeSays({ text: '' });
    const popup = await stage.popup();
    await popup.says(ru('popup_nothing'));
    expect(await popup.text()).not.toContain('Петрова');
    await expect.poll(() => stage.ledger.requests.at(-1)?.accountId).toBe(stage.secondAccount);
  });

  test('leaves nothing behind after erasing everything, and updates the open panel', async () => {
    const stage = at();
    await stage.signIn();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Отказано 4 месяца назад');
    const options = await stage.settingsPage('data');
    await options.click(ru('options_wipe_button'));
    await options.click(ru('options_wipe_sure'));
    await options.says(ru('options_wipe_done'));
    const left = await stage.inside(async () => {
      const local = await chrome.storage.local.get(null);
      return JSON.stringify(local);
    }, null);
    expect(left).not.toContain('Петрова');
    expect(left).not.toContain('Орлова');
    await until('the token’s end at hh', () => stage.ledger.effects.tokensRevoked.length === 1);
    await panel.saysNoMore('Отказано');
    // Firefox draws it only now.
    await panel.tab.front();
    await panel.says(ru('panel_signed_out'));
  });
});
