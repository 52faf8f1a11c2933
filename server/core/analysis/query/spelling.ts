/** Longest word that is compared; the work grows with its square. */
const WORD_BOUND = 64;

/**
 * The candidate that was probably meant by `word`: the one with the fewest letters to add, drop, change or swap, if they are at most a third
 * of it. `undefined` when none is so near.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const given = word.toLowerCase().slice(0, WORD_BOUND);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const candidate of candidates) {
    const changes = distance(given, candidate.toLowerCase().slice(0, WORD_BOUND));
    if (changes < least) [best, least] = [candidate, changes];
  }
  return best;
}

/** Edit distance in which two letters that changed places count once ("optimal string alignment"), one row of the table at a time. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : changed;
      next.push(Math.min(changed, swapped, row[j]! + 1, next[j - 1]! + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
