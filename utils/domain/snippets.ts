import { type Guarded, isShape, isText } from '../guards.ts';

/** The user's own text, with variables like `[Name]`. */
export const isSnippet = isShape({ id: isText, name: isText, text: isText });
export type Snippet = Guarded<typeof isSnippet>;

/** The variables of a snippet, with the names from hh's own templates. */
export const variables = ['Name', 'Vacancy', 'Company', 'HRName', 'SiteName'] as const;
type Variable = (typeof variables)[number];
export type VariableValues = Partial<Record<Variable, string | null>>;

/** A word in square brackets, as in a template; `[1]` and `[…]` are ordinary text. */
const variable = /\[(\p{L}[\p{L}\p{N}_ -]{0,38})\]/gu;

/** The text with known variables filled in; the others stay, and block sending. */
export const fill = (text: string, values: VariableValues): string =>
  text.replace(variable, (whole, name: string) => {
    const known = variables.find((one) => one.toLowerCase() === name.toLowerCase());
    return (known && values[known]) || whole;
  });

/** The variables left in a text, each once: the applicant would see them literally. */
export const unresolved = (text: string): string[] => [...new Set(text.match(variable) ?? [])];
