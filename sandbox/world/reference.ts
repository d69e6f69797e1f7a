import type { Words } from './pipeline.ts';

/** An entry of hh's reference lists. */
export interface Entry {
  id: string;
  name: Words;
}

/** A region or town, with its country, in which it is found, too. */
export interface Place extends Entry {
  countryId: string;
}

interface Institution extends Entry {
  acronym: string;
  areaId: string;
}

const entries = (lines: string): Entry[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', RU = '', EN = RU] = line.split('|').map((part) => part.trim());
      return { id, name: { RU, EN } };
    });

/** The lists in `get-dictionaries` that responses can be filtered by. */
export const dictionaries = {
  education_level: entries(`
    secondary | Среднее | Secondary
    special_secondary | Среднее специальное | Secondary special
    unfinished_higher | Неоконченное высшее | Incomplete higher
    higher | Высшее | Higher
    bachelor | Бакалавр | Bachelor
    master | Магистр | Master
    candidate | Кандидат наук | PhD
    doctor | Доктор наук | Doctor of Science`),
  experience: entries(`
    noExperience | Нет опыта | No experience
    between1And3 | От 1 года до 3 лет | Between 1 and 3 years
    between3And6 | От 3 до 6 лет | Between 3 and 6 years
    moreThan6 | Более 6 лет | More than 6 years`),
  gender: entries(`
    male | Мужской | Male
    female | Женский | Female`),
  driver_license_types: entries('A\nB\nC\nD\nE\nBE\nCE\nDE\nTM\nTB').map(({ id }) => ({
    id,
    name: { RU: id, EN: id },
  })),
  language_level: entries(`
    a1 | A1 — Начальный | A1 — Basic
    a2 | A2 — Элементарный | A2 — Elementary
    b1 | B1 — Средний | B1 — Intermediate
    b2 | B2 — Средне-продвинутый | B2 — Upper-intermediate
    c1 | C1 — Продвинутый | C1 — Advanced
    c2 | C2 — В совершенстве | C2 — Proficient
    l1 | Родной | Native`),
  resume_search_relocation: entries(`
    living_or_relocation | Живут в указанном регионе или готовы переехать в него | Live there or would move there
    living | Живут в указанном регионе | Live there
    living_but_relocation | Живут в указанном регионе и готовы к переезду куда-либо | Live there and would move
    relocation | Не живут в указанном регионе, но готовы переехать в него | Would move there`),
  relocation_type: entries(`
    no_relocation | не готов к переезду | will not relocate
    relocation_possible | готов к переезду | may relocate
    relocation_desirable | хочу переехать | wants to relocate`),
};

export const languages = entries(`
  rus | Русский | Russian
  eng | Английский | English
  deu | Немецкий | German
  fra | Французский | French
  spa | Испанский | Spanish
  zho | Китайский | Chinese
  kaz | Казахский | Kazakh
  uzb | Узбекский | Uzbek
  tat | Татарский | Tatar`);

export const countries = entries(`
  113 | Россия | Russia
  40 | Казахстан | Kazakhstan
  9 | Азербайджан | Azerbaijan
  16 | Беларусь | Belarus
  28 | Грузия | Georgia
  48 | Кыргызстан | Kyrgyzstan
  97 | Узбекистан | Uzbekistan
  1001 | Другие регионы | Other regions`);

const towns = (countryId: string, lines: string): Place[] =>
  entries(lines).map((entry) => ({ ...entry, countryId }));

export const places: Place[] = [
  ...towns(
    '113',
    `1 | Москва | Moscow
    2 | Санкт-Петербург | Saint Petersburg
    3 | Екатеринбург | Yekaterinburg
    4 | Новосибирск | Novosibirsk
    66 | Нижний Новгород | Nizhny Novgorod
    88 | Казань | Kazan`,
  ),
  ...towns('40', '159 | Астана | Astana\n160 | Алматы | Almaty'),
  ...towns('16', '1002 | Минск | Minsk'),
  ...towns('97', '2759 | Ташкент | Tashkent'),
];

const institution = (id: string, RU: string, acronym: string, areaId: string): Institution => ({
  id,
  name: { RU, EN: RU },
  acronym,
  areaId,
});

export const institutions: Institution[] = [
  institution('38921', 'Российский экономический университет имени Г. В. Плеханова, Москва', 'РЭУ', '1'),
  institution('39144', 'Московский государственный университет имени М. В. Ломоносова', 'МГУ', '1'),
  institution('39420', 'Санкт-Петербургский государственный экономический университет', 'СПбГЭУ', '2'),
  institution('40021', 'Казанский федеральный университет', 'КФУ', '88'),
  institution('44512', 'Ташкентский государственный экономический университет', 'ТГЭУ', '2759'),
];

/** How many units of a currency make one rouble, as in `currency[].rate`. */
export const currencies = [
  { code: 'RUR', abbr: 'руб.', name: 'Рубли', rate: 1, in_use: true },
  { code: 'USD', abbr: 'USD', name: 'Доллары', rate: 0.0125, in_use: true },
  { code: 'EUR', abbr: 'EUR', name: 'Евро', rate: 0.0115, in_use: true },
  { code: 'KZT', abbr: 'KZT', name: 'Тенге', rate: 6.4, in_use: false },
  { code: 'BYR', abbr: 'бел. руб.', name: 'Белорусские рубли', rate: 0.04, in_use: false },
  { code: 'UZS', abbr: 'сум', name: 'Узбекский сум', rate: 157, in_use: false },
].map((currency) => ({ ...currency, default: currency.code === 'RUR' }));

/** An entry by its id; an unknown id is its own name. */
export const entryOf = (list: readonly Entry[], id: string): Entry =>
  list.find((known) => known.id === id) ?? { id, name: { RU: id, EN: id } };
