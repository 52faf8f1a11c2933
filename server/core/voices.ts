import type { Label } from '../../shared/mention.ts';
import { alikeTo } from './hold.ts';
import type { Held, Scope, State } from './state.ts';
import { labelIn } from './toward.ts';
import { HOUR, MINUTE } from './windows/track.ts';

/** Posts a scope keeps in the running for the wall, and at times up to twice as many. */
export const VOICES_KEPT = 60;
/** How long a post stays in the running. */
export const VOICE_FOR = 2 * HOUR;

/**
 * How much a post matters to people in the room: whom it reaches, how it grows, how bad it is, whether it speaks to us; fading
 * over half an hour. `label` is what it says of those who look. Only its order has a meaning.
 */
export function worth(held: Held, likeness: number, now: number, label: Label = held.label): number {
  const reach = Math.log10(10 + (held.mention.author.followers ?? 0));
  const growth = Math.log2(1 + held.reposts * 2 + held.replies + held.likes / 4);
  const feeling = label === 'negative' ? 2 : label === 'positive' ? 0.3 : 0;
  const told = held.addressed ? 1 : 0;
  const age = Math.max(0, now - held.mention.postedAt) / (30 * MINUTE);
  return reach + growth + feeling + told + Math.log2(1 + likeness) / 4 - age;
}

const worthOf = (state: State, { setting }: Scope, id: string): number => {
  const held = state.held.get(id);
  return held ? worth(held, alikeTo(state, held), state.now, labelIn(held, setting.watches)) : Number.NEGATIVE_INFINITY;
};

/**
 * Lets the post stand for the wall. When twice the places are taken, the less worthy half leaves at once: to look for one to leave at
 * every post would cost as much as all that is counted of it.
 */
export function considerVoice(state: State, scope: Scope, held: Held): void {
  const { id, repostOf, postedAt } = held.mention;
  if (repostOf || state.now - postedAt > VOICE_FOR) return;
  scope.voices.push(id);
  if (scope.voices.length > 2 * VOICES_KEPT) scope.voices = worthiest(state, scope);
}

function worthiest(state: State, scope: Scope): string[] {
  const ranked = scope.voices.map((id) => ({ id, worth: worthOf(state, scope, id) })).sort((a, b) => b.worth - a.worth);
  return ranked.slice(0, VOICES_KEPT).map(({ id }) => id);
}

/** The posts in the running, most worthy first, one for each near-duplicate text. */
export function rankedVoices(state: State, scope: Scope, most: number): Held[] {
  const told = new Set<string>();
  return scope.voices
    .map((id) => state.held.get(id))
    .filter((held) => held !== undefined && !held.retracted && state.now - held.mention.postedAt <= VOICE_FOR)
    .map((held) => ({ held: held!, worth: worthOf(state, scope, held!.mention.id) }))
    .sort((a, b) => b.worth - a.worth)
    .filter(({ held }) => !told.has(held.likeness) && told.add(held.likeness))
    .slice(0, most)
    .map(({ held }) => held);
}
