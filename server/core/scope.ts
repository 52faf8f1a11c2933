import { freshen } from './detectors/notice.ts';
import { countSpoken } from './detectors/spoken.ts';
import { hearTerms, tellingOf } from './detectors/trend.ts';
import type { MentionEntry } from './entry.ts';
import { EVERY_PART, type Parts } from './parts.ts';
import { type Held, NAMES_KEPT, type Named, named, type Scope, type Series, type State } from './state.ts';
import { labelIn, labelToward } from './toward.ts';
import { considerVoice } from './voices.ts';
import { countPlaces } from './where.ts';
import { add } from './windows/ring.ts';
import { tally } from './windows/track.ts';

/**
 * Counts a post in every window it belongs to, at the time it was posted: so a source that catches up fills the past and does not
 * look like a surge. Posts of our own accounts are replies, and count as such alone; what is written to a helpdesk was not said in public,
 * and is for the desk alone.
 */
export function countMention(state: State, entry: MentionEntry, held: Held, parts: Parts = EVERY_PART): void {
  if (entry.analysis.own) {
    state.totals.replies++;
    return;
  }
  if (entry.mention.desk) return;
  state.totals.mentions++;
  const at = Math.min(entry.mention.postedAt, state.now);
  state.stirred.add('all');
  freshen(state, entry.mention.id);
  for (const watch of entry.analysis.watches) {
    const series = state.watches.get(watch);
    if (series) {
      countSeries(series, at, labelToward(entry.analysis, watch) === 'negative');
      countSpoken(series, entry.analysis.language, at);
    }
    state.stirred.add(watch);
  }
  const telling = parts.has('trends') ? tellingOf(state, entry, held, at) : null;
  for (const scope of state.scopes.values()) {
    if (!isIn(scope, entry.analysis.watches)) continue;
    countScope(scope, entry, at);
    if (parts.has('board')) showOnBoard(state, scope, entry, held, at);
    if (telling) hearTerms(state, scope, telling);
  }
}

export const isIn = ({ setting }: Scope, watches: readonly string[]): boolean =>
  setting.watches.length === 0 || watches.some((watch) => setting.watches.includes(watch));

function countSeries(series: Series, at: number, negative: boolean): void {
  tally(series.total, at);
  if (negative) tally(series.negative, at);
}

const countScope = (scope: Scope, { analysis }: MentionEntry, at: number): void =>
  countSeries(scope.series, at, labelIn(analysis, scope.setting.watches) === 'negative');

function showOnBoard(state: State, scope: Scope, { mention, analysis }: MentionEntry, held: Held, at: number): void {
  const label = labelIn(analysis, scope.setting.watches);
  const negative = label === 'negative';
  add(scope.seconds, at);
  add(scope.labels[label], at);
  countNamed(scope.networks, mention.network, at, negative);
  countNamed(scope.languages, analysis.language, at, negative);
  countPlaces(scope.where, analysis.places, at, negative);
  considerVoice(state, scope, held);
}

function countNamed(group: Map<string, Named>, name: string, at: number, negative: boolean): void {
  const kept = group.has(name) || group.size < NAMES_KEPT ? name : 'other';
  const counts = group.get(kept) ?? named();
  group.set(kept, counts);
  add(counts.total, at);
  if (negative) add(counts.negative, at);
}
