import { buildAnalyser } from '../../server/core/analysis/analyse.ts';
import type { Settings, WatchSetting } from '../../server/core/settings.ts';
import { emptyState } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import { posts, STORY_STARTS } from './posts.ts';
import { memoryOf } from './product.ts';
import { settings } from './settings.ts';

const POSTS = 6_000;
/** Posts a second: a million of them then take a bit over a day, so that every window is full. */
const RATE = 10;

/** The demo's watches, and as many more, each for a word of the posts. */
function watching(count: number): Settings {
  const given = settings();
  const words = [...new Set(posts(POSTS).flatMap(({ text }) => text.toLowerCase().match(/\b[a-z]{4,}\b/g) ?? []))];
  const more = words
    .slice(0, count - given.watches.length)
    .map((word): WatchSetting => ({ ...given.watches[0]!, id: `w-${word}`, name: word, query: word }));
  return { ...given, watches: [...given.watches, ...more].map((watch, rank) => ({ ...watch, rank })) };
}

process.on('message', ({ watches, mentions }: { watches: number; mentions: number }) => {
  const watched = watching(watches);
  const { analyse } = buildAnalyser(watched);
  const heard = posts(POSTS).map((mention) => ({ mention, analysis: analyse(mention) }));
  const state = emptyState();
  step(state, { seq: 1, entry: { kind: 'settings', id: 'c:1', at: STORY_STARTS, settings: watched } });
  for (let seq = 2; seq < mentions + 2; seq++) {
    const { mention, analysis } = heard[seq % POSTS]!;
    const at = STORY_STARTS + Math.round((seq / RATE) * 1000);
    const again = { ...mention, id: `m:${seq}`, text: `${mention.text} ${seq}`, postedAt: at, receivedAt: at };
    step(state, { seq, entry: { kind: 'mention', id: again.id, at, mention: again, analysis } });
  }
  globalThis.gc?.();
  process.send?.({ megabytes: memoryOf(process.pid), held: state.held.size });
});
process.once('disconnect', () => process.exit(0));
