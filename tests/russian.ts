import messages from '../public/_locales/ru/messages.json' with { type: 'json' };

const texts: Record<string, { message: string }> = messages;

/**
 * The Russian texts, placeholders filled as the browser does. Between a number and its unit stands a space, as a person reads
 * it, whatever it does at the end of a line.
 */
export const getMessage = (key: string, values: string[] = []): string =>
  (texts[key]?.message ?? '')
    .replace(/\u00a0(?!\d)/g, ' ')
    .replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? '');
