import type { PlaceSetting, Settings } from '../../settings.ts';
import { scan } from '../text/tokens.ts';
import type { Name, Place } from './gazetteer.ts';

/** Stands before the id of a place of the config. */
export const OWN = 'p:';

/** Codes of airports and the like: they are heard in capitals alone. */
const CODE = /^[A-Z0-9]{2,4}$/;

/** A name as the scanner will cut it in a post. */
export const wordsOf = (name: string): string[] =>
  scan(name).flatMap(({ kind, folded }) => (kind === 'word' || kind === 'hashtag' ? [folded] : []));

const shown = ({ id, name, lat, lon }: PlaceSetting): Place => ({ id: `${OWN}${id}`, name, lat, lon });

export function ownNames({ places = [] }: Settings): Name[] {
  return places.flatMap((setting) => {
    const place = shown(setting);
    return [setting.name, ...(setting.aliases ?? [])].flatMap((name): Name[] => {
      const words = wordsOf(name);
      return words.length > 0 ? [{ place, words, need: CODE.test(name) ? 'x' : 's' }] : [];
    });
  });
}

export function ownPlace(id: string, { places = [] }: Settings): Place | undefined {
  if (!id.startsWith(OWN)) return undefined;
  const setting = places.find((place) => place.id === id.slice(OWN.length));
  return setting && shown(setting);
}
