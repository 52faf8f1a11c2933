import type { Mention } from '../../../shared/mention.ts';
import { buildAnalyser } from '../../core/analysis/analyse.ts';
import type { Entry } from '../../core/entry.ts';
import { defaultSettings } from '../../core/settings.ts';
import { emptyState, type State } from '../../core/state.ts';
import { step } from '../../core/step.ts';

/** A name that came onto the list of trends, and when. */
export interface Listing {
  name: string;
  also: string[];
  at: number;
}

/** Milliseconds between ticks. */
const TICK = 10_000;

/** Folds the posts as if they came when they were posted, and tells what was listed. A name that comes back within the hour is not new. */
export function listings(posts: readonly Mention[]): Listing[] {
  const settings = defaultSettings();
  const { analyse } = buildAnalyser(settings);
  const state = emptyState();
  const told = new Map<string, number>();
  const found: Listing[] = [];
  let seq = 0;
  const fold = (entry: Entry): void => {
    step(state, { seq: ++seq, entry });
    found.push(...newlyListed(state, told));
  };
  let at = posts[0]?.postedAt ?? 0;
  fold({ kind: 'settings', id: 'c:0', at, settings });
  for (const mention of posts) {
    for (; at + TICK < mention.postedAt; at += TICK) fold({ kind: 'tick', id: `t:${seq}`, at: at + TICK });
    fold({ kind: 'mention', id: mention.id, at: mention.postedAt, mention, analysis: analyse(mention) });
  }
  return found;
}

const HOUR = 3_600_000;

function newlyListed(state: State, told: Map<string, number>): Listing[] {
  const listed = state.scopes.get('all')!.trends.listed;
  const fresh = listed.filter(({ name }) => state.now - (told.get(name) ?? Number.NEGATIVE_INFINITY) > HOUR);
  for (const { name, also } of listed) for (const each of [name, ...also]) told.set(each, state.now);
  return fresh.map(({ name, also }) => ({ name, also, at: state.now }));
}
