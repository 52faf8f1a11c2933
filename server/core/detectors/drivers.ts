import type { Held, State } from '../state.ts';
import { counted, languageName, percent } from '../words.ts';
import { trends } from './trend.ts';

/** Newest held posts that are looked through for what drives a surge. */
const LOOK_AT = 800;
/** Fewer posts than this say nothing about shares. */
const LEAST = 8;
/** A network, language, thread or text drives a surge from this share of its posts on. */
const DRIVES = { network: 0.7, language: 0.6, thread: 0.4, copies: 0.3 };
/** An author whose posts may reach so many is named. */
const FAR = 50_000;
/** Rising terms that are named. */
const TERMS = 3;

/** What drives the surge of a subject since its onset, in words, most telling first; empty while too few posts are held. */
export function driversOf(state: State, subject: string, onsetAt: number): string[] {
  const posts = [...state.held.values()]
    .slice(-LOOK_AT)
    .filter(
      (held) => !held.own && !held.retracted && held.mention.postedAt >= onsetAt && (subject === 'all' || held.watches.includes(subject)),
    );
  if (posts.length < LEAST) return [];
  return [terms(state), thread(posts), copies(posts), author(posts), mostly(posts, 'network'), mostly(posts, 'language')].filter(
    (driver) => driver !== null,
  );
}

function terms(state: State): string | null {
  const scope = state.scopes.get('all');
  const names = scope ? trends(scope, TERMS).map(({ name }) => name) : [];
  return names.length ? `terms: ${names.join(', ')}` : null;
}

/** The most frequent answer and its share of the posts. */
function top(posts: readonly Held[], of: (held: Held) => string): { name: string; share: number } {
  const counts = new Map<string, number>();
  for (const held of posts) counts.set(of(held), (counts.get(of(held)) ?? 0) + 1);
  let best = { name: '', share: 0 };
  for (const [name, count] of counts) if (count / posts.length > best.share) best = { name, share: count / posts.length };
  return best;
}

/** Reposts and answers belong to the thread they are of; a post of its own begins one. */
function thread(posts: readonly Held[]): string | null {
  const { share } = top(posts, ({ mention }) => mention.root ?? mention.repostOf ?? mention.inReplyTo ?? mention.id);
  return share >= DRIVES.thread ? `${percent(share)} in one thread` : null;
}

function copies(posts: readonly Held[]): string | null {
  const seen = new Set<string>();
  for (const { likeness } of posts) seen.add(likeness);
  const share = 1 - seen.size / posts.length;
  return share >= DRIVES.copies ? `${percent(share)} copies of others` : null;
}

function author(posts: readonly Held[]): string | null {
  const reach = (held: Held): number => held.mention.author.followers ?? 0;
  const farthest = posts.reduce((best, held) => (reach(held) > reach(best) ? held : best));
  return reach(farthest) >= FAR ? `@${farthest.mention.author.handle} reaches ${counted(reach(farthest))}` : null;
}

/** Only where there are several to choose from does the one that leads tell something. */
function mostly(posts: readonly Held[], what: keyof Pick<typeof DRIVES, 'network' | 'language'>): string | null {
  const { name, share } = top(posts, (held) => (what === 'network' ? held.mention.network : held.language));
  if (share < DRIVES[what] || share === 1) return null;
  return what === 'network' ? `${percent(share)} on ${name}` : `${percent(share)} in ${languageName(name)}`;
}
