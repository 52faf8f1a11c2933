import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fold } from '../../core/analysis/text/fold.ts';

/** How people write a word in the middle of a sentence: with a small letter or a capital one. By the folded word. */
export interface Written {
  small: Map<string, number>;
  capital: Map<string, number>;
}

const WORDS = /[\p{L}\p{M}]+/gu;
const CAPITAL = /^\p{Lu}/u;
const SHOUTED = /^\P{Ll}+$/u;

export function readCorpus(dataFolder: string): Written {
  const written: Written = { small: new Map(), capital: new Map() };
  const lines = gunzipSync(readFileSync(join(dataFolder, 'sentiment', 'train.jsonl.gz')))
    .toString('utf8')
    .split('\n');
  for (const line of lines) if (line) countWords(JSON.parse(line), written);
  return written;
}

function countWords({ text }: { text: string }, { small, capital }: Written): void {
  if (SHOUTED.test(text)) return;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    const within = index > 1 && /[\p{L},]\s*$/u.test(text.slice(Math.max(0, index - 2), index));
    if (!within) continue;
    if (!CAPITAL.test(word)) bump(small, fold(word));
    else if (word.length > 1) bump(capital, fold(word));
  }
}

const bump = (counts: Map<string, number>, word: string): void => void counts.set(word, (counts.get(word) ?? 0) + 1);

/** Written small so often that it is a word of its own, in some language. */
export function isWord({ small, capital }: Written, word: string): boolean {
  const asWord = small.get(word) ?? 0;
  return asWord >= 3 && asWord >= 3 * (capital.get(word) ?? 0);
}
