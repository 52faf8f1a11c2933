import { CALLS } from '../intent/addressed-words.ts';
import { scan, type Token } from '../text/tokens.ts';
import { stripped } from './signature.ts';

/** Longest key kept, in UTF-16 units: replies that agree so far are the same. */
export const KEY_BOUND = 400;

/** "Good morning", "estimada clienta": what stands around a name where a letter begins. */
const POLITE = new Set(
  'there good morning afternoon evening buenos dias tardes tag abend god morgen dag mr mrs ms herr frau sr sra'.split(' '),
);
/** Names are written together with these where words are. */
const TITLED = /(?:さん|さま|様|씨|님)$/u;

/**
 * What a reply says to anybody: folded words without whom it greets or calls by name, handles, links, numbers, emoji, punctuation, the
 * signature. Near-identical replies to different people have the same key; one that says nothing else has the empty key.
 */
export function templateKey(text: string): string {
  const words = scan(stripped(text)).filter(({ kind }) => kind !== 'handle' && kind !== 'url');
  const said = words.filter((word, i) => isSaid(word) && !isCalled(words, i));
  return said
    .map(({ folded }) => folded)
    .join(' ')
    .slice(0, KEY_BOUND);
}

const isSaid = ({ kind, text }: Token): boolean => (kind === 'word' || kind === 'hashtag') && !/^\p{N}/u.test(text) && !TITLED.test(text);

/** A greeting, a name behind one ("Hi Ada Berg"), or a name set off from what is said ("Sorry, Ada.", "Ada, please"). */
function isCalled(words: readonly Token[], at: number): boolean {
  if (isGreeting(words[at])) return at <= 1 || isGreeting(words[at - 1]);
  if (!isCapital(words[at])) return false;
  return isGreeting(words[at - 1]) || (isCapital(words[at - 1]) && isGreeting(words[at - 2])) || isSetOff(words, at);
}

const isGreeting = (word: Token | undefined): boolean => word !== undefined && (CALLS.has(word.folded) || POLITE.has(word.folded));
const isCapital = (word: Token | undefined): boolean => word?.kind === 'word' && /^\p{Lu}\p{L}/u.test(word.text);

function isSetOff(words: readonly Token[], at: number): boolean {
  const next = words[at + 1];
  return (at === 0 || words[at]!.parted) && (!next || next.parted || next.kind === 'emphasis');
}
