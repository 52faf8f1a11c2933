import type { Mention } from '../../../shared/mention.ts';
import { between, type Dice, dice, pick, whole } from '../../sources/demo/dice.ts';

/** A made-up topic: what is said of it, how often, and over how long. */
export interface Topic {
  kind: string;
  /** As it stands in the posts. */
  said: string;
  size: number;
  minutes: number;
  start: number;
  posts: Mention[];
}

const MINUTE = 60_000;
const SIZES = [10, 20, 40, 80, 150, 300];
const SPEEDS = [5, 20, 60, 120];
const KINDS: readonly ((roll: Dice) => { kind: string; said: string })[] = [
  (roll) => ({ kind: 'word', said: madeUp(roll) }),
  (roll) => ({ kind: 'phrase of 2', said: phrase(roll, 2) }),
  (roll) => ({ kind: 'phrase of 3', said: phrase(roll, 3) }),
  (roll) => ({ kind: 'phrase of 4', said: phrase(roll, 4) }),
  (roll) => ({ kind: 'hashtag', said: `#${madeUp(roll)}${madeUp(roll)}` }),
  (roll) => ({ kind: 'emoji', said: pick(roll, ['🦑', '🪁', '🛼', '🦩', '🪗', '🧿', '🪐', '🛶']) }),
  (roll) => ({ kind: 'link', said: `https://${madeUp(roll)}.example/${madeUp(roll)}?utm_source=${madeUp(roll)}` }),
  (roll) => ({ kind: 'Cyrillic', said: `${letters(roll, 'бвгдзклмнпрст', 'аеиоу')} ${letters(roll, 'бвгдзклмнпрст', 'аеиоу')}` }),
  (roll) => ({ kind: 'Arabic', said: letters(roll, 'بتجدرسصطفقكلمن', 'اوي') }),
  (roll) => ({ kind: 'Korean', said: letters(roll, '가나다라마바사', '노도로모보소') }),
  (roll) => ({ kind: 'Japanese', said: `${letters(roll, 'カキクサシスタ', 'ラリルレロンー')}` }),
];

const WORDS =
  'purple trolley ghost lane violin harbour kettle ladder velvet compass walnut mirror bucket falcon marble saddle lantern pebble'.split(
    ' ',
  );

const letters = (roll: Dice, odd: string, even: string): string =>
  Array.from({ length: 6 }, (_, i) => pick(roll, [...(i % 2 ? even : odd)])).join('');
const madeUp = (roll: Dice): string => letters(roll, 'bcdfgklmnprstvz', 'aeiou');

function phrase(roll: Dice, words: number): string {
  const chosen = new Set<string>();
  while (chosen.size < words) chosen.add(pick(roll, WORDS));
  return [...chosen].join(' ');
}

/** Even, or rising to its end: what comes over `minutes`. */
function times(roll: Dice, start: number, size: number, minutes: number): number[] {
  const power = pick(roll, [1, 0.6]);
  return Array.from({ length: size }, () => Math.floor(start + minutes * MINUTE * roll() ** power)).sort((a, b) => a - b);
}

/** Some words of somebody else's post around what is said. */
function sentence(roll: Dice, said: string, texts: readonly string[]): string {
  const words = pick(roll, texts)
    .split(/\s+/)
    .filter((word) => /^[\p{L}']+$/u.test(word));
  const from = whole(roll, 0, Math.max(0, words.length - 5));
  const [left, right] = [words.slice(from, from + whole(roll, 0, 3)), words.slice(from + 3, from + whole(roll, 3, 6))];
  return [...left, said, ...right].join(' ');
}

/** `count` topics between `from` and `to`, said among the words of `texts`; the same seed gives the same. */
export function plant(seed: number, count: number, from: number, to: number, texts: readonly string[]): Topic[] {
  return Array.from({ length: count }, (_, n) => {
    const roll = dice('planted', seed, n);
    const { kind, said } = KINDS[n % KINDS.length]!(roll);
    const [size, minutes] = [SIZES[n % SIZES.length]!, SPEEDS[Math.floor(n / 2) % SPEEDS.length]!];
    const start = between(roll, from, to - minutes * MINUTE);
    const posts = times(roll, start, size, minutes).map((at, i) => mention(`planted:${n}-${i}`, sentence(roll, said, texts), at));
    return { kind, said, size, minutes, start, posts };
  });
}

const mention = (id: string, text: string, at: number): Mention => ({
  id,
  source: 'planted',
  network: 'web',
  author: { id, handle: id, name: id },
  text,
  postedAt: at,
  receivedAt: at,
});

/** When the topic had been said `posts` times within `minutes`, or null if it never was. */
export function reached({ posts }: Topic, least: number, minutes: number): number | null {
  for (let i = least - 1; i < posts.length; i++) {
    if (posts[i]!.postedAt - posts[i - least + 1]!.postedAt <= minutes * MINUTE) return posts[i]!.postedAt;
  }
  return null;
}
