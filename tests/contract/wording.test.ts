import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import ru from '../../public/_locales/ru/messages.json' with { type: 'json' };

/*
 * The wording of the texts: one term per thing, plural forms, typography, and the room for a text. Exceptions are
 * named beside the rule.
 */

type Messages = Record<string, { message: string }>;
const files: Record<'ru' | 'en', Messages> = { ru, en };
const entries = (language: 'ru' | 'en') =>
  Object.entries(files[language]).map(([key, { message }]) => [key, message] as const);

interface Rule {
  /** The wrong wording; the title of the rule gives the right one. */
  not: RegExp;
  /** Applies only to these keys. */
  of?: RegExp;
  /** Keys that are exempt, each with the reason. */
  but?: Record<string, string>;
}

const signIn = 'names the site one signs in at; elsewhere it is “hh”';
/** The site's name is “hh”. */
const site: Rule = {
  not: /(?<![\w.])hh\.ru/,
  but: {
    extDescription: 'the store says which site',
    extName: 'the store says which site',
    welcome_title: 'says which site',
    options_account_sign_in: signIn,
    panel_signed_out_more: signIn,
    common_signing_in: signIn,
    problem_application_denied: signIn,
    problem_application_unknown: signIn,
    problem_sign_in_failed: signIn,
    problem_signed_out: signIn,
    welcome_enter: signIn,
    welcome_letter: 'to who has not seen the extension',
    options_stored_where: 'names addresses',
  },
};

const terms: Record<'ru' | 'en', Record<string, Rule>> = {
  ru: {
    соискатель: { not: /кандидат|собеседник|человек|людей|людьми|люди/i },
    'отклик просмотрен': { not: /отклик(и|ов|а)? (не )?прочитан/i },
    'сообщение прочитано': { not: /сообщени[ея] (не )?просмотрен/i },
    'чат · переписка': { not: /диалог|входящие/i },
    этап: { not: /статус/i },
    Отказ: { not: /(^|[^а-яё])(отказать|отклонить)(?![а-яё])/i },
    'отменить · вернуться': { not: /откатить|снуз/i },
    проверка: { not: /капч/i },
    'ключ приложения': {
      not: /client id/i,
      but: {
        options_application_id: 'the field of dev.hh.ru',
        options_application_id_missing: 'the field',
        options_application_step3: 'the fields',
        welcome_own_try: 'the fields',
        welcome_letter: 'the fields',
      },
    },
    аккаунт: { not: /учётн/i },
    интервью: {
      not: /собеседован/i,
      but: {
        applicant_stage_interview: 'as hh calls it on an applicant’s page',
        applicant_stage_discard_after_interview: 'the same',
      },
    },
    '«Отклик»': { not: /Otklik/ },
    вы: { not: /[а-яё,] (Вы|Вам|Вас|Ваш)/ },
    'без рода': {
      not: /(^|[^а-яё])вы [а-яё]+(ла?|лся|лась)([^а-яё]|$)|^\$1 [а-яё]+(ал|ил|ел|ала|ила)([^а-яё]|$)/i,
    },
    'без восклицаний': { not: /!/, but: { welcome_letter: 'a letter to a colleague' } },
    ё: {
      not: /(^|[^а-яё])(еще|ее|нее|ждет|идет|уйдет|придет|дает|берет|вернет|начнет|найдет|пройдет|счет|отчет|прием|объем|черт|включен|удален|отклонен|приглашен|подключен|сохранен|отменен|завершен|подтвержден|продлен|прочтен|прочтет|сотрет)(?![а-яё])/i,
    },
    hh: site,
  },
  en: {
    applicant: { not: /candidate/i },
    'response viewed': { not: /responses? (is |are |was )?(un)?read\b/i },
    'chat · conversation': { not: /dialog/i },
    stage: { not: /\bstatus/i },
    'reject, rejection': { not: /refus/i },
    'return to': { not: /snooze/i },
    check: { not: /captcha/i },
    settings: { not: /\boptions\b/i },
    'application, of an applicant’s own': { of: /^applicant_/, not: /response/i },
    'no exclamation': { not: /!/, but: { welcome_letter: 'a letter to a colleague' } },
    hh: site,
    'on hh': { not: /\bat hh\b(?!’)/ },
    'a curly apostrophe': { not: /'/ },
  },
};

describe.each(['ru', 'en'] as const)('the texts in %s', (language) => {
  test.each(Object.entries(terms[language]))('say: %s', (_, { not, of, but = {} }) => {
    const found = entries(language).filter(([key, text]) => (!of || of.test(key)) && not.test(text));
    expect(Object.fromEntries(found.filter(([key]) => !(key in but)))).toEqual({});
    // An exception that is no longer needed must be removed.
    expect(Object.keys(but).filter((key) => !found.some(([name]) => name === key))).toEqual([]);
  });

  const units = {
    ru: /(\$\d|\d) (секунд|минут|час|дн|день|недел|месяц|год|лет|рабоч|КБ|км|%|(мин|с|ч|нед|мес|г|л)([^а-яё\s]|$))/,
    en: /(\$\d|\d) (second|minute|hour|day|week|month|year|working|kB|km|%|(min|s|hr|d|wk|mth|yr)s?\b)/,
  };
  test('never separate number and unit', () => {
    expect(entries(language).filter(([, text]) => units[language].test(text))).toEqual([]);
  });

  /** The approximate number of letters that fit; `look` says where. */
  const room: [look: string, of: RegExp, most: number][] = [
    ['the panel’s tab, 64 px', /^tab_word_/, 8],
    ['tabs of popup and pane', /^(popup|neg|applicant)_tab_(?!s$)/, 16],
    ['chips', /_chip_/, 34],
    ['titles of sections and pages', /^(options_\w+|[a-z]+)_title$/, 40],
    ['columns of the list', /^inbox_column_(?!.*_full$)/, 12],
    ['next steps, a button beside a problem', /^next_(?!report$|ask_admin$)/, 24],
  ];
  test.each(room)('fit: %s', (_, of, most) => {
    const found = entries(language).filter(([key]) => of.test(key));
    expect(found.length).toBeGreaterThan(0);
    const forms = found.flatMap(([key, text]) =>
      text.split('|').map((form) => [key, form, form.length] as const),
    );
    expect(forms.filter(([, , length]) => length > most)).toEqual([]);
  });

  test('fit into buttons, which never wrap', () => {
    const keys = new Set(
      sources().flatMap((code) =>
        [...code.matchAll(/\{t\('(\w+)'[^}]*\)\}\s*<\/Button>/g)].map(([, key = '']) => key),
      ),
    );
    expect(keys.size).toBeGreaterThan(50);
    expect(entries(language).filter(([key, text]) => keys.has(key) && text.length > 44)).toEqual([]);
  });
});

