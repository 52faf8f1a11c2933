export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Median microseconds that `work` takes for one of `items`, over some rounds through all of them after one to warm up. */
export function microseconds<T>(items: readonly T[], work: (item: T) => unknown, rounds = 5): number {
  const round = (): number => {
    const began = performance.now();
    for (const item of items) work(item);
    return ((performance.now() - began) * 1000) / items.length;
  };
  round();
  return median(Array.from({ length: rounds }, round));
}
