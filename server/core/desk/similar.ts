import { type Case, isClosed } from '../../../shared/case.ts';
import type { CaseLine } from '../../../shared/queue.ts';
import { fold, words } from '../analysis/text/fold.ts';
import type { Scope, State } from '../state.ts';
import { customerTurns } from './facts.ts';
import { caseLine } from './line.ts';
import { isInScope } from './samples.ts';

/** Cases that are told. */
export const SIMILAR_TOLD = 5;
/** Open cases that are looked at, the newest. */
const SIMILAR_LOOKED = 5000;
/** Words that two cases must have in common. */
const WORDS_SHARED = 2;
/** A copy comes before what only has words in common, which are at most as many as a post has terms. */
const COPY = 1000;

/** What of a case others are compared with. */
interface Matter {
  likeness: string | undefined;
  /** Single words of what its newest post is about, folded. */
  words: string[];
  intent: Case['intent'];
  watches: readonly string[];
}

const likenessOf = (state: State, one: Case): string | undefined => state.held.get(customerTurns(one).at(-1)?.mention ?? '')?.likeness;

/**
 * Open cases of other customers about what may be the same matter, the nearest first and then the newest. A case is similar when its
 * customer's newest post is a near-duplicate of this one's, or when both share a watch, the intent, and at least WORDS_SHARED words of
 * `terms`, which are those of this case's newest post.
 */
export function similarCases(state: State, scope: Scope, one: Case, terms: readonly string[]): CaseLine[] {
  const single = terms.filter((term) => !term.includes(' '));
  const matter: Matter = { likeness: likenessOf(state, one), words: single, intent: one.intent, watches: one.watches };
  const candidates = [...state.desk.cases.values()].filter((other) => isCandidate(scope, one, other)).slice(-SIMILAR_LOOKED);
  return candidates
    .map((other) => ({ other, nearness: nearness(state, matter, other) }))
    .filter(({ nearness }) => nearness > 0)
    .sort((a, b) => b.nearness - a.nearness || b.other.customerAt - a.other.customerAt || Number(b.other.id) - Number(a.other.id))
    .slice(0, SIMILAR_TOLD)
    .map(({ other }) => caseLine(other, state.now));
}

const isCandidate = (scope: Scope, one: Case, other: Case): boolean =>
  other.id !== one.id && !isClosed(other.status) && other.customer.id !== one.customer.id && isInScope(scope, other);

function nearness(state: State, matter: Matter, other: Case): number {
  const { likeness } = matter;
  if (likeness !== undefined && likeness !== '' && likenessOf(state, other) === likeness) return COPY;
  if (other.intent !== matter.intent || !other.watches.some((watch) => matter.watches.includes(watch))) return 0;
  const shared = sharedWords(matter.words, fold(other.subject));
  return shared >= WORDS_SHARED ? shared : 0;
}

/** Looking for the letters anywhere is quick, and leaves few texts to be cut into words. */
function sharedWords(wanted: readonly string[], folded: string): number {
  const near = wanted.filter((word) => folded.includes(word));
  if (near.length < WORDS_SHARED) return 0;
  const said = new Set(words(folded).map(({ text }) => text));
  return near.filter((word) => said.has(word)).length;
}
