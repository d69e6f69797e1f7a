import { describe, expect, it } from 'vitest';
import { fill, unresolved } from './snippets.ts';

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
