import { eld } from 'eld/extrasmall';
import { buildAnalyser } from '../../../server/core/analysis/analyse.ts';
import { languageOf } from '../../../server/core/analysis/language/language.ts';
import { sentimentOf } from '../../../server/core/analysis/sentiment/sentiment.ts';
import { scan } from '../../../server/core/analysis/text/tokens.ts';
import { renderSlice } from '../../../server/core/board/index.ts';
import type { MentionEntry } from '../../../server/core/entry.ts';
import { emptyState, type State } from '../../../server/core/state.ts';
import { step } from '../../../server/core/step.ts';
import type { Mention } from '../../../shared/mention.ts';
import { SLICES, type SliceName } from '../../../shared/slices.ts';
import { start } from '../children.ts';
import { microseconds } from '../numbers.ts';
import { posts, STORY_STARTS } from '../posts.ts';
import type { Row } from '../row.ts';
import { settings } from '../settings.ts';
import type { Measuring } from './measuring.ts';

/** A busy second: so many posts each. */
const A_SECOND = 1_000;
const POSTS = 6_000;
const QUIET_HOURS = 3 * 3_600_000;
/** What the demo's board shows: all that a watch of ours matches. */
const SCOPE = 'ours';

/** What one post and one slice cost the core, and in a full run what a million posts leave in memory. */
export async function core({ full }: Measuring): Promise<Row[]> {
  const told = posts(POSTS);
  const { analyse } = buildAnalyser(settings());
  const entries = told.map((mention): MentionEntry => ({ kind: 'mention', id: mention.id, at: 0, mention, analysis: analyse(mention) }));
  const { fold, state } = folding(entries);
  const rows: Row[] = [
    { what: 'core: analysing a post', value: microseconds(told, analyse), unit: 'µs' },
    ...hearing(told),
    { what: `core: folding a post, at ${A_SECOND.toLocaleString('en')} a second`, value: microseconds(entries, fold), unit: 'µs' },
  ];
  const slices = Object.keys(SLICES) as SliceName[];
  for (const name of slices)
    rows.push({
      what: `core: slice ${name}`,
      value: microseconds(Array(20).fill(name), () => renderSlice(state, name, SCOPE)),
      unit: 'µs',
    });
  return full ? [...rows, await memory()] : rows;
}

/** What the parts of analysing cost that are fitted to data; a library that tells the language alone is the yardstick of that part. */
function hearing(told: readonly Mention[]): Row[] {
  const cut = told.map(({ text, lang }) => ({ text, tokens: scan(text), lang }));
  const known = cut.map((post) => ({ ...post, language: languageOf(post.tokens, post.lang).language }));
  const library = { what: 'eld, the smallest', value: microseconds(cut, ({ text }) => eld.detect(text)) };
  return [
    { what: 'core: cutting a post into words', value: microseconds(cut, ({ text }) => scan(text)), unit: 'µs' },
    { what: 'core: telling its language', value: microseconds(cut, ({ tokens }) => languageOf(tokens)), unit: 'µs', yardstick: library },
    {
      what: 'core: telling its sentiment',
      value: microseconds(known, ({ tokens, language }) => sentimentOf(tokens, language)),
      unit: 'µs',
    },
  ];
}

/** Three quiet hours first, so that it is known what is usual; then the same posts again and again, each time as new ones. */
function folding(entries: readonly MentionEntry[]): { state: State; fold: (entry: MentionEntry) => void } {
  const state = emptyState();
  let [seq, now] = [1, STORY_STARTS];
  step(state, { seq, entry: { kind: 'settings', id: 'c:1', at: now, settings: settings() } });
  const fold = (entry: MentionEntry, after: number): void => {
    now += after;
    const at = Math.floor(now);
    const mention = { ...entry.mention, id: `n:${++seq}`, postedAt: at, receivedAt: at };
    step(state, { seq, entry: { ...entry, id: mention.id, at, mention } });
  };
  for (const entry of entries) fold(entry, QUIET_HOURS / entries.length);
  return { state, fold: (entry) => fold(entry, 1000 / A_SECOND) };
}

async function memory(): Promise<Row> {
  const child = start('memory-child.ts', [], ['--expose-gc']);
  const { megabytes } = await child.ask<{ megabytes: number }>({ watches: 200, mentions: 1_000_000 });
  await child.end();
  const yardstick = { what: 'the budget', value: 400 };
  return { what: 'memory: 200 watches, 1 M posts folded', value: megabytes, unit: 'MB', yardstick, atMost: 1 };
}
