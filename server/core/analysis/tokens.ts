import { fold } from './fold.ts';

/** What a text is made of, in order. Everything that is heard in a post starts from this one pass. */
export interface Token {
  kind: 'word' | 'hashtag' | 'handle' | 'url' | 'emoji' | 'emoticon' | 'emphasis';
  /** As it was written, a hashtag and a handle without their sign. */
  text: string;
  /** In the form in which words are compared. */
  folded: string;
  /** Where it starts and ends, in UTF-16 units. */
  at: number;
  end: number;
}

/** Only so much of a post is listened to, in UTF-16 units. */
export const SCAN_BOUND = 4_000;
/** Most tokens heard in one post. */
export const TOKEN_BOUND = 800;

const KINDS = ['url', 'handle', 'hashtag', 'emoticon', 'word', 'emoji', 'emphasis'] as const;
const PATTERN = new RegExp(
  [
    String.raw`((?:https?:\/\/|www\.)[^\s<>"]+)`,
    String.raw`(?<![\p{L}\p{N}_])[@＠]([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)?)`,
    String.raw`(?<![\p{L}\p{N}_])[#＃]([\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)`,
    String.raw`(?<![\p{L}\p{N}])([:;=][-'^]?[)(DPp/\\|[\]3*]+|[xX]D+(?![\p{L}\p{N}])|<3|<\/3|\^_*\^|T_T)`,
    String.raw`([\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*)`,
    String.raw`([\u{1f1e6}-\u{1f1ff}]{2}|\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*)*)`,
    '([!！?？]+)',
  ].join('|'),
  'gu',
);

/** At most TOKEN_BOUND tokens of the first SCAN_BOUND units. Never throws; linear in the length. */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(0, SCAN_BOUND).matchAll(PATTERN)) {
    let group = 1;
    while (match[group] === undefined) group++;
    tokens.push({ kind: KINDS[group - 1]!, text: match[group]!, folded: '', at: match.index, end: match.index + match[0].length });
    if (tokens.length === TOKEN_BOUND) break;
  }
  return folding(tokens);
}

/** Folding all at once is several times as quick as folding each. No token holds a line end and folding makes none. */
function folding(tokens: Token[]): Token[] {
  const folded = fold(tokens.map((token) => token.text).join('\n')).split('\n');
  tokens.forEach((token, index) => {
    token.folded = folded[index] ?? '';
  });
  return tokens;
}
