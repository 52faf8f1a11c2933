import type { Script } from '../../core/analysis/text/scripts.ts';

/** Languages that an ear is to tell apart, with how many examples each gives, in thousands: the more people write it, the more. */
const LATIN = `en 34 es 17 pt 16 fr 14 de 14 it 14 id 13 tr 10 nl 10 pl 9 vi 7 ms 5 hi 6 tl 8 sv 8 no 8 da 9 fi 7 cs 7 ro 7 hu 7 ca 5 hr 8 sk 5 sl 5
  sq 4 et 4 lv 4 lt 4 is 4 eu 4 gl 3 az 5 af 2 sw 4 ha 4 ig 4 yo 4 rw 3 tw 3 ts 2 pcm 3 cy 2 so 2`;
const SHARES: Readonly<Partial<Record<Script, string>>> = {
  latin: LATIN,
  cyrillic: 'ru 10 uk 7 bg 6 sr 5 be 3 mk 3 kk 3 ky 2 mn 2 tg 2 tt 2',
  arabic: 'ar 12 fa 9 ur 6 ku 3 ps 2 ug 2',
  devanagari: 'hi 8 mr 4 ne 3',
};

export interface Share {
  language: string;
  examples: number;
}

/** How much of the difference in numbers counts when nothing else tells: streams differ, and a desk's own may be in a small language. */
const SWAY = 0.7;

/** What is taken for likely before anything is heard, in nats below the language that most write in. */
export function favours(shares: readonly Share[]): number[] {
  const most = Math.max(...shares.map(({ examples }) => examples));
  return shares.map(({ examples }) => Number((SWAY * Math.log(examples / most)).toFixed(3)));
}

/** The writing systems that need an ear, with the languages that each is to tell apart. */
export const CURRICULUM: ReadonlyMap<Script, readonly Share[]> = new Map(
  Object.entries(SHARES).map(([script, shares]): [Script, Share[]] => [script as Script, parsed(shares)]),
);

function parsed(shares: string): Share[] {
  const words = shares.split(/\s+/);
  const languages = words.filter((_, index) => index % 2 === 0);
  return languages.map((language, index) => ({ language, examples: 1000 * Number(words[2 * index + 1]) }));
}

/** Most n-grams that an ear keeps: what it may weigh in memory, and the caches of a processor, set them. */
export const GRAMS: Readonly<Partial<Record<Script, number>>> = { latin: 30_000, cyrillic: 8_000, arabic: 6_000, devanagari: 3_000 };
