const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ONE = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** What stands where a number is not known. Zero is a number and shows as 0. */
export const UNKNOWN = '–';

/** `1,204`; an unknown number is a dash. */
export function whole(n: number | null | undefined): string {
  return n === null || n === undefined || !Number.isFinite(n) ? UNKNOWN : WHOLE.format(n);
}

const STEPS: [number, string][] = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];

/** At most four digits with its unit: `950`, `1.2 K`, `38 K`, `1.2 M`. The space does not break. */
export function compact(n: number): string {
  for (const [size, unit] of STEPS) {
    const scaled = n / size;
    // 999,600 would round to "1,000 K"; it is 1 M.
    if (scaled >= 0.9995) return `${scaled < 9.95 ? ONE.format(scaled) : WHOLE.format(scaled)}\u00a0${unit}`;
  }
  return WHOLE.format(n);
}

/** A count that may be large: whole up to five digits, then compact. */
export const amount = (n: number): string => (n < 100_000 ? whole(n) : compact(n));

/** A multiple as people say it: `6.2`, `41`, `1,200`. */
export function times(n: number): string {
  return n < 9.95 ? ONE.format(n) : WHOLE.format(n);
}

/** A share of 0 to 1 in whole percent, without the sign; what is there but tiny is `<1`. */
export function percent(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return UNKNOWN;
  if (share > 0 && share < 0.005) return '<1';
  return WHOLE.format(share * 100);
}

/** Words that came with figures in them: a figure and its unit stay on one line. */
export const unbroken = (words: string): string => words.replace(/(\d) (?=(?:min|h|s|K|M|B|times|%)(?![\p{L}\d]))/gu, '$1\u00a0');
