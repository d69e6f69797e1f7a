import { describe, expect, it } from 'vitest';
import { effectsOf, gesture, isAllowedCall, normalPath, operationAt, operations } from './effects.ts';

const at = (path: string) => new URL(path, 'https://api.hh.ru');
const of = (method: string, path: string) => effectsOf(method, at(path));
const everything = ['writes', 'marks-viewed', 'spends-view', 'spends-contact'];

describe('the effects of an address', () => {
  it.each([
    '/me',
    '/employers/1/vacancies/active?all_accessible=true',
    '/negotiations?vacancy_id=1',
    '/negotiations/response?vacancy_id=1',
    '/negotiations/123',
    '/negotiations/123?host=hh.ru',
    '/negotiations/123/test/solution',
    '/resumes/abc/negotiations_history',
    '/common/chats',
    '/common/chats/1/messages',
    '/common/chats/counters/unread',
    '/message_templates/invite?topic_id=1',
    '/applicant_comments/1',
    '/negotiations?status=active&page=1',
    '/negotiations/active',
    '/resumes/mine',
    '/resumes/mine?page=1',
    '/vacancies/1',
    '/vacancies/1/resumes_by_status',
  ])('GET %s has none', (path) => {
    expect(of('GET', path)).toEqual([]);
  });

  it.each([
    ['GET', '/negotiations/123/messages', ['marks-viewed']],
    ['GET', '/negotiations/123/messages?page=1', ['marks-viewed']],
    ['GET', '/resumes/abc', ['marks-viewed', 'spends-view']],
    ['GET', '/resumes/mine-not', ['marks-viewed', 'spends-view']],
    ['GET', '/resumes/abc/views', ['marks-viewed']],
    ['POST', '/negotiations', ['writes']],
    ['POST', '/negotiations?host=hh.ru', ['writes']],
    ['PUT', '/negotiations/123/messages/5', ['writes']],
    ['DELETE', '/negotiations/active/123?with_decline_message=true', ['writes']],
    ['GET', '/resumes/abc?topic_id=1', ['marks-viewed', 'spends-view']],
    ['GET', '/resumes/abc?with_contact=77da', ['marks-viewed', 'spends-view', 'spends-contact']],
    ['POST', '/negotiations/phone_interview', ['writes', 'spends-contact']],
    ['POST', '/negotiations/invited?x=1', ['writes', 'spends-contact']],
    ['POST', '/negotiations/read', ['marks-viewed']],
    ['PUT', '/common/chats/1/message/2/read', ['marks-viewed']],
    ['PUT', '/negotiations/interview/123', ['writes']],
    ['PUT', '/negotiations/interview', ['writes']],
    ['POST', '/negotiations/123/messages', ['writes']],
    ['POST', '/common/chats/1/messages', ['writes']],
    ['DELETE', '/common/chats/1/messages/2', ['writes']],
    ['POST', '/token', []],
    ['DELETE', '/token', []],
  ])('%s %s', (method, path, effects) => {
    expect(of(method, path)).toEqual(effects);
  });

  it.each([
    ['an encoded letter', '/negotiations/1/%6dessages'],
    ['an encoded letter in another case', '/negotiations/1/%6Dessages'],
    ['doubled slashes', '/negotiations//1///messages'],
    ['a trailing slash', '/negotiations/1/messages/'],
    ['dot segments', '/negotiations/./x/../1/messages'],
    ['encoded dot segments', '/negotiations/x/%2e%2e/1/messages'],
    ['another case', '/Negotiations/1/Messages'],
  ])('are those of the normalised path: %s', (_, path) => {
    expect(operationAt('GET', at(path))?.id).toBe('get-negotiation-messages');
    expect(of('GET', path)).toEqual(['marks-viewed']);
  });

  it.each([
    ['an encoded name', '/me?%77ith_contact=1'],
    ['another case', '/me?With_Contact=1'],
    ['the name in hh’s links', '/me?get_with_contact=1'],
    ['an address not documented to accept it', '/negotiations/1?with_contact=1'],
  ])('include a contact wherever the query asks for one: %s', (_, path) => {
    expect(of('GET', path)).toEqual(['marks-viewed', 'spends-view', 'spends-contact']);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/saved_searches/resumes'],
    ['GET', '/resumes'],
    ['GET', '/resumes?text=a'],
    ['GET', '/resumes/abc/download/'],
    ['GET', '/negotiations/1/messages/2'],
    ['GET', '/negotiations/1%2Fmessages'],
    ['GET', '/negotiations/1%5Cmessages'],
    ['GET', '/negotiations/1/%256dessages'],
    ['GET', '/negotiations/1/%E0%A4%A'],
    ['GET', '/me;x=1'],
    ['POST', '/me'],
    ['PUT', '/webhook/subscriptions/1'],
    ['PATCH', '/whatever'],
  ])('%s %s is not one of our operations, so it may have any effect', (method, path) => {
    expect(operationAt(method, at(path))).toBeNull();
    expect(of(method, path)).toEqual(everything);
  });

  it('finds every operation at its own address', () => {
    for (const [id, { method, path }] of Object.entries(operations))
      expect(operationAt(method, at(path.replaceAll('{}', '77')))?.id).toBe(id);
  });

  it('a path with two interpretations has no normal form', () => {
    expect(normalPath(at('/a//b/'))).toBe('/a/b');
    expect(normalPath(at('/a/%252e'))).toBeNull();
    expect(normalPath(at('/a%2Fb'))).toBeNull();
  });

  it('a gesture has the effects it was created with', () => {
    expect(gesture('writes', 'spends-contact').effects).toEqual(['writes', 'spends-contact']);
    expect(gesture().at).toBeGreaterThan(0);
  });
});

