/**
 * Brings text to the form in which words are compared: case, accents, width, look-alike letters of one alphabet, Arabic and Hebrew
 * points, invisible characters and skin tones make no difference; katakana and hiragana, й and и stay apart.
 *
 * Folding twice changes nothing more. Time is linear in the text, whatever the text is.
 */
export function fold(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : (foldAlone(text) ?? foldWide(text));
}

const ASCII = /^[\x00-\x7f]*$/;

/** What a unit by itself folds to, found out when it is first met; `null` for one that means more beside others. */
const alone: (string | null | undefined)[] = new Array(0x10000).fill(undefined);

/** Unit by unit, which is much sooner; `undefined` when the text holds one that has to be seen with those around it. */
function foldAlone(text: string): string | undefined {
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const known = alone[code];
    const unit = known === undefined ? learn(code) : known;
    if (unit === null) return undefined;
    folded += unit;
  }
  return folded;
}

/** Marks and joiners, what is invisible, halves of pairs, and parts of Hangul and narrow kana, which join into one. */
const BESIDE = /[\p{M}\p{C}\p{Cs}\u1100-\u11ff\u3130-\u318f\uff61-\uffdf]/u;

function learn(code: number): string | null {
  const char = String.fromCharCode(code);
  const unit = code >= 0x80 && BESIDE.test(char) ? null : foldWide(char);
  alone[code] = unit;
  return unit;
}

/** Marks a letter may carry after folding (Indic and Thai vowels). Sorting longer runs would take quadratic time in NFKD. */
const MARKS_BOUND = 8;
const LONG_MARKS = new RegExp(`(\\p{M}{${MARKS_BOUND}})\\p{M}+`, 'gu');

/** The inside of a character class, from ranges of code points. */
const classOf = (ranges: readonly (readonly [number, number])[]) =>
  ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('');

const UNSEEN = classOf([
  [0xa9, 0xa9], // ©, and ® and ™ below, hang on names
  [0xad, 0xae],
  [0x61c, 0x61c],
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200c],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x2120, 0x2122],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0x1f3fb, 0x1f3ff], // skin tones
  [0xe0000, 0xe0fff],
]);

/** Zero-width and bidi controls, soft hyphen, fillers, selectors, skin tones, trade marks, and tags that make no flag. */
const INVISIBLE = new RegExp(`(\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{2,6}\\u{E007F})|[${UNSEEN}]`, 'gu');

/** A joiner stays only where it holds two pictures together. */
const LOOSE_JOINER = /(?<!\p{Extended_Pictographic})\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

const POINTS = classOf([
  [0x300, 0x305], // accents, without 306 (breve) and 308 (diaeresis)
  [0x307, 0x307],
  [0x309, 0x36f],
  [0x483, 0x489], // Cyrillic
  [0x591, 0x5bd], // Hebrew
  [0x5bf, 0x5bf],
  [0x5c1, 0x5c2],
  [0x5c4, 0x5c5],
  [0x5c7, 0x5c7],
  [0x610, 0x61a], // Arabic
  [0x640, 0x640], // tatweel
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6dc],
  [0x6df, 0x6e4],
  [0x6e7, 0x6e8],
  [0x6ea, 0x6ed],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20ff],
  [0xfe20, 0xfe2f],
]);

/** Accents, Hebrew and Arabic points, tatweel. й, ў and ї are letters of their own, so they keep theirs. */
const MARKS = new RegExp(`[${POINTS}]|(?<![\\u0418\\u0438\\u0423\\u0443])\\u0306|(?<![\\u0406\\u0456])\\u0308`, 'gu');

/** Letters that Unicode does not take apart, each with what it is compared as. */
const ALIKE = new Map(
  Object.entries({
    ß: 'ss',
    ø: 'o',
    æ: 'ae',
    œ: 'oe',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ħ: 'h',
    ŧ: 't',
    ı: 'i',
    ς: 'σ',
    ٱ: 'ا',
    ى: 'ي',
    ی: 'ي',
    ې: 'ي',
    ک: 'ك',
    ة: 'ه',
    ۃ: 'ه',
    ە: 'ه',
    ہ: 'ه',
    ھ: 'ه',
    '׳': "'",
    '״': '"',
    '‘': "'",
    '’': "'",
    '‚': "'",
    '‛': "'",
    ʼ: "'",
    ʻ: "'",
    ʹ: "'",
    '´': "'",
    '`': "'",
    '“': '"',
    '”': '"',
    '„': '"',
    '‟': '"',
    '«': '"',
    '»': '"',
    '⁄': '/',
  }),
);

