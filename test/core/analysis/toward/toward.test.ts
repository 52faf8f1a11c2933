import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rows from '../../../../fixtures/analysis/towards.json' with { type: 'json' };
import { buildSpots } from '../../../../server/core/analysis/query/spots.ts';
import { sentimentOf } from '../../../../server/core/analysis/sentiment/sentiment.ts';
import { fold } from '../../../../server/core/analysis/text/fold.ts';
import { scan, type Token } from '../../../../server/core/analysis/text/tokens.ts';
import { buildToward, type Feel } from '../../../../server/core/analysis/toward/toward.ts';
import type { WatchSetting } from '../../../../server/core/settings.ts';
import type { Label } from '../../../../shared/mention.ts';

interface Row {
  text: string;
  language: string;
  watches: Record<string, string>;
  expected: Record<string, string>;
  held?: boolean;
  miss?: boolean;
}

/** Sides of a few words, so that who gets what is tested apart from how well words are understood. */
const GOOD = `love lovely great amazing brilliant wonderful excellent beautiful superb delicious fantastic kind nice happy best good
  friendly friendliest reliable perfect gorgeous perfectly win 😍 ❤ amo maravilloso excelente otimo genial excellent toll super freundlich
  fantastico geweldig swietny harika رائعه शानदार fantastisk bagus thank thanks gracias spotless heroes praise impressed fan fine 最高 太棒`;
const BAD = `hate awful terrible horrible disaster disgusting rude rudest dirty gross fail garbage bad worst boring sucks scam joke useless
  ignored filthy yikes 😡 nightmare odio pessimo nul schrecklich okropny berbat سيئه बेकार dalig buruk slecht horrivel verguenza 最悪 太差 shame`;
const sides = new Map<string, number>([
  ...GOOD.split(/\s+/).map((word) => [fold(word), 1] as const),
  ...BAD.split(/\s+/).map((word) => [fold(word), -1] as const),
]);
const unspaced = ['最高', '太棒', '最悪', '太差'];

const NOT = new Set(['not', 'never', 'no']);
const isDenied = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 3), at).some(({ folded }) => NOT.has(folded));

const feel: Feel = (tokens) => {
  const sums = tokens.map(({ folded }) => sides.get(folded) ?? sides.get(unspaced.find((word) => folded.includes(word)) ?? '') ?? 0);
  const sum = sums.reduce((all, one, i) => all + (isDenied(tokens, i) ? -one : one), 0);
  return { label: sum > 0 ? 'positive' : sum < 0 ? 'negative' : 'neutral', score: Math.sign(sum) * 0.5 };
};

const settings = (watches: Record<string, string>): WatchSetting[] =>
  Object.entries(watches).map(([id, query], rank) => ({ id, name: id, kind: 'ours', query, rank }));

function hear({ text, language, watches }: Pick<Row, 'text' | 'language' | 'watches'>, how: Feel = feel): Record<string, Label> {
  const tokens = scan(text);
  const whole = how(tokens, language);
  const ids = Object.keys(watches);
  const toward = buildToward(buildSpots(settings(watches)), how)(tokens, text, language, whole, ids);
  return Object.fromEntries(ids.map((id) => [id, toward?.[id]?.label ?? whole.label]));
}

const isRight = (row: Row, how?: Feel): boolean => {
  const heard = hear(row, how);
  return Object.entries(row.expected).every(([id, label]) => heard[id] === label);
};

const all = rows as readonly Row[];

describe('What a post says of each watch', () => {
  for (const row of all) {
    if (row.miss) continue;
    it(`is ${Object.entries(row.expected).map(([id, label]) => `${label} for ${id}`)} in "${row.text}"`, () =>
      expect(hear(row)).toMatchObject(row.expected));
  }

  it('is told rightly in nine of ten sentences, and of those written after the rules', () => {
    for (const part of [all, all.filter(({ held }) => held)]) {
      expect(part.filter((row) => isRight(row)).length / part.length).toBeGreaterThan(0.9);
    }
  });

  it('is told rightly in four of five sentences with the sentiment that the product hears', () => {
    expect(all.filter((row) => isRight(row, sentimentOf)).length / all.length).toBeGreaterThan(0.8);
  });
});

describe('Nothing is said of a watch apart', () => {
  const halden = { halden: 'halden' };
  const cases: [why: string, text: string, watches: Record<string, string>][] = [
    ['when none matched', 'Halden lost my bag, Norvik saved me', {}],
    ['when it is the only one', 'Halden was awful. We waited for hours. Terrible.', halden],
    ['when all are told the same', 'Halden and Norvik are awful', { halden: 'halden', norvik: 'norvik' }],
    ['when two watches listen for the same words', 'Halden is awful, and late', { halden: 'halden', again: 'halden OR haldenair' }],
    ['when the watch stands nowhere in the text', 'Halden is awful, Norvik is great', { all: 'network:web' }],
  ];
  for (const [why, text, watches] of cases) {
    it(why, () => {
      const tokens = scan(text);
      const hearToward = buildToward(buildSpots(settings(watches)), feel);
      expect(hearToward(tokens, text, 'en', feel(tokens, 'en'), Object.keys(watches))).toBeUndefined();
    });
  }
});

it('A watch gets a label and a score from -1 to 1 in any text in any language', () => {
  const word = fc.constantFrom(
    'Halden',
    'Norvik',
    'better',
    'than',
    'but',
    ',',
    '.',
    'not',
    'awful',
    'from',
    'to',
    'and',
    '!',
    '@x',
    'ハルデンより',
  );
  const spots = buildSpots(settings({ halden: 'halden', norvik: 'norvik' }));
  const hearToward = buildToward(spots, feel);
  fc.assert(
    fc.property(fc.array(word), fc.constantFrom('en', 'ja', 'tr', 'xx', '__proto__'), (words, language) => {
      const tokens = scan(words.join(' '));
      const toward = hearToward(tokens, words.join(' '), language, feel(tokens, language), ['halden', 'norvik']);
      for (const { score } of Object.values(toward ?? {})) expect(Math.abs(score)).toBeLessThanOrEqual(1);
    }),
  );
});
