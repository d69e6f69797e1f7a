import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface } from './surface.ts';
import { ru } from './words.ts';

const vacancyId = '95000000';
const refused = 'discard_by_employer';

/** The inbox page with the new responses of one vacancy. */
async function inboxOf(stage: Stage, count: number): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}`));
  const inbox = new Surface(tab, 'page');
  await inbox.says(new RegExp(`${count} отклик`));
  return inbox;
}

/** Selects all that is read, going to the end until nothing is left to read. */
async function selectAll(inbox: Surface, count: number): Promise<void> {
  await until(
    `${count} selected`,
    async () => {
      if (new RegExp(`Выбран[ао]? ${count}\\D`).test((await inbox.text()) ?? '')) return true;
      await inbox.press('End');
      await inbox.press('KeyA');
      return false;
    },
    { every: 400 },
  );
}

/** R shows the letter of one of them, and sends nothing; Enter sends each their own. */
async function refuseAll(inbox: Surface): Promise<void> {
  await inbox.press('KeyR');
  await until('the letter', async () => /Здравствуйте/.test((await inbox.text()) ?? ''));
  await inbox.press('Enter');
}

const puts = (stage: Stage, path: RegExp) =>
  stage.ledger.requests.filter((request) => request.method === 'PUT' && path.test(request.path));
const refusals = (stage: Stage) =>
  stage.ledger.effects.stateChanges.map(({ negotiationId }) => negotiationId);
const waiting = (stage: Stage): string[] =>
  [...stage.world.negotiations.values()]
    .filter((one) => one.vacancyId === vacancyId && one.stageId === 'response')
    .map(({ id }) => id);

/** Chooses in the field of this name, or of this label, what says `option`; false where nothing does. */
function select(root: Document | ShadowRoot | null, { label, option }: { label: string; option: string }) {
  for (const field of root?.querySelectorAll('select') ?? []) {
    const name = field.getAttribute('aria-label') ?? field.labels[0]?.textContent ?? '';
    const wanted = [...field.options].find(({ text }) => text.includes(option));
    if (!name.includes(label) || !wanted) continue;
    field.value = wanted.value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }
  return false;
}

describe.each(browsers)('many at once in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 3,
    world: { vacancies: 1, unreadPerVacancy: 12 },
    viewport: { width: 1400, height: 860 },
  });

  test('R refuses each with a letter of their own, at most two a second', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await inbox.says('«Отказ» — для всех');
    await inbox.press('KeyR');
    await until('the letter', async () => /Здравствуйте/.test((await inbox.text()) ?? ''));
    expect((await stage.stored('outbox')) ?? []).toEqual([]);
    await inbox.press('Enter');
    await inbox.says(/Отказ 12 кандидатам через \d с/, { timeout: 30_000 });
    expect(refusals(stage)).toEqual([]);
    await until('all refused', () => refusals(stage).length === 12, { timeout: 40_000 });
    expect(new Set(refusals(stage)).size).toBe(12);
    expect(waiting(stage)).toEqual([]);
    const { messagesSent } = stage.ledger.effects;
    expect(messagesSent).toHaveLength(12);
    expect(new Set(messagesSent.map(({ text }) => text)).size).toBeGreaterThan(3);
    const times = puts(stage, /^\/negotiations\/discard_by_employer\/\d+$/).map((request) => request.at);
    for (const [index, time] of times.entries())
      expect((times[index + 2] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThan(900);
    await inbox.says(ru('many_done_all'));
  });

  test('Z takes the whole group back: hh never heard of it', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await refuseAll(inbox);
    await inbox.says(/Отказ 12 кандидатам/, { timeout: 30_000 });
    await inbox.press('KeyZ');
    await inbox.saysNoMore(/Отказ 12 кандидатам/);
    expect(puts(stage, /^\/negotiations/)).toEqual([]);
    expect(await stage.stored('outbox')).toEqual([]);
  });

  test('the popup shows the group as one line, and takes all of it back', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await refuseAll(inbox);
    await inbox.says(/Отказ 12 кандидатам/, { timeout: 30_000 });
    const popup = await stage.popup();
    await popup.says(/Отказ 12 кандидатам через \d+ с/);
    expect((await popup.text())?.split(ru('undo_take_back'))).toHaveLength(2);
    await popup.click(ru('undo_take_back'));
    await popup.saysNoMore(/Отказ 12 кандидатам/);
    expect(puts(stage, /^\/negotiations/)).toEqual([]);
    expect(await stage.stored('outbox')).toEqual([]);
    // Nobody wrote the letters, so nobody's drafts are left.
    expect(Object.keys(Object(await stage.stored('drafts')))).toEqual([]);
  });

  test('the worker killed in the middle: it goes on, and nobody is refused twice', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await refuseAll(inbox);
    await until('a few refused', () => refusals(stage).length >= 3, { timeout: 40_000 });
    await stage.browser.killWorker();
    await stage.tell('flush');
    await until('all refused', () => refusals(stage).length >= 12, { timeout: 60_000 });
    expect(new Set(refusals(stage)).size).toBe(12);
    expect(refusals(stage)).toHaveLength(12);
    expect(stage.ledger.effects.messagesSent).toHaveLength(12);
  });

  test('stopped in the middle: the rest stays where it was', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await refuseAll(inbox);
    await until('a few refused', () => refusals(stage).length >= 3, { timeout: 40_000 });
    await inbox.click(ru('many_stop'));
    await until('stopped', async () => !JSON.stringify(await stage.stored('outbox')).includes('"waiting"'));
    const done = refusals(stage).length;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(refusals(stage).length - done).toBeLessThanOrEqual(1);
    expect(waiting(stage).length).toBeGreaterThan(0);
  });

  test('who cannot be refused any more is named, with the reason', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await refuseAll(inbox);
    await inbox.says(/Отказ 12 кандидатам/, { timeout: 30_000 });
    const [gone = ''] = waiting(stage);
    stage.world.resume(stage.world.negotiation(gone).resumeHash).deleted = true;
    await until('the rest refused', () => refusals(stage).length === 11, { timeout: 40_000 });
    await inbox.says(ru('many_missed', 1));
    await inbox.says(ru('problem_resume_deleted'));
    await inbox.click(ru('undo_put_away'));
    await inbox.saysNoMore(ru('many_missed', 1));
  });

  test('silently: one call for fifty, after the number was typed, and nobody hears of it', async () => {
    const stage = at();
    await stage.reset({ world: { vacancies: 1, unreadPerVacancy: 60 } });
    const inbox = await inboxOf(stage, 60);
    await selectAll(inbox, 60);
    await inbox.press('KeyR');
    await inbox.click(ru('many_way_silent'));
    await inbox.says(/ничего не узнают/);
    await inbox.fill(ru('many_type', 60), '60');
    await inbox.press('Enter');
    await until('all refused', () => waiting(stage).length === 0, { timeout: 30_000 });
    expect(puts(stage, /^\/negotiations\/discard_by_employer$/)).toHaveLength(2);
    expect(
      stage.ledger.effects.stateChanges.every(({ to, withMessage }) => to === refused && !withMessage),
    ).toBe(true);
    expect(stage.ledger.effects.messagesSent).toEqual([]);
    // Each is read back: hh says of a call for many neither that all were done nor which.
    await inbox.says(ru('many_done_all'), { timeout: 60_000 });
  });

  test('an invitation to each, with the text message and the address', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await inbox.press('KeyM');
    await inbox.run(select, { label: ru('many_action'), option: 'Интервью' });
    await inbox.click(ru('action_sms'));
    await until('addresses', () => stage.ledger.count('get-employer-addresses') === 1);
    await until('one is chosen', () => inbox.run(select, { label: ru('action_address'), option: 'Москва' }));
    await inbox.click('Интервью: 12 кандидатов');
    await inbox.says(/Интервью: 12 кандидатов через \d с/, { timeout: 30_000 });
    expect(stage.ledger.effects.sms).toEqual([]);
    await until('all invited', () => stage.ledger.effects.sms.length === 12, { timeout: 40_000 });
    const letters = [...stage.world.negotiations.values()]
      .filter((one) => one.vacancyId === vacancyId && one.stageId === 'interview')
      .map((one) => stage.world.chatOf(one).messages.at(-1));
    expect(letters).toHaveLength(12);
    expect(letters.every((letter) => letter?.addressId)).toBe(true);
    expect(new Set(letters.map((letter) => letter?.text)).size).toBeGreaterThan(3);
  });

  test('with a reason they go one by one, silently', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await inbox.press('KeyM');
    await inbox.run(select, { label: ru('many_action'), option: 'Интервью' });
    await inbox.run(select, { label: ru('action_reason'), option: 'Финальное' });
    await inbox.click(ru('many_way_same'));
    await inbox.fill(ru('many_way_same'), 'Ждём всех в среду');
    await inbox.click('Интервью: 12 кандидатов');
    await until('all moved', () => stage.ledger.effects.stateChanges.length === 12, { timeout: 60_000 });
    expect(puts(stage, /^\/negotiations\/interview_2\/\d+$/)).toHaveLength(12);
    await inbox.says(ru('many_done_all'));
  });

  test('E marks as read by one call', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, 12);
    await selectAll(inbox, 12);
    await inbox.press('KeyE');
    await until('read', () => stage.ledger.count('post-negotiations-topics-read') === 1);
    await until('all viewed', () => waiting(stage).every((id) => stage.world.negotiation(id).viewed));
  });
});
