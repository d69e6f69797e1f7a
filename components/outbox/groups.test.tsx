// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entryOf } from '../../utils/domain/testing.ts';
import type { Entry, Progress, WriteRequest } from '../../utils/domain/write-request.ts';
import { asId, type NegotiationId, type VacancyId } from '../../utils/ids.ts';
import { OutboxContext } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { Groups } from './groups.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../testing.ts')).browser }));
vi.useFakeTimers();

const act = (id: number): WriteRequest => ({
  kind: 'action',
  negotiationId: asId<NegotiationId>(id),
  actionId: 'discard_by_employer',
  values: { message: 'Спасибо' },
});
const bulk: WriteRequest = {
  kind: 'bulk',
  vacancyId: asId<VacancyId>(1),
  negotiationIds: [asId(1), asId(2)],
  actionId: 'discard_by_employer',
  values: {},
};
const refused = { id: 'discard_by_employer', name: 'Отказано' };
const of = (request: WriteRequest, progress: Progress, more: Partial<Entry> = {}) =>
  entryOf(request, progress, {
    group: 'g',
    label: { action: 'Отказ', candidate: 'Ким Виктор', vacancy: null },
    resulting: refused,
    createdAt: Date.now(),
    ...more,
  });

let root: HTMLElement;
const calls = {
  readTemplate: vi.fn(),
  writeMany: vi.fn(),
  readAddresses: vi.fn(),
  readNegotiation: vi.fn(),
  stop: vi.fn(),
  retry: vi.fn(),
  dismiss: vi.fn(),
  flush: vi.fn(),
  saveDraft: vi.fn(),
};
const onOpen = vi.fn();

beforeEach(() => {
  vi.setSystemTime(1_000_000);
  root = document.body.appendChild(document.createElement('div'));
  for (const one of [...Object.values(calls), onOpen]) one.mockReset();
  calls.writeMany.mockResolvedValue({ ok: true, value: 'h' });
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const draw = async (...entries: Entry[]) => {
  render(
    <WorkerProvider worker={fakeWorker(calls)}>
      <OutboxContext.Provider value={{ entries, drafts: {} }}>
        <Groups nameOf={(id) => (id === '2' ? 'Петрова Инна' : null)} onOpen={onOpen} />
      </OutboxContext.Provider>
    </WorkerProvider>,
    root,
  );
  await settled();
};
const text = () => (root.textContent ?? '').replaceAll('\u00a0', ' ');
const click = async (words: string) => {
  [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(words))?.click();
  await settled();
};

describe('bulk actions', () => {
  it('are one line with one undo window, and are undone together', async () => {
    await draw(
      ...Array.from({ length: 12 }, (_, index) =>
        of(act(index), { at: 'waiting', until: Date.now() + 10_000 }),
      ),
    );
    expect(text()).toContain('Отказ 12 соискателям через 10 с');
    await vi.advanceTimersByTimeAsync(2_100);
    expect(text()).toContain('через 8 с');
    await click('Отменить');
    expect(calls.stop).toHaveBeenCalledExactlyOnceWith('g');
  });

  it('flush the outbox once when the window is over', async () => {
    await draw(of(act(1), { at: 'waiting', until: Date.now() + 1_000 }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls.flush).toHaveBeenCalledOnce();
  });

  it('show their progress and can be stopped', async () => {
    await draw(
      of(act(1), { at: 'sent', when: Date.now() }),
      of(act(2), { at: 'waiting', until: Date.now() - 1 }),
    );
    expect(text()).toContain('Готово 1 из 2 · ждут 1');
    await click('Остановить');
    expect(calls.stop).toHaveBeenCalledWith('g');
    // The store has deleted the sent entry; it still counts.
    await draw(of(act(2), { at: 'waiting', until: Date.now() - 1 }));
    expect(text()).toContain('Готово 1 из 2');
  });

  it('disappear by themselves if all went well', async () => {
    await draw(
      of(bulk, { at: 'sent', when: Date.now(), results: [{ id: asId(1), stage: refused, done: true }] }),
    );
    expect(text()).toContain('Готово');
    await vi.advanceTimersByTimeAsync(7_000);
    expect(text()).toBe('');
    expect(calls.dismiss).toHaveBeenCalledOnce();
  });

  it('name those for whom they failed, and repeat the action only for these', async () => {
    const partly = of(bulk, {
      at: 'sent',
      when: Date.now(),
      results: [
        { id: asId(1), stage: refused, done: true },
        { id: asId(2), stage: { id: 'response', name: 'Отклик' }, done: false },
      ],
    });
    const failed = of(act(3), { at: 'failed', when: Date.now(), problem: { name: 'not-sent' } });
    const hopeless = of(act(4), { at: 'failed', when: Date.now(), problem: { name: 'resume-deleted' } });
    await draw(partly, failed, hopeless);
    expect(text()).toContain('Петрова Инна');
    expect(text()).toContain('на hh сейчас этап «Отклик»');
    expect(text()).toContain('Ким Виктор');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(text()).toContain('Готово 1 из 4');
    await click('Петрова Инна');
    expect(onOpen).toHaveBeenCalledWith('2');
    await click('Повторить для 2');
    expect(calls.retry).toHaveBeenCalledExactlyOnceWith(failed.id);
    expect(calls.writeMany).toHaveBeenCalledExactlyOnceWith([{ ...bulk, negotiationIds: ['2'] }]);
    expect(calls.dismiss).toHaveBeenCalledExactlyOnceWith(partly.id);
    await click('Убрать');
    expect(calls.dismiss).toHaveBeenCalledWith(failed.id);
  });

  it('are not repeated where that cannot help', async () => {
    await draw(of(act(3), { at: 'failed', when: Date.now(), problem: { name: 'resume-deleted' } }));
    expect(text()).toContain('не вышло у 1');
    expect(text()).not.toContain('Повторить');
    await click('Убрать');
    expect(calls.dismiss).toHaveBeenCalledOnce();
  });

  it('show nothing and run no timer if there are none', async () => {
    await draw();
    expect(text()).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });
});
