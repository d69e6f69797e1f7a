// @vitest-environment happy-dom
import { render, type VNode } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Entry, Progress, WriteRequest } from '../../utils/domain/write-request.ts';
import { asId, type ChatId } from '../../utils/ids.ts';
import { OutboxContext } from '../contexts.tsx';
import { chatId, entry, fakeCalls, negotiationId, now, settled, workerOf } from '../negotiation/testing.ts';
import { WorkerProvider } from '../worker.ts';
import { Attach, pasting, useAttaching, WaitingFiles } from './files.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../testing.ts')).browser }));
vi.useFakeTimers();

let root: HTMLElement;
let calls: ReturnType<typeof fakeCalls>;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  calls = fakeCalls();
});
afterEach(() => render(null, root));
const draw = (view: VNode) => render(<WorkerProvider worker={workerOf(calls)}>{view}</WorkerProvider>, root);

const text = () => (root.textContent ?? '').replace(/[\u00a0\u202f]/g, ' ');
const click = async (words: string) => {
  [...root.querySelectorAll('button')]
    .find((one) => (one.getAttribute('aria-label') ?? one.textContent)?.includes(words))
    ?.click();
  await settled();
};
const png = (name = 'a.png', type = 'image/png') => new File(['x'], name, { type });

let choose: (file: File) => Promise<void>;
function Place() {
  const attaching = useAttaching(chatId, negotiationId);
  choose = attaching.choose;
  return <Attach attaching={attaching} said />;
}

it('says what choosing a file does, and reads hh’s conditions once, when they are first needed', async () => {
  draw(<Place />);
  expect(text()).toContain('через 10 с');
  expect(calls.readFileConditions).not.toHaveBeenCalled();
  const input = root.querySelector('input');
  const opened = vi.fn();
  input?.addEventListener('click', opened);
  await click('Прикрепить файл');
  expect(opened).toHaveBeenCalledTimes(1);
  expect(input?.accept).toBe('image/jpeg,image/png,.jpeg,.png');
  expect(text()).toContain('Чат принимает jpeg, png, до 20 МБ');
  await choose(png());
  expect(calls.attach).toHaveBeenCalledWith({ chatId, negotiationId }, expect.any(File));
  expect(calls.readFileConditions).toHaveBeenCalledTimes(1);
});

it.each([
  ['a.exe', 1, 'Такие файлы чат не принимает, можно: jpeg, png.'],
  ['a.png', 20_971_521, 'Файл больше 20 МБ'],
])('does not attach %s of %d bytes: %s', async (name, size, words) => {
  draw(<Place />);
  const file = png(name, name === 'a.png' ? 'image/png' : '');
  Object.defineProperty(file, 'size', { value: size });
  await choose(file);
  await settled();
  expect(text()).toContain(words);
  expect(calls.attach).not.toHaveBeenCalled();
});

it('says a limit below a megabyte in kilobytes', async () => {
  calls.readFileConditions.mockResolvedValue({
    ok: true,
    value: { maxBytes: 512 * 1024, types: ['png'], mimeTypes: ['image/png'] },
  });
  draw(<Place />);
  await click('Прикрепить файл');
  expect(text()).toContain('Чат принимает png, до 512 кБ');
});

it('shows in words what went wrong', async () => {
  calls.attach.mockResolvedValue({ ok: false, problem: { name: 'storage-full' } });
  draw(<Place />);
  await choose(png());
  await settled();
  expect(root.querySelector('[role=alert]')?.textContent).toBeTruthy();
  calls.readFileConditions.mockResolvedValue({ ok: false, problem: { name: 'offline' } });
  render(null, root);
  draw(<Place />);
  await click('Прикрепить файл');
  expect(root.querySelector('[role=alert]')?.textContent).toBeTruthy();
});

it('takes a pasted picture as a file, and a pasted table with its picture as text', () => {
  const choose = vi.fn(async () => {});
  const clipboardData = new DataTransfer();
  clipboardData.items.add(png());
  const paste = (mayAttach: boolean) => {
    const event = new ClipboardEvent('paste', { clipboardData, cancelable: true });
    pasting({ choose }, mayAttach)(event);
    return event.defaultPrevented;
  };
  expect([paste(false), paste(true)]).toEqual([false, true]);
  expect(choose).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'a.png' }));
  clipboardData.setData('text/plain', 'a table');
  expect(paste(true)).toBe(false);
});

const request: WriteRequest = { kind: 'file', negotiationId, chatId, fileId: 'f', name: 'Схема.png' };
const waiting = async (progress: Progress, of: WriteRequest = request) => {
  const entries: Entry[] = [{ ...entry(of, 'waiting'), progress }];
  draw(
    <OutboxContext.Provider value={{ entries, drafts: {} }}>
      <WaitingFiles chatId={chatId} hhUrl="https://hh.ru/chat/7" />
    </OutboxContext.Provider>,
  );
  await settled();
};

it('shows a file in the conversation before it is sent, and undoes it', async () => {
  await waiting({ at: 'waiting', until: now + 10_000 });
  expect(text()).toContain('Схема.png');
  await click('Отменить');
  expect(calls.undo).toHaveBeenCalledWith('e');
});

it('says of a failed file what can be done about it', async () => {
  await waiting({ at: 'failed', when: now, problem: { name: 'files-elsewhere' } });
  expect(root.querySelector('a')?.href).toBe('https://hh.ru/chat/7');
  await click('Убрать');
  expect(calls.dismiss).toHaveBeenCalledWith('e');
  await waiting({ at: 'failed', when: now, problem: { name: 'not-sent' } });
  expect(root.querySelector('a')).toBeNull();
  await click('Повторить');
  expect(calls.retry).toHaveBeenCalledWith('e');
});

it('shows neither files of another chat nor files that are sent', async () => {
  await waiting({ at: 'sent', when: now });
  expect(text()).toBe('');
  await waiting({ at: 'sending', since: now }, { ...request, chatId: asId<ChatId>(8) });
  expect(text()).toBe('');
});
