import type { Author, Mention } from '../../../shared/mention.ts';
import { secondsIn } from './arcs.ts';
import { between, chance, type Dice, weighted } from './dice.ts';
import { authorOn } from './people.ts';
import { asksNothing, type Kind, type Line, meanwhile, told, toldLate } from './plots.ts';
import { mentionOf, type Post, type Told } from './post.ts';
import type { Frame, Network } from './schema.ts';
import { fill } from './slots.ts';
import type { World } from './world.ts';

/** Once the team looks, it works through what has piled up: an early complaint waits up to this many seconds more. */
const BACKLOG = 150;
/** Who got no answer while something happened mostly gets one once it is over, so many seconds after their post. */
const CATCHING_UP = { share: 0.88, within: [1800, 5700] } as const;
/** Of praise that does not name our handle. */
const PRAISE_ANSWERED = 0.55;
const ASKS = /[?？؟]/;

/** Who writes our handle speaks to us. */
const addresses = ({ mention }: Post): boolean => mention.text.includes('@') && mention.network !== 'news';

/** What kind of answer a post asks for; `null` when it asks for none. */
function kindFor(post: Post): Kind | null {
  const { mood, topic, about, mention } = post;
  if (about === 'rival' || mention.network === 'news') return null;
  if (mood === 'negative') return topic === 'baggage' ? 'baggage' : 'complaint';
  if (topic === 'question') return 'question';
  if (mood === 'positive') return 'praise';
  return ASKS.test(mention.text) ? 'fares' : 'tip';
}

/** Share of such posts that are answered. */
function shareOf(post: Post, care: Frame['care']): number {
  if (post.mood === 'positive' && !addresses(post)) return PRAISE_ANSWERED;
  return post.happening?.arc.care.share ?? care.share;
}

/** Seconds between the post and the answer. On an ordinary day most answers come early in the span, and some late. */
function delayOf(roll: Dice, post: Post, care: Frame['care']): number {
  const plan = post.happening?.arc.care;
  if (!post.happening || !plan) return between(roll, care.delay[0], between(roll, ...care.delay));
  const early = Math.max(0, plan.from - secondsIn(post.happening, post.mention.postedAt));
  return Math.max(between(roll, ...plan.delay), early + (early > 0 ? between(roll, 0, BACKLOG) : 0));
}

const careNetwork = (world: World, network: string): Network | undefined => world.scenario.care.networks.find((each) => each === network);

/** The root of a conversation that `mention` answers into. */
const rootOf = (mention: Mention): string => mention.root ?? mention.id;

const nativeOf = (world: World, mention: Mention): string => mention.id.slice(world.source.length + 1);

function authorOf({ scenario }: World, { who }: Line, post: Post, network: Network, roll: Dice): Author {
  if (who === 'customer') return post.mention.author;
  if (who === 'rival') {
    const { handle, name } = weighted(roll, scenario.rivals, ({ weight }) => weight);
    const known = Object.values(scenario.cast).find((person) => person.handle === handle);
    return authorOn(network, known ?? { handle, name, followers: 0, verified: true });
  }
  const { brand, care } = scenario;
  return authorOn(network, { handle: brand.care, name: `${brand.name} Care`, followers: care.followers, verified: true });
}

/** The line as a post that answers `parent`. */
function spoken(world: World, post: Post, line: Line, parent: Mention, network: Network, roll: Dice): Mention {
  const { scenario, source } = world;
  const { language, mention } = post;
  const at = mention.postedAt + Math.round(line.after * 1000);
  const text = fill(roll, line.text, { scenario, language, network, clock: world.clock(at), you: mention.author.handle });
  return mentionOf({
    source,
    native: `${nativeOf(world, mention)}-${line.id}`,
    network,
    author: authorOf(world, line, post, network, roll),
    text: line.signer ? `${text} ^${line.signer}` : text,
    lang: language.lang,
    at,
    inReplyTo: parent.id,
    root: rootOf(mention),
  });
}

/** Customers answer what the care team said last, and everybody else the customer. */
function spell(world: World, post: Post, lines: Line[], network: Network, roll: Dice): Told[] {
  const last = { care: post.mention, customer: post.mention };
  return lines
    .toSorted((a, b) => a.after - b.after)
    .map((line) => {
      const mention = spoken(world, post, line, line.who === 'customer' ? last.care : last.customer, network, roll);
      if (line.who === 'care' || line.who === 'customer') last[line.who] = mention;
      return { at: mention.postedAt, item: { kind: 'mention', mention } };
    });
}

function caughtUp({ happening, language }: Post, kind: Kind, roll: Dice): Line[] {
  if (!happening || asksNothing(kind) || !chance(roll, CATCHING_UP.share)) return [];
  return toldLate(language, kind, between(roll, ...CATCHING_UP.within), roll);
}

/** The care team's signed answers to a post, what its bot and a rival say, and what the customer says to that. Some are never answered. */
export function answers(world: World, post: Post, roll: Dice): Told[] {
  const { care } = world.scenario;
  const kind = kindFor(post);
  const network = careNetwork(world, post.mention.network);
  if (!kind || !network || post.scripted) return [];
  const answered = chance(roll, shareOf(post, care));
  const delay = answered ? delayOf(roll, post, care) : Number.POSITIVE_INFINITY;
  const lines = answered ? told(post.language, kind, delay, roll) : caughtUp(post, kind, roll);
  // While something happens everybody talks to everybody; only on an ordinary day others are told of one by one.
  const troubled = kind === 'complaint' || kind === 'baggage';
  const others = troubled && !post.happening ? meanwhile(post.language, delay, roll) : [];
  return spell(world, post, [...lines, ...others], network, roll);
}
