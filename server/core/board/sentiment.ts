import type { SentimentSlice } from '../../../shared/slices.ts';
import { blindSpans } from '../sources.ts';
import type { Scope, State } from '../state.ts';
import { type Ring, sum } from '../windows/ring.ts';
import { DAY, MINUTE, type Track } from '../windows/track.ts';

/** "Now" is this many minutes; history comes in steps of five over three hours. */
const NOW = 15;
const STEP = 5;
const STEPS = 36;
const NETWORKS = 6;
/** A share of fewer posts than this says nothing about what is usual. */
const LEAST = 50;

const share = (part: number, whole: number): number | null => (whole > 0 ? Math.round((part / whole) * 1000) / 1000 : null);

export function sentiment(state: State, scope: Scope): SentimentSlice {
  const bucket = Math.floor(state.now / MINUTE);
  const { total, negative } = scope.series;
  const recently = (ring: Ring) => sum(ring, bucket - NOW, bucket);
  const n = recently(total.minutes);
  return {
    now: {
      n,
      negative: share(recently(scope.labels.negative), n),
      neutral: share(recently(scope.labels.neutral), n),
      positive: share(recently(scope.labels.positive), n),
      unsure: share(recently(scope.labels.unsure), n),
    },
    usualNegative: usual(total, negative, state.now),
    ...history(state, total, negative),
    networks: [...scope.networks]
      .map(([network, counts]) => ({
        network,
        n: sum(counts.total, bucket - 59, bucket),
        negative: sum(counts.negative, bucket - 59, bucket),
      }))
      .filter((row) => row.n > 0)
      .sort((a, b) => b.n - a.n || (a.network < b.network ? -1 : 1))
      .slice(0, NETWORKS)
      .map((row) => ({ ...row, negative: share(row.negative, row.n) })),
  };
}

/** Negative share of the day before the last hour. */
function usual(total: Track, negative: Track, now: number): number | null {
  const from = Math.floor((now - DAY) / MINUTE) + 1;
  const to = Math.floor(now / MINUTE) - 60;
  const n = sum(total.minutes, from, to);
  return n < LEAST ? null : share(sum(negative.minutes, from, to), n);
}

function history(state: State, total: Track, negative: Track): Pick<SentimentSlice, 'from' | 'step' | 'negative' | 'n'> {
  const last = Math.floor(state.now / (STEP * MINUTE));
  const blind = blindSpans(state).filter((span) => span.whole);
  const steps = Array.from({ length: STEPS }, (_, i) => (last - STEPS + 1 + i) * STEP);
  const counts = steps.map((minute) => sum(total.minutes, minute, minute + STEP - 1));
  const deaf = (minute: number) => blind.some((span) => span.from <= minute * MINUTE && span.to >= (minute + STEP) * MINUTE);
  return {
    from: steps[0]! * MINUTE,
    step: STEP * MINUTE,
    negative: steps.map((minute, i) => (deaf(minute) ? null : share(sum(negative.minutes, minute, minute + STEP - 1), counts[i]!))),
    n: counts,
  };
}
