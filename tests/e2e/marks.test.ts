import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { asId, type EntryId, type NegotiationId } from '../../utils/ids.ts';
import { axeFaults } from './axe.ts';
import { type Tab, until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { ru } from './words.ts';

const search = 'https://hh.ru/search/resume';
const responses = `https://hh.ru/employer/vacancyresponses?vacancyId=${vacancyIds.chiefAccountant}`;
const ofApi = ({ host }: { host: string }) => host === 'api.hh.ru';
const ofHistory = 'get-resume-negotiations-history';

/** Reads a collection as our inbox page does: from then on its people are known. */
async function read(stage: Stage, collection: string, vacancyId: string, page = 0): Promise<void> {
  const query = { vacancy_id: vacancyId, page, per_page: 50 };
  const answer = await stage.tell('ask', { url: `/negotiations/${collection}`, query });
  if (!answer.ok) throw new Error(answer.problem.name);
}

interface Standing {
  /** The person on whose card it is, according to the page itself. */
  name: string;
  /** A selector of the mark, for tests. */
  path: string;
}

/** Where marks are, as any script of the page could find out. */
const standing = (tab: Tab): Promise<Standing[]> =>
  tab.evaluate(() => {
    return [...document.querySelectorAll('otklik-mark')].map((host) => {
      const card = host.closest('.card');
      const hash = card?.getAttribute('data-resume-hash');
      const [name, value] = hash
        ? ['data-resume-hash', hash]
        : ['data-resume-id', card?.getAttribute('data-resume-id')];
      return {
        name: card?.querySelector('[data-qa="resume-serp__resume-fullname"]')?.textContent ?? '',
        path: `[${name}="${value}"] otklik-mark`,
      };
    });
  }, null);

const words = (tab: Tab, path: string): Promise<string> =>
  tab.inPanel(
    (root) =>
      (root?.querySelector('.chip')?.getAttribute('aria-label') ?? '').replace(/[\u00a0\u202f]/g, ' '),
    null,
    path,
  );

/** The text of each mark, by the name on the card. */
async function marks(tab: Tab): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const { name, path } of await standing(tab)) {
    if (Object.hasOwn(all, name)) throw new Error(`Two marks beside ${name}`);
    all[name] = await words(tab, path);
  }
  return all;
}

const said = (text: string) => ru('mark_label', text);

/** Waits until exactly these people have exactly these marks. */
const haveMarks = (tab: Tab, wanted: Record<string, string | RegExp>) =>
  until(`marks ${Object.keys(wanted)}`, async () => {
    const now = await marks(tab);
    const fits = (name: string) => {
      const words = wanted[name];
      return words instanceof RegExp ? words.test(now[name] ?? '') : now[name] === said(words ?? '');
    };
    if (Object.keys(now).sort().join() !== Object.keys(wanted).sort().join() || !Object.keys(now).every(fits))
      throw new Error(JSON.stringify(now));
    return true;
  });

/** The position of all of hh's elements, to the pixel. */
const boxes = (tab: Tab): Promise<string> =>
  tab.evaluate(() => {
    const own = [...document.querySelectorAll('#HH-React-Root *')].filter(
      (one) => !one.localName.startsWith('otklik'),
    );
    return own
      .map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return `${one.localName} ${[x, y + scrollY, width, height].join(' ')}`;
      })
      .join('\n');
  }, null);

const click = (tab: Tab, selector: string) =>
  tab.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.click(), selector);
const names = (tab: Tab) =>
  tab.evaluate(
    () =>
      [...document.querySelectorAll('.card [data-qa="resume-serp__resume-fullname"]')].map(
        (one) => one.textContent ?? '',
      ),
    null,
  );
const changed = (tab: Tab, before: string[]) =>
  until('the list is another', async () => (await names(tab)).join() !== before.join());
const open = async (stage: Stage, url: string): Promise<Tab> => {
  const tab = await stage.newTab();
  await tab.goto(url);
  return tab;
};
/** A mark is hidden until the page has been laid out and the mark placed. */
const middleOf = (tab: Tab, path: string) =>
  until('a mark in its place', () =>
    tab.inPanel(
      (root) => {
        const box = root?.querySelector('.chip.on')?.getBoundingClientRect();
        return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      },
      null,
      path,
    ),
  );
const cardText = (tab: Tab): Promise<string> =>
  tab.inPanel((root) => (root?.textContent ?? '').replace(/[\u00a0\u202f]/g, ' '), null, 'otklik-card');