describe('a free-form write', () => {
  const note = {
    operation: 'update-applicant-comment',
    method: 'PUT',
    url: '/applicant_comments/1/2',
    form: { text: 'a', access_type: 'owner' },
    effects: ['writes'],
  } as const;

  it('is allowed if it is what it claims to be', () => {
    expect(isAllowedCall(note)).toBe(true);
    const hide = { operation: 'hide-active-response', method: 'DELETE', effects: ['writes'] } as const;
    expect(isAllowedCall({ ...hide, url: '/negotiations/active/5?with_decline_message=true' })).toBe(true);
  });

  it.each([
    ['another operation', { operation: 'delete-applicant-comment' }],
    [
      'an operation with its own kind of request',
      { operation: 'add-applicant-comment', method: 'POST', url: '/applicant_comments/1' },
    ],
    ['a name that is not an operation', { operation: 'constructor' }],
    ['another method', { method: 'DELETE' }],
    ['another address', { url: '/negotiations/discard_by_employer/5' }],
    ['the address of another host', { url: 'https://api.hh.ru/applicant_comments/1/2' }],
    ['an address without a scheme', { url: '//evil.example/applicant_comments/1/2' }],
    ['an address with backslashes', { url: '/\\\\evil.example/applicant_comments/1/2' }],
    ['an address with a tab between its slashes', { url: '/\t/evil.example/applicant_comments/1/2' }],
    ['a name and a password', { url: '//a:b@api.hh.ru/applicant_comments/1/2' }],
    ['a query that it does not accept', { url: '/applicant_comments/1/2?with_contact=1' }],
    ['a field that it does not have', { form: { text: 'a', topic_id: '1' } }],
    ['a field that is not a text', { form: { text: ['a', 'b'] } }],
    ['JSON instead of a form', { json: { text: 'a' } }],
    ['more effects than it has', { effects: ['writes', 'spends-contact'] as const }],
  ])('is refused with %s', (_, more) => {
    expect(isAllowedCall({ ...note, ...more })).toBe(false);
  });
});
