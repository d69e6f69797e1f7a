import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { sendKey } from './surface.ts';
import { ru } from './words.ts';

describe.each(browsers)('a hostile page of hh, in %s', (name) => {
  const at = staged(name, { sameWorld: true });

  test('cannot reach the panel or the worker by a script', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Отказано 4 месяца назад');
    const reached = await panel.tab.evaluate(async (id) => {
      const host = document.querySelector('otklik-panel');
      const runtime = Reflect.get(Reflect.get(globalThis, 'chrome') ?? {}, 'runtime');
      let answer: unknown = 'nobody to ask';
      if (runtime?.sendMessage) {
        answer = await Promise.resolve(
          runtime.sendMessage(id, { id: 1, type: 'signOut', timestamp: 1 }),
        ).catch(String);
      }
      return {
        root: host?.shadowRoot === null ? 'closed' : 'open',
        inside: host?.textContent ?? '',
        markup: document.documentElement.outerHTML.includes(
          'Сильная по налогам. Отказали только из-за графика.',
        )
          ? document.querySelectorAll('otklik-panel *').length
          : 0,
        answer: typeof answer === 'string' ? answer : JSON.stringify(answer ?? null),
      };
    }, stage.browser.pageUrl('').split('/')[2] ?? '');
    expect(reached).toMatchObject({ root: 'closed', inside: '', markup: 0 });
    expect(reached.answer).not.toContain('"ok"');
    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');
  });

  test('hears nothing by its own hotkeys of what is typed in the panel', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.tab.evaluate(() => {
      document.documentElement.dataset.heard = '';
      for (const type of ['keydown', 'keyup', 'keypress'])
        document.addEventListener(type, (event) => {
          if (event instanceof KeyboardEvent) document.documentElement.dataset.heard += event.key;
        });
    }, null);
    await panel.click('Отказ');
    await panel.fill(ru('action_letter'), 'abc');
    expect(await panel.tab.evaluate(() => document.documentElement.dataset.heard, null)).toBe('');
  });

  test('cannot fetch any file of ours', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    const urls = ['manifest.json', 'popup.html', 'icon/128.png', 'content-scripts/hh-pages.js'].map((path) =>
      stage.browser.pageUrl(path),
    );
    const got = await panel.tab.evaluate(
      (all) =>
        Promise.all(
          all.map((url) =>
            fetch(url).then(
              () => url,
              () => null,
            ),
          ),
        ),
      urls,
    );
    expect(got).toEqual([null, null, null, null]);
  });

  test('cannot open the store even as the content script', async ({ skip }) => {
    // Firefox has no access levels; there the secrets are in IndexedDB, which no content script can open.
    if (name === 'firefox') skip('Firefox has no access levels of storage');
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Отказано 4 месяца назад');
    await panel.run((root) => {
      const areas = ['local', 'session', 'managed'] as const;
      const asked = areas.map((area) =>
        Promise.resolve()
          .then(() => chrome.storage[area].get(null))
          .then(
            (all) => `${area}: ${Object.keys(all).join() || 'empty'}`,
            () => `${area}: refused`,
          ),
      );
      void Promise.all(asked).then((said) =>
        root?.firstElementChild?.setAttribute('data-store', said.join('; ')),
      );
    }, null);
    const answer = await until('an answer', () =>
      panel.run((root) => root?.firstElementChild?.getAttribute('data-store'), null),
    );
    expect(answer).toBe('local: refused; session: refused; managed: refused');
  });

  test('cannot ask about another resume in the name of a panel', async ({ skip }) => {
    if (name === 'firefox') skip('Only CDP can speak as the content script');
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Отказано 4 месяца назад');
    const ask = async (type: string, data: unknown): Promise<string> => {
      await panel.run((root, given) => {
        const at = root?.firstElementChild;
        at?.removeAttribute('data-answer');
        chrome.runtime.sendMessage({ ...JSON.parse(given), id: 1, timestamp: 1 }).then(
          (answer) => at?.setAttribute('data-answer', JSON.stringify(answer)),
          (error) => at?.setAttribute('data-answer', String(error)),
        );
      }, JSON.stringify({ type, data }));
      return until('an answer', () =>
        panel.run((root) => root?.firstElementChild?.getAttribute('data-answer'), null),
      );
    };
    const other = stage.negotiationOf('Rahimova');
    const { resumeHash } = stage.world.negotiation(other);
    expect(await ask('readPanel', { resumeId: resumeHash })).toContain('err');
    expect(await ask('readConversation', { negotiationId: other })).not.toContain('"ok":true');
    expect(
      await ask('write', {
        id: 'e1',
        request: { kind: 'action', negotiationId: other, actionId: 'discard_by_employer', values: {} },
      }),
    ).not.toContain('"ok":true');
    for (const type of [
      'signOut',
      'wipe',
      'pasteToken',
      'saveSettings',
      'ask',
      'readNegotiation',
      'openResume',
    ])
      expect(await ask(type, type === 'saveSettings' ? { undoSeconds: 0 } : 'x')).toContain('err');
    expect(stage.ledger.traces()).toBe(0);
  });
});

describe.each(browsers)('what must neither leave nor come in, in %s', (name) => {
  const at = staged(name, { undoSeconds: 0 });

  test('exposes no secret to a content script or a page', async () => {
    const stage = at();
    const token = stage.world.issueToken().access_token;
    await stage.tell('pasteToken', token);
    await stage.tell('saveApplication', { clientId: 'APP', clientSecret: 'SECRET-OF-APP' });
    const stored = await stage.inside(
      async () =>
        JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
      null,
    );
    expect(stored).not.toContain(token);
    expect(stored).not.toContain('SECRET-OF-APP');
  });

  test('does not follow an action that leads elsewhere, and keeps the token', async () => {
    const stage = at();
    const foreign = (json: unknown): unknown =>
      JSON.parse(
        JSON.stringify(json).replaceAll('https://api.hh.ru/negotiations/', 'https://spb.hh.ru/negotiations/'),
      );
    stage.faults.add({ match: { operation: 'get-negotiation-item' }, kind: 'drift', drift: foreign });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Отказано 4 месяца назад');
    if (await panel.has('Отказ')) {
      await panel.click('Отказ');
      await panel.press(sendKey);
    }
    await stage.poll();
    expect(
      stage.ledger.requests.filter(({ host, method }) => host !== 'api.hh.ru' && method !== 'GET'),
    ).toEqual([]);
    expect(stage.ledger.effects.stateChanges).toEqual([]);
    expect(
      stage.ledger.requests.filter(
        ({ path, host }) => host === 'spb.hh.ru' && path.startsWith('/negotiations'),
      ),
    ).toEqual([]);
  });

  test('shows markup from hh as text in the panel', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const evil = '<img src=x onerror="document.title=`owned`"><a href="javascript:alert(1)">нажми</a>';
    const chat = stage.world.chatOf(stage.world.negotiation(id));
    stage.world.addMessage(chat.id, evil, 'applicant');
    for (const comment of stage.world.comments.values()) comment.text = evil;
    for (const vacancy of stage.world.vacancies.values()) vacancy.name += evil;
    const panel = await stage.resume(id);
    await panel.says('нажми');
    await panel.click(ru('panel_chat'));
    await until('the conversation', async () => ((await panel.text()) ?? '').split('onerror').length > 3);
    expect(await panel.count('img, script, a[href^="javascript"]')).toBe(0);
    expect(await panel.tab.evaluate(() => document.title, null)).not.toBe('owned');
  });
});
