import { type Guarded, isShape, isText } from '../guards.ts';

/** A text of the user's own, with variables like `[Name]` in it. */
export const isSnippet = isShape({ id: isText, name: isText, text: isText });
export type Snippet = Guarded<typeof isSnippet>;

/** What a snippet may speak of, named as hh names the variables of its own templates. */
export const variables = ['Name', 'Vacancy', 'Company', 'HRName', 'SiteName'] as const;
type Variable = (typeof variables)[number];
export type VariableValues = Partial<Record<Variable, string | null>>;

/** A word in square brackets, as a template has it; `[1]` and `[…]` are what people write. */
const variable = /\[(\p{L}[\p{L}\p{N}_ -]{0,38})\]/gu;

/** The text with the variables that are known filled in; the others stay, and block sending. */
export const fill = (text: string, values: VariableValues): string =>
  text.replace(variable, (whole, name: string) => {
    const known = variables.find((one) => one.toLowerCase() === name.toLowerCase());
    return (known && values[known]) || whole;
  });

/** Variables that are still in a text, each once: the applicant would read them as they stand. */
export const unresolved = (text: string): string[] => [...new Set(text.match(variable) ?? [])];
