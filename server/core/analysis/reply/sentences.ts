import type { Token } from '../text/tokens.ts';

/** A sentence of a reply. Offsets are UTF-16 units of the whole text, `to` excluded. */
export interface Sentence {
  tokens: readonly Token[];
  from: number;
  to: number;
  /** It ends in a question mark. */
  asks: boolean;
  words: number;
}

const STOP = /[.…][\s"')\]]|[\n。]/u;
const ASKING = /[?？؟]/u;

/** The sentences of what the tokens were cut from, in order: they end in a stop, a shout, a question mark or a line's end. */
export function sentencesOf(tokens: readonly Token[], text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (next && token.kind !== 'emphasis' && !STOP.test(text.slice(token.end, next.at))) return;
    // What is asked after a shout ("Oh no!?") belongs to it.
    if (next?.kind === 'emphasis' && next.at === token.end) return;
    sentences.push(sentenceOf(tokens.slice(from, i + 1), text, next?.at ?? text.length));
    from = i + 1;
  });
  return sentences;
}

function sentenceOf(tokens: readonly Token[], text: string, end: number): Sentence {
  const last = tokens.at(-1)!;
  return {
    tokens,
    from: tokens[0]!.at,
    to: last.end,
    asks: ASKING.test(text.slice(last.kind === 'emphasis' ? last.at : last.end, end)),
    words: tokens.filter(({ kind }) => kind === 'word').length,
  };
}
