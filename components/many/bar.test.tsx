// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { partly } from '../../tests/partly.ts';
import type { ListRow } from '../../utils/domain/collection.ts';
import type { Action, Address, Negotiation } from '../../utils/domain/negotiation.ts';
import { rowOf } from '../../utils/domain/testing.ts';
import type { Draft } from '../../utils/domain/texts.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { type AddressId, asId, type NegotiationId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import type { TemplateOf } from '../../utils/messaging/protocol.ts';
import type { Result } from '../../utils/problem.ts';
import { OutboxContext } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { ManyBar } from './bar.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../testing.ts')).browser }));
vi.useFakeTimers();

const refuse: Action = {
  id: 'discard_by_employer',
  name: 'Отказ',
  arguments: [{ id: 'message', required: false, requires: [] }],
  resulting: { id: 'discard_by_employer', name: 'Отказано' },
  templates: [{ id: 'discard_after_response', name: 'Отказ' }],
  sub: [],
};
const names = ['Петрова Инна', 'Ким Виктор', 'Гаврилова Анастасия'];
const people = (count: number): ListRow[] =>
  Array.from({ length: count }, (_, index) => {
    const row = rowOf(index + 1, { actions: known([refuse]) });
    return { ...row, candidate: { ...row.candidate, name: known(names[index] ?? `Человек${index} Некто`) } };
  });

let root: HTMLElement;
let sent: WriteRequest[][];
const clear = vi.fn();
const ok: Result<string> = { ok: true, value: 'group' };
const read: Result<Negotiation> = { ok: true, value: partly<Negotiation>({}) };
const calls = {
  readTemplate: vi.fn(async (_: TemplateOf): Promise<Result<string>> => ({ ok: true, value: 'Спасибо' })),
  writeMany: vi.fn(async (_: readonly WriteRequest[]): Promise<Result<string>> => ok),
  readAddresses: vi.fn(
    async (): Promise<Result<Address[]>> => ({
      ok: true,
      value: [{ id: asId<AddressId>('7'), text: 'Москва, Тверская, 1' }],
    }),
  ),
  readNegotiation: vi.fn(async (_: NegotiationId): Promise<Result<Negotiation>> => read),
  stop: vi.fn(),
  retry: vi.fn(),
  dismiss: vi.fn(),
  flush: vi.fn(),
  saveDraft: vi.fn(),
};

beforeEach(() => {
  document.body.innerHTML = '';
  root = document.body.appendChild(document.createElement('div'));
  sent = [];
  clear.mockReset();
  calls.readTemplate.mockReset();
  calls.readTemplate.mockImplementation(async (of) => ({
    ok: true,
    value: 'negotiationId' in of ? `Здравствуйте, ${names[Number(of.negotiationId) - 1] ?? ''}` : '',
  }));
  calls.writeMany.mockReset();
  calls.writeMany.mockImplementation(async (requests) => {
    sent.push([...requests]);
    return ok;
  });
});

afterEach(() => render(null, root));

const draw = (rows: ListRow[], entries: Entry[] = [], drafts: Record<string, Draft> = {}) =>
  render(
    <WorkerProvider worker={fakeWorker(calls)}>
      <OutboxContext.Provider value={{ entries, drafts }}>
        <ManyBar rows={rows} clear={clear} />
      </OutboxContext.Provider>
    </WorkerProvider>,
    root,
  );
const press = async (code: string, key = code) => {
  const at = document.activeElement ?? document.body;
  at.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }));
  await settled();
};
const submit = async () => {
  root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
};
/** Shows the letter by its key, then sends it. */
const refuseNow = async () => {
  await press('KeyR');
  await submit();
};
const text = () => (root.textContent ?? '').replaceAll('\u00a0', ' ');
const button = (words: string) =>
  [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(words));