/** Zeros of the digits that people type beside 0 to 9: Arabic, Persian, Devanagari, Bengali, Thai. */
for (const zero of [0x660, 0x6f0, 0x966, 0x9e6, 0xe50]) {
  for (let digit = 0; digit < 10; digit++) ALIKE.set(String.fromCharCode(zero + digit), String(digit));
}

const UNLIKE = new RegExp(`[${[...ALIKE.keys()].join('')}]`, 'g');

function foldWide(text: string): string {
  const visible = text.toWellFormed().replace(INVISIBLE, '$1').replace(LOOSE_JOINER, '');
  const bare = visible.replace(MARKS, '').replace(LONG_MARKS, '$1').normalize('NFKD').replace(MARKS, '');
  return bare
    .toLowerCase()
    .replace(LOOSE_JOINER, '') // again, for some pictures were taken apart into letters
    .replace(UNLIKE, (letter) => ALIKE.get(letter) ?? letter)
    .normalize('NFC');
}

/**
 * One word of a folded text. `run`: letters of a script without spaces between words (Chinese, Japanese, Thai ...; Korean too, for its
 * particles are written onto the word), to be searched inside. `hashtag` and `handle` keep their sign; `link` is a URL or an e-mail.
 */
export interface Token {
  kind: 'word' | 'hashtag' | 'handle' | 'emoji' | 'run' | 'link';
  text: string;
}

const UNSPACED = ['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr'].map((script) => `\\p{scx=${script}}`).join('');
const RUN = `[[${UNSPACED}]&&[\\p{L}\\p{M}\\p{N}]]`;

/** No token starts with these; passing them over first halves the time. */
const GAP = '[\\x00-"$-\\/:-?A-`\\{-\\x7f]';

/**
 * The grammar of tokens, as groups: word, the tail that makes it a link, sign. `letter` and `initial` (a letter that is no digit) are
 * classes, `others` adds the letters that make runs. A domain without a path stays words, for brands are called so; the parts of a
 * domain are bounded to keep the time linear.
 */
function grammar(letter: string, initial: string, others: string): string {
  const end = `[^\\s<>"\`${others}]`;
  const tail = `:\\/\\/${end}+|(?<=\\bwww)\\.${end}+|@[a-z0-9][a-z0-9.\\-]*|(?:\\.[a-z0-9\\-]{1,63}){0,3}\\.[a-z]{2,24}\\/${end}*`;
  const word = `([a-z0-9]+${letter}*(?:'${letter}+)*|${letter}+(?:'${letter}+)*)(${tail})?`;
  const name = `[${letter}_]+`;
  const handle = `@${name}(?:[.\\-]${name})*(?:@[a-z0-9\\-]{1,63}(?:\\.[a-z0-9\\-]{1,63}){1,4})?`;
  return `(?!${GAP})(?:${word}|(#(?=[0-9_]*[${initial}${others}])[${letter}${others}_]+|${handle})`;
}

const NARROW = new RegExp(`${grammar('[a-z0-9]', 'a-z', '')})`, 'gv');
const PICTURE = '\\p{RI}{2}|\\p{ExtPict}(?:[\\u{E0061}-\\u{E007F}]{1,7}|(?:\\u200d\\p{ExtPict}){1,9})?';
const WIDE = new RegExp(`${grammar(`[[\\p{L}\\p{M}\\p{N}]--${RUN}]`, '\\p{L}\\p{M}', RUN)}|(${PICTURE})|${RUN}+)`, 'gv');

/** Cuts a folded text into words, in order. Everything between them is dropped. */
export function words(folded: string): Token[] {
  const pattern = ASCII.test(folded) ? NARROW : WIDE;
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(folded); found; found = pattern.exec(folded)) tokens.push({ kind: kindOf(found), text: found[0] });
  return tokens;
}

function kindOf(found: RegExpExecArray): Token['kind'] {
  if (found[2] !== undefined) return 'link';
  if (found[1] !== undefined) return 'word';
  if (found[3] !== undefined) return found[0].startsWith('#') ? 'hashtag' : 'handle';
  return found[4] === undefined ? 'run' : 'emoji';
}
