import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wholeResumeOf } from '../../utils/from-hh/resume.ts';
import { reader } from '../../utils/hh/read.ts';
import { wholeResume } from '../../utils/hh/resumes.ts';
import { known } from '../../utils/known.ts';

const shared = new URL('../../../shared/hh/', import.meta.url);
const read = (name: string) =>
  wholeResumeOf(reader(wholeResume)(JSON.parse(readFileSync(new URL(name, shared), 'utf8'))), 0);
const made = (name: string) => read(`resume-samples/resume.${name}.json`);
const isThere = existsSync(new URL('resume-samples/', shared));
if (!isThere) console.info('skipped: samples of resumes are not beside the project');

/** Paths of the facts that could not be read. */
function unreadIn(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('known' in value && value.known === false) return [at];
  const skipped = 'skipped' in value && typeof value.skipped === 'number' && value.skipped > 0;
  return [
    ...(skipped ? [`${at} skipped`] : []),
    ...Object.entries(value).flatMap(([key, one]) => unreadIn(one, `${at}.${key}`)),
  ];
}

describe.skipIf(!isThere)('resumes', () => {
  it.each(['full', 'anonymous', 'minimal'])('reads everything in %s', (name) => {
    expect(unreadIn(made(name))).toEqual([]);
  });

  it.each(['get-resume.dlya-rabotodatelya.2026-04', 'get-resume.dlya-rabotodatelya.2026-06'])(
    'reads hh’s own %s to the end',
    (name) => {
      expect(unreadIn(read(`samples/${name}.json`))).toEqual([]);
    },
  );

  it('reads the values of the full one', () => {
    const { jobs, skills, schools, photo, hasFile, more } = made('full');
    expect(jobs).toMatchObject({
      value: {
        items: [
          {
            position: known('Старший аналитик'),
            end: known(null),
            description: known('Витрины данных и отчёты.\nДва стажёра.\n\nСтек: SQL, Python.'),
          },
          { company: known('ИП Сухов'), description: known(null) },
        ],
      },
    });
    expect(skills).toEqual(known({ items: ['SQL', 'Python', 'A/B-тесты'], skipped: 0 }));
    expect(schools).toMatchObject({ value: { items: [{ subject: known('Прикладная математика') }] } });
    expect(photo).toMatchObject({
      value: expect.stringMatching(/^https:\/\/img\.hhcdn\.ru\/photo\/100000002/),
    });
    expect(hasFile).toBe(true);
    expect(more).toMatchObject({
      about: known('Люблю, когда цифры сходятся.\nИщу команду с живыми данными.'),
      relocation: known('готов к переезду'),
      relocationTo: { items: ['Москва'] },
      schedule: known({ items: ['Удалённо', 'Гибрид'], skipped: 0 }),
      searchStatus: known('Активно ищет работу'),
      licences: known({ items: ['B'], skipped: 0 }),
      portfolio: { value: { items: [{ words: known('Дашборд') }] } },
    });
    expect(more?.contacts).toMatchObject({ value: { items: [{ value: '+7 (900) 000-00-00' }, {}] } });
  });

  it('shows no contact of the anonymous one, and says what is hidden', () => {
    const { hidden, viewsAll, more } = made('anonymous');
    expect(more?.contacts).toEqual(known({ items: [], skipped: 0 }));
    expect(hidden).toMatchObject({
      value: { items: [{ id: 'names_and_photo' }, { id: 'phones' }, { id: 'experience' }] },
    });
    expect(viewsAll).toEqual(known(false));
  });
});

describe('documents and permits', () => {
  const question = {
    question_title: 'Какая у вас медкнижка?',
    view_title: 'Медкнижка',
    skip_title_at_view: false,
  };
  const answer = { title: 'Действует', positive_title: 'Действующая медкнижка', skip_at_result: false };
  const credentialsOf = (creds: unknown) =>
    wholeResumeOf(reader(wholeResume)({ id: 'r', creds }), 0).more?.credentials;
  const of = (more: object) => ({
    questions: { q: question },
    answers: { a: answer },
    question_to_answer_map: { q: ['a'] },
    ...more,
  });

  it('are read as questions with their answers, or as answers that say it all', () => {
    expect(credentialsOf(of({}))).toEqual(
      known({ items: [{ question: 'Медкнижка', answers: ['Действует'] }], skipped: 0 }),
    );
    expect(credentialsOf(of({ questions: { q: { ...question, skip_title_at_view: true } } }))).toEqual(
      known({ items: [{ question: null, answers: ['Действующая медкнижка'] }], skipped: 0 }),
    );
  });

  it('are empty if hh gives none, or hides the answer', () => {
    for (const creds of [null, undefined, of({ answers: { a: { ...answer, skip_at_result: true } } })])
      expect(credentialsOf(creds)).toEqual(known({ items: [], skipped: 0 }));
  });

  it.each([
    { answers: {} },
    { answers: { a: 'да' } },
    { questions: {} },
    { question_to_answer_map: { q: ['a', null] } },
    { answers: { a: { ...answer, title: null, positive_title: null } } },
  ])('skip one of which a part cannot be read: %j', (more) => {
    expect(credentialsOf(of(more))).toEqual(known({ items: [], skipped: 1 }));
  });

  it('are unknown if their form is another, without any other loss', () => {
    expect(credentialsOf('да')).toMatchObject({ known: false });
    expect(credentialsOf(of({ question_to_answer_map: [] }))).toMatchObject({ known: false });
  });
});
