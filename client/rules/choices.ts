/** What can be chosen in rules of some kinds. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

export const URGENCIES = [
  { id: 'safety', words: 'danger' },
  { id: 'legal', words: 'law' },
  { id: 'vulnerable', words: 'people at risk' },
  { id: 'leaving', words: 'leaving us' },
  { id: 'time', words: 'a deadline' },
] as const;

/** In the order of a week; 0 is Sunday. */
export const WEEKDAYS = [
  { id: 1, words: 'Mon' },
  { id: 2, words: 'Tue' },
  { id: 3, words: 'Wed' },
  { id: 4, words: 'Thu' },
  { id: 5, words: 'Fri' },
  { id: 6, words: 'Sat' },
  { id: 0, words: 'Sun' },
] as const;

/** Handles as they are typed, one a line or with commas: lower case, without `@`. */
export const handlesIn = (words: string): string[] => [
  ...new Set(
    words
      .split(/[\s,;]+/)
      .map((one) => one.replace(/^@/, '').toLowerCase())
      .filter((one) => one !== ''),
  ),
];

/** With it or without it. */
export const turned = <T>(all: readonly T[], one: T, on: boolean): T[] => [...all.filter((other) => other !== one), ...(on ? [one] : [])];
