import { describe, expect, it, test } from 'vitest';
import { asId, type ResumeId, sites } from '../ids.ts';
import {
  companyIn,
  hhUrl,
  machineGlobs,
  machinePatterns,
  pageOf,
  pagePatterns,
  rowUrl,
  sameResume,
  siteOf,
} from './pages.ts';

const hash = '64caf92e000b12de5200578b2e6a3334355a6b';

describe('pageOf', () => {
  it.each([
    [`https://hh.ru/resume/${hash}`, { resumeId: hash, host: 'hh.ru' }],
    [
      `https://tashkent.hh.uz/resume/${hash}?vacancyId=67711786&hhtmFrom=x&t=2835418699&resumeId=185785938`,
      { resumeId: hash, vacancyId: '67711786', topicId: '2835418699', host: 'hh.uz' },
    ],
    [`https://gomel.rabota.by/resume/${hash}?query=a&simhash=b#top`, { resumeId: hash, host: 'rabota.by' }],
    [`https://hh1.az/resume/${hash}/`, { resumeId: hash, host: 'hh1.az' }],
    [`https://spb.hh.ru/applicant/resumes/view?resume=${hash}`, { resumeId: hash, host: 'hh.ru' }],
    [`https://hh.kz/resume/${hash}?vacancyId=abc&t=`, { resumeId: hash, host: 'hh.kz' }],
    [`https://headhunter.ge/resume/${hash}?print=false`, { resumeId: hash, host: 'headhunter.ge' }],
  ])('%s is a resume', (url, page) => {
    expect(pageOf(url)).toEqual({ page: 'resume', vacancyId: undefined, topicId: undefined, ...page });
  });

  it.each([
    `https://hh.ru/resume/edit/${hash}/position`,
    `https://hh.ru/resume/${hash}/edit`,
    `https://hh.ru/resume/${hash}?print=true`,
    `https://hh.ru/resume_converter/Ivanov.pdf?hash=${hash}&type=pdf`,
    'https://hh.ru/resume/short',
    `https://hh.ru/resume/${'a'.repeat(65)}`,
    `https://hh.ru/applicant/resumes/view?resume=${hash}"><script>`,
    'https://hh.ru/applicant/resumes/view',
    'https://hh.ru/employer/vacancies',
    'https://hh.ru/employer/vacancies/archived',
    'https://hh.ru/search/vacancy?text=resume',
    'https://hh.ru/',
    'https://hh.ru/chat/',
    'https://hh.ru/chat/1a',
  ])('%s is another page', (url) => {
    expect(pageOf(url)).toEqual({ page: 'other' });
  });

  it.each([
    ['https://hh.ru/applicant/negotiations', { page: 'applicant-negotiations' }],
    ['https://spb.hh.ru/applicant/negotiations?filter=all&page=2', { page: 'applicant-negotiations' }],
    ['https://hh.kz/vacancy/100000001?query=a#b', { page: 'vacancy', vacancyId: '100000001' }],
    ['https://rabota.by/vacancy/1/', { page: 'vacancy', vacancyId: '1' }],
    ['https://hh.ru/applicant/negotiations/trash', { page: 'other' }],
    ['https://hh.ru/vacancy/', { page: 'other' }],
    ['https://hh.ru/vacancy/12a', { page: 'other' }],
    ['https://hh.ru/vacancy/1/edit', { page: 'other' }],
    ['https://api.hh.ru/vacancy/1', null],
  ])("recognises an applicant's pages: %s", (url, page) => {
    expect(pageOf(url)).toEqual(page);
  });

  it('recognises pages on every site of the group', () => {
    expect(pageOf('https://hh.kz/applicant/negotiations')).toEqual({ page: 'applicant-negotiations' });
    expect(pageOf('https://hh.ru/vacancy/12')).toEqual({ page: 'vacancy', vacancyId: '12' });
    expect(pageOf('https://rabota.by/chat/3490')).toEqual({ page: 'chat', chatId: '3490' });
    expect(pageOf('https://hh.ru/employer/vacancyresponses?vacancyId=12')).toEqual({
      page: 'list',
      vacancyId: '12',
    });
  });

  it.each([
    `https://hh.ru/search/resume?text=/resume/${hash}`,
    'https://almaty.hh.kz/search/resume?page=2',
    'https://hh.ru/employer/resumefolders?folder=1&page=0',
    'https://hh.ru/employer/vacancy/12/responses',
    'https://hh.ru/employer/candidates',
  ])('%s is a list of people', (url) => {
    expect(pageOf(url)).toEqual({ page: 'list' });
  });

  it('recognises chats and the list of responses', () => {
    expect(pageOf('https://hh.ru/chat/3490')).toEqual({ page: 'chat', chatId: '3490' });
    expect(pageOf('https://spb.hh.ru/employer/vacancyresponses?vacancyId=12&page=1')).toEqual({
      page: 'list',
      vacancyId: '12',
    });
    expect(pageOf('https://hh.ru/employer/vacancyresponses')).toEqual({
      page: 'list',
      vacancyId: undefined,
    });
  });

  it.each([
    'https://api.hh.ru/me',
    'https://chatik.hh.ru/chat/1',
    'https://websocket.hh.ru/',
    'https://adsrv.hh.ru/',
    'https://resume-front.hh.ru/',
    `http://hh.ru/resume/${hash}`,
    `https://hh.ru.evil.com/resume/${hash}`,
    `https://nothh.ru/resume/${hash}`,
    `https://evil.com/?u=https://hh.ru/resume/${hash}`,
    'ftp://hh.ru/',
    'about:blank',
    'not an address',
    '',
  ])('%s is not a page of hh', (url) => {
    expect(pageOf(url)).toBeNull();
  });
});

