import { viralOf, watchesById } from '../settings.ts';
import type { Held, State } from '../state.ts';
import { labelToward } from '../toward.ts';
import { ageWhen, cameBy } from './model.ts';
import type { Noted } from './state.ts';

/** `alert`: an accusation about to be large. `notice`: the same of something that does us no harm. `watching`: it may become so. `rival`: not about us. */
export type Standing = 'alert' | 'notice' | 'watching' | 'rival';

/**
 * The watch of ours that a post is about: of those that match, the one it speaks against most, else the first of the config; `all` where
 * nothing is watched, null where none is ours.
 */
export function subjectOf({ settings }: State, held: Held): string | null {
  if (settings.watches.length === 0) return 'all';
  const watches = watchesById(settings);
  const ours = held.watches.flatMap((id) => watches.get(id) ?? []).filter(({ kind }) => kind !== 'competitor');
  const [first, ...others] = ours.sort((a, b) => a.rank - b.rank).map(({ id }) => id);
  return first === undefined ? null : others.reduce((worst, id) => (harm(held, id) > harm(held, worst) ? id : worst), first);
}

export function standingOf(state: State, { likely }: Noted, held: Held): Standing {
  const subject = subjectOf(state, held);
  if (subject === null) return 'rival';
  if (!likely) return 'watching';
  return harm(held, subject) > 0 ? 'alert' : 'notice';
}

/** How much a post of a negative label or tone speaks against us, 0 to 1; 0 is not at all. */
export function harm(held: Held, subject: string): number {
  const [label, score] = [labelToward(held, subject), held.toward?.[subject]?.score ?? held.score];
  if (label === 'negative') return Math.min(1, Math.max(0.5, -score));
  return label === 'unsure' && score < -0.2 ? 0.4 : 0;
}

/** When the conversation would reach the alert size if it grows as expected, or did; null when it is not expected to. */
export function crossing(state: State, { crossedAt, expected, count, startedAt, at }: Noted): number | null {
  const { size } = viralOf(state.settings);
  if (crossedAt !== null) return crossedAt;
  if (expected < size || expected <= count) return null;
  return Math.round(startedAt + 1000 * ageWhen((at - startedAt) / 1000, (size - count) / (expected - count)));
}

/** What a size foretold for the end of the day amounts to at an earlier moment, ms since 1970. */
export const sizeAt = ({ count, startedAt, at }: Noted, final: number, then: number): number =>
  count + (final - count) * cameBy((at - startedAt) / 1000, (then - startedAt) / 1000);
