// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Action, Argument } from '../../utils/domain/negotiation.ts';
import { settled } from '../testing.ts';
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
  draftKey: 'action:1:x',
  draft: null,
  undoSeconds: 10,
  loadTemplate: vi.fn(async () => ({ ok: true as const, value: 'Текст шаблона' })),
  loadAddresses: vi.fn(async () => ({ ok: true as const, value: [] })),
  onDraft: vi.fn(),
  onSend: vi.fn(async () => ({ ok: true as const, value: undefined })),
  onClose: vi.fn(),
  ...more,
});

const at = <E extends Element>(selector: string) => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector} in ${document.body.innerHTML}`);
  return found;
};
const put = async (more: Partial<ActionFormProps>) => {
  const given = props(more);
  render(<ActionForm {...given} />, document.body);
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

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test('a required letter has no "silently", and is not sent empty', async () => {
  const { onSend } = await put({ action: action([message(true)]) });
  expect(document.querySelector('.switch')).toBeNull();
  await send();
  expect(onSend).not.toHaveBeenCalled();
  expect(at('[role=alert]').textContent).toContain('Напишите письмо');
});

test('an optional letter can be left out, and what needs it goes with it', async () => {
  const { onSend } = await put({ action: action([message(false), sms, address]), draft: 'Черновик' });
  at<HTMLInputElement>('input[type=checkbox]').click();
  at<HTMLInputElement>('.switch label:last-child input').click();
  await settled();
  expect(at<HTMLInputElement>('input[type=checkbox]').disabled).toBe(true);
  expect(at<HTMLSelectElement>('select').disabled).toBe(true);
  await send();
  expect(onSend).toHaveBeenCalledWith({ values: {} });
});

test('the letter, the text message and the reason are what hh gets', async () => {
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

test('a template fills the letter; a draft wins over it', async () => {
  const templates = [{ id: 't', name: 'Шаблон' }];
  await put({ action: action([message(true)], { templates }) });
  expect(at<HTMLTextAreaElement>('textarea').value).toBe('Текст шаблона');
  render(null, document.body);
  const { loadTemplate } = await put({ action: action([message(true)], { templates }), draft: 'Моё' });
  expect(at<HTMLTextAreaElement>('textarea').value).toBe('Моё');
  expect(loadTemplate).not.toHaveBeenCalled();
});

test('a template that comes late does not overwrite what is being written', async () => {
  let answer = (_: { ok: true; value: string }) => {};
  const loadTemplate = () => new Promise<{ ok: true; value: string }>((resolve) => (answer = resolve));
  await put({ action: action([message(true)], { templates: [{ id: 't', name: 'Шаблон' }] }), loadTemplate });
  await type('Пишу сам');
  answer({ ok: true, value: 'Текст шаблона' });
  await settled();
  expect(at<HTMLTextAreaElement>('textarea').value).toBe('Пишу сам');
});

test('an unknown required argument leaves only the way to hh', async () => {
  await put({
    action: action([{ id: 'telepathy', required: true, requires: [] }]),
    hhUrl: 'https://hh.ru/employer/vacancyresponses?vacancyId=1',
  });
  expect(document.querySelector('form')).toBeNull();
  expect(at('a').getAttribute('href')).toBe('https://hh.ru/employer/vacancyresponses?vacancyId=1');
});

test('known arguments are passed on as hh asks for them', async () => {
  const { onSend } = await put({
    action: action([{ id: 'vacancy_id', required: true, requires: [] }, message(false)]),
    given: { vacancy_id: '7', resume_id: 'r' },
    draft: 'Да',
  });
  await send();
  expect(onSend).toHaveBeenCalledWith({ values: { vacancy_id: '7', message: 'Да' } });
});

test('the draft is kept after a moment, and when the form is closed before it', async () => {
  const { onDraft, onClose } = await put({});
  await type('Раз');
  expect(onDraft).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(400);
  expect(onDraft).toHaveBeenLastCalledWith('action:1:x', 'Раз');
  await type('Раз, два');
  await press({ code: 'Escape' });
  expect(onClose).toHaveBeenCalled();
  render(null, document.body);
  expect(onDraft).toHaveBeenLastCalledWith('action:1:x', 'Раз, два');
});

test('a refusal of the worker is shown, and the text is kept', async () => {
  const { onDraft } = await put({
    onSend: async () => ({ ok: false, problem: { name: 'limit-exceeded' } }),
  });
  await type('Спасибо');
  await send();
  expect(at('[role=alert]').textContent).not.toBe('');
  expect(onDraft).toHaveBeenLastCalledWith('action:1:x', 'Спасибо');
});
