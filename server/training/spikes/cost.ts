/**
 * What a detector of anomalies costs against windows of time in which one is known to be: the published rules of the Numenta anomaly
 * benchmark (Lavin and Ahmad 2015), written anew. A window found counts the more the earlier, and once; an alert outside of all
 * windows costs the more the further it lies behind the last one; a window missed costs one.
 */
export interface Weights {
  found: number;
  missed: number;
  falseAlarm: number;
}
export const STANDARD: Weights = { found: 1, missed: 1, falseAlarm: 0.11 };
export const FEW_FALSE_ALARMS: Weights = { ...STANDARD, falseAlarm: 0.22 };

/** A scored series: times in ms, rising, one score each; windows as `[from, to]`, both included, in order and apart. */
export interface Scored {
  times: readonly number[];
  scores: readonly number[];
  windows: readonly (readonly [from: number, to: number])[];
}

/** Share of a series, and number of rows at most, in which nothing is judged. */
const UNJUDGED = { share: 0.15, rows: 750 };
/** Window lengths after which an alert can be no further off. */
const FAR = 3;

/** From 1 well before the end of a window over 0 at its end to -1 well after it; `place` is in window lengths from the end. */
const sigmoid = (place: number): number => 2 / (1 + Math.exp(5 * place)) - 1;

/** The worth of an alert in one row, and the window that it is in, or -1. */
export interface Place {
  worth: number;
  window: number;
}

export function places({ times, windows }: Scored): Place[] {
  const rows = windows.map(([from, to]) => ({ first: times.findIndex((at) => at >= from), last: times.findLastIndex((at) => at <= to) }));
  let behind = -1;
  return times.map((_, row) => {
    while (behind + 1 < rows.length && rows[behind + 1]!.last < row) behind += 1;
    const next = rows[behind + 1];
    if (next && row >= next.first) return { worth: within(next.last - row + 1, next.last - next.first + 1), window: behind + 1 };
    const past = rows[behind];
    const place = past ? (row - past.last) / (past.last - past.first) : FAR + 1;
    return { worth: place > FAR ? -1 : sigmoid(place), window: -1 };
  });
}

const within = (left: number, length: number): number => sigmoid(-left / length) / sigmoid(-1);

const judgedFrom = ({ times }: Scored): number => Math.ceil(Math.min(Math.floor(UNJUDGED.share * times.length), UNJUDGED.rows));

/** Sum of the worth of alerts at this threshold; every window that could be found and was not costs `missed`. */
export function costAt(series: Scored, placed: readonly Place[], weights: Weights, threshold: number): number {
  const best = new Map<number, number>();
  let sum = 0;
  for (let row = judgedFrom(series); row < placed.length; row++) {
    const { worth, window } = placed[row]!;
    const alert = (series.scores[row] ?? 0) >= threshold;
    if (window < 0) sum += alert ? weights.falseAlarm * worth : 0;
    else best.set(window, Math.max(best.get(window) ?? -weights.missed, alert ? weights.found * worth : -weights.missed));
  }
  for (const worth of best.values()) sum += worth;
  return sum;
}

/** 0 for a detector that stays silent, 100 for one that finds every window in its first row and nothing else. */
export const points = (sum: number, windows: number, { found, missed }: Weights): number =>
  (100 * (sum + missed * windows)) / ((found + missed) * windows);
