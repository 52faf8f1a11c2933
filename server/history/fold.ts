/** Most words of a search that are looked at; what comes after them is ignored. */
const WORDS_BOUND = 8;
/** Longest word of a search, in code points. */
const WORD_BOUND = 100;

/**
 * Text as it is searched: without case, accents, width or control characters, so that "Café" is found by "cafe" and "ＡＢＣ"
 * by "abc". Only combining accents of European scripts (U+0300 to U+036F) are dropped: elsewhere a mark changes the word.
 */
export const folded = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u0000-\u0020\u007f\u00a0]+/g, ' ');

/** The words that all have to be in the text; what stands in double quotes is one. */
export function searchWords(text: string): string[] {
  const parts = folded(text).match(/"[^"]*"|[^\s"]+/g) ?? [];
  const words = parts.map((part) => part.replaceAll('"', '').trim()).filter((word) => word !== '');
  return [...new Set(words)].slice(0, WORDS_BOUND).map((word) => [...word].slice(0, WORD_BOUND).join(''));
}
