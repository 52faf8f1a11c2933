import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Post } from '../../../../server/core/analysis/analyser.ts';
import { parseQuery, type Query, QueryError } from '../../../../server/core/analysis/query/query.ts';
import { buildMatcher, MATCHES_BOUND } from '../../../../server/core/analysis/query/watches.ts';
import { fold, type Token, words } from '../../../../server/core/analysis/text/fold.ts';
import { forms } from '../../../../server/core/analysis/text/forms.ts';
import type { WatchSetting } from '../../../../server/core/settings.ts';

const watch = (query: string, rank: number): WatchSetting => ({ id: `w${rank}`, name: query, kind: 'ours', query, rank });
const post = (text: string, rest: Partial<Post> = {}): Post => ({ text, network: 'bluesky', ...rest });
const matches = (query: string, heard: Post) => buildMatcher([watch(query, 0)]).match(heard).length === 1;

describe('a watch', () => {
  const rows: [why: string, query: string, matching: (string | Post)[], other: (string | Post)[]][] = [
    [
      'a bare word is the word and its hashtag, not the handle',
      'norvik',
      ['Norvik!', '#norvik', "norvik's", '_norvik_'],
      ['@norvik', 'norvikair', '#norvik_air'],
    ],
    ['a hashtag is only that', '#norvik', ['so #NORVIK'], ['norvik', '#norvikair']],
    [
      'a handle is only that, at any host of its own',
      '@norvik',
      ['@Norvik', '@norvik.bsky.social', '@norvik@host.example'],
      ['norvik', '@norvik.example'],
    ],
    [
      'words inside links do not match',
      'norvik',
      ['norvik https://a.example'],
      ['https://a.example/norvik', 'a.example/norvik', 'me@norvik.example'],
    ],
    ['accents make no difference', 'cafe', ['CAFÉ'], ['caf']],
    ['a name with an apostrophe', "wendy's", ['Wendy’s', 'wendys'], ['wendy']],
    ['and what such a name is not', 'shell', ['Shell’s'], ["she'll"]],
    ['all words must occur', 'a b', ['b then a'], ['a', 'b']],
    ['either may occur', 'a OR b', ['a', 'b'], ['c']],
    ['what is left out must not', 'a -(b c)', ['a b', 'a c'], ['a b c', 'b']],
    ['a phrase is in order and unbroken', '"a b c"', ['x a, b. C'], ['a b x c', 'c b a', 'a b']],
    ['a phrase may begin over', '"a a b"', ['a a a b'], ['a b a']],
    [
      'near words come in any order',
      '"fire battery"~3',
      ['battery on big fire', 'fire battery'],
      ['battery is not at all on fire', 'fire'],
    ],
    ['near counts the closest', '"a b"~1', ['a x x b a'], ['a x x b x x a']],
    ['near takes several words', '"a b c"~3', ['c x b a'], ['c x x b a']],
    ['the start of a word', 'delay*', ['delays', '#DelayedAgain', 'delay'], ['undelayed', 'dela']],
    ['a word in a script without spaces', '航空', ['ノルヴィク航空が', '#ノルヴィク航空'], ['航', '空航']],
    ['mixed scripts', 'iphone発売', ['きょうiPhone発売だ'], ['発売 iphone']],
    ['emoji', '👍', ['ok👍🏽👍🏽'], ['👎']],
    [
      'the language as the network tells it',
      'lang:en a',
      [post('a', { lang: 'en-GB' }), post('a', { lang: 'EN' })],
      [post('a', { lang: 'eng' }), 'a'],
    ],
    ['fields alone', 'network:bluesky -lang:de', ['whatever', ''], [post('x', { network: 'x' }), post('x', { lang: 'de-AT' })]],
    [
      'the author',
      'from:norvik',
      [post('', { author: 'Norvik' }), post('', { author: 'norvik.bsky.social' })],
      [post('', { author: 'norvik2' }), '@norvik'],
    ],
    ['the place', 'place:york', [post('', { place: 'New York, NY' })], [post('', { place: 'Yorkshire' }), 'york']],
    ['the place of two words', 'place:"new york"', [post('', { place: 'New York' })], [post('', { place: 'York, New' })]],
    ['a field or a word', 'norvik OR place:bergen', [post('x', { place: 'Bergen' }), 'norvik'], ['x']],
  ];
  it.each(rows)('%s: %s', (_, query, matching, other) => {
    for (const one of matching) expect([one, matches(query, heard(one))]).toEqual([one, true]);
    for (const one of other) expect([one, matches(query, heard(one))]).toEqual([one, false]);
  });

  const heard = (one: string | Post) => (typeof one === 'string' ? post(one) : one);
});

