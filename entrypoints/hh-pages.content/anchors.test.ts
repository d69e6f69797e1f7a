// @vitest-environment happy-dom

import { beforeEach, describe, expect, test } from 'vitest';
import { contentOf, isNightPage, keyOfLink, place, spotsIn } from './anchors.ts';

const host = document.createElement('otklik-panel');
const drawn = (main: string) => {
  document.body.innerHTML = `<div data-qa="lux-container lux-container-rendered">${main}</div>`;
};

beforeEach(() => {
  host.remove();
  document.body.className = '';
});

test('docks the panel outside hh’s own tree', () => {
  drawn('<aside><div data-qa="resume-history-sidebar-container"></div></aside>');
  expect(place(host, 'docked')).toBe('docked');
  expect(host.parentElement).toBe(document.body);
});

test('puts the inline panel before hh’s history of the candidate', () => {
  drawn('<aside><div data-qa="resume-history-sidebar-container other"></div></aside>');
  expect(place(host, 'inline')).toBe('inline');
  expect(host.nextElementSibling?.getAttribute('data-qa')).toContain('resume-history');
});

test('puts the inline panel after the card with the name if there is no sidebar', () => {
  drawn('<div class="magritte-card___x1"><h2 data-qa="resume-personal-name"></h2></div><p></p>');
  expect(place(host, 'inline')).toBe('inline');
  expect(host.previousElementSibling?.className).toContain('card');
});

test.each([
  ['before hh has rendered its page', '<div data-qa="resume-history-sidebar-container"></div>'],
  ['if no anchor is left', '<div data-qa="lux-container-rendered"></div>'],
])('docks the panel %s', (_, html) => {
  document.body.innerHTML = html;
  expect(place(host, 'inline')).toBe('docked');
  expect(host.className).toBe('docked');
});

test('moves the panel from the page back to the edge', () => {
  drawn('<div data-qa="resume-history-sidebar-container"></div>');
  place(host, 'inline');
  place(host, 'docked');
  expect(host.parentElement).toBe(document.body);
});

test('recognises the page’s own theme', () => {
  document.body.className = 'font-default magritte-hh-day-theme';
  expect(isNightPage()).toBe(false);
  document.body.className = 'font-default magritte-hh-night-theme';
  expect(isNightPage()).toBe(true);
});

const one = '5a1f0c2eff00bc614e0039ed1f4f74636c6b6f';
const two = '64caf92e000b12de5200578b2e6a3334355a6b';

const page = (markup: string, ready = true) => {
  document.body.innerHTML = `<div data-qa="lux-container${ready ? ' lux-container-rendered' : ''}"><div class="HH-MainContent">${markup}</div></div><a href="/resume/${one}">чат</a>`;
};
const spots = () => {
  const root = contentOf();
  if (!root) throw new Error('no content');
  return spotsIn(root).map(({ key, anchor, now }) => {
    expect(now()).toBe(key);
    return `${key} ${anchor.getAttribute('data-qa') ?? anchor.localName}`;
  });
};
const card = (hash: string, title = 'Аналитик') =>
  `<div data-qa="resume-serp__resume" data-resume-hash="${hash}"><a href="/resume/${hash}"><img alt=""></a><h3><a data-qa="serp-item__title" href="/resume/${hash}?hhtmFrom=resume_search_result"><span data-qa="serp-item__title-text">${title}</span></a></h3><a href="/resume/${hash}">в новой вкладке</a></div>`;

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('resumes in a list', () => {
  test('finds one resume for a card, beside its title, whatever other links the card has', () => {
    page(card(one) + card(two));
    expect(spots()).toEqual([`${one} serp-item__title`, `${two} serp-item__title`]);
  });

  test('trusts the address rather than the attribute of the card', () => {
    page(card(one).replace(`data-resume-hash="${one}"`, `data-resume-hash="${two}"`));
    expect(spots()).toEqual([`${one} serp-item__title`]);
  });

  test('names a card without a link by its hash, or by hh’s number', () => {
    const text = '<span data-qa="serp-item__title-text">Аналитик</span><p>Имя скрыто</p>';
    page(`<div data-resume-hash="${one}">${text}</div><div data-resume-id="270633823">${text}</div>`);
    expect(spots()).toEqual([`${one} serp-item__title-text`, '270633823 serp-item__title-text']);
  });

  test('finds a resume by a link alone: similar resumes, or a list of an unknown kind', () => {
    page(`<p><a href="https://spb.hh.ru/resume/${one}?from=similar">Похожее резюме</a></p>`);
    expect(spots()).toEqual([`${one} a`]);
  });

  test.each([
    ['its edit page', `/resume/edit/${one}/position`],
    ['a download', `/resume_converter/a.pdf?hash=${one}`],
    ['vacancies for a resume', `/search/vacancy?resume=${one}`],
    ['an invitation', `/employer/negotiations/change_topic?r=${one}&back=/resume/`],
    ['a short path', '/resume/short'],
    ['a script', `javascript:/resume/${one}`],
    ['an empty address', ''],
  ])('takes %s for no resume', (_, href) => {
    page(`<a href="${href}">там</a>`);
    expect(spots()).toEqual([]);
  });

  test('ignores a link that holds a picture and no text', () => {
    page(`<a href="/resume/${one}"><img alt=""></a>`);
    expect(spots()).toEqual([]);
  });

  test('ignores attributes whose value has another form', () => {
    page(`<div data-resume-hash="x y"><b>а</b></div><div data-resume-id="${one}"><b>а</b></div>`);
    expect(spots()).toEqual([]);
  });

  test('finds two people in one card', () => {
    page(`<div data-resume-hash="${one}"><a href="/resume/${one}">А</a><a href="/resume/${two}">Б</a></div>`);
    expect(spots()).toEqual([`${one} a`, `${two} a`]);
  });

  test('sees that a reused card belongs to somebody else', () => {
    page(card(one));
    const [spot] = spotsIn(document.body);
    spot?.anchor.setAttribute('href', `/resume/${two}`);
    expect(spot?.now()).toBe(two);
  });
});

test('reads nothing until hh has finished rendering the page', () => {
  page(card(one), false);
  expect(contentOf()).toBeNull();
});

test('names the resume of a link by its path', () => {
  const link = document.createElement('a');
  link.setAttribute('href', `/resume/${one}#a`);
  expect(keyOfLink(link)).toBe(one);
});
