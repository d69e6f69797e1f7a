import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { inboxOf, people, puts, refused, select, selectAll, vacancyId, waiting } from './many.ts';
import { hasten } from './settled.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { ru } from './words.ts';

describe.each(browsers)('moving many at once in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 1,
    world: { vacancies: 1, unreadPerVacancy: people },
    viewport: { width: 1400, height: 860 },
  });

  test('moves fifty silently with one call, after the number was typed in', async () => {
    const stage = at();
    await stage.reset({ world: { vacancies: 1, unreadPerVacancy: 51 } });
    const inbox = await inboxOf(stage, 51);
    await selectAll(inbox, 51);
    await inbox.press('KeyR');
    await inbox.click(ru('many_way_silent'));
    await inbox.says(/ничего не узнают/);
    await inbox.fill(ru('many_type', 51), '51');
    await inbox.press('Enter');
    await until('all refused', () => waiting(stage).length === 0);
    expect(puts(stage, /^\/negotiations\/discard_by_employer$/)).toHaveLength(2);
    expect(
      stage.ledger.effects.stateChanges.every(({ to, withMessage }) => to === refused && !withMessage),
    ).toBe(true);
    expect(stage.ledger.effects.messagesSent).toEqual([]);
    // Each is read again: after a call for many, hh says neither whether all were moved nor which.
    await inbox.says(ru('many_done_all'));
  });

  test('invites each with the text message and the address', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await inbox.press('KeyM');
    await inbox.click('Интервью');
    await inbox.click(ru('action_sms'));
    await until('addresses', () => stage.ledger.count('get-employer-addresses') === 1);
    await until('one is chosen', () => inbox.run(select, { label: ru('action_address'), option: 'Москва' }));
    await inbox.click('Интервью: 6 соискателей');
    await inbox.says(/Интервью: 6 соискателей через \d+ с/);
    expect(stage.ledger.effects.sms).toEqual([]);
    await hasten(stage);
    await until('all invited', () => stage.ledger.effects.sms.length === people);
    const letters = [...stage.world.negotiations.values()]
      .filter((one) => one.vacancyId === vacancyId && one.stageId === 'interview')
      .map((one) => stage.world.chatOf(one).messages.at(-1));
    expect(letters).toHaveLength(people);
    expect(letters.every((letter) => letter?.addressId)).toBe(true);
    expect(new Set(letters.map((letter) => letter?.text)).size).toBeGreaterThan(3);
  });

  test('moves one by one, silently, if a reason is given', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await inbox.press('KeyM');
    await inbox.click('Интервью');
    await inbox.run(select, { label: ru('action_reason'), option: 'Финальное' });
    await inbox.click(ru('many_way_same'));
    await inbox.fill(ru('many_way_same'), 'Ждём всех в среду');
    await inbox.click('Интервью: 6 соискателей');
    await until('all moved', () => stage.ledger.effects.stateChanges.length === people);
    expect(puts(stage, /^\/negotiations\/interview_2\/\d+$/)).toHaveLength(people);
    await inbox.says(ru('many_done_all'));
  });

  test('marks as read with one call by E', async () => {
    const stage = at();
    const inbox = await inboxOf(stage, people);
    await selectAll(inbox, people);
    await inbox.press('KeyE');
    await until('read', () => stage.ledger.count('post-negotiations-topics-read') === 1);
    await until('all viewed', () => waiting(stage).every((id) => stage.world.negotiation(id).viewed));
  });
});
