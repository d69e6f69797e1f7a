import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dueOf } from '../domain/due.ts';
import { responseSubject } from '../domain/reminders.ts';
import { asId, type ChatId, type NegotiationId, type VacancyId } from '../ids.ts';
import { valueOr } from '../known.ts';
import type { PageStore } from '../storage/page-store.ts';
import { createSample, type Sample } from './sample.ts';

const onHh = vi.fn<() => void>();
const nothing = async () => {};
let sample: Sample;
let store: PageStore;
const id = asId<NegotiationId>('1');
const vacancyId = asId<VacancyId>('101');
const refusal = (text: string) => ({
  kind: 'action' as const,
  negotiationId: id,
  actionId: 'discard_by_employer',
  values: { message: text },
});
const unread = () =>
  valueOr(
    store.inbox.vacancies.find((one) => one.id === vacancyId)?.unread ?? { known: true, value: -1 },
    -1,
  );
const stage = async () => {
  const answer = await sample.worker.readNegotiation(id);
  return answer.ok && valueOr(answer.value.stage, null)?.id;
};

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 29, 9) });
  const calls = { copy: async () => true, copyTable: async () => true, save: () => {}, openInbox: nothing };
  sample = createSample({ ...calls, openOptions: nothing, onHh }, { theme: 'auto', site: 'hh.ru' });
  const own = sample;
  await sample.openStore((next) => {
    if (own === sample) store = next;
  });
});

describe('the sample', () => {
  it('carries out a rejection after the undo window as hh would: the row goes, the stage and the letter stay', async () => {
    const before = unread();
    const answer = await sample.worker.write(refusal('Спасибо, нет.'));
    expect(answer.ok).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.entries.map(({ label, progress }) => [label.candidate, progress.at])).toEqual([
      ['Соколова Вера Андреевна', 'waiting'],
    ]);
    expect(await stage()).toBe('response');
    await vi.advanceTimersByTimeAsync(store.settings.undoSeconds * 1000 + 1);
    expect(store.entries[0]?.progress.at).toBe('sent');
    expect(unread()).toBe(before - 1);
    expect(await stage()).toBe('discard_by_employer');
    const panel = sample.panelOf(id);
    expect(panel.state === 'ready' && panel.verdict).toMatchObject({ kind: 'past', tone: 'bad' });
    const talk = await sample.worker.readConversation({ negotiationId: id });
    expect(talk.ok && talk.value.messages.at(-1)?.text).toEqual({ known: true, value: 'Спасибо, нет.' });
  });

  it('undoes a decision without effect, and makes its text a draft', async () => {
    const answer = await sample.worker.write(refusal('Поторопились'));
    if (!answer.ok) throw new Error(answer.problem.name);
    expect(await sample.worker.undo(answer.value)).toBe(true);
    await vi.runAllTimersAsync();
    expect(store.entries).toEqual([]);
    expect(Object.values(store.drafts).map(({ text }) => text)).toEqual(['Поторопились']);
    expect(await stage()).toBe('response');
  });

  it('moves many together, and undoes all of them together', async () => {
    const many = [id, asId<NegotiationId>('2')].map((negotiationId) => ({
      ...refusal('Нет'),
      negotiationId,
    }));
    const answer = await sample.worker.writeMany(many);
    if (!answer.ok) throw new Error(answer.problem.name);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.entries).toHaveLength(2);
    await sample.worker.stop(answer.value);
    await vi.runAllTimersAsync();
    expect(store.entries).toEqual([]);
    expect(await stage()).toBe('response');
  });

  it('snoozes a person, who is then neither listed nor counted', async () => {
    const before = unread();
    const answer = await sample.worker.readNegotiation(id);
    const subject = answer.ok ? responseSubject(answer.value, store.inbox) : null;
    const until = dueOf(new Date(Date.now() + 86_400_000));
    expect((await sample.worker.remind(id, { until }, subject)).ok).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.inbox.rows.map((row) => row.id)).not.toContain(id);
    expect(unread()).toBe(before - 1);
    await sample.worker.remind(id, 'undo', null);
    await vi.advanceTimersByTimeAsync(0);
    expect(unread()).toBe(before);
  });

  it('counts an opened resume and a read chat', async () => {
    const before = store.inbox.chats.length;
    expect((await sample.worker.openResume(id)).ok).toBe(true);
    await sample.worker.write({
      kind: 'read-chat',
      chatId: asId<ChatId>('1'),
      messageId: asId('10'),
      negotiationId: id,
    });
    await vi.advanceTimersByTimeAsync(1);
    expect(store.inbox.rows.map((row) => row.id)).not.toContain(id);
    expect(store.inbox.chats).toHaveLength(before - 1);
  });

  it('says what it does not have, and that none of its people are at hh', async () => {
    const lacking = { ok: false, problem: { name: 'not-in-sample' } };
    expect(await sample.worker.signIn('employer')).toEqual(lacking);
    expect(await sample.worker.negotiation.readContactsOffer(id)).toEqual(lacking);
    expect(await sample.worker.write({ kind: 'old-message', negotiationId: id, text: 'Да' })).toEqual(
      lacking,
    );
    await sample.worker.openTab('https://hh.ru/');
    expect(onHh).toHaveBeenCalledTimes(1);
  });
});
