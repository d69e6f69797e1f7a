import { describe, expect, it } from 'vitest';
import { gesture, tracesOf } from './effects.ts';

const of = (method: string, path: string) => tracesOf(method, new URL(path, 'https://api.hh.ru'));

describe('tracesOf', () => {
  it.each([
    '/me',
    '/employers/1/vacancies/active?all_accessible=true',
    '/negotiations?vacancy_id=1',
    '/negotiations/response?vacancy_id=1',
    '/negotiations/123',
    '/negotiations/123/test/solution',
    '/resumes/abc/negotiations_history',
    '/resumes?text=a',
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
    '/vacancies/1/suitable_resumes',
    '/vacancies/1/resumes_by_status',
  ])('GET %s leaves none', (path) => {
    expect(of('GET', path)).toEqual([]);
  });

  it.each([
    ['GET', '/negotiations/123/messages', ['marks-viewed']],
    ['GET', '/negotiations/123/messages?page=1', ['marks-viewed']],
    ['GET', '/resumes/abc', ['marks-viewed', 'spends-view']],
    ['GET', '/resumes/mine-not', ['marks-viewed', 'spends-view']],
    ['GET', '/resumes/abc/views', ['marks-viewed']],
    ['GET', '/resumes/abc/views?page=1', ['marks-viewed']],
    ['POST', '/negotiations', ['writes']],
    ['POST', '/negotiations?host=hh.ru', ['writes']],
    ['PUT', '/negotiations/123/messages/5', ['writes']],
    ['DELETE', '/negotiations/active/123?with_decline_message=true', ['writes']],
    ['GET', '/resumes/abc?topic_id=1', ['marks-viewed', 'spends-view']],
    ['GET', '/resumes/abc/download/a.pdf?type=pdf', ['marks-viewed', 'spends-view']],
    ['GET', '/resumes/abc?with_contact=77da', ['marks-viewed', 'spends-view', 'spends-contact']],
    [
      'GET',
      '/resumes/abc/download/a.pdf?type=pdf&with_contact=7',
      ['marks-viewed', 'spends-view', 'spends-contact'],
    ],
    ['POST', '/negotiations/phone_interview', ['writes', 'spends-contact']],
    ['POST', '/negotiations/invited?x=1', ['writes', 'spends-contact']],
    ['POST', '/negotiations/read', ['marks-viewed']],
    ['PUT', '/common/chats/1/message/2/read', ['marks-viewed']],
    ['PUT', '/negotiations/interview/123', ['writes']],
    ['POST', '/negotiations/123/messages', ['writes']],
    ['POST', '/common/chats/1/messages', ['writes']],
    ['DELETE', '/common/chats/1/messages/2', ['writes']],
    ['PATCH', '/whatever', ['writes']],
    ['POST', '/token', []],
    ['DELETE', '/token', []],
  ])('%s %s', (method, path, effects) => {
    expect(of(method, path)).toEqual(effects);
  });

  it('a gesture holds what it was made with', () => {
    expect(gesture('writes', 'spends-contact').effects).toEqual(['writes', 'spends-contact']);
    expect(gesture().at).toBeGreaterThan(0);
  });
});
