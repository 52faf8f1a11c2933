/** The smallest value that at least a share `p` of all values do not exceed (nearest rank); null without any. `sorted` rises. */
export const nearestRank = (sorted: ArrayLike<number>, p: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null);
