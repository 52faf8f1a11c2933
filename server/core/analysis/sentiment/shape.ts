/** Negative, neutral, positive. */
export const CLASSES = 3;

/** Steps of a weight either way. */
const STEPS = 15;
/** Weights below this say nothing and are left out: most runs of letters are met once or twice. */
const FAINT = 0.01;

/** A weight is kept in a byte, finer near 0: as its root in STEPS. `largest` is that of the last step. */
export const widened = (byte: number, largest: number): number => Math.sign(byte) * (byte / STEPS) ** 2 * largest;

export const narrowed = (weight: number, largest: number): number =>
  Math.abs(weight) < FAINT ? 0 : Math.round(Math.sign(weight) * Math.sqrt(Math.min(1, Math.abs(weight) / largest)) * STEPS);
