import { decodeXML } from 'entities/decode';

/*
 * Reads the text of hh's pages where there is no DOM: Chrome's worker has no DOMParser. Tags are recognised as
 * in the HTML standard, in one pass. A complete parser (`htmlparser2`, 22 kB) or the standard's complete table
 * of entities (13 kB) would be too large for the worker.
 */

/** Entities beyond XML's five that a server may use in Russian text; any other named entity is left as it is. */
const names = new Map(
  Object.entries({
    nbsp: '\u00a0',
    shy: '\u00ad',
    thinsp: '\u2009',
    ensp: '\u2002',
    emsp: '\u2003',
    laquo: '«',
    raquo: '»',
    bdquo: '„',
    ldquo: '“',
    rdquo: '”',
    lsquo: '‘',
    rsquo: '’',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    middot: '·',
    bull: '•',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    sect: '§',
    times: '×',
    euro: '€',
  }),
);

/** In one pass: the result of an `&amp;` is not decoded again. */
const decoded = (text: string): string =>
  text.replaceAll(/&(#?\w+);/g, (entity, name: string) => names.get(name) ?? decodeXML(entity));

/** The content of an element: its text and its comments. */
interface Held {
  text: string;
  comments: string[];
}

/** Elements whose content is plain text up to their end tag; in the last two it may contain entities. */
const rawText = /^(script|style|xmp|iframe|noembed|noframes|noscript|textarea|title)$/;
const withEntities = /^(textarea|title)$/;
/** Elements that never have content. */
const empty = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

interface Tag {
  name: string;
  id: string | null;
  /** The index just after the tag. */
  to: number;
}

const space = /[\t\n\f\r ]/;
const nameEnd = /[\t\n\f\r />]/g;
const attributeEnd = /[\t\n\f\r />=]/g;
const valueEnd = /[\t\n\f\r >]/g;

const indexOf = (end: RegExp, html: string, from: number): number => {
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
};

/**
 * @param from the index of its name, which begins with a letter
 * @returns null if the page ends within the tag
 */
function tagAt(html: string, from: number): Tag | null {
  let at = indexOf(nameEnd, html, from);
  const name = html.slice(from, at).toLowerCase();
  let id: string | null = null;
  for (;;) {
    while (at < html.length && (space.test(html.charAt(at)) || html[at] === '/')) at++;
    if (at >= html.length) return null;
    if (html[at] === '>') return { name, id, to: at + 1 };
    // An attribute's name may begin with `=`.
    const nameTo = indexOf(attributeEnd, html, at + 1);
    const attribute = html.slice(at, nameTo);
    at = nameTo;
    while (at < html.length && space.test(html.charAt(at))) at++;
    if (html[at] !== '=') {
      if (/^id$/i.test(attribute)) id ??= '';
      continue;
    }
    at++;
    while (at < html.length && space.test(html.charAt(at))) at++;
    const quote = html[at];
    const isQuoted = quote === '"' || quote === "'";
    const valueFrom = isQuoted ? at + 1 : at;
    const valueTo = isQuoted ? html.indexOf(quote, valueFrom) : indexOf(valueEnd, html, valueFrom);
    if (valueTo < 0) return null;
    // Of two attributes with the same name the first counts.
    if (/^id$/i.test(attribute)) id ??= decoded(html.slice(valueFrom, valueTo));
    at = isQuoted ? valueTo + 1 : valueTo;
  }
}

/** A comment at `<!`, `<?` or `</` without a name; null if the page ends within it. */
function commentAt(html: string, from: number): { text: string; to: number } | null {
  if (!html.startsWith('<!--', from)) {
    const to = html.indexOf('>', from + 2);
    return to < 0 ? null : { text: html.slice(from + 2, to), to: to + 1 };
  }
  const ends = /-->|--!>/g;
  // `<!-->` and `<!--->` are complete comments.
  ends.lastIndex = from + 2;
  const end = ends.exec(html);
  return end && { text: html.slice(from + 4, Math.max(from + 4, end.index)), to: ends.lastIndex };
}

/**
 * The content of the elements with this id, in page order. Comments, scripts and the like contain no elements,
 * and an unclosed element has no content.
 */
export function elementsById(html: string, wanted: string): Held[] {
  const found: Held[] = [];
  /** The element being read, and how many elements of the same name are open in it. */
  let open: { name: string; depth: number; held: Held } | null = null;
  let at = 0;
  for (;;) {
    const tagFrom = html.indexOf('<', at);
    if (open) open.held.text += decoded(html.slice(at, tagFrom < 0 ? html.length : tagFrom));
    if (tagFrom < 0) return found;
    const next = html.charAt(tagFrom + 1);
    const isEnd = next === '/';
    const nameFrom = tagFrom + (isEnd ? 2 : 1);
    if (!/[a-z]/i.test(html.charAt(nameFrom))) {
      if (next !== '!' && next !== '?' && next !== '/') {
        if (open) open.held.text += '<';
        at = tagFrom + 1;
        continue;
      }
      const comment = commentAt(html, tagFrom);
      if (!comment) return found;
      open?.held.comments.push(comment.text);
      at = comment.to;
      continue;
    }
    const tag = tagAt(html, nameFrom);
    if (!tag) return found;
    at = tag.to;
    if (open) {
      if (tag.name === open.name) open.depth += isEnd ? -1 : 1;
      if (open.depth === 0) {
        found.push(open.held);
        open = null;
        continue;
      }
    }
    if (isEnd) continue;
    const isWanted = !open && tag.id === wanted;
    if (rawText.test(tag.name)) {
      const ends = new RegExp(`</${tag.name}(?=[\\t\\n\\f\\r />])`, 'gi');
      ends.lastIndex = at;
      const end = ends.exec(html)?.index;
      if (end === undefined) return found;
      const raw = html.slice(at, end);
      const text = withEntities.test(tag.name) ? decoded(raw) : raw;
      if (isWanted) found.push({ text, comments: [] });
      else if (open) open.held.text += text;
      at = end;
    } else if (isWanted && !empty.test(tag.name))
      open = { name: tag.name, depth: 1, held: { text: '', comments: [] } };
  }
}
