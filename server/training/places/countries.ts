import { fold } from '../../core/analysis/text/fold.ts';
import type { City } from './cities.ts';
import { COUNTRY_ALIASES, COUNTRY_NAMES } from './hand.ts';

/** A country with its names in the languages of LOCALES, and the city nearest to where its people live. */
export interface Country {
  code: string;
  name: string;
  names: string[];
  /** Written like this alone, letter by letter. */
  exact: string[];
  lat: number;
  lon: number;
}

const LOCALES = 'en es pt fr de it nl pl tr ru uk ar he fa hi bn id ms vi th zh zh-Hant ja ko sv da nb fi cs ro hu el hr sk bg sr ca'.split(
  ' ',
);

/** Not countries that somebody travels to by that name, or one with a city of the same name that says it better. */
const LEFT_OUT = new Set(['AQ', 'HK', 'MO', 'SG', 'VA', 'GI', 'EH', 'JE', 'IM', 'GG', 'AX', 'SJ', 'IO', 'PS']);

export function readCountries(cities: readonly City[]): Country[] {
  const codes = [...new Set(cities.map(({ country }) => country))].filter((code) => !LEFT_OUT.has(code)).sort();
  return codes.map((code) => ({
    code,
    name: nameIn('en', code),
    names: [...new Set(LOCALES.flatMap((locale) => [nameIn(locale, code), nameIn(locale, code, 'short')]))].concat(calledAlso(code)),
    exact: Object.keys(COUNTRY_ALIASES).filter((alias) => COUNTRY_ALIASES[alias] === code),
    ...middle(cities.filter(({ country }) => country === code)),
  }));
}

const nameIn = (locale: string, code: string, style: 'long' | 'short' = 'long'): string =>
  new Intl.DisplayNames(locale, { type: 'region', style }).of(code) ?? code;

const calledAlso = (code: string): string[] => Object.keys(COUNTRY_NAMES).filter((name) => COUNTRY_NAMES[name] === code);

/** A weighted mean may lie in the sea; the city nearest to it does not. */
function middle(cities: readonly City[]): { lat: number; lon: number } {
  const people = cities.reduce((sum, { population }) => sum + population + 1, 0);
  const lat = cities.reduce((sum, city) => sum + city.lat * (city.population + 1), 0) / people;
  const lon = cities.reduce((sum, city) => sum + city.lon * (city.population + 1), 0) / people;
  const far = (city: City): number => (city.lat - lat) ** 2 + ((city.lon - lon) * Math.cos((lat * Math.PI) / 180)) ** 2;
  const nearest = cities.reduce((best, city) => (far(city) < far(best) ? city : best));
  return { lat: nearest.lat, lon: nearest.lon };
}

export const folded = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim();

export const exactForm = (name: string): string => fold(name);
