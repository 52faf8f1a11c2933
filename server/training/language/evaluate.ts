import { eld as smallest } from 'eld/extrasmall';
import { eld } from 'eld/large';
import { languageOf } from '../../core/analysis/language/language.ts';
import { scan, type Token } from '../../core/analysis/text/tokens.ts';
import type { Measured } from '../measured.ts';
import { wordsOf } from './pools.ts';
import { type LabelledPost, sentimentPosts } from './posts.ts';

interface Heard extends LabelledPost {
  tokens: Token[];
  words: string;
}

type Tell = (post: Heard) => string;

/** Hindi is apart: its posts there are in Latin letters, and half of them are in English. */
const PLAIN = ['ar', 'de', 'en', 'es', 'fr', 'it', 'pt'];
const WRONG = 'en';

const ours: Tell = ({ tokens }) => languageOf(tokens).language;
const tagged: Tell = ({ tokens, language }) => languageOf(tokens, language).language;
const misled: Tell = ({ tokens, language }) => languageOf(tokens, language === WRONG ? 'es' : WRONG).language;

/**
 * How many of the posts held back are told right: without a tag, with the right one, with a wrong one, and by two sizes of eld; how sure
 * we are for how often we are right; and how many posts a second go through, cut into words before.
 */
export async function evaluate(data: string): Promise<Measured[]> {
  const posts = sentimentPosts(data, 'val').map(
    (post): Heard => ({ ...post, tokens: scan(post.text), words: wordsOf(post.text).join(' ') }),
  );
  const tellers: [string, Tell][] = [
    ['ours', ours],
    ['ours, right tag', tagged],
    ['ours, wrong tag', misled],
    ['eld large', ({ words }) => eld.detect(words).language],
    ['eld extrasmall', ({ words }) => smallest.detect(words).language],
  ];
  return [...tellers.flatMap(([name, tell]) => accuracies(name, tell, posts)), ...calibration(posts), ...speeds(posts, tellers)];
}

function accuracies(name: string, tell: Tell, posts: readonly Heard[]): Measured[] {
  const rows = [...PLAIN, 'hi'].map((language) =>
    share(
      `${name}: ${language}`,
      posts.filter((post) => post.language === language),
      tell,
    ),
  );
  const plain = rows.slice(0, PLAIN.length);
  const mean = plain.reduce((sum, { value }) => sum + value, 0) / plain.length;
  return [{ name: `${name}: mean of ${PLAIN.length}`, value: mean, n: plain.reduce((sum, { n }) => sum + n, 0) }, ...rows];
}

const share = (name: string, posts: readonly Heard[], tell: Tell): Measured => ({
  name,
  value: posts.filter((post) => tell(post) === post.language).length / posts.length,
  n: posts.length,
});

/** In each tenth of confidence how often the language is right, Hindi left out. */
function calibration(posts: readonly Heard[]): Measured[] {
  const told = posts
    .map((post) => ({ ...languageOf(post.tokens), right: post.language }))
    .filter(({ language, right }) => language !== 'und' && right !== 'hi');
  const tenths = Array.from({ length: 10 }, (_, tenth) =>
    told.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === tenth),
  );
  const figures = tenths.map((some, tenth) => ({
    name: `right where confidence is ${tenth / 10} to ${(tenth + 1) / 10}`,
    value: some.filter(({ language, right }) => language === right).length / some.length,
    n: some.length,
  }));
  return figures.filter(({ n }) => n > 0);
}

/** Posts are timed in batches this large, each this often; the quickest time of each counts, since whatever else runs only adds to it. */
const BATCH = 200;
const ROUNDS = 25;

function speeds(posts: readonly Heard[], tellers: readonly [string, Tell][]): Measured[] {
  const batches = Array.from({ length: Math.ceil(posts.length / BATCH) }, (_, batch) => posts.slice(BATCH * batch, BATCH * (batch + 1)));
  return tellers.map(([name, tell]) => {
    const quickest = new Float64Array(batches.length).fill(Infinity);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, batch] of batches.entries()) quickest[at] = Math.min(quickest[at]!, timed(batch, tell));
    }
    const total = quickest.reduce((sum, time) => sum + time, 0);
    return { name: `${name}: posts a second`, value: Math.round((1000 * posts.length) / total), n: posts.length };
  });
}

function timed(posts: readonly Heard[], tell: Tell): number {
  const start = performance.now();
  for (const post of posts) tell(post);
  return performance.now() - start;
}
