/** The parts of `natural` that we load. Its own types cover only the whole package, which we never load. */
declare module 'natural/lib/natural/util/stopwords.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_es.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_fa.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_fr.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_id.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_it.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_ja.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_nl.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_no.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_pl.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_pt.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_ru.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_sv.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_uk.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/util/stopwords_zh.js' {
  export const words: readonly string[];
}
declare module 'natural/lib/natural/sentiment/Dutch/pattern-sentiment-nl.json' {
  const lexicon: Readonly<Record<string, { polarity?: string }>>;
  export default lexicon;
}
declare module 'natural/lib/natural/sentiment/French/pattern-sentiment-fr.json' {
  const lexicon: Readonly<Record<string, { polarity?: string }>>;
  export default lexicon;
}
declare module 'natural/lib/natural/sentiment/Italian/pattern-sentiment-it.json' {
  const lexicon: Readonly<Record<string, { polarity?: string }>>;
  export default lexicon;
}
declare module 'natural/lib/natural/sentiment/Catalan/senticon_ca.json' {
  const lexicon: Readonly<Record<string, { pol: string }>>;
  export default lexicon;
}
declare module 'natural/lib/natural/sentiment/Galician/senticon_gl.json' {
  const lexicon: Readonly<Record<string, { pol: string }>>;
  export default lexicon;
}
declare module 'natural/lib/natural/sentiment/Basque/senticon_eu.json' {
  const lexicon: Readonly<Record<string, { pol: string }>>;
  export default lexicon;
}
declare module 'natural/lib/natural/sentiment/Portuguese/afinnShortSortedPortuguese.json' {
  const lexicon: Readonly<Record<string, number>>;
  export default lexicon;
}
declare module 'natural/lib/natural/sentiment/Spanish/afinnShortSortedSpanish.json' {
  const lexicon: Readonly<Record<string, number>>;
  export default lexicon;
}
