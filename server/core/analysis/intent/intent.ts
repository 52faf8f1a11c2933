import type { Intent, Label, Mention } from '../../../../shared/mention.ts';
import type { Token } from '../text/tokens.ts';
import { buildCues } from './cues.ts';
import { INTENTS } from './intent-phrases.ts';

const cues = buildCues(INTENTS);
const { request, info, question, suggestion, praise, complaint, news, spam } = cues.bits;

/** Networks where what is posted is an article rather than somebody's wish. */
const PRESS = new Set(['news', 'rss', 'press']);
/** A post with so many hashtags, or with so many others named, is an advert. */
const TAGS_OF_SPAM = 8;
const HANDLES_OF_SPAM = 8;
/** With a link, half as many are enough. */
const WITH_LINK = 2;
/** Fewest words of a headline, and the share of them that begin with a capital. */
const HEADLINE_WORDS = 5;
const HEADLINE_CAPITALS = 0.6;

/** What can be counted in a post. Set anew by every call, so that nothing is allocated. */
const seen = { links: 0, tags: 0, handles: 0, words: 0, asks: false, sameLink: false };

const PERSONAL = new Set(
  "i i'm im i've ive my me we our us you your u ich mein meine wir ihr euch je mon ma nous vous yo mi mis me ustedes eu meu minha voces io mio mia noi voi ik mijn wij jullie jag min vi ni jeg mit ja moj moja my ben benim siz я мой моя мы вы انا".split(
    ' ',
  ),
);

function look(tokens: readonly Token[]): void {
  seen.links = seen.tags = seen.handles = seen.words = 0;
  seen.asks = seen.sameLink = false;
  let link = '';
  for (const { kind, text } of tokens) {
    if (kind === 'word') seen.words++;
    else if (kind === 'emphasis') seen.asks ||= text.includes('?') || text.includes('？');
    else if (kind === 'hashtag') seen.tags++;
    else if (kind === 'handle') seen.handles++;
    else if (kind === 'url') {
      seen.links++;
      seen.sameLink ||= text === link;
      link = text;
    }
  }
}

/**
 * What the author is after. The first of these that is heard decides: adverts, news, ideas for us, a wish that we do something, a
 * question that wants an answer, trouble, praise. A question that is put in anger ("why is it always late?") is a complaint.
 */
export function intentOf(
  tokens: readonly Token[],
  text: string,
  language: string,
  label: Label,
  mention: Pick<Mention, 'network'>,
): Intent {
  look(tokens);
  const heard = cues.hear(tokens, language);
  seen.asks ||= text.includes('؟');
  if (isSpam(heard, label)) return 'spam';
  if (isNews(tokens, heard, mention.network)) return 'news';
  if (heard & suggestion) return 'suggestion';
  return wanted(heard, label);
}

function isSpam(heard: number, label: Label): boolean {
  if (seen.sameLink || seen.tags >= TAGS_OF_SPAM) return true;
  if (seen.links > 0 && (seen.tags >= TAGS_OF_SPAM / WITH_LINK || seen.handles >= HANDLES_OF_SPAM / WITH_LINK)) return true;
  if (seen.handles >= HANDLES_OF_SPAM && seen.words < seen.handles) return true;
  return (heard & spam) !== 0 && label !== 'negative' && (heard & (complaint | request)) === 0;
}

function isNews(tokens: readonly Token[], heard: number, network: string): boolean {
  if (PRESS.has(network)) return true;
  const told = (heard & news) !== 0;
  if (seen.asks || (!told && seen.links === 0) || isPersonal(tokens)) return false;
  if (seen.links > 0 && (told || isHeadline(tokens))) return true;
  return told && (heard & (complaint | praise | request)) === 0 && seen.handles === 0;
}

const isPersonal = (tokens: readonly Token[]): boolean => tokens.some(({ kind, folded }) => kind === 'word' && PERSONAL.has(folded));

function isHeadline(tokens: readonly Token[]): boolean {
  const capitals = tokens.filter(({ kind, text }) => kind === 'word' && /^\p{Lu}/u.test(text)).length;
  return seen.words >= HEADLINE_WORDS && capitals >= HEADLINE_CAPITALS * seen.words;
}

function wanted(heard: number, label: Label): Intent {
  if (heard & request) return 'request';
  const cross = label === 'negative' || (heard & complaint) !== 0;
  if ((heard & info) !== 0 && !(heard & complaint && label === 'negative') && (seen.asks || !(heard & praise))) return 'question';
  if (seen.asks && !cross && (heard & question || !(heard & praise))) return 'question';
  if (heard & complaint) return 'complaint';
  if (heard & praise && !cross) return 'praise';
  if (cross) return 'complaint';
  return label === 'positive' ? 'praise' : 'other';
}