describe('the bulk bar', () => {
  it('says of how many it has only those that are loaded', () => {
    const rows = people(3);
    const show = (found: number) =>
      render(
        <WorkerProvider worker={fakeWorker(calls)}>
          <ManyBar rows={rows} clear={clear} all onAll={() => {}} found={known(found)} />
        </WorkerProvider>,
        root,
      );
    show(165);
    expect(text()).toContain('3 из 165');
    show(3);
    expect(text()).not.toContain('из');
  });

  it('says for whom an action works before anything is pressed', async () => {
    const there = rowOf(4, {
      stage: known({ id: 'discard_by_employer', name: 'Отказано' }),
      hasUpdates: known(false),
    });
    draw([...people(3), there]);
    await settled();
    expect(text()).toContain('Выбрано 4 «Отказ» — для 3 из 4, 1 — уже на этом этапе');
    expect(button('Отказ')?.title).toContain('сначала покажет письмо, ничего не отправит');
    expect(calls.readTemplate).not.toHaveBeenCalled();
  });

  it('R shows the letter and sends nothing; Enter on the focused button sends each person their own', async () => {
    draw(people(3));
    await press('KeyR');
    expect(text()).toContain('Письмо, как его получит: Петрова Инна; ещё 2 — каждый со своим именем');
    expect(root.querySelector('blockquote')?.textContent).toBe('Здравствуйте, Петрова Инна');
    expect(text()).toContain('Соискатели увидят отказ и письмо');
    await press('KeyR');
    expect(sent).toEqual([]);
    expect(document.activeElement?.getAttribute('type')).toBe('submit');
    await submit();
    expect(sent).toEqual([
      [1, 2, 3].map((id) => ({
        kind: 'action',
        negotiationId: String(id),
        actionId: 'discard_by_employer',
        values: { message: `Здравствуйте, ${names[id - 1]}` },
        filled: true,
      })),
    ]);
    expect(clear).toHaveBeenCalledOnce();
  });

  it('the keys of actions work for all rows; a digit picks another action while the form is open', async () => {
    const consider = { ...refuse, id: 'consider', name: 'Подумать' };
    draw(people(3).map((row) => ({ ...row, actions: known([refuse, consider]) })));
    const chosen = () => root.querySelector('.many-sheet h3')?.textContent;
    await press('KeyH');
    expect(chosen()).toBe('Подумать');
    await press('Digit1');
    expect(chosen()).toBe('Отказ');
    expect(document.activeElement?.textContent).toContain('Отказ');
    expect(sent).toEqual([]);
  });

  it('reads a template without names only twice, and sends it with one call', async () => {
    calls.readTemplate.mockResolvedValue({ ok: true, value: 'Спасибо за отклик' });
    draw(people(12));
    await refuseNow();
    // Once to be shown, twice to be compared with another.
    expect(calls.readTemplate).toHaveBeenCalledTimes(3);
    expect(sent[0]?.map(({ kind }) => kind)).toEqual(['action', 'action', 'bulk']);
  });

  it('keeps people selected whose letter is not ready, and names them with the reason', async () => {
    calls.readTemplate.mockImplementation(async (of) => {
      const id = 'negotiationId' in of ? of.negotiationId : '';
      if (id === '1') return { ok: true, value: 'Здравствуйте, [Name]' };
      return id === '2' ? { ok: false, problem: { name: 'resume-deleted' } } : { ok: true, value: 'Спасибо' };
    });
    draw(people(3));
    await refuseNow();
    expect(sent).toEqual([[expect.objectContaining({ negotiationId: '3' })]]);
    expect(text()).toContain('Петрова Инна: в письме не заполнено: [Name]');
    expect(text()).toContain('Ким Виктор: ');
    expect(clear).not.toHaveBeenCalled();
  });

  it('sends nothing when preparing is stopped', async () => {
    let release = (_: Result<string>) => {};
    calls.readTemplate.mockImplementation(() => new Promise((done) => (release = done)));
    draw(people(2));
    await refuseNow();
    expect(text()).toContain('Готовим отправку: 0 из 2');
    button('Остановить')?.click();
    release({ ok: true, value: 'Спасибо' });
    await settled();
    expect(sent).toEqual([]);
    expect(clear).not.toHaveBeenCalled();
    expect(text()).not.toContain('Готовлю');
  });

  it('shows the worker’s refusal, and keeps the selection', async () => {
    calls.writeMany.mockResolvedValue({ ok: false, problem: { name: 'storage-full' } });
    draw(people(2));
    await refuseNow();
    expect(root.querySelector('[role=alert]')?.textContent).toBeTruthy();
    expect(clear).not.toHaveBeenCalled();
  });

  it('E marks responses that were not viewed, fifty at a time', async () => {
    draw([...people(60), rowOf(99, { hasUpdates: known(false) })]);
    await press('KeyE');
    expect(sent[0]?.map((request) => request.kind === 'read' && request.negotiationIds.length)).toEqual([
      50, 10,
    ]);
    expect(JSON.stringify(sent)).not.toContain('"99"');
  });

  it('ignores its keys while a text is being written, and when nothing can be done', async () => {
    draw([rowOf(1, { hasUpdates: known(false) })]);
    await press('KeyR');
    await press('KeyE');
    await press('KeyM');
    expect(sent).toEqual([]);
    draw(people(1));
    const input = root.appendChild(document.createElement('input'));
    input.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyR', bubbles: true, composed: true }));
    await settled();
    expect(sent).toEqual([]);
  });
});

