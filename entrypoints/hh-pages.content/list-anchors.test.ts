// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { contentOf, keyOfLink, spotsIn } from './list-anchors.ts';

const one = '5a1f0c2eff00bc614e0039ed1f4f74636c6b6f';
const two = '64caf92e000b12de5200578b2e6a3334355a6b';

const page = (markup: string, ready = true) => {
  document.body.innerHTML = `<div data-qa="lux-container${ready ? ' lux-container-rendered' : ''}"><div class="HH-MainContent">${markup}</div></div><a href="/resume/${one}">чат</a>`;
};
const spots = () => {
  const root = contentOf(document);
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
  expect(contentOf(document)).toBeNull();
});

test('names the resume of a link by its path', () => {
  const link = document.createElement('a');
  link.setAttribute('href', `/resume/${one}#a`);
  expect(keyOfLink(link)).toBe(one);
});
