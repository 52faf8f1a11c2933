import { writeFileSync } from 'node:fs';
import { Ear } from '../../core/analysis/language/ear.ts';
import type { EarLesson } from '../../core/analysis/language/ears.ts';
import { numberOf, type Script } from '../../core/analysis/text/scripts.ts';
import { pack } from '../pack.ts';
import { randomFrom, shuffle } from '../random.ts';
import { CURRICULUM, favours, GRAMS, type Share } from './curriculum.ts';
import { type Example, examplesOf } from './examples.ts';
import { fitKeeping } from './fit.ts';
import { listedWords } from './packages.ts';
import { knownPieces, type Piece } from './pieces.ts';
import { isIn, type Pool, poolOf, readPosts } from './pools.ts';
import { sureness, type Trial } from './sureness.ts';
import { lessonOf } from './write.ts';

const SEED = 20_260_101;
const FILE = new URL('../../core/models/language.json', import.meta.url);

interface Sources {
  taught: ReadonlyMap<string, string[][]>;
  aside: ReadonlyMap<string, string[][]>;
  pieces: ReadonlyMap<string, Piece[]>;
}

/** Fits the ears for all writing systems that need one, and writes them to the model file. The same data gives the same file. */
export async function train(data: string): Promise<void> {
  const sources = { ...readPosts(data), pieces: await knownPieces() };
  const taught = [...CURRICULUM].map(([script, shares]) => teach(script, shares, sources));
  const weights = pack(Buffer.concat(taught.map(({ numbers }) => numbers)));
  writeFileSync(FILE, `${JSON.stringify({ lessons: taught.map(({ lesson }) => lesson), weights }, undefined, 1)}\n`);
}

function teach(script: Script, shares: readonly Share[], { taught, aside, pieces }: Sources): { lesson: EarLesson; numbers: Uint8Array } {
  const random = randomFrom(SEED);
  const pools = shares.map(({ language }) => poolOf(script, language, taught.get(language) ?? [], pieces.get(language) ?? []));
  const examples = shuffled(lessonsOf(script, shares, pools, random), random);
  const fitted = fitKeeping(examples, shares.length, GRAMS[script] ?? examples.length);
  const languages = shares.map(({ language }) => language);
  const { lesson, numbers } = lessonOf(script, languages, fitted);
  const trials = languages.flatMap((language, number) => trialsOf(script, aside.get(language) ?? [], pools[number]!, number, random));
  const sure = sureness(new Ear(lesson, numbers), numberOf(script), trials, favours(shares));
  return { lesson: { ...lesson, ...sure, favours: favours(shares) }, numbers };
}

function lessonsOf(script: Script, shares: readonly Share[], pools: readonly Pool[], random: () => number): Example[] {
  const english = script === 'latin' ? listedWords('en') : undefined;
  return shares.flatMap(({ language, examples }, number) =>
    examplesOf(pools[number]!, number, examples, language === 'en' ? undefined : english, random),
  );
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const order = Uint32Array.from(list.keys());
  shuffle(order, random);
  return Array.from(order, (place) => list[place]!);
}

/** Most trials of a language. */
const TRIALS = 300;

/** Posts set aside, whole and in scraps of one to four words; where there are none, scraps of sentences, which say less for being fitted on. */
function trialsOf(script: Script, aside: readonly string[][], pool: Pool, language: number, random: () => number): Trial[] {
  const own = aside.filter((words) => isIn(script, words));
  const said = own.length >= 20 ? own.slice(0, TRIALS) : pool.sentences;
  const trials = said.flatMap((words) => [words, scrapOf(words, random)]);
  return trials.map((words) => ({ words, language, weight: 1 / trials.length }));
}

function scrapOf(words: readonly string[], random: () => number): string[] {
  const many = 1 + Math.floor(4 * random());
  const from = Math.floor(random() * Math.max(1, words.length - many + 1));
  return words.slice(from, from + many);
}
