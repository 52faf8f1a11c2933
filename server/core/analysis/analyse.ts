import type { Analysis, Mention } from '../../../shared/mention.ts';
import type { Settings } from '../settings.ts';
import type { BuildAnalyser, Post } from './analyser.ts';
import { languageOf } from './language.ts';
import { buildOwn } from './own.ts';
import { parseQuery, type Query, type Term } from './query.ts';
import { sentimentOf } from './sentiment.ts';
import { termsOf } from './terms.ts';
import { scan } from './tokens.ts';
import { buildMatcher } from './watches.ts';

/** Most watches that one mention is counted for: that of the `Analysis` schema. */
export const MATCHES_BOUND = 64;

/** Everything that is heard in a mention. The same mention under the same settings gives the same analysis, whatever came before. */
export const buildAnalyser: BuildAnalyser = (settings) => {
  const matcher = buildMatcher(settings.watches);
  const own = buildOwn(settings.accounts);
  const known = knownWords(settings);
  const analyse = (mention: Mention): Analysis => {
    const tokens = scan(mention.text);
    const { language } = languageOf(tokens, mention.lang);
    return {
      language,
      ...sentimentOf(tokens, language),
      terms: termsOf(tokens, mention.text, language, known),
      watches: matcher.match(postOf(mention)).slice(0, MATCHES_BOUND),
      own: own.wrote(mention),
      addressed: own.addressed(mention, tokens),
    };
  };
  return { matcher, analyse };
};

const postOf = ({ text, network, lang, author, place }: Mention): Post => ({ text, network, lang, author: author.handle, place });

/** Words that are no news when they are heard: our own names and what the watches listen for. */
export function knownWords({ accounts, watches }: Pick<Settings, 'accounts' | 'watches'>): Set<string> {
  const sought = watches.flatMap(({ query }) => soughtBy(parseQuery(query)));
  const names = accounts.map(({ handle }) => handle.toLowerCase());
  return new Set([...names, ...sought.flatMap(({ text }) => text.split(' ')).map((word) => word.replace(/^[#@]/, ''))]);
}

function soughtBy(query: Query): Term[] {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(soughtBy);
  if (query.kind === 'term') return [query.term];
  return query.kind === 'phrase' || query.kind === 'near' ? query.terms : [];
}
