import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { inboxOf, people, puts, refusals, refuseAll, selectAll, waiting } from './many.ts';
import { entries, hasten, stateOf, takenBack } from './settled.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { ru } from './words.ts';

describe.each(browsers)('refusing many at once in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 1,
    world: { vacancies: 1, unreadPerVacancy: people },
    viewport: { width: 1400, height: 860 },
  });

  test('R refuses each with a letter of their own, at most two a second', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await inbox.says('«Отказ» — для всех');
    await inbox.press('KeyR');
    await until('the letter', async () => /Здравствуйте/.test((await inbox.text()) ?? ''));
    expect(await entries(stage)).toEqual([]);
    await inbox.press('Enter');
    await inbox.says(/Отказ 6 соискателям через \d+ с/);
    expect(refusals(stage)).toEqual([]);
    await hasten(stage);
    await until('all refused', () => refusals(stage).length === people);
    expect(new Set(refusals(stage)).size).toBe(people);
    expect(waiting(stage)).toEqual([]);
    const { messagesSent } = stage.ledger.effects;
    expect(messagesSent).toHaveLength(people);
    expect(new Set(messagesSent.map(({ text }) => text)).size).toBeGreaterThan(3);
    const times = puts(stage, /^\/negotiations\/discard_by_employer\/\d+$/).map((request) => request.at);
    for (const [index, time] of times.entries())
      expect((times[index + 2] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThan(900);
    await inbox.says(ru('many_done_all'));
  });

  test('Z takes the whole group back: hh never heard of it', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await refuseAll(inbox);
    await inbox.says(/Отказ 6 соискателям/);
    await inbox.press('KeyZ');
    await inbox.saysNoMore(/Отказ 6 соискателям/);
    await takenBack(stage);
    expect(puts(stage, /^\/negotiations/)).toEqual([]);
  });

  test('the popup shows the group as one line, and takes all of it back', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await refuseAll(inbox);
    await inbox.says(/Отказ 6 соискателям/);
    const popup = await stage.popup();
    await popup.says(/Отказ 6 соискателям через \d+ с/);
    expect((await popup.text())?.split(ru('undo_take_back'))).toHaveLength(2);
    await popup.click(ru('undo_take_back'));
    await popup.saysNoMore(/Отказ 6 соискателям/);
    await takenBack(stage);
    expect(puts(stage, /^\/negotiations/)).toEqual([]);
    // Nobody wrote the letters, so nobody's drafts are left.
    expect(Object.keys(Object(await stage.stored('drafts')))).toEqual([]);
  });

  test('the worker killed in the middle: it goes on, and nobody is refused twice', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await refuseAll(inbox);
    await until('a few refused', () => refusals(stage).length >= 2);
    await stage.browser.killWorker();
    await stage.tell('flush');
    // The one that was on its way is looked up until hh can not be at it any more.
    await until('all refused', () => refusals(stage).length >= people, { timeout: 70_000 });
    expect(new Set(refusals(stage)).size).toBe(people);
    expect(refusals(stage)).toHaveLength(people);
    expect(stage.ledger.effects.messagesSent).toHaveLength(people);
  });

  test('stopped in the middle: the rest stays where it was', async () => {
    const stage = at();
    // Two at once; then there is time to press the button while the others still wait.
    const match = { operation: 'change-negotiation-action' };
    stage.faults.add({ match, kind: 'delay', ms: 0, times: 2 });
    stage.faults.add({ match, kind: 'delay', ms: 5000 });
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await refuseAll(inbox);
    await until('a few refused', () => refusals(stage).length >= 2);
    await inbox.click(ru('many_stop'));
    // Nobody waits to be refused any more, and the one refusal that was under way has come to its end.
    await until('stopped', async () => /^(sent,?)*$/.test(await stateOf(stage)));
    expect((await entries(stage)).length).toBe(refusals(stage).length);
    expect(waiting(stage).length).toBe(people - refusals(stage).length);
    expect(waiting(stage).length).toBeGreaterThan(0);
  });

  test('who cannot be refused any more is named, with the reason', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await refuseAll(inbox);
    await inbox.says(/Отказ 6 соискателям/);
    const [gone = ''] = waiting(stage);
    stage.world.resume(stage.world.negotiation(gone).resumeHash).deleted = true;
    await hasten(stage);
    await until('the rest refused', () => refusals(stage).length === people - 1);
    await inbox.says(ru('many_missed', 1));
    await inbox.says(ru('problem_resume_deleted'));
    await inbox.click(ru('undo_put_away'));
    await inbox.saysNoMore(ru('many_missed', 1));
  });
});
