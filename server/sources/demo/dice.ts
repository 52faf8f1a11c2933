/** A seeded stream of numbers in [0, 1). The same keys always give the same stream. */
export type Dice = () => number;

/** FNV-1a over the UTF-16 units, with a final mix so that neighbouring minutes give unlike numbers. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Mulberry32: 32 bits of state, plenty for the few thousand throws that one key ever makes. */
export function dice(...keys: (string | number)[]): Dice {
  let state = hash(keys.join('|'));
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

export const chance = (roll: Dice, share: number): boolean => roll() < share;

export const between = (roll: Dice, low: number, high: number): number => low + roll() * (high - low);

/** A whole number from `low` to `high`, both included. */
export const whole = (roll: Dice, low: number, high: number): number => low + Math.floor(roll() * (high - low + 1));

/** Throws on an empty list: the scenario's schema never lets one through. */
export function pick<T>(roll: Dice, list: readonly T[]): T {
  const index = Math.floor(roll() * list.length);
  if (index >= list.length) throw new RangeError('cannot pick from an empty list');
  return list[index] as T;
}

/** One of `list`, each as likely as its weight says. */
export function weighted<T>(roll: Dice, list: readonly T[], weight: (item: T) => number): T {
  let left = roll() * list.reduce((sum, item) => sum + weight(item), 0);
  for (const item of list) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return pick(roll, list);
}

/** Standard normal, by Box and Muller. */
export const normal = (roll: Dice): number => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());

/** Poisson: Knuth's product for small means, the normal approximation above 30. */
export function poisson(roll: Dice, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(roll)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = roll(); product > limit; product *= roll()) count++;
  return count;
}
