import { fold } from './fold.ts';

/** Posts that are the same up to here are taken for the same, in UTF-16 units. */
export const LIKENESS_BOUND = 2_000;
/** Most shingle hashes kept of a text: enough to tell 60 % shared from 40 %. */
export const SKETCH_BOUND = 32;
/** Share of shingles two texts must have in common to be alike. */
const ALIKE = 0.6;
/** Letters in a shingle. */
const SHINGLE = 6;

const REPOST = /^\s*rt\s+@\S+\s*/;
/** Who is named and what is linked differs between copies of one text. */
const VARYING = /(?:https?:\/\/|www\.)\S+|@[\p{L}\p{N}_][\p{L}\p{N}_.@-]*/gu;
const DIGITS = /\p{N}+(?:[.,:]\p{N}+)*/gu;
const SILENT = /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}]+/gu;
const PICTURES = /(\p{Extended_Pictographic})(?:\s*\1)+/gu;
const DRAWN_OUT = /(\p{L})\1{2,}/gu;

/**
 * What a text says, without what copies of it differ in: case, accents, links, handles, numbers, punctuation, repeated emoji, drawn
 * out letters, and who was reposted. A text that holds nothing else is only like itself.
 */
function essence(text: string): string {
  const said = fold(text.slice(0, LIKENESS_BOUND))
    .replace(REPOST, '')
    .replace(VARYING, ' ')
    .replace(DIGITS, '0')
    .replace(SILENT, ' ')
    .replace(PICTURES, '$1')
    .replace(DRAWN_OUT, '$1')
    .trim();
  return said || text.slice(0, LIKENESS_BOUND);
}

/** FNV-1a over UTF-16 units with a final mix; 32 bits, unsigned. */
function hash(text: string, seed: number): number {
  let bits = seed;
  for (let i = 0; i < text.length; i++) bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** 32 bits of an id or a name, unsigned. */
export const hashOf = (text: string): number => hash(text, SEEDS[0]);

const SEEDS = [0x811c9dc5, 0x2c1b3c6d] as const;
const digits = (bits: number): string => bits.toString(36).padStart(7, '0');

/** 32 bits, unsigned: the same for texts that say the same, see `essence`. */
export const likeness = (text: string): number => hash(essence(text), SEEDS[0]);

/** The same as 14 characters that hold 64 bits: short enough for a key, and no two of a million texts share it by chance. */
export function likenessKey(text: string): string {
  const said = essence(text);
  return digits(hash(said, SEEDS[0])) + digits(hash(said, SEEDS[1]));
}

/** The SKETCH_BOUND smallest hashes of a text's shingles, rising: what `alike` compares. */
export function sketch(text: string): number[] {
  const said = essence(text);
  const hashes = new Set<number>();
  for (let i = 0; i === 0 || i + SHINGLE <= said.length; i++) hashes.add(hash(said.slice(i, i + SHINGLE), SEEDS[0]));
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_BOUND);
}

/** Whether two texts share most of what they say, by their sketches (Broder's bottom-k estimate of the Jaccard index). */
export function alike(a: readonly number[], b: readonly number[]): boolean {
  let i = 0;
  let j = 0;
  let seen = 0;
  let shared = 0;
  while (seen < SKETCH_BOUND && i < a.length && j < b.length) {
    if (a[i] === b[j]) shared += 1;
    const [left, right] = [a[i]!, b[j]!];
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    seen += 1;
  }
  const union = Math.min(SKETCH_BOUND, seen + (a.length - i) + (b.length - j));
  return union > 0 && shared / union >= ALIKE;
}