describe('the sheet', () => {
  const pick = async (way: string) => {
    const label = [...root.querySelectorAll('label')].find((one) => one.textContent?.includes(way));
    label?.querySelector('input')?.click();
    await settled();
  };

  it('lets the person choose to send no letter, and says what that does', async () => {
    draw(people(3));
    await press('KeyM');
    await pick('Молча');
    expect(text()).toContain('Соискатели ничего не узнают');
    await submit();
    expect(sent).toEqual([
      [
        {
          kind: 'bulk',
          vacancyId: '1',
          negotiationIds: ['1', '2', '3'],
          actionId: 'discard_by_employer',
          values: {},
        },
      ],
    ]);
  });

  it('sends one letter for all only if it is written and has no gaps', async () => {
    draw(people(2));
    await press('KeyM');
    await pick('Одно письмо всем');
    const field = root.querySelector('textarea');
    if (!field) throw new Error('no field');
    expect(field.value).toBe('');
    await submit();
    expect(sent).toEqual([]);
    expect(root.querySelector('[role=alert]')).not.toBeNull();
    for (const value of ['Здравствуйте, [Name]', 'Спасибо всем']) {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
      await submit();
    }
    expect(sent).toEqual([[expect.objectContaining({ kind: 'bulk', values: { message: 'Спасибо всем' } })]]);
  });

  it('brings back the letter from its draft, and saves changes to it', async () => {
    draw(people(2), [], { 'bulk:1:discard_by_employer': { text: 'Спасибо всем', at: 1 } });
    await press('KeyM');
    await pick('Одно письмо всем');
    const field = root.querySelector('textarea');
    expect(field?.value).toBe('Спасибо всем');
    if (field) field.value = 'Спасибо, но нет';
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    await press('Escape');
    expect(calls.saveDraft).toHaveBeenCalledExactlyOnceWith({
      key: 'bulk:1:discard_by_employer',
      text: 'Спасибо, но нет',
    });
  });

  it('sends extras to those for whom hh offers them, and disables them without a letter', async () => {
    const argument = (id: string, required = false) => ({ id, required, requires: ['message'] });
    const interview: Action = {
      ...refuse,
      id: 'interview',
      name: 'Интервью',
      resulting: { id: 'interview', name: 'Интервью' },
      arguments: [...refuse.arguments, argument('send_sms'), argument('address_id')],
      sub: [{ id: 'interview_2', name: 'Финальное' }],
    };
    const plain = { ...interview, arguments: refuse.arguments, sub: [] };
    const [first, second, third] = people(3);
    if (!first || !second || !third) throw new Error('three people');
    draw([
      { ...first, actions: known([interview]) },
      { ...second, actions: known([interview]) },
      { ...third, actions: known([plain]) },
    ]);
    await press('KeyM');
    expect(calls.readAddresses).toHaveBeenCalledOnce();
    expect(text()).toContain('hh предлагает для 2 из 3');
    expect(text()).not.toContain('Причина');
    await pick('Молча');
    const box = root.querySelector<HTMLInputElement>('input[type=checkbox]');
    expect(box?.disabled).toBe(true);
    expect(text()).toContain('(только с письмом)');
    await pick('Одно письмо всем');
    box?.click();
    const [address] = root.querySelectorAll('select');
    if (address) address.value = '7';
    address?.dispatchEvent(new Event('change', { bubbles: true }));
    const field = root.querySelector('textarea');
    if (field) field.value = 'Ждём';
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    await submit();
    expect(sent).toEqual([
      [
        expect.objectContaining({
          negotiationIds: ['1', '2'],
          values: { message: 'Ждём', send_sms: 'true', address_id: '7' },
        }),
        expect.objectContaining({ negotiationIds: ['3'], values: { message: 'Ждём' } }),
      ],
    ]);
  });

  it('sends a reason one by one, prepared from what hh offers for each person', async () => {
    const reasoned: Action = { ...refuse, sub: [{ id: 'salary', name: 'Не сошлись в деньгах' }] };
    calls.readNegotiation.mockImplementation(async (id) =>
      id === '2' ? { ok: false, problem: { name: 'resume-deleted' } } : read,
    );
    draw(people(3).map((row) => ({ ...row, actions: known([reasoned]) })));
    await press('KeyM');
    await pick('Молча');
    const [reason] = root.querySelectorAll('select');
    if (reason) reason.value = 'salary';
    reason?.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    expect(text()).toContain('уйдут по очереди');
    await submit();
    expect(sent).toEqual([
      ['1', '3'].map((negotiationId) => ({
        kind: 'action',
        negotiationId,
        actionId: 'discard_by_employer',
        subActionId: 'salary',
        values: {},
      })),
    ]);
    expect(text()).toContain('Ким Виктор: ');
    expect(clear).not.toHaveBeenCalled();
  });

  it('asks for an address that hh requires, also after R', async () => {
    const there: Action = {
      ...refuse,
      arguments: [...refuse.arguments, { id: 'address_id', required: true, requires: ['message'] }],
    };
    draw(people(2).map((row) => ({ ...row, actions: known([there]) })));
    await press('KeyR');
    expect(sent).toEqual([]);
    await submit();
    expect(root.querySelector('[role=alert]')?.textContent).toContain('Выберите адрес');
    expect(text()).not.toContain('Молча');
    const [address] = root.querySelectorAll('select');
    if (address) address.value = '7';
    address?.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    await submit();
    expect(sent[0]).toEqual([
      expect.objectContaining({ values: { message: 'Здравствуйте, Петрова Инна', address_id: '7' } }),
      expect.objectContaining({ values: { message: 'Здравствуйте, Ким Виктор', address_id: '7' } }),
    ]);
  });

  it('asks to type the number of people if it exceeds thirty, also after R', async () => {
    draw(people(31));
    await press('KeyR');
    expect(sent).toEqual([]);
    await submit();
    expect(sent).toEqual([]);
    const input = root.querySelector<HTMLInputElement>('input[inputmode]');
    if (!input) throw new Error('no input');
    input.value = '31';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    await submit();
    expect(sent.flat()).toHaveLength(31);
  });

  it('Escape closes the sheet and returns the focus, and the list does not see the key', async () => {
    const list = document.body.appendChild(document.createElement('button'));
    list.focus();
    const heard = vi.fn();
    document.addEventListener('keydown', heard);
    draw(people(1));
    await press('KeyM');
    expect(root.querySelector('form')).not.toBeNull();
    await press('Escape');
    expect(root.querySelector('form')).toBeNull();
    expect(document.activeElement).toBe(list);
    expect(heard).not.toHaveBeenCalled();
    document.removeEventListener('keydown', heard);
  });

  it('leaves out people for whom a write is in flight', async () => {
    const request: WriteRequest = {
      kind: 'action',
      negotiationId: asId<NegotiationId>(1),
      actionId: 'x',
      values: {},
    };
    const { entryOf } = await import('../../utils/domain/testing.ts');
    draw(people(2), [entryOf(request, { at: 'sending', since: 1 })]);
    await press('KeyM');
    expect(text()).toContain('уже отправляется');
  });
});
