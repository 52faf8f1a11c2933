import type { Span } from './baseline.ts';
import { type Look, learn, SPANS, weigh } from './rarity.ts';
import { sum } from './ring.ts';
import { MINUTE, type Track } from './track.ts';

/** Minutes between two values that a track's rarity learns from. */
export const BLOCK = 5;

/** Mentions in five minutes, on average over each of the spans that end with this minute, included. */
const meansTo = (track: Track, minute: number): number[] =>
  SPANS.map((span) => (sum(track.minutes, minute - span + 1, minute) * BLOCK) / span);

/** Takes the five minutes that ended with `now` into what is known of the track, unless somebody was deaf in them. */
export function learnBlock(track: Track, now: number, blind: readonly Span[]): void {
  const end = Math.floor(now / MINUTE);
  if (end % BLOCK !== 0 || end * MINUTE - BLOCK * MINUTE < track.since) return;
  if (blind.some(({ from, to }) => from < end * MINUTE && to > (end - BLOCK) * MINUTE)) return;
  learn(track.rarity, meansTo(track, end - 1));
}

/** How rare the present is, the running minute included as far as it has come. */
export const rarityNow = (track: Track, now: number): Look => weigh(track.rarity, meansTo(track, Math.floor(now / MINUTE)));