describe('siteOf', () => {
  it('knows the seven sites and their subdomains, and nothing that only looks like them', () => {
    expect(siteOf('hh.ru')).toBe('hh.ru');
    expect(siteOf('almaty.hh.kz')).toBe('hh.kz');
    expect(siteOf('xhh.ru')).toBeNull();
    expect(siteOf('hh.ru.com')).toBeNull();
    expect(siteOf('')).toBeNull();
  });
});

describe('hhUrl', () => {
  it('accepts addresses of the group', () => {
    expect(hhUrl('https://hh.ru/resume/1?t=2')).toBe('https://hh.ru/resume/1?t=2');
    expect(hhUrl('https://spb.rabota.by')).toBe('https://spb.rabota.by/');
  });
  it.each([
    'http://hh.ru/',
    'https://hh.ru@evil.com/',
    'https://user:pass@hh.ru/',
    'https://hh.ru:8443/',
    'javascript:alert(1)//hh.ru',
    'data:text/html,https://hh.ru',
    '//hh.ru',
    null,
    undefined,
    42,
  ])('refuses %j', (url) => {
    expect(hhUrl(url)).toBeNull();
  });
});

test('a response is on the page of its resume, or else on the list of its vacancy', () => {
  const of = (url: string | null) => ({ id: '5', vacancyId: '7', candidate: { url } });
  expect(rowUrl('hh.ru', of('https://tula.hh.ru/resume/abc?x=1'))).toBe(
    'https://tula.hh.ru/resume/abc?x=1&vacancyId=7&t=5',
  );
  for (const url of [null, 'not a url'])
    expect(rowUrl('hh.kz', of(url))).toBe('https://hh.kz/employer/vacancyresponses?vacancyId=7');
});

test("the content script runs on every site of hh's group, and only on https pages", () => {
  expect(pagePatterns).toEqual(sites.map((site) => `https://*.${site}/*`));
});

test("the content script does not run on hh's machine hosts", () => {
  expect(machinePatterns).toContain('https://chatik.hh.ru/*');
  expect(machinePatterns).toContain('https://api.rabota.by/*');
  expect(machineGlobs).toContain('https://*-front.hh.kz/*');
});

describe('the hash of a resume', () => {
  const resume = (hash: string) => asId<ResumeId>(hash);
  const ofAnother = resume('b330ad2c000148f41d001d12aa5268466a6a6e');
  const ofOurs = resume('64caf92e000148f41d003aae876a3334355a6b');
  const ofAnybody = resume('8e224251ff0148f41d0039ed1f1f534b6a7030');
  const ofAnotherPerson = resume('64caf92e000148f41e003aae876a3334355a6b');

  it('reads the company for which a hash was made', () => {
    expect(companyIn(ofAnother)).toBe('1905322');
    expect(companyIn(ofAnybody)).toBeNull();
    expect(companyIn(resume('0123456789abcdef'))).toBeNull();
  });

  it('the number joins all hashes of one resume, whatever company each was made for', () => {
    expect(sameResume(ofAnother, ofOurs)).toBe(true);
    expect(sameResume(ofOurs, ofAnybody)).toBe(true);
    expect(sameResume(ofOurs, ofAnotherPerson)).toBe(false);
  });

  it('ids of another form are the same only if they are equal', () => {
    expect(sameResume(resume('0123456789abcdef'), resume('0123456789abcdef'))).toBe(true);
    expect(sameResume(resume('0123456789abcdef'), resume('fedcba9876543210'))).toBe(false);
    expect(sameResume(null, null)).toBe(false);
    expect(sameResume(ofOurs, undefined)).toBe(false);
  });
});
