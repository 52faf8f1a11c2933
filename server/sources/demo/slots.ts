import { chance, type Dice, pick, weighted, whole } from './dice.ts';
import type { Scenario } from './scenario.ts';
import type { City, Frame, Language, Network, Slot } from './schema.ts';

/** What a text is filled in for. `clock` is the local time at the brand's home, as `06:40`. */
export interface Setting {
  scenario: Scenario;
  language: Language;
  network: Network;
  clock: string;
  /** The handle that is answered. */
  you?: string;
}

/** How a name is written: outlets and forums spell it, others mostly address the handle. */
const called = (roll: Dice, network: Network, name: string, handle: string, handles: number): string =>
  network !== 'news' && network !== 'reddit' && chance(roll, handles) ? `@${handle}` : name;

const flightNumber = (roll: Dice, code: string): string => `${code}${whole(roll, 101, 989)}`;

const PRICES = [29, 39, 49, 59, 79, 89, 119, 149, 189, 240];

interface Choice {
  roll: Dice;
  setting: Setting;
  rival: Frame['rivals'][number];
  city: City;
}

const FILL: Record<Slot, (choice: Choice) => string> = {
  us: ({ roll, setting }) => called(roll, setting.network, setting.scenario.brand.name, setting.scenario.brand.handle, 0.3),
  care: ({ roll, setting }) => called(roll, setting.network, setting.scenario.brand.name, setting.scenario.brand.care, 0.95),
  tag: ({ setting }) => setting.scenario.brand.tag,
  rival: ({ roll, setting, rival }) => called(roll, setting.network, rival.name, rival.handle, 0.35),
  city: ({ city, setting }) => city.names[setting.language.lang] ?? city.name,
  airport: ({ city }) => city.code,
  flight: ({ roll, setting }) => flightNumber(roll, setting.scenario.brand.code),
  hour: ({ setting }) => setting.clock,
  mins: ({ roll }) => String(pick(roll, [15, 20, 25, 30, 35, 40, 45, 50, 55, 70, 80, 90])),
  bags: ({ roll }) => String(whole(roll, 2, 5)),
  gate: ({ roll }) => `${pick(roll, ['A', 'B', 'C', 'D', 'E'])}${whole(roll, 2, 38)}`,
  seat: ({ roll }) => `${whole(roll, 1, 32)}${pick(roll, ['A', 'B', 'C', 'D', 'E', 'F'])}`,
  price: ({ roll }) => String(pick(roll, PRICES)),
  name: ({ roll, setting }) => pick(roll, setting.language.people)[0],
  you: ({ setting }) => (setting.you ? `@${setting.you}` : ''),
};

const isSlot = (name: string): name is Slot => Object.hasOwn(FILL, name);

const cityFor = (roll: Dice, { scenario, language }: Setting): City => {
  const city = scenario.cities.get(pick(roll, language.cities));
  if (!city) throw new Error(`language ${language.lang} names a city that is not there`);
  return city;
};

/** Fills every slot of a template. The same slot twice gives the same city and the same rival. */
export function fill(roll: Dice, template: string, setting: Setting): string {
  const rival = weighted(roll, setting.scenario.rivals, (each) => each.weight);
  const choice = { roll, setting, rival, city: cityFor(roll, setting) };
  return template.replaceAll(/\{([a-z]+)\}/g, (whole, slot: string) => (isSlot(slot) ? FILL[slot](choice) : whole));
}
