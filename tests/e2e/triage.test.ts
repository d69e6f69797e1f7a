import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { inboxOf, openOf, refused, vacancyId } from './many.ts';
import { entries, settled, stateOf } from './settled.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru } from './words.ts';

const count = 20;
/** They are opened or read ahead, but nothing is decided about them. */
const others = 4;
const minutes = 60_000;
type Decision = 'refuse' | 'hold' | 'view';
const decisions: readonly Decision[] = ['refuse', 'hold', 'view', 'hold'];

/** The tag of the focused element; `body` if the focus is lost. */
const focusOf = (inbox: Surface) =>
  inbox.run((root) => {
    const { activeElement } = root ?? {};
    return activeElement?.closest('.resp, .pane')?.className.split(' ')[0] ?? activeElement?.localName ?? '';
  }, null);
/** The open person, as the pane names them, and the keyboard's current row. */
const shownOf = (inbox: Surface) =>
  inbox.run(
    (root) => ({
      pane: root?.querySelector('article.neg')?.getAttribute('aria-label') ?? '',
      row: root?.querySelector('.resp.on .pick')?.getAttribute('title')?.split('\n')[0] ?? '',
    }),
    null,
  );

/** For the message of a failure: what is open, and what has the focus. */
const asOpen = (inbox: Surface) =>
  inbox.run(
    (root) =>
      [
        location.search,
        root?.querySelector('.undo-place')?.textContent,
        root?.activeElement?.outerHTML.slice(0, 200),
        root?.querySelector('.pane')?.textContent,
      ].join(' | '),
    null,
  );

/** Makes one decision by its keys; the letter of a refusal is shown before Enter sends it. */
async function decide(inbox: Surface, decision: Decision): Promise<void> {
  if (decision === 'view') return inbox.press('KeyE');
  await inbox.press(decision === 'refuse' ? 'KeyR' : 'KeyH');
  if (decision === 'refuse')
    await until('the letter', async () => {
      if (/Здравствуйте/.test((await inbox.value(ru('action_letter'))) ?? '')) return true;
      throw new Error(await asOpen(inbox));
    });
  else
    await until('the form', async () => {
      if (((await inbox.text()) ?? '').includes(ru('effect_silent'))) return true;
      throw new Error(await asOpen(inbox));
    });
  await inbox.press('Enter');
}

describe.each(browsers)('the triage of twenty responses by keyboard in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 10,
    world: { vacancies: 1, unreadPerVacancy: count + others },
    viewport: { width: 1400, height: 860 },
  });

  test(
    'makes each decision once and right, opens the next person each time, and never loses the focus',
    async () => {
      const stage = at();
      const inbox = await inboxOf(stage, count + others);
      await inbox.press('Enter');
      await until('the first is open', async () => (await openOf(inbox)) !== null);
      const made = new Map<string, Decision>();
      for (let turn = 0; turn < count; turn++) {
        const id = (await openOf(inbox)) ?? '';
        expect(made.has(id), `${id} a second time`).toBe(false);
        const decision = decisions[turn % decisions.length] ?? 'refuse';
        await decide(inbox, decision);
        made.set(id, decision);
        await until(`the next one after ${turn + 1}, ${decision}`, async () => {
          if (![null, id].includes(await openOf(inbox))) return true;
          throw new Error(await asOpen(inbox));
        });
        expect(await focusOf(inbox)).toBe('resp');
        const shown = await shownOf(inbox);
        expect(shown.row).toBe(shown.pane);
        // One of them was a mistake.
        if (turn === 5) {
          await inbox.press('KeyZ');
          await until('back', async () => (await openOf(inbox)) === id);
          expect(await focusOf(inbox)).toBe('resp');
          await decide(inbox, 'hold');
          made.set(id, 'hold');
          await until('on again', async () => ![null, id].includes(await openOf(inbox)));
        }
      }
      await until(
        'all are done',
        async () => {
          const left = (await entries(stage)).filter(({ progress }) => progress.at !== 'sent');
          if (left.length > 0) throw new Error(JSON.stringify(left));
          return true;
        },
        // Some 60 requests at three a second take at least 20 s; on a slow machine many times longer.
        { every: 1_000, timeout: 5 * minutes },
      );
      expect(made.size).toBe(count);
      const of = (decision: Decision) => [...made].flatMap(([id, one]) => (one === decision ? [id] : []));
      const stages = (stageId: string) =>
        [...stage.world.negotiations.values()].flatMap((one) =>
          one.vacancyId === vacancyId && one.stageId === stageId ? [one.id] : [],
        );
      expect(stages(refused).toSorted()).toEqual(of('refuse').toSorted());
      expect(stages('consider').toSorted()).toEqual(of('hold').toSorted());
      const letters = stage.ledger.effects.messagesSent.map(({ negotiationId }) => negotiationId);
      expect(letters.toSorted()).toEqual(of('refuse').toSorted());
      // Nobody else was touched, although the next ones were read ahead and one of them is open.
      const { viewed, ...effects } = stage.ledger.effects;
      expect(viewed.filter((id) => !made.has(id))).toEqual([]);
      expect(viewed).toEqual(expect.arrayContaining(of('view')));
      expect(effects).toMatchObject({
        chatRead: [],
        contactsSpent: [],
        resumeViewsSpent: [],
        sms: [],
        other: [],
      });
    },
    10 * minutes,
  );
});

describe.each(browsers)('two windows on one vacancy in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 20,
    world: { vacancies: 1, unreadPerVacancy: 6 },
    viewport: { width: 1400, height: 860 },
  });

  test('keep to the first decision about a person: the other window says so, and sends nothing', async () => {
    const stage = at();
    const [one, other] = [await inboxOf(stage, 6), await inboxOf(stage, 6)];
    await one.tab.front();
    await one.press('Enter');
    const id = await until('the first is open', () => openOf(one));
    await other.tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}&negotiation=${id}`));
    await other.tab.front();
    await until('open there, too', async () => (await other.count('.acts button:enabled')) > 1);
    // Both have a form open about the same person; this one is sent first.
    await other.press('KeyH');
    await other.says(ru('effect_silent'));
    await one.tab.front();
    await decide(one, 'refuse');
    await until('it waits', async () => /waiting/.test(await stateOf(stage)));
    await other.tab.front();
    await other.press('Enter');
    await other.says(ru('problem_wrong_state'));
    expect((await openOf(other)) ?? '').toBe(id);
    await settled(stage, /^(sent,?)+$/);
    expect(stage.ledger.effects.stateChanges.map(({ negotiationId }) => negotiationId)).toEqual([id]);
    expect(stage.world.negotiation(id).stageId).toBe(refused);
  });
});
