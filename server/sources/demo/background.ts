import { coloured } from './colour.ts';
import { between, chance, type Dice, dice, normal, pick, poisson, weighted } from './dice.ts';
import { anybody } from './people.ts';
import { MINUTE, mentionOf, type Post, photos, toldLanguage } from './post.ts';
import type { Language, Mood, Network } from './schema.ts';
import { fill } from './slots.ts';
import type { World } from './world.ts';

/** Spread of the factor by which one minute differs from the next, beyond the chance of counting. */
const UNREST = 0.1;
/** Times in a text lie up to this long before the post. */
const TALKED_OF = 150 * MINUTE;

/** Share of posts with a second sentence on an ordinary day. */
const TALKATIVE = 0.38;

type Group = Language['posts'][number];

function moodOf(roll: Dice, { negative, positive }: { negative: number; positive: number }): Mood {
  const x = roll();
  if (x < negative) return 'negative';
  return x < negative + positive ? 'positive' : 'neutral';
}

function aboutOf(roll: Dice, { rival, both }: { rival: number; both: number }): Group['about'] {
  const x = roll();
  if (x < rival) return 'rival';
  return x < rival + both ? 'both' : 'us';
}

/** Groups that fit best: the same subject comes before the same mood. Not every language has both. */
function fitting(groups: Group[], about: Group['about'], mood: Mood): Group[] {
  const same = groups.filter((group) => group.about === about);
  const exact = same.filter((group) => group.mood === mood);
  if (exact.length > 0) return exact;
  return same.length > 0 ? same : groups;
}

export const networkFor = (roll: Dice, world: World, language: Language): Network =>
  weighted(roll, language.networks, (network) => world.scenario.networks[network]);

interface Plan {
  language: Language;
  network: Network;
  group: Group;
}

function plan(roll: Dice, world: World): Plan {
  const { languages, mix } = world.scenario;
  const language = weighted(roll, languages, (each) => each.share);
  const headlines = language.posts.filter((group) => group.news);
  const news = chance(roll, mix.news) && headlines.length > 0 && language.outlets.length > 0;
  const groups = news ? headlines : language.posts.filter((group) => !group.news);
  const group = weighted(roll, fitting(groups, aboutOf(roll, mix), moodOf(roll, mix)), (each) => each.texts.length);
  return { language, group, network: news ? 'news' : networkFor(roll, world, language) };
}

function post(roll: Dice, world: World, native: string, at: number): Post {
  const { language, network, group } = plan(roll, world);
  const { scenario, seed, source } = world;
  const clock = world.clock(at - between(roll, 0, TALKED_OF));
  const plain = fill(roll, pick(roll, group.texts), { scenario, language, network, clock });
  const hashtags = group.about === 'us' ? [scenario.brand.tag] : [];
  const text = coloured(roll, plain, { language, network, mood: group.mood, emoji: scenario.emoji, hashtags, talkative: TALKATIVE });
  const place = chance(roll, 0.15) ? scenario.cities.get(pick(roll, language.cities))?.name : undefined;
  const media = photos(roll, network === 'instagram' ? 0.9 : 0.1);
  const author = anybody(language, seed, network, roll);
  const lang = toldLanguage(roll, language.lang);
  const mention = mentionOf({ source, native, network, author, text, lang, at, media, place });
  return { mention, language, mood: group.mood, topic: group.topic, about: group.about };
}

/** What people say in one minute of an ordinary day. */
export function background(world: World, minute: number): Post[] {
  const roll = dice(world.seed, 'background', minute);
  const start = minute * MINUTE;
  const count = poisson(roll, world.usual(start) * Math.exp(UNREST * normal(roll)));
  return Array.from({ length: count }, (_, n) =>
    post(dice(world.seed, 'post', minute, n), world, `${minute}-${n}`, start + Math.floor(roll() * MINUTE)),
  );
}
