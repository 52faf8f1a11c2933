/** What stands behind a signature and is no part of it: stops, brackets, emoji. */
const TRAILING = /[.!?)…\u{1f300}-\u{1faff}\u2600-\u27bf]|\u200d|\ufe0f/u;
const SPACE = /\s/u;
const LETTER = /[A-Za-z]/;
const FREE = /[\s.!?,):;\u{1f300}-\u{1faff}\u2600-\u27bf]|\ufe0f/u;
const PART = /(?<!\w)\d{1,2}\/\d{1,2}$/;
const LINK = /https?:\/\/\S/u;
/** Longest part marker: "12/12". */
const PART_LENGTH = 5;

/** How initials and a name may be written behind each sign. `^` may hang on anything; `free` ones stand by themselves. */
const SIGNS: Readonly<Record<string, { mark: RegExp; free: boolean }>> = {
  '^': { mark: /^(?:[A-Za-z]{1,4}|[A-Z][a-z]{1,11})$/, free: false },
  '/': { mark: /^(?:[A-Z]{1,3}|[A-Z][a-z]{1,11})$/, free: true },
  '*': { mark: /^(?:[A-Z]{1,4}|[A-Z][a-z]{1,11})$/, free: true },
  '-': { mark: /^(?:[A-Z]{1,3}|[A-Z][a-z]{1,11})$/, free: true },
};
const NAME_BOUND = 12;
/** Up to so many letters are initials, and told apart without regard to case. */
const INITIALS = 3;

/** A signature in a text: where its sign stands and where it ends, UTF-16 offsets, `to` excluded. */
export interface SignatureSpot {
  signature: string;
  from: number;
  to: number;
}

/**
 * The agent's mark at the end of a reply (`^JD`, `-AB`, `/MK`, `*LS`, names), behind which only spaces, links, part markers ("1/2"),
 * emoji and stops may stand. Null where nobody signed. Upper case up to three letters, as written beyond. A sign inside a word is none
 * (Wi-Fi, and/or). Linear in the text.
 */
export const signatureOf = (text: string): string | null => signatureSpot(unescaped(text))?.signature ?? null;

/** Where the signature stands, if there is one. */
export function signatureSpot(text: string): SignatureSpot | null {
  const to = endOfWords(text);
  const from = letterRun(text, to);
  if (from === to || to - from > NAME_BOUND) return null;
  const at = isSpace(text, from - 1) ? from - 2 : from - 1;
  const sign = SIGNS[text[at] ?? ''];
  const mark = text.slice(from, to);
  if (!sign?.mark.test(mark) || (sign.free && !isFree(text, at))) return null;
  return { signature: mark.length <= INITIALS ? mark.toUpperCase() : mark, from: at, to };
}

/** Without the handles it begins with, links, and what stands from the signature on. */
export function stripped(text: string): string {
  const said = unescaped(text);
  const spot = signatureSpot(said);
  return said
    .slice(0, spot ? spot.from : undefined)
    .replace(/https?:\/\/\S+/gu, ' ')
    .replace(/^[\s.]*(?:@\S+\s*)+/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Some networks hand their texts out with these escaped. */
const unescaped = (text: string): string => text.normalize('NFC').replaceAll('&amp;', '&').replaceAll('&gt;', '>').replaceAll('&lt;', '<');

const isSpace = (text: string, at: number): boolean => at >= 0 && SPACE.test(text[at]!);

/** Where the last words end. What is behind them goes from the back, piece by piece, in whatever order it stands. */
function endOfWords(text: string): number {
  let end = text.length;
  let run = { from: end, link: -1 };
  for (let before = -1; before !== end; ) {
    before = end;
    end = withoutSpace(text, end);
    if (end <= run.from) run = lastRun(text, end);
    if (run.link >= 0 && run.link < end && LINK.test(text.slice(run.link, Math.min(end, run.link + 9)))) end = run.link;
    end = withoutPart(text, end);
    end = withoutTrailing(text, end);
  }
  return end;
}

function withoutSpace(text: string, to: number): number {
  let end = to;
  while (isSpace(text, end - 1)) end--;
  return end;
}

/** The last run without spaces, and where a link in it begins, for the link then goes to its end; -1 without a link. */
function lastRun(text: string, to: number): { from: number; link: number } {
  let from = to;
  while (from > 0 && !isSpace(text, from - 1)) from--;
  const link = text.slice(from, to).search(LINK);
  return { from, link: link < 0 ? -1 : from + link };
}

/** "1/2" and "(1/2)", where the number begins a word. */
function withoutPart(text: string, to: number): number {
  const inner = text[to - 1] === ')' ? to - 1 : to;
  const digits = PART.exec(text.slice(Math.max(0, inner - PART_LENGTH - 1), inner));
  if (!digits) return to;
  const from = inner - digits[0].length;
  return withoutSpace(text, text[from - 1] === '(' ? from - 1 : from);
}

function withoutTrailing(text: string, to: number): number {
  let end = to;
  for (let from = before(text, end); from < end && TRAILING.test(text.slice(from, end)); from = before(text, end)) end = from;
  return end;
}

/** Where the character that ends at `at` begins; `at` itself at the start of the text. */
function before(text: string, at: number): number {
  if (at <= 1) return Math.min(at, 0);
  const paired = /[\udc00-\udfff]/.test(text[at - 1]!) && /[\ud800-\udbff]/.test(text[at - 2]!);
  return paired ? at - 2 : at - 1;
}

function letterRun(text: string, to: number): number {
  let from = to;
  while (from > 0 && to - from <= NAME_BOUND && LETTER.test(text[from - 1]!)) from--;
  return from;
}

/** Whether nothing of a word stands before it: the start, a space, an emoji or a stop. */
function isFree(text: string, at: number): boolean {
  const char = text.slice(before(text, at), at);
  return char === '' || FREE.test(char);
}
