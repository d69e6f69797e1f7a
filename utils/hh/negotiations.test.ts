import { expect, test } from 'vitest';
import { negotiationIn, withoutNegotiation } from './negotiations.ts';

test.each([
  ['https://api.hh.ru/negotiations/10', '10'],
  ['https://api.hh.ru/negotiations/10?host=hh.ru', '10'],
  ['https://api.hh.ru/negotiations/10/?host=hh.ru&locale=RU', '10'],
  ['/negotiations/10', '10'],
  ['/negotiations/10?host=rabota.by', '10'],
  ['https://api.hh.ru/negotiations/10/messages', null],
  ['https://api.hh.ru/negotiations?vacancy_id=10', null],
  ['https://api.hh.ru/vacancies/1?from=/negotiations/10', null],
  ['', null],
  [null, null],
])('the negotiation in %s is %s', (address, id) => {
  expect(negotiationIn(address)).toBe(id);
});

test.each([
  [
    'https://api.hh.ru/negotiations/discard_by_employer/10',
    'https://api.hh.ru/negotiations/discard_by_employer',
  ],
  [
    'https://api.hh.ru/negotiations/interview_2/10?host=hh.ru',
    'https://api.hh.ru/negotiations/interview_2?host=hh.ru',
  ],
])('the bulk address for %s', (address, many) => {
  expect(withoutNegotiation(address)).toBe(many);
});
