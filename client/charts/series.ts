import type { VolumeNowSlice, VolumeSlice } from '../../shared/slices.ts';

/** A value at a time; `null` where it is not known and the line must have a gap. */
export interface Point {
  at: number;
  value: number | null;
}

export interface Line {
  id: string;
  name: string;
  rank: number;
  points: Point[];
}

export interface Band {
  at: number;
  low: number | null;
  high: number | null;
}

export type Spike = VolumeSlice['spikes'][number];
export type BlindSpan = VolumeSlice['blind'][number];

/** Everything on the three-hour chart, in the order of time. */
export interface Volume {
  total: Point[];
  band: Band[];
  watches: Line[];
  spikes: Spike[];
  blind: BlindSpan[];
}

/** Minutes kept of one line: what the chart shows, and a little for slices that come late. */
const MINUTES_BOUND = 240;

interface Steps {
  from: number;
  step: number;
}

/** Puts two stretches of one series together by time; where both tell, the newer one is right. */
function merge<T>(old: Steps & { values: T[] }, fresh: (Steps & { values: T[] }) | undefined): Map<number, T> {
  const byTime = new Map<number, T>();
  for (const part of fresh ? [old, fresh] : [old]) {
    for (const [i, value] of part.values.entries()) byTime.set(part.from + i * part.step, value);
  }
  return new Map([...byTime].sort(([a], [b]) => a - b).slice(-MINUTES_BOUND));
}

/** Minutes that nobody reported are a gap, not a straight line over what is not known. */
function withGaps(points: Point[], step: number): Point[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    return before && point.at - before.at > step * 1.5 ? [{ at: before.at + step, value: null }, point] : [point];
  });
}

/**
 * The history and its growing end as one. A count of a minute stands at the end of that minute, when it was whole; the
 * running minute is left out, because its count still grows from zero, and the last sixty seconds stand at `now` instead.
 */
export function mergeVolume(history: VolumeSlice, fresh: VolumeNowSlice | undefined, now: number, minute: Map<string, number>): Volume {
  const blind = fresh?.blind ?? history.blind;
  const points = (old: number[], young: number[] | undefined, last: number | undefined) =>
    line(merge({ ...history, values: old }, fresh && young ? { ...fresh, values: young } : undefined), history.step, blind, now, last);
  const total = points(history.total, fresh?.total, fresh?.lastMinute);
  const start = firstKnown(total, history);
  // A watch's last minute is weighed from whole minutes, the total's is counted by seconds: a part never shows as more than the whole.
  const lastOf = (id: string) => {
    const last = minute.get(id);
    return last === undefined ? undefined : Math.min(last, fresh?.lastMinute ?? last);
  };
  const known = (all: Point[]) => all.filter(({ at }) => at >= start);
  return {
    total: known(total),
    band: bandOf(history, fresh, now),
    watches: history.watches.map(({ id, name, rank, counts }) => ({
      id,
      name,
      rank,
      points: known(points(counts, fresh?.watches.find((watch) => watch.id === id)?.counts, lastOf(id))),
    })),
    spikes: fresh?.spikes ?? history.spikes,
    blind,
  };
}

function line(values: Map<number, number>, step: number, blind: BlindSpan[], now: number, last: number | undefined): Point[] {
  const whole = [...values].map(([from, value]) => ({ from, at: from + step, value })).filter(({ at }) => at <= now);
  const points: Point[] = whole.map(({ from, at, value }) => ({ at, value: deaf(blind, from, at) ? null : value }));
  if (last !== undefined) points.push({ at: now, value: deaf(blind, now - step, now) ? null : last });
  return withGaps(points, step);
}

/**
 * The time from which counts mean something. Before the first mention of all, when nothing was learnt yet, nobody was
 * listening: that is unknown, and not zero. The newest point is always known, because the last minute was listened to.
 */
function firstKnown(total: Point[], { expected }: VolumeSlice): number {
  if (expected.mid.some((mid) => mid !== null)) return Number.NEGATIVE_INFINITY;
  const first = total.findIndex(({ value }) => value !== null && value > 0);
  return total.at(first < 0 ? -1 : Math.max(0, first - 1))?.at ?? Number.NEGATIVE_INFINITY;
}

/** Whether nothing could be heard for more than half of a stretch: its count is then no count. */
function deaf(blind: BlindSpan[], from: number, to: number): boolean {
  return blind.some((span) => span.whole && Math.min(to, span.to) - Math.max(from, span.from) > (to - from) / 2);
}

function bandOf(history: VolumeSlice, fresh: VolumeNowSlice | undefined, now: number): Band[] {
  const pairs = ({ from, step, expected }: VolumeSlice | VolumeNowSlice) => ({
    from,
    step,
    values: expected.low.map((low, i) => ({ low, high: expected.high[i] ?? null })),
  });
  const merged = [...merge(pairs(history), fresh && pairs(fresh))];
  const band = merged.map(([from, edge]) => ({ at: Math.min(from + history.step, now), ...edge }));
  const newest = band.at(-1);
  // What is usual this minute is still usual at its end: the band reaches to the right edge.
  return newest && newest.at < now ? [...band, { ...newest, at: now }] : band;
}
