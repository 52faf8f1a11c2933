import { type Packed, unpack } from '../../models/packed.ts';
import packed from '../../models/words.json' with { type: 'json' };
import { fold } from '../text/fold.ts';

/** Folded words with -1 to 1. */
export type WordList = ReadonlyMap<string, number>;

const COMMON: Readonly<Record<string, Packed>> = packed.common;
const RATED: Readonly<Record<string, Packed>> = packed.rated;

const kept = new Map<string, WordList>();

function read(lists: typeof COMMON, name: string, language: string): WordList | undefined {
  const key = `${name} ${language}`;
  const known = kept.get(key);
  if (known || !Object.hasOwn(lists, language)) return known;
  const lines = new TextDecoder().decode(unpack(lists[language]!)).split('\n');
  const list = new Map(lines.map((line) => line.split('\t')).map(([word = '', value]) => [fold(word), Number(value) / 100] as const));
  kept.set(key, list);
  return list;
}

/** The words of AFINN in many languages: `undefined` where there are none. Read when first asked for. */
export const commonList = (language: string): WordList | undefined => read(COMMON, 'common', language);

/** Words, slang and signs that people rated as they are used in short posts. */
export const ratedList = (language: string): WordList | undefined => read(RATED, 'rated', language);
