import { scan, type Token } from '../text/tokens.ts';

/** A run of tokens that says one thing: from the first to before `to`. Clauses of one sentence have its number. */
export interface Clause {
  from: number;
  to: number;
  sentence: number;
  /** Cut by a comma, a dash or a word, so that a capital at its beginning is a name's. */
  inner: boolean;
}

const list = (words: string): string[] => words.split(' ');

/** Words that turn or contrast, by language, folded. A clause begins with them. */
const TURNS: Readonly<Record<string, readonly string[]>> = {
  en: list('but while whereas although though however yet meanwhile unlike because'),
  es: list('pero mientras aunque sino porque'),
  pt: list('mas enquanto embora porem porque'),
  fr: list('mais tandis alors pendant quoique cependant parce'),
  de: list('aber wahrend doch sondern obwohl hingegen dagegen weil'),
  it: list('ma mentre pero invece anche perche'),
  nl: list('maar terwijl hoewel echter want omdat'),
  sv: list('men medan fast daremot'),
  da: list('men mens derimot'),
  no: list('men mens derimot'),
  fi: list('mutta kun taas vaikka'),
  pl: list('ale natomiast podczas choc zas lecz bo'),
  tr: list('ama fakat ancak oysa lakin iken'),
  ru: list('но а зато однако хотя'),
  uk: list('але а зате однак хоча'),
  ar: list('لكن ولكن بينما اما لكنها لكنه'),
  he: list('אבל אך ואילו בעוד'),
  hi: list('लेकिन मगर जबकि पर lekin magar jabki par'),
  ko: list('하지만 그런데 반면'),
  id: list('tapi tetapi namun sedangkan sementara'),
};

/** The same where words are not spaced: what comes after them is another clause. */
const UNSPACED = new Map<string, readonly string[]>([
  ['ja', ['けれども', 'けれど', 'けど', '一方', 'しかし', 'でも', 'のに']],
  ['zh', ['但是', '可是', '不过', '然而', '而', '但', '却']],
]);

const turns = new Map(Object.entries(TURNS).map(([language, words]) => [language, new Set(words)]));
const ENDS = new Set('.!?…。！？؟।\n');
const CUTS = new Set(',;:—–()、，；：،؛"“”|/');

/** Cuts where the writer paused or turned. Tokens of a clause stand in a row; none is left out. */
export function clausesOf(tokens: readonly Token[], text: string, language: string): Clause[] {
  const clauses: Clause[] = [];
  const words = turns.get(language) ?? turns.get('en')!;
  let from = 0;
  let sentence = 0;
  let inner = false;
  for (let i = 1; i < tokens.length; i++) {
    const pause = pauseBetween(tokens[i - 1]!, tokens[i]!, text);
    if (pause === 'none' && !words.has(tokens[i]!.folded) && !turnsHere(tokens[i]!.folded, language)) continue;
    clauses.push({ from, to: i, sentence, inner });
    from = i;
    inner = pause !== 'end';
    if (pause === 'end') sentence++;
  }
  if (tokens.length > 0) clauses.push({ from, to: tokens.length, sentence, inner });
  return clauses;
}

/** What some networks make of &, > and <: a semicolon follows that cuts nothing. */
const ESCAPED = new Set(['amp', 'gt', 'lt']);

/** A dot inside a word or a number ends nothing, for then both are one token or touch each other. */
function pauseBetween(before: Token, after: Token, text: string): 'none' | 'cut' | 'end' {
  if (ESCAPED.has(before.folded)) return 'none';
  if (before.kind === 'emphasis') return after.kind === 'emphasis' ? 'none' : 'end';
  let pause: 'none' | 'cut' | 'end' = 'none';
  for (let i = before.end; i < after.at; i++) {
    const sign = text[i]!;
    if (ENDS.has(sign) && after.at - before.end > 1) return 'end';
    if (CUTS.has(sign) || (sign === '-' && text[i - 1] === ' ')) pause = 'cut';
    else if (ENDS.has(sign) && sign !== '.') return 'end';
  }
  return pause;
}

/** Tokens of a language without spaces, cut again before the names given and around words that turn. */
export function cutRuns(tokens: readonly Token[], language: string, names: readonly string[]): readonly Token[] {
  const words = UNSPACED.get(language);
  return words ? tokens.flatMap((token) => cutRun(token, [...words, ...names])) : tokens;
}

const turnsHere = (word: string, language: string): boolean => UNSPACED.get(language)?.includes(word) ?? false;

function cutRun(token: Token, words: readonly string[]): Token[] {
  if (token.kind !== 'word' || token.folded.length !== token.text.length) return [token];
  const parts: Token[] = [];
  let from = 0;
  for (let i = 0; i < token.folded.length; ) {
    const word = words.find((one) => token.folded.startsWith(one, i));
    if (word) parts.push(...part(token, from, i), ...part(token, i, i + word.length));
    i += word?.length ?? 1;
    if (word) from = i;
  }
  return [...parts, ...part(token, from, token.text.length)];
}

/** Letters of a run as tokens of their own. */
const part = (token: Token, from: number, to: number): Token[] =>
  scan(token.text.slice(from, to)).map((piece) => ({ ...piece, at: token.at + from + piece.at, end: token.at + from + piece.end }));
