/** Writing systems told apart by code point, and the languages that a system settles by itself. */
export type Script = 'latin' | 'cyrillic' | 'arabic' | 'devanagari' | 'han' | 'kana' | 'hangul' | (typeof LONE)[number][0];

/** Systems that (nearly) one language uses, with their ranges. The network's tag may name another one of the same system. */
const LONE = [
  ['greek', 'el', 0x370, 0x3ff],
  ['armenian', 'hy', 0x530, 0x58f],
  ['hebrew', 'he', 0x590, 0x5ff],
  ['bengali', 'bn', 0x980, 0x9ff],
  ['gurmukhi', 'pa', 0xa00, 0xa7f],
  ['gujarati', 'gu', 0xa80, 0xaff],
  ['oriya', 'or', 0xb00, 0xb7f],
  ['tamil', 'ta', 0xb80, 0xbff],
  ['telugu', 'te', 0xc00, 0xc7f],
  ['kannada', 'kn', 0xc80, 0xcff],
  ['malayalam', 'ml', 0xd00, 0xd7f],
  ['sinhala', 'si', 0xd80, 0xdff],
  ['thai', 'th', 0xe00, 0xe7f],
  ['lao', 'lo', 0xe80, 0xeff],
  ['tibetan', 'bo', 0xf00, 0xfff],
  ['burmese', 'my', 0x1000, 0x109f],
  ['georgian', 'ka', 0x10a0, 0x10ff],
  ['ethiopic', 'am', 0x1200, 0x139f],
  ['khmer', 'km', 0x1780, 0x17ff],
  ['mongolian', 'mn', 0x1800, 0x18af],
  ['greek', 'el', 0x1f00, 0x1fff],
] as const;

/** The first three are letters, the rest ranges that overlap with none before. */
const SHARED: readonly (readonly [Script, number, number])[] = [
  ['latin', 0x41, 0x5a],
  ['latin', 0x61, 0x7a],
  ['latin', 0xc0, 0x2af],
  ['cyrillic', 0x400, 0x52f],
  ['arabic', 0x600, 0x77f],
  ['devanagari', 0x900, 0x97f],
  ['hangul', 0x1100, 0x11ff],
  ['latin', 0x1e00, 0x1eff],
  ['kana', 0x3040, 0x30ff],
  ['hangul', 0x3130, 0x318f],
  ['kana', 0x31f0, 0x31ff],
  ['han', 0x3400, 0x9fff],
  ['hangul', 0xac00, 0xd7af],
  ['han', 0xf900, 0xfaff],
  // The upper halves of pairs that stand for rare ideographs.
  ['han', 0xd840, 0xd888],
];

const RANGES = [...LONE.map(([script, , from, to]) => [script, from, to] as const), ...SHARED];

/** Every system once; a system's number is its place here plus one, so that 0 is none. */
export const SCRIPTS: readonly Script[] = [...new Set(RANGES.map(([script]) => script))];

/** The number of a system, as `SCRIPT_OF` gives it. */
export const numberOf = (script: Script): number => SCRIPTS.indexOf(script) + 1;

/** The number of the system of the letter that each UTF-16 unit stands for, 0 for what is none. */
export const SCRIPT_OF = new Uint8Array(0x10000);
for (const [script, from, to] of RANGES) SCRIPT_OF.fill(numberOf(script), from, to + 1);
/** Digits stand within these ranges up to here; they are no letters. */
const END_OF_DIGITS = 0x1900;
for (let code = 0; code < END_OF_DIGITS; code++) if (/\p{N}/u.test(String.fromCharCode(code))) SCRIPT_OF[code] = 0;

/** The language of a system that settles it. */
export const SETTLED: ReadonlyMap<Script, string> = new Map<Script, string>([
  ...LONE.map(([script, language]): [Script, string] => [script, language]),
  ['hangul', 'ko'],
  ['kana', 'ja'],
  ['han', 'zh'],
]);

/** Languages that may stand in for the settled one when the network says so. */
export const COUSINS: Readonly<Partial<Record<Script, readonly string[]>>> = {
  hebrew: ['yi'],
  bengali: ['as'],
  tibetan: ['dz'],
  ethiopic: ['ti'],
  han: ['ja', 'yue'],
};

const [HAN, KANA, HANGUL] = [numberOf('han'), numberOf('kana'), numberOf('hangul')];

/** A syllable or an ideograph says more than a letter, and such posts are full of Latin product names. */
export const WEIGHT = new Uint8Array(SCRIPTS.length + 1).fill(1);
for (const dense of [HAN, KANA, HANGUL]) WEIGHT[dense] = 5;

/**
 * The number of the system that most of a text is in, from how much of it is in each; 0 when nothing is. Japanese mixes kana with
 * ideographs: a fifth of kana makes it Japanese.
 */
export function leading(weights: ArrayLike<number>): number {
  const japanese = weights[KANA]! > 0 && weights[KANA]! * 5 >= weights[HAN]!;
  let [leader, most] = [0, 0];
  for (let script = 1; script <= SCRIPTS.length; script++) {
    const weight = script === KANA && japanese ? weights[KANA]! + weights[HAN]! : weights[script]!;
    if (weight > most) [leader, most] = [script, weight];
  }
  return leader;
}
