/** Most trigrams of a word that narrow a search: the text itself is compared afterwards. */
const TRIGRAMS_BOUND = 12;

/**
 * The full-text query that finds every text in which all words of three or more characters may stand; `null` when no word
 * is that long. Each trigram is a quoted string, so that nothing in a word is read as query syntax.
 */
export function trigramQuery(words: readonly string[]): string | null {
  const trigrams = new Set(words.flatMap(trigramsOf));
  return trigrams.size === 0 ? null : [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

function trigramsOf(word: string): string[] {
  const points = [...word];
  const count = Math.min(points.length - 2, TRIGRAMS_BOUND);
  return Array.from({ length: Math.max(0, count) }, (_, i) => points.slice(i, i + 3).join(''));
}
