import type { Name, Place } from './gazetteer.ts';
import type { Names } from './names.ts';
import { wordsOf } from './own.ts';

/** Parts of a tag that are looked at: "Bryggen, Bergen, Norway". */
const PARTS_BOUND = 5;

/**
 * The place that a network tagged, by its name: our own first, then the city, in the country that the tag tells if it tells one, then
 * the country alone. A tag is always a place, so nothing else must speak for it.
 */
export function placeOfTag(tag: string, own: Names, known: Names): Place | undefined {
  const parts = tag
    .slice(0, 256)
    .split(/[,;|·(）)]/, PARTS_BOUND)
    .map(wordsOf);
  const whole = wordsOf(tag);
  const ours = [whole, ...parts].map((words) => called(own, words)[0]).find((place) => place !== undefined);
  if (ours) return ours;
  const found = parts.map((words) => called(known, words));
  const country = found.flat().find(({ id }) => id.startsWith('c:'));
  const cities = found.flat().filter(({ id }) => !id.startsWith('c:'));
  return cities.find((city) => city.country === country?.country) ?? (country ? country : cities[0]);
}

const called = (names: Names, words: readonly string[]): Place[] => byFirst(names, words).map(({ place }) => place);

function byFirst(names: Names, words: readonly string[]): Name[] {
  const [first = ''] = words;
  const inRun = words.length === 1 ? (names.inRun(first, 0) ?? []) : [];
  const all = [...(names.starting(first) ?? []), ...inRun];
  return all.filter((name) => name.words.length === words.length && name.words.every((word, i) => word === words[i]));
}
