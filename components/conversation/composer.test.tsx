// @vitest-environment happy-dom
import { type ComponentChildren, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { known } from '../../utils/known.ts';
import { OutboxContext } from '../contexts.tsx';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { Composer, type ComposerProps } from './composer.tsx';

const saveDraft = vi.fn(async () => {});
const key = 'message:1';
const propsOf = (more: Partial<ComposerProps>): ComposerProps => ({
  conversation: { via: 'chat', off: known(null), inARow: known(0) },
  draftKey: key,
  onSend: vi.fn(async () => ({ ok: true as const, value: undefined })),
  ...more,
});
const Begun = ({ draft, children }: { draft?: string; children: ComponentChildren }) => (
  <WorkerProvider worker={fakeWorker({ saveDraft })}>
    <OutboxContext.Provider value={{ entries: [], drafts: draft ? { [key]: { text: draft, at: 0 } } : {} }}>
      {children}
    </OutboxContext.Provider>
  </WorkerProvider>
);
const put = async ({ draft, ...more }: Partial<ComposerProps> & { draft?: string }) => {
  const props = propsOf(more);
  render(
    <Begun draft={draft}>
      <Composer {...props} />
    </Begun>,
    document.body,
  );
  await settled();
  return props;
};
const field = () => document.querySelector('textarea');
const button = () => document.querySelector('button');
const send = async () => {
  document
    .querySelector('form')
    ?.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', metaKey: true, bubbles: true }));
  await settled();
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test.each(['archived', 'PFP_BLOCK', 'UNTRUSTED_EMPLOYER', 'something_new'])(
  '%s: says why no message can be written, and offers no field',
  async (off) => {
    await put({ conversation: { via: 'chat', off: known(off), inARow: known(0) } });
    expect(field()).toBeNull();
    expect(document.body.textContent).not.toBe('');
  },
);

test('hh’s own "ok" does not close the field', async () => {
  await put({ conversation: { via: 'chat', off: known('ok'), inARow: known(0) } });
  expect(field()).not.toBeNull();
});

test('counts the messages in a row, and offers no field for a sixth', async () => {
  await put({ conversation: { via: 'chat', off: known(null), inARow: known(2) } });
  expect(document.body.textContent).toContain('2 из 5 подряд');
  render(null, document.body);
  await put({ conversation: { via: 'chat', off: known(null), inARow: known(5) } });
  expect(field()).toBeNull();
});

test('does not send a text longer than the limit of a chat or an old letter', async () => {
  const { onSend } = await put({
    conversation: { via: 'old', off: known(null), inARow: known(0) },
    draft: 'x'.repeat(10_001),
  });
  expect(button()?.disabled).toBe(true);
  await send();
  expect(onSend).not.toHaveBeenCalled();
  render(null, document.body);
  await put({ draft: 'x'.repeat(10_001) });
  expect(button()?.disabled).toBe(false);
});

test('clears the field after sending, and keeps a text that was refused', async () => {
  const { onSend } = await put({ draft: 'Да' });
  await send();
  expect(onSend).toHaveBeenCalledWith('Да');
  expect(field()?.value).toBe('');
  render(null, document.body);
  await put({ draft: 'Нет', onSend: async () => ({ ok: false, problem: { name: 'message-spam' } }) });
  await send();
  expect(field()?.value).toBe('Нет');
});

test('does not send a message with a variable left in it; a note may contain one', async () => {
  const { onSend } = await put({ draft: 'Добрый день, [Name]' });
  await send();
  expect(onSend).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain('Замените [Name]');
  render(null, document.body);
  const note = await put({ draft: 'Добрый день, [Name]', note: true });
  await send();
  expect(note.onSend).toHaveBeenCalled();
});

test('moves the focus from the send button to its container, so that keys go on working, or else to the field', async () => {
  await put({ draft: 'Да' });
  button()?.focus();
  button()?.click();
  await settled();
  expect(document.activeElement).toBe(field());
  render(null, document.body);
  render(
    <Begun draft="Да">
      <article tabIndex={-1}>
        <Composer {...propsOf({})} />
      </article>
    </Begun>,
    document.body,
  );
  await settled();
  button()?.focus();
  button()?.click();
  await settled();
  expect(field()?.value).toBe('');
  expect(document.activeElement?.tagName).toBe('ARTICLE');
});
