// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { isNightPage, place } from './place.ts';

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
