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

  test('refuses each by R with a letter of their own, at most two a second', async () => {
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

  test('undoes the whole group by Z: nothing reaches hh', async () => {
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

  test('shows the group as one line in the popup, and undoes all of it', async () => {
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
    // Nobody wrote the letters, so no drafts are left.
    expect(Object.keys(Object(await stage.stored('drafts')))).toEqual([]);
  });

  test('continues after the worker is killed in the middle, and refuses nobody twice', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await refuseAll(inbox);
    await until('a few refused', () => refusals(stage).length >= 2);
    await stage.browser.killWorker();
    await stage.tell('flush');
    // The write in flight is looked up until hh can no longer be working on it.
    await until('all refused', () => refusals(stage).length >= people, { timeout: 70_000 });
    expect(new Set(refusals(stage)).size).toBe(people);
    expect(refusals(stage)).toHaveLength(people);
    expect(stage.ledger.effects.messagesSent).toHaveLength(people);
  });

  test('leaves the rest as it was when stopped in the middle', async () => {
    const stage = at();
    // The first two are fast; then there is time to press the button while the others wait.
    const match = { operation: 'change-negotiation-action' };
    stage.faults.add({ match, kind: 'delay', ms: 0, times: 2 });
    stage.faults.add({ match, kind: 'delay', ms: 5000 });
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await refuseAll(inbox);
    await until('a few refused', () => refusals(stage).length >= 2);
    await inbox.click(ru('many_stop'));
    // Nobody waits to be refused any more, and the refusal in flight has ended.
    await until('stopped', async () => /^(sent,?)*$/.test(await stateOf(stage)));
    expect((await entries(stage)).length).toBe(refusals(stage).length);
    expect(waiting(stage).length).toBe(people - refusals(stage).length);
    expect(waiting(stage).length).toBeGreaterThan(0);
  });

  test('names those who can no longer be refused, with the reason', async () => {
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
