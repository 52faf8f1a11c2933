import type { Held, State } from '../state.ts';
import { HOUR } from '../windows/track.ts';
import { counted, languageName, percent } from '../words.ts';
import { trends } from './trend.ts';

/** Newest held posts that are looked through for what drives a surge. */
const LOOK_AT = 800;
/** Fewer posts than this say nothing about shares. */
const LEAST = 8;
/** A network, language, thread or text drives a surge from this share of its posts on. */
const DRIVES = { network: 0.7, language: 0.6, thread: 0.4, copies: 0.3 };
/** A network or language that is usual drives nothing: its share must stand so far above that of the hour before. */
const ABOVE_USUAL = 0.2;
/** Posts of the hour before that tell what is usual: fewer say nothing, and more are not read. */
const USUAL_LEAST = 20;
const USUAL_READ = 1000;
/** An author whose posts may reach so many is named. */
const FAR = 50_000;
/** Rising terms that are named. */
const TERMS = 3;

/** What drives the surge of a subject since its onset, in words, most telling first; empty while too few posts are held. */
export function driversOf(state: State, subject: string, onsetAt: number): string[] {
  const held = [...state.held.values()];
  const isAbout = (one: Held): boolean => !one.own && !one.retracted && (subject === 'all' || one.watches.includes(subject));
  const posts = held.slice(-LOOK_AT).filter((one) => one.mention.postedAt >= onsetAt && isAbout(one));
  if (posts.length < LEAST) return [];
  const usual = before(held, onsetAt, isAbout);
  return [
    terms(state),
    thread(posts),
    copies(posts),
    author(posts),
    mostly(posts, usual, 'network'),
    mostly(posts, usual, 'language'),
  ].filter((driver) => driver !== null);
}

/** The newest posts about it of the hour before the onset. */
function before(held: readonly Held[], onsetAt: number, isAbout: (one: Held) => boolean): Held[] {
  const found: Held[] = [];
  for (let i = held.length - 1; i >= 0 && found.length < USUAL_READ; i--) {
    const { postedAt } = held[i]!.mention;
    if (postedAt < onsetAt && postedAt >= onsetAt - HOUR && isAbout(held[i]!)) found.push(held[i]!);
  }
  return found;
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

/** The network or language that leads now, where that is not usual. */
function mostly(posts: readonly Held[], usual: readonly Held[], what: keyof Pick<typeof DRIVES, 'network' | 'language'>): string | null {
  const of = (held: Held): string => (what === 'network' ? held.mention.network : held.language);
  const { name, share } = top(posts, of);
  if (share < DRIVES[what] || usual.length < USUAL_LEAST) return null;
  const was = usual.filter((held) => of(held) === name).length / usual.length;
  if (share - was < ABOVE_USUAL) return null;
  return `${percent(share)} ${what === 'network' ? `on ${name}` : `in ${languageName(name)}`}, usually ${percent(was)}`;
}
