import { describe, expect, it } from 'vitest';
import { asId } from '../ids.ts';
import { entryOf } from './testing.ts';
import { draftIn, draftKey, editOf, fill, textOf, unresolved } from './texts.ts';
import type { WriteRequest } from './write-request.ts';

const call = (operation: string, method: 'PUT' | 'DELETE', url: string, more: object = {}): WriteRequest => ({
  kind: 'call',
  operation,
  method,
  url,
  effects: ['writes'],
  ...more,
});

it('an edited text has its own draft, so that it is kept when undone', () => {
  const edits = [
    call('chat-message-put', 'PUT', '/common/chats/7/messages/3', { json: { text: 'Иначе' } }),
    call('edit-negotiation-message', 'PUT', '/negotiations/7/messages/3', { form: { message: 'Иначе' } }),
    call('update-applicant-comment', 'PUT', '/applicant_comments/7/3', { form: { text: 'Иначе' } }),
    call('put-mail-templates-item', 'PUT', '/employers/7/mail_templates/3', { json: { text: 'Иначе' } }),
  ];
  expect(edits.map(textOf)).toEqual(['Иначе', 'Иначе', 'Иначе', 'Иначе']);
  expect(edits.map(draftKey)).toEqual([
    'edit:7:message 3',
    'edit:7:letter 3',
    'edit:7:note 3',
    'edit:7:template 3',
  ]);
});

it('a deletion has no text, and other calls are not edits', () => {
  const removal = call('chat-message-delete', 'DELETE', '/common/chats/7/messages/3');
  expect(editOf(removal)).toEqual({ what: 'message', of: '7', id: '3', text: null });
  expect(draftKey(removal)).toBeNull();
  expect(editOf(call('leave-chat', 'PUT', '/common/chats/7/leave'))).toBeNull();
});

it('a text in flight is not a draft', () => {
  const request: WriteRequest = { kind: 'note', applicantId: asId(9), text: 'Позвонить', access: 'owner' };
  const drafts = { 'note:9': { text: 'Позвонить', at: 0 } };
  expect(draftIn(drafts, 'note:9', [])).toBe('Позвонить');
  expect(draftIn(drafts, 'note:9', [entryOf(request, { at: 'waiting', until: 9 })])).toBeNull();
  expect(draftIn(drafts, 'note:8', [])).toBeNull();
});

describe('unresolved variables', () => {
  it.each([
    ['Здравствуйте, [Name]! Вакансия [Vacancy].', ['[Name]', '[Vacancy]']],
    ['[Name], [Name]', ['[Name]']],
    ['[имя] [HR Phone] [имя_отчество]', ['[имя]', '[HR Phone]', '[имя_отчество]']],
    ['Ждём вас в 11:00', []],
    ['См. [1] и [2024-05]', []],
    ['Список [], скобка [ и ]', []],
    ['массив[0] = [x', []],
    ['[\n]', []],
    ['', []],
  ])('in %j', (text, left) => expect(unresolved(text)).toEqual(left));
});

describe('filling in variables', () => {
  it('uses known values, ignores case, and leaves the rest', () => {
    const values = { Name: 'Инна', Vacancy: 'Бухгалтер', HRName: null };
    expect(fill('[name], вакансия [Vacancy]. [HRName], [Phone]', values)).toBe(
      'Инна, вакансия Бухгалтер. [HRName], [Phone]',
    );
  });

  it('inserts a value literally', () => {
    expect(fill('[Name]', { Name: '$& [Vacancy]' })).toBe('$& [Vacancy]');
  });
});
