import { expect, it, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../components/testing.ts'));

import { plural } from './i18n.ts';

it.each([
  [1, 'Интервью | онлайн: 1 соискатель'],
  [3, 'Интервью | онлайн: 3 соискателя'],
  [5, 'Интервью | онлайн: 5 соискателей'],
])("shows hh's name containing a bar unchanged beside the number %i", (count, text) => {
  expect(plural('many_do_what', count, 'Интервью | онлайн')).toBe(text);
});
