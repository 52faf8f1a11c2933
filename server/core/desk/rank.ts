/** The value below or at which `share` (0 to 1) of all lie, by nearest rank: always one that was seen. `sorted` rises; null of none. */
export const rank = (sorted: ArrayLike<number>, share: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null);

/** Rising order by value. A typed array sorts numbers several times as fast as a plain one. */
export const rising = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

export const median = (values: readonly number[]): number | null => rank(rising(values), 0.5);