/** Nouns that are counted, in the forms after one, two and five. */
const nouns = `
отклик отклика откликов · ответ ответа ответов · чат чата чатов · сообщение сообщения сообщений · письмо письма писем
вакансия вакансии вакансий · резюме резюме резюме · просмотр просмотра просмотров · контакт контакта контактов · этап этапа этапов
соискатель соискателя соискателей · менеджер менеджера менеджеров · участник участника участников
заметка заметки заметок · напоминание напоминания напоминаний · черновик черновика черновиков · файл файла файлов
действие действия действий · событие события событий · запись записи записей · настройка настройки настроек · запрос запроса запросов · вопрос вопроса вопросов
приглашение приглашения приглашений · отказ отказа отказов · чате чатах чатах · ждёт ждут ждут
дн дн дн · мес мес мес · г г л · секунда секунды секунд · минута минуты минут · час часа часов · день дня дней · неделя недели недель · месяц месяца месяцев · год года лет
новое новых новых · новый новых новых · непросмотренный непросмотренных непросмотренных
`
  .trim()
  .split(/ · |\n/)
  .map((forms) => forms.split(' '));

/**
 * The same in the other cases that a sentence may require: «не меньше 21 отклика», «прочитать 21 вакансию», «21
 * соискателю».
 */
const casesOf = ([one = '', two = '', five = '']: string[]): string[][] => [
  [one, two, five],
  [one.replace(/а$/, 'у').replace(/я$/, 'ю'), two, five],
  [two === 'новых' ? 'нового' : two, five, five],
  [`${two.slice(0, -1)}ю`, `${two.slice(0, -1)}ям`, `${two.slice(0, -1)}ям`],
];
const counted = nouns.flatMap(casesOf);

test('counted nouns have all their forms: 1 and 21 отклик, 2 отклика, 5 and 11 откликов', () => {
  const rules = new Intl.PluralRules('ru');
  const order = ['one', 'few', 'many'];
  expect([1, 21, 2, 5, 11].map((count) => order.indexOf(rules.select(count)))).toEqual([0, 0, 1, 2, 2]);
  const wrong = entries('ru').filter(([, text]) => {
    const forms = text.split('|').map((form) => form.toLowerCase().split(/[^а-яё]+/));
    // In some texts the noun comes before the number.
    if (forms.length === 1 || !/\$1[ \u00a0](?!с )[а-яё]/.test(text)) return false;
    return !counted.some((noun) => noun.every((word, at) => forms[at]?.includes(word)));
  });
  expect(wrong.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
});

const sources = () =>
  readdirSync('components', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx') && !entry.name.includes('.test.'))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
