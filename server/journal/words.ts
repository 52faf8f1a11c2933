import type { Entry, MentionEntry } from '../core/entry.ts';
import { emptied } from './emptied.ts';

/** What a person wrote and who wrote it: the part of a mention's entry that is stored apart, because it may be taken back. */
type Words = Pick<MentionEntry['mention'], 'author' | 'text' | 'url' | 'place'> & Pick<MentionEntry['analysis'], 'terms'>;

/** An entry as two JSON texts; `words` is empty for entries in which no outsider speaks. */
export function parted(entry: Entry): { bare: string; words: string } {
  if (entry.kind !== 'mention') return { bare: JSON.stringify(entry), words: '' };
  const { author, text, url, place } = entry.mention;
  const words: Words = { author, text, url, place, terms: entry.analysis.terms };
  return { bare: JSON.stringify(emptied(entry)), words: JSON.stringify(words) };
}

/** The reverse of `parted`: a mention without its words comes back emptied. Throws SyntaxError on damaged JSON. */
export function joined(bare: string, words: string | null): Entry {
  const entry = JSON.parse(bare) as Entry;
  if (entry.kind !== 'mention' || !words) return entry;
  const { terms, ...spoken } = JSON.parse(words) as Words;
  return { ...entry, mention: { ...entry.mention, ...spoken }, analysis: { ...entry.analysis, terms } };
}