const cardSays = (tab: Tab, wanted: string | RegExp) =>
  until(`a card with ${wanted}`, async () => {
    const text = await cardText(tab);
    if (!(typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text))) throw new Error(text);
    return text;
  });
const pathOf = async (tab: Tab, name: string): Promise<string> => {
  const found = (await standing(tab)).find((one) => one.name === name);
  if (!found) throw new Error(`No mark beside ${name}`);
  return found.path;
};

/** Makes a world with this many responses, all known, to one vacancy. */
async function crowd(stage: Stage, count: number): Promise<string> {
  await stage.reset({ world: { vacancies: 1, unreadPerVacancy: count } });
  const [vacancyId, most] = [...stage.world.vacancies.keys()]
    .map((id) => [id, stage.world.negotiationsIn(id).length] as const)
    .reduce((one, other) => (other[1] > one[1] ? other : one));
  for (let page = 0; page * 50 < most; page++) await read(stage, 'response', vacancyId, page);
  return vacancyId;
}

/** Checks in every frame from now on whether any mark was ever beside two people. */
const watchOwners = (tab: Tab) =>
  tab.evaluate(() => {
    const owners = new WeakMap<Element, string>();
    const look = () => {
      for (const host of document.querySelectorAll('otklik-mark')) {
        const now = host.previousElementSibling?.getAttribute('href')?.slice(0, 48) ?? '';
        const before = owners.get(host) ?? now;
        owners.set(host, before);
        if (before !== now) document.documentElement.dataset.wrong = `${before} ${now}`;
        if (host.nextElementSibling?.localName === 'otklik-mark')
          document.documentElement.dataset.wrong = `twice ${now}`;
      }
      requestAnimationFrame(look);
    };
    look();
  }, null);
const wrong = (tab: Tab) => tab.evaluate(() => document.documentElement.dataset.wrong ?? '', null);

/** Copies what we drew into open roots on an empty page, because axe cannot enter closed ones. */
async function opened(stage: Stage, tab: Tab, paths: string[]): Promise<Tab> {
  const parts: { css: string; html: string }[] = [];
  for (const path of paths)
    parts.push(
      await tab.inPanel(
        (root) => ({
          css:
            root instanceof ShadowRoot
              ? [...root.adoptedStyleSheets]
                  .flatMap(({ cssRules }) => [...cssRules].map((rule) => rule.cssText))
                  .join('')
              : '',
          html: [...(root?.children ?? [])].map(({ outerHTML }) => outerHTML).join(''),
        }),
        null,
        path,
      ),
    );
  const copy = await stage.newTab();
  await copy.goto('https://hh.ru/employer/vacancies');
  await copy.evaluate((given) => {
    const heading = document.createElement('h1');
    heading.textContent = 'hh';
    const main = document.createElement('main');
    main.append(heading);
    document.body.replaceChildren(main);
    for (const { css, html } of given) {
      const host = document.createElement('div');
      host.style.cssText = 'position:relative;height:240px';
      const root = host.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
      root.innerHTML = html;
      main.append(host);
    }
  }, parts);
  return copy;
}

const petrova = 'Петрова Инна Сергеевна';
const long = 'Константинопольский Максимилиан Вячеславович';
const waits26 = ru('common_waits', '26 ч');