describe('all watches together', () => {
  it('are told in the order of the settings', () => {
    const matcher = buildMatcher(['b', 'lang:en', 'c', 'a b'].map(watch));
    expect(matcher.match(post('a b', { lang: 'en' }))).toEqual(['w0', 'w1', 'w3']);
  });

  it('forget the post before', () => {
    const matcher = buildMatcher(['"a b"', 'a -b', 'c'].map(watch));
    expect(['a b c', 'b', 'a', ''].map((text) => matcher.match(post(text)))).toEqual([['w0', 'w2'], [], ['w1'], []]);
  });

  it('are counted for one post up to a bound', () => {
    const matcher = buildMatcher(Array.from({ length: MATCHES_BOUND + 10 }, (_, i) => watch('a', i)));
    expect(matcher.match(post('a'))).toHaveLength(MATCHES_BOUND);
  });

  it('may be none', () => {
    expect(buildMatcher([]).match(post('anything'))).toEqual([]);
  });

  it('are refused when one cannot be read', () => {
    expect(() => buildMatcher([watch('a', 0), watch('(', 1)])).toThrow(QueryError);
  });

  it('match what a slow and simple reading of each query matches', () => {
    fc.assert(
      fc.property(fc.array(queries, { minLength: 1, maxLength: 8 }), fc.array(posts, { minLength: 1, maxLength: 4 }), (texts, heard) => {
        const readable = texts.filter(canBeRead);
        const matcher = buildMatcher(readable.map(watch));
        for (const one of heard) {
          const slow = readable.flatMap((text, i) => (plainly(parseQuery(text), one) ? [`w${i}`] : []));
          expect(matcher.match(one)).toEqual(slow);
        }
      }),
      { numRuns: 400 },
    );
  });
});

const WORDS = [
  'aba',
  'abab',
  'bab',
  'ab',
  'c',
  "ab's",
  '#aba',
  '#abab',
  '@aba',
  '@aba.bsky.social',
  '東京',
  '京',
  '東京都',
  '京都',
  '😀',
  'https://aba.example',
];
const word = fc.constantFrom(...WORDS);
const phrase = fc.array(fc.constantFrom('aba', 'ab', 'c', '東京', '京', '#aba', 'aba*'), { minLength: 1, maxLength: 3 });

const queries = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS.slice(0, -1), 'aba*', 'bab*', '#aba*', 'lang:en', 'network:x', 'from:ab', 'place:c'),
    phrase.map((parts) => `"${parts.join(' ')}"`),
    fc.tuple(phrase, fc.integer({ min: 1, max: 4 })).map(([parts, within]) => `"${parts.join(' ')}"~${within}`),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' ')})`),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join(' OR ')})`),
    tie('any').map((part) => `-${part}`),
  ),
})).any;

const posts: fc.Arbitrary<Post> = fc.record({
  text: fc.array(fc.tuple(word, fc.constantFrom(' ', ' ', ', ', '')), { maxLength: 10 }).map((parts) => parts.flat().join('')),
  network: fc.constantFrom('x', 'bluesky'),
  lang: fc.constantFrom(undefined, 'en', 'en-US', 'de'),
  author: fc.constantFrom(undefined, 'ab', 'AB.bsky.social'),
  place: fc.constantFrom(undefined, 'c, ab', 'ab'),
});

function canBeRead(query: string): boolean {
  try {
    parseQuery(query);
    return true;
  } catch (error) {
    if (error instanceof QueryError) return false;
    throw error;
  }
}

/** The meaning of a query, straight from its description. */
function plainly(query: Query, heard: Post): boolean {
  const tokens = words(fold(heard.text));
  const everywhere = tokens.map((_, at) => at);
  switch (query.kind) {
    case 'and':
      return query.parts.every((part) => plainly(part, heard));
    case 'or':
      return query.parts.some((part) => plainly(part, heard));
    case 'not':
      return !plainly(query.part, heard);
    case 'term':
      return tokens.some((token) => isTerm(token, query.term));
    case 'phrase':
      return everywhere.some((at) => query.terms.every((term, i) => isTerm(tokens[at + i], term)));
    case 'near':
      return everywhere.some((from) => {
        const window = tokens.slice(from, from + query.within + 1);
        return query.terms.every((term) => window.some((token) => isTerm(token, term)));
      });
    case 'field':
      return isField(query.field, query.value, heard);
  }
}

function isTerm(token: Token | undefined, { text, mode }: Extract<Query, { kind: 'term' }>['term']): boolean {
  if (!token) return false;
  if (mode === 'inside') return (token.kind === 'run' || token.kind === 'hashtag') && token.text.includes(text);
  return forms(token).some((form) => (mode === 'whole' ? form === text : form.startsWith(text)));
}

function isField(field: string, value: string, { network, lang, author, place }: Post): boolean {
  if (field === 'network') return network === value;
  if (field === 'lang') return lang !== undefined && lang.toLowerCase().split('-')[0] === value;
  if (field === 'from') return author !== undefined && author.toLowerCase().replace('.bsky.social', '') === value;
  return place?.split(', ').includes(value) ?? false;
}
