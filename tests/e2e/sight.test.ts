import { describe, expect, test } from 'vitest';
import { asId, type EntryId, type NegotiationId } from '../../utils/ids.ts';
import { until } from './browser.ts';
import { inboxOf, openOf } from './many.ts';
import { entries, settled } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru } from './words.ts';

const writes = async (stage: Stage) => JSON.stringify(await entries(stage));

/** Scrolls like a wheel: the keyboard's current row does not change. */
const scrollTo = (page: Surface, selector: string, top: number) =>
  page.run(
    (root, given) => {
      const list = root?.querySelector(given.selector);
      if (list) list.scrollTop = given.top;
      return list?.scrollTop ?? 0;
    },
    { selector, top },
  );

/** The keyboard's current row: whether it is completely visible, and has the focus. */
const standing = (page: Surface, list: string) =>
  page.run((root, selector) => {
    const focus = root?.activeElement;
    const row = focus?.closest('li')?.getBoundingClientRect();
    const outer = root?.querySelector(selector)?.getBoundingClientRect();
    if (!row || !outer || !focus?.matches('[data-stop]')) return null;
    return { seen: row.top >= outer.top - 1 && row.bottom <= outer.bottom + 1, name: focus.textContent };
  }, list);

const isSeen = (page: Surface, list: string) =>
  until('the row in sight', async () => (await standing(page, list))?.seen === true);

describe.each(browsers)('keys and what is visible, in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 20,
    world: { vacancies: 1, unreadPerVacancy: 30 },
    viewport: { width: 1400, height: 700 },
  });

  test('show a row of the popup that was scrolled away first, and act the second time', async () => {
    const stage = at();
    const popup = await stage.popup();
    await isSeen(popup, '#list');
    const first = (await standing(popup, '#list'))?.name;
    expect(await scrollTo(popup, '#list', 900)).toBeGreaterThan(300);
    await popup.press('KeyE');
    await isSeen(popup, '#list');
    expect((await standing(popup, '#list'))?.name).toBe(first);
    expect(await writes(stage)).toBe('[]');
    await popup.press('KeyE');
    await popup.says(ru('undo_take_back'));
    expect(await writes(stage)).toContain('"kind":"read"');
  });

  test('start a tab of the popup at its top, with its first row current', async () => {
    const stage = at();
    const popup = await stage.popup();
    await isSeen(popup, '#list');
    await scrollTo(popup, '#list', 900);
    await popup.press('Digit4');
    await isSeen(popup, '#list');
    expect(await scrollTo(popup, '#list', 0)).toBe(0);
    await popup.press('Digit1');
    await isSeen(popup, '#list');
    expect(await writes(stage)).toBe('[]');
  });

  test('act on no row of the popup that something floats over', async () => {
    const stage = at();
    const popup = await stage.popup();
    await isSeen(popup, '#list');
    for (let marked = 0; marked < 6; marked += 1) {
      await popup.press('KeyE');
      await until('marked', async () => (await writes(stage)).split('"kind":"read"').length > marked + 1);
      const clear = () =>
        popup.run((root) => {
          const row = root?.activeElement?.closest('li')?.getBoundingClientRect();
          const toast = root?.querySelector('.undo')?.getBoundingClientRect();
          return row && toast ? row.bottom <= toast.top + 1 : null;
        }, null);
      await expect.poll(clear).toBe(true);
    }
  });

  test('neither select nor open a row of the inbox page that was scrolled away before it is visible', async () => {
    const stage = at();
    const inbox = await stage.inbox('vacancy=95000000');
    await inbox.says(/30 отклик/);
    await inbox.press('KeyJ');
    await isSeen(inbox, '.rows');
    const stood = (await standing(inbox, '.rows'))?.name;
    await scrollTo(inbox, '.rows', 1200);
    await until('its row drawn no more', async () => (await standing(inbox, '.rows')) === null);
    await inbox.press('KeyX');
    await isSeen(inbox, '.rows');
    expect((await standing(inbox, '.rows'))?.name).toBe(stood);
    expect(await inbox.count('.many-box')).toBe(0);
    await inbox.press('KeyX');
    await until('selected', async () => (await inbox.count('.many-box')) === 1);
  });
});

describe.each(browsers)('a row that leaves at the top of the list in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 1,
    world: { vacancies: 1, unreadPerVacancy: 30 },
    viewport: { width: 1400, height: 700 },
  });
  /** The row at a point of the window, and its position. */
  const rowAt = (inbox: Surface, point: { x: number; y: number } | null) =>
    inbox.run((root, given) => {
      const found = given ? document.elementFromPoint(given.x, given.y) : root?.activeElement;
      const row = found?.closest('.resp');
      return row
        ? { name: row.querySelector('.name')?.textContent, top: row.getBoundingClientRect().top }
        : null;
    }, point);
  const left = (inbox: Surface, count: number) => inbox.says(new RegExp(`(^|\\D)${30 - count} отклик`));

  test('leaves the focused row and the row under the mouse where they are; scrolling removes the empty space', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 30);
    await isSeen(inbox, '.rows');
    await inbox.press('Enter');
    const first = await until('the first is open', () => openOf(inbox));
    await inbox.press('KeyH');
    await inbox.says(ru('effect_silent'));
    await inbox.press('Enter');
    await until('the next one', async () => (await openOf(inbox)) !== first);
    const stood = await until('its row has the focus', () => rowAt(inbox, null));
    await settled(stage);
    await left(inbox, 1);
    await inbox.says(ru('list_gone', 1));
    expect(await rowAt(inbox, null)).toEqual(stood);

    // Decided in another window, above the row under the mouse.
    const next = asId<NegotiationId>((await openOf(inbox)) ?? '');
    const rest = { x: 500, y: 420 };
    await inbox.tab.hover(rest.x, rest.y - 1);
    await inbox.tab.hover(rest.x, rest.y);
    const aimed = await rowAt(inbox, rest);
    expect(aimed).not.toBeNull();
    const answer = await stage.tell('write', {
      id: asId<EntryId>('w1'),
      request: { kind: 'action', negotiationId: next, actionId: 'consider', values: {} },
    });
    expect(answer).toMatchObject({ ok: true });
    await settled(stage);
    await left(inbox, 2);
    expect(await rowAt(inbox, rest)).toEqual(aimed);

    await scrollTo(inbox, '.rows', 900);
    await inbox.saysNoMore(ru('list_gone', 2));
    expect(await scrollTo(inbox, '.rows', 0)).toBe(0);
    await until('the first row at the top', () =>
      inbox.run((root) => {
        const list = root?.querySelector('.rows')?.getBoundingClientRect();
        const row = root?.querySelector('.rows li[aria-posinset="1"]')?.getBoundingClientRect();
        return list && row ? Math.abs(row.top - list.top) < 3 : false;
      }, null),
    );
  });
});
