/** What the identifier eld knows of a language: pieces of words of up to four bytes, edges written as spaces, and how much each says. */
export interface Piece {
  text: string;
  weight: number;
}

interface Database {
  languages: Record<string, string>;
  ngrams: Record<string, Record<string, number>>;
}

const isDatabase = (value: unknown): value is { ngramsData: Database } =>
  typeof value === 'object' && value !== null && 'ngramsData' in value;

/** Signs that eld writes for bytes above 127, in their order from 192. */
async function signs(): Promise<Map<string, number>> {
  const loaded: unknown = await import(new URL('../dictionary.js', import.meta.resolve('eld/large')).href);
  if (typeof loaded !== 'object' || loaded === null || !('dictionary' in loaded) || !Array.isArray(loaded.dictionary)) return new Map();
  const bytes = loaded.dictionary.map((sign, byte): [string, number] => [String(sign), byte]);
  return new Map(bytes.filter(([sign, byte]) => byte > 127 && sign !== ' '));
}

/** A piece as it is written; `undefined` when it cuts a letter in two. */
function written(piece: string, bytes: ReadonlyMap<string, number>): string | undefined {
  const codes = [...piece].map((sign) => bytes.get(sign) ?? sign.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(codes));
  } catch {
    return undefined;
  }
}

/** Pieces of each language that eld's large database knows. */
export async function knownPieces(): Promise<Map<string, Piece[]>> {
  const loaded: unknown = await import(new URL('../ngrams/large.js', import.meta.resolve('eld/large')).href);
  if (!isDatabase(loaded)) throw new Error('the database of eld has another form than was expected');
  const { languages, ngrams } = loaded.ngramsData;
  const bytes = await signs();
  const pieces = new Map<string, Piece[]>(Object.values(languages).map((language) => [language, []]));
  for (const [piece, weights] of Object.entries(ngrams)) {
    const text = written(piece, bytes);
    if (text === undefined || !/\p{L}{2}/u.test(text)) continue;
    for (const [number, weight] of Object.entries(weights)) {
      const language = languages[number]!;
      pieces.get(language)?.push({ text, weight });
    }
  }
  return pieces;
}
