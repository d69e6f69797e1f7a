import messages from '../public/_locales/ru/messages.json' with { type: 'json' };

const texts: Record<string, { message: string }> = messages;

/**
 * The Russian texts with values inserted, as the browser returns them. A no-break space between a number and its unit
 * is replaced by an ordinary one, as people read it.
 */
export const getMessage = (key: string, values: string[] = []): string =>
  (texts[key]?.message ?? '')
    .replace(/\u00a0(?!\d)/g, ' ')
    .replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? '');
