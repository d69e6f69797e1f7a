// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Action, Argument } from '../../utils/domain/negotiation.ts';
import { asId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Result } from '../../utils/problem.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { ActionForm, type ActionFormProps } from './action-form.tsx';

const message = (required: boolean): Argument => ({ id: 'message', required, requires: [] });
const sms: Argument = { id: 'send_sms', required: false, requires: ['message'] };
const address: Argument = { id: 'address_id', required: false, requires: ['message'] };

const action = (args: Argument[], more: Partial<Action> = {}): Action => ({
  id: 'discard_by_employer',
  name: 'Отказ',
  arguments: args,
  resulting: null,
  templates: [],
  sub: [],
  ...more,
});

const props = (more: Partial<ActionFormProps>): ActionFormProps => ({
  action: action([message(false)]),
  of: { negotiationId: asId('1') },
  whom: { kind: 'person', ids: ['5', 'a'] },
  draftKey: 'action:1:x',
  draft: null,
  given: {},
  hhUrl: null,
  onSend: vi.fn(async () => ({ ok: true as const, value: undefined })),
  onClose: vi.fn(),
  ...more,
});
const readTemplate = vi.fn<Worker['readTemplate']>();
const saveDraft = vi.fn(async () => {});

const at = <E extends Element>(selector: string) => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector} in ${document.body.innerHTML}`);
  return found;
};
const put = async (more: Partial<ActionFormProps>) => {
  const given = props(more);
  const worker = fakeWorker({
    readTemplate,
    readAddresses: async () => ({ ok: true, value: [{ id: asId('5'), text: 'Москва, Тверская, 1' }] }),
    saveDraft,
  });
  render(
    <WorkerProvider worker={worker}>
      <ActionForm {...given} />
    </WorkerProvider>,
    document.body,
  );
  await settled();
  return given;
};
const type = async (text: string) => {
  const field = at<HTMLTextAreaElement>('textarea');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
};
const press = async (init: KeyboardEventInit) => {
  at('form').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
  await settled();
};
const send = () => press({ code: 'Enter', ctrlKey: true });

beforeEach(() => {
  vi.useFakeTimers();
  readTemplate.mockReset().mockResolvedValue({ ok: true, value: 'Текст шаблона' });
  saveDraft.mockReset();
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test('offers no "silently" for a required letter, and does not send it empty', async () => {
  const { onSend } = await put({ action: action([message(true)]) });
  expect(document.querySelector('.switch')).toBeNull();
  await send();
  expect(onSend).not.toHaveBeenCalled();
  expect(at('[role=alert]').textContent).toContain('Напишите письмо');
});

test('focuses the send button, or the letter if it is empty; C moves to the letter', async () => {
  await put({ action: action([message(true)]) });
  expect(document.activeElement?.localName).toBe('textarea');
  render(null, document.body);
  await put({ action: action([message(true)]), draft: 'Черновик' });
  expect(document.activeElement?.getAttribute('type')).toBe('submit');
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { code: 'KeyC', bubbles: true, cancelable: true }),
  );
  expect(document.activeElement?.localName).toBe('textarea');
});

test('can leave out an optional letter, together with the arguments that need it', async () => {
  const { onSend } = await put({ action: action([message(false), sms, address]), draft: 'Черновик' });
  at<HTMLInputElement>('input[type=checkbox]').click();
  at<HTMLInputElement>('.switch label:last-child input').click();
  await settled();
  expect(at<HTMLInputElement>('input[type=checkbox]').disabled).toBe(true);
  expect(at<HTMLSelectElement>('select').disabled).toBe(true);
  await send();
  expect(onSend).toHaveBeenCalledWith({ values: {} });
});

test('sends the letter, the text message and the reason', async () => {
  const { onSend } = await put({
    action: action([message(false), sms], { sub: [{ id: 'reason', name: 'Опыт' }] }),
  });
  await type('Спасибо');
  at<HTMLInputElement>('input[type=checkbox]').click();
  at<HTMLInputElement>('fieldset:not(.switch) label:last-child input').click();
  await settled();
  await send();
  expect(onSend).toHaveBeenCalledWith({
    subActionId: 'reason',
    values: { message: 'Спасибо', send_sms: 'true' },
  });
});

test('fills the letter with a template, unless there is a draft', async () => {
  const templates = [{ id: 't', name: 'Шаблон' }];
  await put({ action: action([message(true)], { templates }) });
  expect(at<HTMLTextAreaElement>('textarea').value).toBe('Текст шаблона');
  render(null, document.body);
  readTemplate.mockClear();
  await put({ action: action([message(true)], { templates }), draft: 'Моё' });
  expect(at<HTMLTextAreaElement>('textarea').value).toBe('Моё');
  expect(readTemplate).not.toHaveBeenCalled();
});

test('does not overwrite what the user is typing with a template that arrives late', async () => {
  let answer = (_: { ok: true; value: string }) => {};
  readTemplate.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await put({ action: action([message(true)], { templates: [{ id: 't', name: 'Шаблон' }] }) });
  await type('Пишу сам');
  answer({ ok: true, value: 'Текст шаблона' });
  await settled();
  expect(at<HTMLTextAreaElement>('textarea').value).toBe('Пишу сам');
});

test('offers only a link to hh if a required argument is unknown', async () => {
  await put({
    action: action([{ id: 'telepathy', required: true, requires: [] }]),
    hhUrl: 'https://hh.ru/employer/vacancyresponses?vacancyId=1',
  });
  expect(document.querySelector('form')).toBeNull();
  expect(at('a').getAttribute('href')).toBe('https://hh.ru/employer/vacancyresponses?vacancyId=1');
});

test('passes on those known arguments that hh asks for', async () => {
  const { onSend } = await put({
    action: action([{ id: 'vacancy_id', required: true, requires: [] }, message(false)]),
    given: { vacancy_id: '7', resume_id: 'r' },
    draft: 'Да',
  });
  await send();
  expect(onSend).toHaveBeenCalledWith({ values: { vacancy_id: '7', message: 'Да' } });
});

test('saves the draft after a pause in typing, or when the form is closed earlier', async () => {
  const { onClose } = await put({});
  await type('Раз');
  expect(saveDraft).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(400);
  expect(saveDraft).toHaveBeenLastCalledWith({ key: 'action:1:x', text: 'Раз' });
  await type('Раз, два');
  await press({ code: 'Escape' });
  expect(onClose).toHaveBeenCalled();
  render(null, document.body);
  expect(saveDraft).toHaveBeenLastCalledWith({ key: 'action:1:x', text: 'Раз, два' });
});

test('does not send twice while sending, and keeps the focus in the form, so that the same key sends again', async () => {
  const { promise, resolve } = Promise.withResolvers<Result<void>>();
  const onSend = vi.fn(() => promise);
  await put({ draft: 'Спасибо', onSend });
  await send();
  await send();
  expect(onSend).toHaveBeenCalledTimes(1);
  const button = at<HTMLButtonElement>('[type=submit]');
  expect([button.disabled, button.getAttribute('aria-disabled')]).toEqual([false, 'true']);
  expect(document.activeElement).toBe(button);
  resolve({ ok: false, problem: { name: 'storage-full' } });
  await settled();
  await send();
  expect(onSend).toHaveBeenCalledTimes(2);
});

test('shows a refusal by the worker, and keeps the text', async () => {
  await put({
    onSend: async () => ({ ok: false, problem: { name: 'limit-exceeded' } }),
  });
  await type('Спасибо');
  await send();
  expect(at('[role=alert]').textContent).not.toBe('');
  expect(saveDraft).toHaveBeenLastCalledWith({ key: 'action:1:x', text: 'Спасибо' });
});

test('gives the view below the form the chosen address, and lets it change the letter as typing does', async () => {
  const below = vi.fn<NonNullable<ActionFormProps['below']>>(() => null);
  const { onSend } = await put({ action: action([message(false), address]), draft: 'Ждём вас', below });
  const letter = () => below.mock.lastCall?.[0];
  expect(letter()).toMatchObject({ text: 'Ждём вас', places: ['Москва, Тверская, 1'], place: '' });
  const select = at<HTMLSelectElement>('select:last-of-type');
  select.value = '5';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
  expect(letter()?.place).toBe('Москва, Тверская, 1');
  letter()?.write?.('Ждём вас в четверг');
  await settled();
  await send();
  expect(onSend).toHaveBeenCalledWith({ values: { message: 'Ждём вас в четверг', address_id: '5' } });
  expect(saveDraft).toHaveBeenCalledWith({ key: 'action:1:x', text: 'Ждём вас в четверг' });

  at<HTMLInputElement>('.switch input:not(:checked)').click();
  await settled();
  expect(letter()).toMatchObject({ write: null, place: '' });
});
