import { plain } from '../../../shared/text.ts';

const ELLIPSIS = '…';
const SPACE_OF_NONE = '\u200b';
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Where a reader's program would make a link or ring somebody: an address, `name@`, `@here`, a domain. */
const ALIVE = /:(?=\/\/)|[@＠](?=[\p{L}\p{N}_])|(?<=[\p{L}\p{N}])\.(?=\p{L})/gu;

/**
 * Text from outside as every channel may show it: on one line, without what hides or runs backwards, and with a space of no width
 * wherever a program would make a link of it or ring somebody.
 */
export const inert = (text: string): string =>
  plain(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(ALIVE, (found) => (found === ':' ? `:${SPACE_OF_NONE}` : found === '.' ? `${SPACE_OF_NONE}.` : `${found}${SPACE_OF_NONE}`));

/** Set apart, so that a post from right to left does not turn the line it stands in (FSI … PDI). */
export const apart = (text: string): string => `\u2068${text}\u2069`;

/** At most `most` of what `size` measures, the ellipsis among them, and never half a character as a reader counts them. */
function cutTo(text: string, most: number, size: (text: string) => number): string {
  if (size(text) <= most) return text;
  const room = most - size(ELLIPSIS);
  let used = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    used += size(segment);
    if (used > room) break;
    end = index + segment.length;
  }
  return most < size(ELLIPSIS) ? '' : text.slice(0, end).trimEnd() + ELLIPSIS;
}

/** Within so many UTF-16 units, as most channels count. */
export const within = (text: string, units: number): string => cutTo(text, units, (one) => one.length);

/** Text from outside, inert and within so many UTF-16 units. */
export const short = (text: string, units: number): string => within(inert(text), units);

const encoder = new TextEncoder();
export const bytes = (text: string): number => encoder.encode(text).length;
/** Within so many bytes of UTF-8. */
export const withinBytes = (text: string, most: number): string => cutTo(text, most, bytes);

/** An address from outside that may be opened: http or https and nothing that a program could read in two ways; null: none. */
export function address(url: string | undefined): string | null {
  if (url === undefined || url.length > 2000 || !URL.canParse(url)) return null;
  const { protocol, href, username } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && username === '' ? href : null;
}
