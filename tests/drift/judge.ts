import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import ru from '../../public/_locales/ru/messages.json' with { type: 'json' };

/* Whether a view, drawn from a mutated answer, says anything that the true one does not, or hides anything. */

export type Language = 'ru' | 'en';
export type MessageKey = keyof typeof ru;
const files: Record<Language, Record<string, { message: string }>> = { ru, en };

/** Stands in for the browser's words. */
export const i18nOf = (language: Language) => ({
  getUILanguage: () => language,
  getMessage: (key: string, values: string[] = []) =>
    (files[language][key]?.message ?? '').replace(/\$(\d)/g, (_, index) => values[Number(index) - 1] ?? ''),
});

/** One thing that a view says, and the part of it where it stands. */
export interface Statement {
  place: string;
  text: string;
  /** Only seen by hovering: may be absent, may not be false. */
  hint: boolean;
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
/** What is said in one breath. */
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
 * What belongs together is said in one breath: the cells of a line, a name and the chips behind it. The view is not to
 * be drawn again after that.
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

/** Everything that a view says: the innermost blocks of text, and the hints, line by line. */
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

/** In place of a number: «?», «–», «2+», with the colour of a badge. */
const marks = /^(\?|–|\d+\+)( #[\da-f]+)?$/;

const pieces = (text: string): string[] =>
  text
    .split(/[·,:;«»“”"()|]+|\.(?:\s|$)/)
    .map((piece) => tidy(piece).toLowerCase())
    .filter(Boolean);

const literally = (text: string) => text.replace(/[.*+?^${}()[\]\\/-]/g, '\\$&');
/** A message in each of its forms, piece by piece; what stands for `$1` is a number or a name. */
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
    // What is only put in says nothing by itself: it would fit anything.
    .filter((piece) => /[^\ue001\s]/.test(piece))
    .map((piece) => new RegExp(`^${literally(piece).replaceAll('\ue001', '.{1,12}')}$`));

/** The pieces of a message that holds nothing but words. */
const plainOf = (key: MessageKey, language: Language): string[] => {
  const { message = '' } = files[language][key] ?? {};
  return message.includes('$') ? [] : pieces(message);
};

export interface Rules {
  language: Language;
  /** The words of a gap: what could not be read is said by one of them. */
  gaps: readonly MessageKey[];
  /** Words that claim nothing: buttons of a problem. */
  neutral: readonly MessageKey[];
  /** Whole statements that are true of this change alone. */
  means?: readonly string[];
  /** The change makes another truth: what is also true may stand alone. */
  another?: boolean;
  /** Whole statements that are true by themselves: a time where nothing else is left of a line. */
  alone?: readonly string[];
  /** What is true beside what the whole view says: dates in every form, names. */
  alsoTrue: readonly string[];
}

export interface Verdict {
  /** Said, though the truth does not say it and it names no gap. */
  claims: string[];
  /** Not said any more, with no gap in its place. */
  lost: string[];
}

/**
 * Judges what is said of a mutated answer by what is said of the true one: every statement is one of the true ones, or
 * names a gap (and what stands beside the gap is true); and where a true one is missing, its place names a gap.
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
    // Before or behind a gap stands what is known: «Этап неизвестен 19 нояб».
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