describe.each(browsers)('marks in hh’s lists, in %s', (name) => {
  const at = staged(name);

  test('appear beside known people, in every list, without a request', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    await read(stage, 'response', vacancyIds.chiefAccountant);
    await read(stage, 'discard_by_employer', vacancyIds.logist);
    await read(stage, 'interview', vacancyIds.accountant);
    const before = stage.ledger.mark();
    const tab = await open(stage, responses);
    await haveMarks(tab, {
      [petrova]: waits26,
      // Fifty when the world was made.
      [long]: /5\d мин/,
      // hh's own suggestions, known from another vacancy.
      'Rahimova Gulnoza': ru('common_waits', '3 ч'),
      'Имя скрыто': ru('common_waits', '7 ч'),
    });
    expect(await tab.evaluate(() => document.documentElement.dataset.hydration ?? '', null)).toBe('kept');
    // The page can see that a mark exists, and nothing more.
    const light = await tab.evaluate(
      () =>
        [...document.querySelectorAll('otklik-mark')].map((host) => [
          host.getAttributeNames().join(),
          host.innerHTML,
          String(host.shadowRoot),
        ]),
      null,
    );
    expect(new Set(light.map(String))).toEqual(new Set(['style,,null']));
    await tab.goto(`${search}?text=${encodeURIComponent('Бойко')}`);
    await haveMarks(tab, { 'Бойко Юлия Олеговна': 'отказано' });
    await tab.goto(`${search}?text=${encodeURIComponent('Ким Светлана')}`);
    await haveMarks(tab, { 'Ким Светлана': /нтервью/ });
    await tab.goto('https://hh.ru/employer/resumefolders');
    await until('marks in folders', async () => (await standing(tab)).length >= 4);
    expect(stage.ledger.since(before).requests.filter(ofApi)).toEqual([]);
    expect(stage.ledger.since(before).requests.filter(({ path }) => path === '/analytics')).toEqual([]);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('let hh’s React hydrate its page undisturbed, and include what was read on a resume’s page', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Сильная по налогам');
    const tab = await open(stage, `${search}?hydrate=700&text=${encodeURIComponent(petrova)}`);
    await haveMarks(tab, { [petrova]: waits26 });
    expect(await tab.evaluate(() => document.documentElement.dataset.hydration ?? '', null)).toBe('kept');
  });

  test('move nothing of hh’s, at any width', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    await read(stage, 'response', vacancyIds.chiefAccountant);
    for (const url of [responses, `${search}?per=60`, 'https://hh.kz/search/resume'])
      for (const width of [1280, 700, 400]) {
        await stage.settings({ marks: false });
        const tab = await open(stage, url);
        await tab.resize(width, 700);
        const before = await until('the list', async () => (await boxes(tab)).includes('h1') && boxes(tab));
        await stage.settings({ marks: true });
        await until('marks', async () => (await standing(tab)).length >= 2);
        expect(await boxes(tab)).toBe(before);
        await stage.settings({ marks: false });
        await until('no marks', async () => (await standing(tab)).length === 0);
        await tab.close();
      }
  });

  test('appear on hh.kz, too, where cards have neither names nor links', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const tab = await open(stage, 'https://hh.kz/search/resume');
    await until('marks', async () => (await standing(tab)).length >= 4);
    expect(
      await words(
        tab,
        `[data-resume-hash="${stage.world.negotiation(stage.negotiationOf('Петрова')).resumeHash}"] otklik-mark`,
      ),
    ).toBe(said(waits26));
  });

  test('never appear beside somebody else when cards are reused: in another order, on the next page, and back', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    for (const [collection, vacancyId] of [
      ['response', vacancyIds.chiefAccountant],
      ['response', vacancyIds.accountant],
      ['interview', vacancyIds.accountant],
      ['discard_by_employer', vacancyIds.logist],
      ['offer', vacancyIds.salesManager],
    ] as const)
      await read(stage, collection, vacancyId);
    const tab = await open(stage, `${search}?per=60`);
    await until('marks', async () => (await standing(tab)).length >= 6);
    const all = await marks(tab);
    await tab.goto(`${search}?per=4`);
    await watchOwners(tab);
    const fits = async () => {
      const here = await names(tab);
      const wanted = Object.entries(all).filter(([name]) => here.includes(name));
      await until('exactly these', async () => {
        const now = await marks(tab);
        if (JSON.stringify(Object.entries(now).sort()) !== JSON.stringify(wanted.sort()))
          throw new Error(`${JSON.stringify(now)} instead of ${JSON.stringify(wanted)}`);
        return true;
      });
    };
    await fits();
    for (const link of ['pager-next', 'list-order', 'pager-next', 'list-order']) {
      const before = await names(tab);
      await click(tab, `[data-qa="${link}"]`);
      await changed(tab, before);
      await fits();
    }
    const before = await names(tab);
    await tab.evaluate(() => history.back(), null);
    await changed(tab, before);
    await fits();
    expect(await wrong(tab)).toBe('');
  });

  test('follow cards that are added late, changed titles, and removed nodes, once', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    await read(stage, 'response', vacancyIds.chiefAccountant);
    const tab = await open(stage, `${search}?once=2&per=60`);
    await until('the list', async () => (await names(tab)).length === 2);
    await tab.resize(900, 300);
    await until('late cards', async () => {
      await tab.evaluate(() => {
        scrollTo(0, 0);
        scrollTo(0, document.body.scrollHeight);
      }, null);
      return (await standing(tab)).length >= 4;
    });
    await tab.resize(1280, 800);
    await tab.goto(responses);
    await until('marks', async () => (await standing(tab)).length === 4);
    const path = await pathOf(tab, petrova);
    const before = await middleOf(tab, path);
    await tab.evaluate((wanted) => {
      const text = document.querySelector(wanted)?.previousElementSibling?.firstChild;
      if (text) text.nodeValue = 'Бухгалтер';
    }, path);
    await until('the mark follows its name', async () => (await middleOf(tab, path)).x < before.x - 20);
    expect(await standing(tab)).toHaveLength(4);
    const drop = () =>
      tab.evaluate(() => {
        for (const host of document.querySelectorAll('otklik-mark')) host.remove();
      }, null);
    await drop();
    await until('they are back', async () => (await standing(tab)).length === 4);
    // A second removal means that the page does not accept marks.
    await drop();
    const idle = () =>
      tab.evaluate(
        () => new Promise<void>((done) => requestIdleCallback(() => requestIdleCallback(() => done()))),
        null,
      );
    await idle();
    await click(tab, '[data-qa="list-order"]');
    await until('drawn anew', async () => (await tab.url()).includes('order=name'));
    await idle();
    expect(await standing(tab)).toEqual([]);
  });

  test('follow a decision made in another window or the side panel', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 0 });
    await stage.badgeSays({ text: '7' });
    const tab = await open(stage, responses);
    await until('marks', async () => (await standing(tab)).length >= 2);
    const negotiationId = asId<NegotiationId>(stage.negotiationOf('Петрова'));
    const answer = await stage.tell('write', {
      id: asId<EntryId>('w1'),
      request: { kind: 'action', negotiationId, actionId: 'consider', values: {} },
    });
    expect(answer).toMatchObject({ ok: true });
    await until('her mark', async () => (await marks(tab))[petrova]?.includes('подумать'));

    const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}&negotiation=${negotiationId}`);
    await inbox.click(ru('avoid_person'));
    await inbox.fill(ru('avoid_reason'), 'Не приходит на встречи');
    await inbox.press('Enter');
    await inbox.says(ru('avoid_take_back'));
    // What the inbox page reads ahead has reached hh before the answer to a later request.
    await inbox.tab.close();
    expect(await stage.tell('ask', { url: '/me' })).toMatchObject({ ok: true });
    const before = stage.ledger.mark();
    await tab.front();
    await until(
      'that one does not write to her',
      async () => (await marks(tab))[petrova] === said(ru('mark_avoided')),
    );
    const path = await pathOf(tab, petrova);
    expect(await tab.inPanel((root) => root?.querySelector('.chip.bad') !== null, null, path)).toBe(true);
    expect(stage.ledger.since(before).requests.filter(ofApi)).toEqual([]);
  });

  test('appear beside similar resumes on a resume’s page, which is not watched if there are none', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const known = stage.world.negotiation(stage.negotiationOf('Петрова')).resumeHash;
    const panel = await stage.page(`${stage.world.resumeUrl(stage.negotiationOf('Ким'))}&similar=${known}`);
    await until('a mark', async () => (await standing(panel.tab)).length === 1);
    expect(await words(panel.tab, 'otklik-mark')).toBe(said(waits26));
    expect(stage.ledger.traces()).toBe(0);
  });

  test('disappear at sign-out or when switched off, and come back', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const tab = await open(stage, responses);
    await until('marks', async () => (await standing(tab)).length >= 2);
    await stage.settings({ marks: false });
    await until('off', async () => (await standing(tab)).length === 0);
    await stage.settings({ marks: true });
    await until('on', async () => (await standing(tab)).length >= 2);
    await stage.tell('signOut');
    await until('signed out', async () => (await standing(tab)).length === 0);
    // Nothing is kept for the next account: the first poll reads everything again.
    stage.faults.add({
      match: { operation: 'get-collection-negotiations-list' },
      kind: 'status',
      status: 500,
    });
    await stage.signIn();
    await stage.settings({ theme: 'day' });
    expect(await stage.tell('ask', { url: '/me' })).toMatchObject({ ok: true });
    expect(await standing(tab)).toEqual([]);
  });

  test('open a card that asks hh for one history, once, without side effects', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const tab = await open(stage, responses);
    await haveMarks(tab, {
      [petrova]: waits26,
      [long]: /5\d мин/,
      'Rahimova Gulnoza': /3 ч/,
      'Имя скрыто': /7 ч/,
    });
    const before = stage.ledger.mark();
    const rest = async () => {
      await tab.hover(5, 5);
      const { x, y } = await middleOf(tab, await pathOf(tab, petrova));
      await tab.hover(x, y);
    };
    await rest();
    const text = await cardSays(tab, /Отклик на «Главный бухгалтер»/);
    expect(text).toMatch(/^Ждёт 26 ч/);
    expect(text).toContain(ru('card_open'));
    expect(
      stage.ledger
        .since(before)
        .requests.filter(ofApi)
        .map(({ operation }) => operation),
    ).toEqual([ofHistory]);
    await tab.hover(5, 5);
    await until('the card is gone', async () => (await cardText(tab)) === '');
    await rest();
    await cardSays(tab, /Отклик на «Главный бухгалтер»/);
    expect(stage.ledger.since(before).requests.filter(ofApi)).toHaveLength(1);
    expect(stage.ledger.traces()).toBe(0);
    // Resting on the name does the same. By keyboard the card takes the focus and returns it.
    await tab.press({ code: 'Escape', key: 'Escape' });
    await until('the card is gone', async () => (await cardText(tab)) === '');
    const path = await pathOf(tab, petrova);
    await tab.inPanel((root) => root?.querySelector<HTMLElement>('button')?.focus(), null, path);
    await tab.press({ code: 'Enter', key: 'Enter' });
    await cardSays(tab, /Отклик на/);
    const focused = (root: Document | ShadowRoot | null) => root?.activeElement?.textContent ?? '';
    await expect.poll(() => tab.inPanel(focused, null, 'otklik-card')).toBe(ru('card_open'));
    await tab.press({ code: 'Escape', key: 'Escape' });
    await until('the card is gone', async () => (await cardText(tab)) === '');
    await expect.poll(() => tab.inPanel(focused, null, path)).toBe(waits26.replace(' ч', '\u00a0ч'));
    await tab.press({ code: 'Enter', key: 'Enter' });
    await cardSays(tab, /Отклик на/);
    await tab.press({ code: 'Enter', key: 'Enter' });
    const negotiation = stage.negotiationOf('Петрова');
    await until('our inbox page', async () =>
      (await stage.browser.urls()).some(
        (url) => url.includes('inbox.html') && url.includes(`negotiation=${negotiation}`),
      ),
    );
  });

  test('pass axe with their cards, by day and by night', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    for (const theme of ['day', 'night'] as const) {
      const tab = await open(stage, `${responses}&theme=${theme}`);
      await until('marks', async () => (await standing(tab)).length >= 2);
      const { x, y } = await middleOf(tab, await pathOf(tab, petrova));
      await tab.hover(x, y);
      await cardSays(tab, /Отклик на/);
      const paths = (await standing(tab)).map(({ path }) => path);
      expect(await axeFaults(await opened(stage, tab, [...paths, 'otklik-card']), { theme })).toEqual([]);
    }
  });

  test('appear once each for 500 links to 2,000 known people', async () => {
    const stage = at();
    const vacancyId = await crowd(stage, 2000);
    const tab = await open(
      stage,
      `https://hh.ru/employer/vacancyresponses?vacancyId=${vacancyId}&per=500&once=500`,
    );
    await until('500 marks', async () => (await standing(tab)).length >= 500);
    const paths = (await standing(tab)).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('open a card that says what is known, when hh asks to wait', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const tab = await open(stage, responses);
    await until('marks', async () => (await standing(tab)).length >= 2);
    stage.faults.add({ match: { operation: ofHistory }, kind: 'status', status: 429, retryAfter: 3600 });
    const before = stage.ledger.mark();
    for (const who of [petrova, long]) {
      const { x, y } = await middleOf(tab, await pathOf(tab, who));
      await tab.hover(x, y);
      await cardSays(tab, ru('card_wait'));
      await tab.press({ code: 'Escape', key: 'Escape' });
      await until('gone', async () => (await cardText(tab)) === '');
    }
    // The second card knows of the first one's pause.
    expect(stage.ledger.since(before).requests.filter(ofApi)).toHaveLength(1);
    await stage.settings({ cards: false });
    await until('no buttons', async () =>
      tab.inPanel((root) => root?.querySelector('[role=img]') !== null, null, await pathOf(tab, petrova)),
    );
  });
});

describe.each(browsers.filter((one) => one === 'chromium'))('an update of the extension, in %s', (name) => {
  const at = staged(name, { scale: 1 });

  test('leaves no mark behind in an open list', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const tab = await open(stage, responses);
    await until('marks', async () => (await standing(tab)).length >= 2);
    await stage.inside(() => setTimeout(() => chrome.runtime.reload()), null);
    const list = await names(tab);
    await until('the old script finds out', async () => {
      await click(tab, '[data-qa="list-order"]');
      return (await standing(tab)).length === 0;
    });
    expect((await names(tab)).length).toBe(list.length);
  });
});
