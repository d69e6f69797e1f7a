import { describe, expect, it, test } from 'vitest';
import { sites } from '../ids.ts';
import { hhUrl, machineGlobs, machinePatterns, pageOf, pagePatterns, siteOf } from './pages.ts';

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

test("the content script runs on every site of hh's group, and only on https pages", () => {
  expect(pagePatterns).toEqual(sites.map((site) => `https://*.${site}/*`));
});

test("the content script does not run on hh's machine hosts", () => {
  expect(machinePatterns).toContain('https://chatik.hh.ru/*');
  expect(machinePatterns).toContain('https://api.rabota.by/*');
  expect(machineGlobs).toContain('https://*-front.hh.kz/*');
});
