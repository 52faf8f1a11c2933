import type { Analysis, Label, Mention } from '../../../shared/mention.ts';
import type { Settings } from '../settings.ts';
import type { BuildAnalyser, Post } from './analyser.ts';
import { isCalled, isSpokenTo } from './intent/addressed.ts';
import { intentOf } from './intent/intent.ts';
import { urgencyOf } from './intent/urgency.ts';
import { languageOf } from './language/language.ts';
import { buildOwn } from './own.ts';
import { buildPlaces } from './places/places.ts';
import { buildSpots } from './query/spots.ts';
import { buildMatcher } from './query/watches.ts';
import { hearReply } from './reply/hear.ts';
import { isThankful } from './reply/thanks.ts';
import { sentimentOf } from './sentiment/sentiment.ts';
import { termsOf } from './terms.ts';
import { fold } from './text/fold.ts';
import { scan, type Token } from './text/tokens.ts';
import { buildToward } from './toward/toward.ts';

/** Everything that is heard in a mention. The same mention under the same settings gives the same analysis, whatever came before. */
export const buildAnalyser: BuildAnalyser = (settings) => {
  const matcher = buildMatcher(settings.watches);
  const own = buildOwn(settings.accounts);
  const names = ownNames(settings);
  const placesOf = buildPlaces(settings);
  const spots = buildSpots(settings.watches);
  const hearToward = buildToward(spots);
  const brands = new Set(settings.watches.filter(({ kind }) => kind === 'ours').map(({ id }) => id));
  /** Our account is answered or spoken to, or a watch of ours is called by its name. */
  const isAddressed = ({ network, text, inReplyTo }: Mention, tokens: readonly Token[], language: string, watches: readonly string[]) => {
    if (own.answered(inReplyTo, network)) return true;
    if (text.includes('@') && isSpokenTo(tokens, text, language, (token) => own.named(network, token))) return true;
    const named = watches.filter((watch) => brands.has(watch));
    return named.length > 0 && isCalled(tokens, text, language, spots.find(tokens, named));
  };
  const analyse = (mention: Mention): Analysis => {
    const tokens = scan(mention.text);
    const { language } = languageOf(tokens, mention.lang);
    const felt = sentimentOf(tokens, language);
    const watches = withDesk(matcher.match(postOf(mention)), mention, settings);
    // What a customer says in a helpdesk is said to us, and who is ours there the helpdesk knows.
    const ours = mention.desk ? mention.desk.side === 'us' : own.wrote(mention);
    const addressed = mention.desk?.side === 'customer' || isAddressed(mention, tokens, language, watches);
    const toward = hearToward(tokens, mention.text, language, felt, watches);
    return {
      language,
      ...felt,
      terms: termsOf(tokens, mention.text, language, names),
      watches,
      ...(toward ? { toward } : {}),
      intent: intentOf(tokens, mention.text, language, felt.leaning ?? felt.label, mention),
      urgency: urgencyOf(tokens, language),
      places: placesOf(tokens, mention.text, language, mention.place),
      own: ours,
      addressed,
      ...(ours ? { reply: hearReply(mention, tokens, language, settings) } : {}),
      ...(!ours && isThanks(mention, addressed, tokens, language, felt.label) ? { thanks: true } : {}),
    };
  };
  const named = ({ text, network }: Post): boolean => text.includes('@') && scan(text).some((token) => own.named(network, token));
  const wrote = ({ network, author = '' }: Post): boolean => own.wrote({ network, author: { id: '', handle: author, name: '' } });
  const concerns = (post: Post): boolean => matcher.match(post).length > 0 || named(post) || wrote(post);
  return { matcher, concerns, analyse };
};

/** Whom a post thanks is plain where it answers somebody or speaks to us; elsewhere nobody asks. */
const isThanks = ({ inReplyTo }: Mention, addressed: boolean, tokens: readonly Token[], language: string, label: Label): boolean =>
  (addressed || inReplyTo !== undefined) && isThankful(tokens, language, label === 'negative');

/** A property's own helpdesk need not name it. */
function withDesk(matched: string[], { desk }: Mention, { watches }: Settings): string[] {
  const told = desk?.watches?.filter((id) => !matched.includes(id) && watches.some((watch) => watch.id === id)) ?? [];
  return told.length > 0 ? [...matched, ...told] : matched;
}

const postOf = ({ text, network, lang, author, place }: Mention): Post => ({ text, network, lang, author: author.handle, place });

/** Our own names are no news anywhere. What a watch listens for is left out of its own boards alone, where the counting is done. */
const ownNames = ({ accounts }: Settings): Set<string> => new Set(accounts.map(({ handle }) => fold(handle).replace(/^[#@]/, '')));
