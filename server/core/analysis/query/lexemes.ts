import { QUERY_BOUND, QueryError } from './queryerror.ts';

/** A piece of a query. `at` is its offset; `within` is the number after `"..."~`; `name` is what stands before a field's colon. */
export interface Lexeme {
  kind: 'open' | 'close' | 'not' | 'or' | 'and' | 'quoted' | 'field' | 'chunk';
  text: string;
  at: number;
  within?: number;
  name?: string;
}

/** What keyboards and word processors make of the signs, one character for one, so that offsets hold. */
const SIGNS: Record<string, string> = { '（': '(', '）': ')', '＃': '#', '＠': '@', '－': '-', '−': '-', '：': ':', '＊': '*', '～': '~' };
const plain = (text: string) => text.replace(/[“”„‟«»＂]/g, '"').replace(/[（）＃＠－−：＊～]/g, (sign) => SIGNS[sign]!);

const WORDS: Record<string, Lexeme['kind']> = { OR: 'or', AND: 'and', NOT: 'not' };

/** Cuts a query into its pieces. Throws `QueryError`. */
export function lex(query: string): Lexeme[] {
  if (query.length > QUERY_BOUND) {
    throw new QueryError(`longer than ${QUERY_BOUND} characters`, QUERY_BOUND, 'split it into several watches');
  }
  const text = plain(query);
  const lexemes: Lexeme[] = [];
  for (let at = skip(text, 0); at < text.length; ) {
    const [lexeme, end] = piece(text, at);
    lexemes.push(lexeme);
    at = skip(text, end);
  }
  return lexemes;
}

function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}

function piece(text: string, at: number): [Lexeme, number] {
  const sign = text[at]!;
  if (sign === '(') return [{ kind: 'open', text: sign, at }, at + 1];
  if (sign === ')') return [{ kind: 'close', text: sign, at }, at + 1];
  if (sign === '"') return quoted(text, at);
  return sign === '-' ? minus(text, at) : chunk(text, at);
}

function minus(text: string, at: number): [Lexeme, number] {
  if (at + 1 === text.length || /[\s)]/.test(text[at + 1]!)) {
    throw new QueryError('this - leaves nothing out', at, 'write it directly before a word, as in -word, or remove it');
  }
  return [{ kind: 'not', text: '-', at }, at + 1];
}

function quoted(text: string, at: number): [Lexeme, number] {
  const close = text.indexOf('"', at + 1);
  if (close < 0) throw new QueryError('this " is never closed', at, 'add a " after the phrase');
  const lexeme: Lexeme = { kind: 'quoted', text: text.slice(at + 1, close), at };
  const near = /^~(\d{0,4})/.exec(text.slice(close + 1, close + 6));
  if (!near) return [lexeme, close + 1];
  if (near[1] === '') throw new QueryError('~ needs a number after it', close + 1, 'for example "battery fire"~5');
  return [{ ...lexeme, within: Number(near[1]) }, close + 1 + near[0].length];
}

function chunk(text: string, at: number): [Lexeme, number] {
  const found = /^[^\s()"]+/.exec(text.slice(at))![0];
  const end = at + found.length;
  const field = /^([\p{L}_]+):(?!\/\/)(.*)$/u.exec(found);
  if (field) return fielded(text, at, end, field[1]!, field[2]!);
  const loose = found.search(/~\d*$/);
  if (loose >= 0) throw new QueryError('~ stands after a phrase in quotes', at + loose, 'for example "battery fire"~5');
  return [{ kind: WORDS[found] ?? 'chunk', text: found, at }, end];
}

/** A field's value may be put in quotes. */
function fielded(text: string, at: number, end: number, name: string, value: string): [Lexeme, number] {
  if (value !== '' || text[end] !== '"') return [{ kind: 'field', text: value, at, name }, end];
  const [inside, after] = quoted(text, end);
  return [{ kind: 'field', text: inside.text, at, name }, after];
}
