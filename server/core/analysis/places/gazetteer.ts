import model from '../../models/gazetteer.json' with { type: 'json' };
import { unpack } from '../../models/packed.ts';

/**
 * What must speak for a name in a text. `s`: nothing, even in small letters. `c`: a capital letter. `e`: evidence around it, such as a
 * preposition. `x`: exactly these letters, in capitals.
 */
export type Need = 's' | 'c' | 'e' | 'x';

/** A place that can be named. `id` is `g:` and the number in GeoNames, `c:` and a country's code, or `p:` and an id of the config. */
export interface Place {
  id: string;
  name: string;
  lat: number;
  lon: number;
  /** ISO 3166-1 code; absent for a place of the config. */
  country?: string;
}

/** One name of a place, word by word in the form in which words are compared. */
export interface Name {
  place: Place;
  words: string[];
  need: Need;
}

export interface Gazetteer {
  places: ReadonlyMap<string, Place>;
  /** The likeliest place first. */
  names: readonly Name[];
}

let read: Gazetteer | undefined;

/** Unpacked when it is first asked for, and once: it never changes. */
export function gazetteer(): Gazetteer {
  read ??= parse(new TextDecoder().decode(unpack(model.weights)));
  return read;
}

function parse(text: string): Gazetteer {
  const places = new Map<string, Place>();
  const names: Name[] = [];
  for (const line of text.split('\n')) {
    const [id = '', name = '', country = '', lat, lon, forms = ''] = line.split('\t');
    const place: Place = { id, name, country, lat: Number(lat), lon: Number(lon) };
    places.set(id, place);
    for (const form of forms.split('|')) names.push({ place, words: form.slice(1).split(' '), need: needOf(form) });
  }
  return { places, names };
}

function needOf(form: string): Need {
  const [first] = form;
  return first === 's' || first === 'c' || first === 'x' ? first : 'e';
}
