import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import ru from '../../public/_locales/ru/messages.json' with { type: 'json' };

/*
 * Checks whether a view drawn from a mutated answer says anything that the true one does not say, or hides anything.
 */

export type Language = 'ru' | 'en';
export type MessageKey = keyof typeof ru;
const files: Record<Language, Record<string, { message: string }>> = { ru, en };

/** Replaces the browser's messages. */
export const i18nOf = (language: Language) => ({
  getUILanguage: () => language,
  getMessage: (key: string, values: string[] = []) =>
    (files[language][key]?.message ?? '').replace(/\$(\d)/g, (_, index) => values[Number(index) - 1] ?? ''),
});

/** One statement of a view, and the part of the view that contains it. */
export interface Statement {
  place: string;
  text: string;
  /** Shown only as a tooltip: may be missing, but may not be false. */
  hint: boolean;
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
/** The elements whose text counts as one statement. */
const blocks =
  'h1, h2, h3, li, p, button, a, label, legend, summary, tr, dt, dd, .chip, .num, .ell, option, textarea';

const placeIn = (element: Element): string => {
  const part = element.closest('.verdict, section, .foot, header, .head');
  const title = part?.matches('section')
    ? (part.getAttribute('aria-label') ?? part.querySelector('h2')?.textContent ?? '')
    : (part?.className ?? '');
  return tidy(title.split(':')[0] ?? '');
};

/**
 * Joins the text of elements that belong together into one statement: the cells of a line, or a name and the chips
 * after it. The view must not be redrawn afterwards.
 */
export function join(root: Element, selector: string): void {
  for (const element of root.querySelectorAll(selector)) {
    const words = [...textsIn(element)].map(tidy).filter(Boolean);
    element.textContent = words.join(' · ');
    element.classList.add('ell');
  }
}
function* textsIn(node: Node): Generator<string> {
  if (node.childNodes.length === 0) yield node.textContent ?? '';
  for (const child of node.childNodes) yield* textsIn(child);
}

/** All statements of a view: the innermost blocks of text, and the hints, line by line. */
export function statementsOf(root: Element, placeOf = placeIn): Statement[] {
  const said: Statement[] = [];
  const all = [...root.querySelectorAll(blocks)];
  const outer = new Set<Element>();
  for (const { parentElement } of all)
    for (let one = parentElement; one && !outer.has(one); one = one.parentElement) outer.add(one);
  for (const element of all) {
    if (outer.has(element)) continue;
    const text = tidy(element.textContent ?? '');
    if (text) said.push({ place: placeOf(element), text, hint: false });
  }
  for (const element of root.querySelectorAll('[title], [aria-label]')) {
    for (const name of ['title', 'aria-label']) {
      const text = tidy((element.getAttribute(name) ?? '').replaceAll('\n', ' · '));
      if (text) said.push({ place: placeOf(element), text, hint: true });
    }
  }
  return said;
}

/** Shown in place of a number: «?», «–», «2+», with the colour of a badge. */
const marks = /^(\?|–|\d+\+)( #[\da-f]+)?$/;

const pieces = (text: string): string[] =>
  text
    .split(/[·,:;«»“”"()|]+|\.(?:\s|$)/)
    .map((piece) => tidy(piece).toLowerCase())
    .filter(Boolean);

const literally = (text: string) => text.replace(/[.*+?^${}()[\]\\/-]/g, '\\$&');
/** Patterns for a message in each of its forms, piece by piece; `$1` stands for a number or a name. */
const patterns = new Map<string, RegExp[]>();
function patternsOf(key: MessageKey, language: Language): RegExp[] {
  const id = `${language} ${key}`;
  const known = patterns.get(id);
  if (known) return known;
  const made = patternsFrom(key, language);
  patterns.set(id, made);
  return made;
}
const patternsFrom = (key: MessageKey, language: Language): RegExp[] =>
  (files[language][key]?.message ?? '')
    .split('|')
    .flatMap((form) => pieces(form.replaceAll(/\$\d/g, '\ue001')))
    // A piece that is only a value says nothing by itself: it would match anything.
    .filter((piece) => /[^\ue001\s]/.test(piece))
    .map((piece) => new RegExp(`^${literally(piece).replaceAll('\ue001', '.{1,12}')}$`));

/** The pieces of a message without values. */
const plainOf = (key: MessageKey, language: Language): string[] => {
  const { message = '' } = files[language][key] ?? {};
  return message.includes('$') ? [] : pieces(message);
};

export interface Rules {
  language: Language;
  /** The texts about gaps: a fact that could not be read is reported by one of them. */
  gaps: readonly MessageKey[];
  /** Texts that claim nothing, such as the buttons of a problem. */
  neutral: readonly MessageKey[];
  /** Whole statements that are true only for this change. */
  means?: readonly string[];
  /** The change makes another truth, for which statements from `alsoTrue` may stand alone. */
  another?: boolean;
  /** Whole statements that are always true, such as a time that is the only readable part of a line. */
  alone?: readonly string[];
  /** What is true in addition to what the whole view says: dates in every form, names. */
  alsoTrue: readonly string[];
}

export interface Verdict {
  /** Statements that are not in the truth and report no gap. */
  claims: string[];
  /** True statements that are missing, without a reported gap in their place. */
  lost: string[];
}

/**
 * Compares the statements made from a mutated answer with those made from the true one. Every statement must be a
 * true one, or report a gap (and what is beside the gap must be true). Where a true statement is missing, its place
 * must report a gap.
 */
export function judge(truth: Statement[], mutated: Statement[], rules: Rules): Verdict {
  const { language } = rules;
  const gaps = rules.gaps.flatMap((key) => patternsOf(key, language));
  const neutral = rules.neutral.flatMap((key) => patternsOf(key, language));
  const isGap = (piece: string) => marks.test(piece) || gaps.some((pattern) => pattern.test(piece));
  const namesGap = ({ text }: Statement) =>
    pieces(text).some((piece) => isGap(piece) || plainGaps.some((gap) => piece.includes(gap)));
  const whole = new Set([...truth.map(({ text }) => text), ...(rules.means ?? []), ...(rules.alone ?? [])]);
  const plainGaps = rules.gaps.flatMap((key) => plainOf(key, language));
  const isNeutral = (text: string) =>
    pieces(text).every((piece) => neutral.some((pattern) => pattern.test(piece)));
  const known = new Set([...truth.map(({ text }) => text), ...rules.alsoTrue].flatMap(pieces));
  const also = new Set(rules.alsoTrue.flatMap(pieces));
  const isTrue = (statement: Statement) => {
    if (whole.has(statement.text)) return true;
    const all = pieces(statement.text);
    if (isNeutral(statement.text)) return true;
    if (rules.another && all.every((piece) => also.has(piece) || known.has(piece))) return true;
    // Known facts may stand before or after a gap: «Этап неизвестен 19 нояб».
    const beside = all
      .filter((piece) => !isGap(piece))
      .map((piece) =>
        known.has(piece) ? piece : plainGaps.reduce((rest, gap) => tidy(rest.replace(gap, '')), piece),
      );
    const gapIn = beside.length < all.length || beside.some((piece) => !all.includes(piece));
    return (gapIn || statement.hint) && beside.every((piece) => piece === '' || known.has(piece));
  };
  const said = new Set(mutated.map(({ text }) => text));
  const places = new Set(mutated.map(({ place }) => place));
  const troubled = mutated.filter((one) => namesGap(one) && !whole.has(one.text));
  return {
    claims: mutated.filter((one) => !isTrue(one)).map(({ text }) => text),
    lost: truth
      .filter(({ text, hint }) => !hint && !said.has(text) && !isNeutral(text))
      .filter(
        ({ place }) => !troubled.some((gap) => gap.place === place || place === '' || !places.has(place)),
      )
      .map(({ text, place }) => `${place} › ${text}`),
  };
}
