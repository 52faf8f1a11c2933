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

const SHARED: readonly (readonly [Script, number, number])[] = [
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
  ['arabic', 0xfb50, 0xfeff],
  ['latin', 0xff21, 0xff5a],
  ['kana', 0xff66, 0xff9f],
  ['han', 0x20000, 0x323af],
];

const RANGES = [...LONE.map(([script, , from, to]) => [script, from, to] as const), ...SHARED];

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

/** What the library is able to tell apart within one system. */
export const CANDIDATES: Readonly<Partial<Record<Script, readonly string[]>>> = {
  latin: 'az ca cs da de en es et eu fi fr hr hu is it lt lv ms nl no pl pt ro sk sl sq sv tl tr vi yo'.split(' '),
  cyrillic: ['be', 'bg', 'ru', 'sr', 'uk'],
  arabic: ['ar', 'fa', 'ku', 'ur'],
  devanagari: ['hi', 'mr'],
};

/** A syllable or an ideograph says more than a letter, and such posts are full of Latin product names. */
const WEIGHT: Readonly<Partial<Record<Script, number>>> = { han: 5, kana: 5, hangul: 5 };

const SPACE = 0x20;
const END_OF_LATIN = 0x2b0;
const scriptOf = (code: number): Script | undefined => RANGES.find(([, from, to]) => code >= from && code <= to)?.[0];

/** How much of the text is in each system, in letters; `letters` holds nothing but letters, marks and spaces. */
export function weigh(letters: string): Map<Script, number> {
  const weights = new Map<Script, number>();
  let latin = 0;
  for (const letter of letters) {
    const code = letter.codePointAt(0)!;
    const script = code < END_OF_LATIN ? undefined : scriptOf(code);
    if (code < END_OF_LATIN && code !== SPACE) latin += 1;
    if (script) weights.set(script, (weights.get(script) ?? 0) + (WEIGHT[script] ?? 1));
  }
  return latin > 0 ? weights.set('latin', (weights.get('latin') ?? 0) + latin) : weights;
}

/** The system that most of the text is in. Japanese mixes kana with ideographs: a fifth of kana makes it Japanese. */
export function leading(weights: ReadonlyMap<Script, number>): Script | undefined {
  const kana = weights.get('kana') ?? 0;
  const han = weights.get('han') ?? 0;
  const joined = new Map(weights);
  if (kana * 5 >= han && kana > 0) joined.set('kana', kana + han).delete('han');
  return [...joined].sort((a, b) => b[1] - a[1])[0]?.[0];
}
