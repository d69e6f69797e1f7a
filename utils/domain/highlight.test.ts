import { describe, expect, it } from 'vitest';
import { piecesOf, wordsToFind } from './resume.ts';

const found = (text: string, ...sought: string[]) =>
  piecesOf(text, wordsToFind(sought)).flatMap((piece) => (piece.found ? [piece.text] : []));

describe('highlighted words', () => {
  it.each([
    ['Отчётность по РСБУ и отчетности', ['отчётности'], ['Отчётность', 'отчетности']],
    ['Работала бухгалтером, бухгалтера учила', ['Бухгалтер'], ['бухгалтером', 'бухгалтера']],
    ['Программа 1С:ERP, версия 1с', ['1С'], ['1С', '1с']],
    ['C++ и C#, но не C', ['C++', 'C#'], ['C++', 'C#']],
    ['Reports for a report', ['report'], ['Reports', 'report']],
    ['для и на', ['для и на'], []],
    ['Excel', [], []],
  ])('in «%s», %j finds %j', (text, sought, words) => {
    expect(found(text, ...sought)).toEqual(words);
  });

  it('leave the text unchanged, including markup', () => {
    const text = '<b>Аудит</b>\n и\u00a0<script>аудит</script>';
    const pieces = piecesOf(text, wordsToFind(['аудит']));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.found)).toHaveLength(2);
  });
});
