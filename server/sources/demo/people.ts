import type { Author } from '../../../shared/mention.ts';
import { chance, type Dice, dice, normal, pick, whole } from './dice.ts';
import type { Language, Network, Person } from './schema.ts';

/** Customers of each language. Drawn at random, so that the same people come back now and then. */
const POPULATION = 6000;
/** Logarithms of followers: half of the customers have fewer than about 240, one in a thousand more than 40,000. */
const FOLLOWERS = { mean: 5.5, spread: 1.65 };
const OUTLET_FOLLOWERS = { mean: 11, spread: 0.8 };

const logNormal = (roll: Dice, { mean, spread }: { mean: number; spread: number }): number =>
  Math.round(Math.exp(mean + spread * normal(roll)));

const ENDINGS = ['', '', '', '_', '2', '7', '88', '04', '91', '_x'];

function handleOf(roll: Dice, roman: string, word: string): string {
  const ending = chance(roll, 0.3) ? String(whole(roll, 1, 99)) : pick(roll, ENDINGS);
  return chance(roll, 0.8) ? `${roman}_${word}${ending}` : `${word}${roman}${ending}`;
}

/** The `number`th customer of a language; the same one on every network and in every run. */
function customer(language: Language, seed: number, number: number): Person {
  const roll = dice(seed, 'person', language.lang, number);
  const [name, roman] = pick(roll, language.people);
  const handle = handleOf(roll, roman, pick(roll, language.handles));
  const initial = language.latin ? ` ${String.fromCharCode(whole(roll, 65, 86))}.` : '';
  const followers = logNormal(roll, FOLLOWERS);
  const verified = followers > 60_000 || chance(roll, 0.008);
  return { handle, name: `${name}${chance(roll, 0.7) ? initial : ''}`, followers, verified };
}

function outlet(language: Language, seed: number, roll: Dice): Person {
  const name = pick(roll, language.outlets);
  const followers = logNormal(dice(seed, 'outlet', name), OUTLET_FOLLOWERS);
  return { handle: name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ''), name, followers, verified: true };
}

export const authorOn = (network: Network, person: Person): Author => ({
  id: `${network}:${person.handle}`,
  handle: person.handle,
  name: person.name,
  followers: person.followers,
  verified: person.verified,
});

export function anybody(language: Language, seed: number, network: Network, roll: Dice): Author {
  if (network === 'news') return authorOn(network, outlet(language, seed, roll));
  return authorOn(network, customer(language, seed, whole(roll, 1, POPULATION)));
}
