import type { Mention } from '../../../shared/mention.ts';
import { secondsIn } from './arcs.ts';
import { between, chance, type Dice, pick } from './dice.ts';
import { authorOn } from './people.ts';
import { mentionOf, type Post, type Told } from './post.ts';
import type { Frame, Language, Network } from './schema.ts';
import { fill } from './slots.ts';
import type { World } from './world.ts';

/** Once the team looks, it works through what has piled up: an early complaint waits up to this many seconds more. */
const BACKLOG = 150;
const PRAISE_ANSWERED = 0.12;
const THANKED = 0.22;

/** What kind of answer a post asks for; `null` when it asks for none. */
function kindFor({ mood, topic, about }: Post): keyof Language['replies'] | null {
  if (about !== 'us') return null;
  if (mood === 'negative') return topic === 'baggage' ? 'baggage' : 'complaint';
  if (topic === 'question') return 'question';
  return mood === 'positive' ? 'praise' : null;
}

/** Seconds between the post and the answer. */
function delay(roll: Dice, post: Post, care: Frame['care']): number {
  const plan = post.happening?.arc.care;
  if (!post.happening || !plan) return between(roll, ...care.delay);
  const early = Math.max(0, plan.from - secondsIn(post.happening, post.mention.postedAt));
  return Math.max(between(roll, ...plan.delay), early + (early > 0 ? between(roll, 0, BACKLOG) : 0));
}

const careNetwork = (world: World, network: string): Network | undefined => world.scenario.care.networks.find((each) => each === network);

/** The root of a conversation that `mention` answers into. */
const rootOf = (mention: Mention): string => mention.root ?? mention.id;

function reply(world: World, post: Post, kind: keyof Language['replies'], network: Network, at: number, roll: Dice): Mention {
  const { scenario, source } = world;
  const { language, mention } = post;
  const text = fill(roll, pick(roll, language.replies[kind]), {
    scenario,
    language,
    network,
    clock: world.clock(at),
    you: mention.author.handle,
  });
  const { brand } = scenario;
  return mentionOf({
    source,
    native: `${nativeOf(world, mention)}-care`,
    network,
    author: authorOn(network, { handle: brand.care, name: `${brand.name} Care`, followers: scenario.care.followers, verified: true }),
    text: `${text} ^${pick(roll, language.signers)}`,
    lang: language.lang,
    at,
    inReplyTo: mention.id,
    root: rootOf(mention),
  });
}

const nativeOf = (world: World, mention: Mention): string => mention.id.slice(world.source.length + 1);

function thanks(world: World, post: Post, network: Network, answer: Mention, roll: Dice): Mention {
  const { scenario, source } = world;
  const { language, mention } = post;
  const at = answer.postedAt + Math.round(between(roll, 60, 1100) * 1000);
  return mentionOf({
    source,
    native: `${nativeOf(world, mention)}-thanks`,
    network,
    author: mention.author,
    text: fill(roll, pick(roll, language.thanks), { scenario, language, network, clock: world.clock(at) }),
    lang: language.lang,
    at,
    inReplyTo: answer.id,
    root: rootOf(mention),
  });
}

const told = (mention: Mention): Told => ({ at: mention.postedAt, item: { kind: 'mention', mention } });

/** The care team's signed answer to a post, and now and then the customer's thanks. */
export function answers(world: World, post: Post, roll: Dice): Told[] {
  const { care } = world.scenario;
  const kind = kindFor(post);
  const network = careNetwork(world, post.mention.network);
  const share = kind === 'praise' ? PRAISE_ANSWERED : (post.happening?.arc.care.share ?? care.share);
  if (!kind || !network || post.scripted || !chance(roll, share)) return [];
  const at = post.mention.postedAt + Math.round(delay(roll, post, care) * 1000);
  const answer = reply(world, post, kind, network, at, roll);
  return kind !== 'praise' && chance(roll, THANKED) ? [told(answer), told(thanks(world, post, network, answer, roll))] : [told(answer)];
}
