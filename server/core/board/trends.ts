import type { TrendsSlice } from '../../../shared/slices.ts';
import { trends } from '../detectors/trend.ts';
import type { Scope, State } from '../state.ts';
import { isLink } from '../trends/merge.ts';
import type { Trend } from '../trends/trends.ts';

const SHOWN = 8;
const EXAMPLE_TEXT = 160;

type Shown = TrendsSlice['trends'][number];

export function topTrends(state: State, scope: Scope): TrendsSlice {
  const all = trends(scope, SHOWN).map((trend) => shown(state, trend));
  // As they are written, a word and a phrase of a script without spaces may be the same.
  return { trends: all.filter(({ term }, i) => all.findIndex((other) => other.term === term) === i) };
}

function shown(state: State, trend: Trend): Shown {
  const { count, minutes, people, copies, coordinated, networks, since, spark } = trend;
  return {
    term: written(trend.name),
    kind: kindOf(trend.name),
    also: trend.also.map(written),
    count,
    minutes,
    usual: tenths(trend.usual),
    times: trend.times === null ? null : tenths(trend.times),
    significance: tenths(trend.significance),
    people,
    copies,
    coordinated,
    networks,
    negative: Math.round(trend.negative * 100) / 100,
    spark,
    since,
    example: example(state, trend.example),
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** A space between characters of a script that has none is ours: it stands between the words that were counted. */
const UNSPACED =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])/gu;
const written = (name: string): string => name.replace(UNSPACED, '');

function kindOf(name: string): Shown['kind'] {
  if (name.startsWith('#')) return 'hashtag';
  if (isLink(name)) return 'link';
  if (!/[\p{L}\p{N}]/u.test(name)) return 'emoji';
  return name.includes(' ') ? 'phrase' : 'word';
}

function example(state: State, id: string): Shown['example'] {
  const held = state.held.get(id);
  if (!held || held.retracted) return null;
  return { text: held.mention.text.slice(0, EXAMPLE_TEXT).toWellFormed(), author: held.mention.author.name || held.mention.author.handle };
}
