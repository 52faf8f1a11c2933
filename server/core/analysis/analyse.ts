import type { Analysis, Mention } from '../../../shared/mention.ts';
import type { Settings } from '../settings.ts';
import type { BuildAnalyser, Post } from './analyser.ts';
import { fold } from './fold.ts';
import { languageOf } from './language.ts';
import { buildOwn } from './own.ts';
import { parseQuery, terms } from './query.ts';
import { sentimentOf } from './sentiment.ts';
import { termsOf } from './terms.ts';
import { scan } from './tokens.ts';
import { buildMatcher } from './watches.ts';

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
      watches: matcher.match(postOf(mention)),
      own: own.wrote(mention),
      addressed: own.addressed(mention, tokens),
    };
  };
  const named = ({ text, network }: Post): boolean => text.includes('@') && own.addressed({ network }, scan(text));
  const wrote = ({ network, author = '' }: Post): boolean => own.wrote({ network, author: { id: '', handle: author, name: '' } });
  const concerns = (post: Post): boolean => matcher.match(post).length > 0 || named(post) || wrote(post);
  return { matcher, concerns, analyse };
};

const postOf = ({ text, network, lang, author, place }: Mention): Post => ({ text, network, lang, author: author.handle, place });

/** Words that are no news when they are heard: our own names and what the watches listen for. */
function knownWords({ accounts, watches }: Settings): Set<string> {
  const sought = watches.flatMap(({ query }) => terms(parseQuery(query)));
  const names = accounts.map(({ handle }) => fold(handle));
  return new Set([...names, ...sought].map((word) => word.replace(/^[#@]|\*$/g, '')));
}
