/** Negative, neutral, positive. */
export const CLASSES = 3;

/** A weight is kept in a byte, finer near 0: its root in 127 steps either way. `largest` is that of 127. */
export const widened = (byte: number, largest: number): number => Math.sign(byte) * (byte / 127) ** 2 * largest;

export const narrowed = (weight: number, largest: number): number =>
  Math.round(Math.sign(weight) * Math.sqrt(Math.min(1, Math.abs(weight) / largest)) * 127);
