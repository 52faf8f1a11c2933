import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Arc, City, Frame, Language } from './schema.ts';

export interface Scenario extends Frame {
  languages: Language[];
  arcs: Map<string, Arc>;
  cities: Map<string, City>;
}

export const SCENARIOS = fileURLToPath(new URL('../../../fixtures/scenarios/', import.meta.url));

/** Reads one checked file; a fault is told with the file's name and the place in it. */
function read<T>(schema: z.ZodType<T>, file: string): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${folder}/${name}`);

const keyed = <T>(items: T[], key: (item: T) => string): Map<string, T> => new Map(items.map((item) => [key(item), item]));

/** Names that point nowhere, each as a sentence. */
function loose(scenario: Scenario): string[] {
  const arcs = [scenario.story, scenario.yesterday.arc, ...scenario.incidents].filter((id) => !scenario.arcs.has(id));
  const cities = scenario.languages.flatMap((language) => language.cities).filter((code) => !scenario.cities.has(code));
  return [
    ...arcs.map((id) => `no arc ${id}`),
    ...cities.map((code) => `no city ${code}`),
    ...[...scenario.arcs.values()].flatMap((arc) => looseIn(arc, scenario)),
  ];
}

function looseIn(arc: Arc, scenario: Scenario): string[] {
  const beats = new Set(arc.beats.map((beat) => beat.id));
  const answered = [...arc.beats, ...arc.phases].flatMap((part) => part.answers ?? []).filter((id) => !beats.has(id));
  const cast = arc.beats.map((beat) => beat.who).filter((who) => !Object.hasOwn(scenario.cast, who));
  const spoken = [...arc.beats.map((beat) => beat.lang), ...arc.phases.flatMap((phase) => Object.keys(phase.texts))];
  const unknown = spoken.filter((lang) => !scenario.languages.some((language) => language.lang === lang));
  return [
    ...answered.map((id) => `arc ${arc.id} answers no beat ${id}`),
    ...cast.map((who) => `arc ${arc.id} casts no ${who}`),
    ...unknown.map((lang) => `arc ${arc.id} speaks no ${lang}`),
  ];
}

/** Reads and checks the scenario in `folder`; throws one Error that names every fault of the first faulty file. */
export function readScenario(folder: string): Scenario {
  const scenario = {
    ...read(Frame, `${folder}/scenario.json`),
    languages: filesOf(`${folder}/languages`).map((file) => read(Language, file)),
    arcs: keyed(
      filesOf(`${folder}/arcs`).map((file) => read(Arc, file)),
      (arc) => arc.id,
    ),
    cities: keyed(read(z.array(City), `${folder}/cities.json`), (city) => city.code),
  };
  const faults = loose(scenario);
  if (faults.length > 0) throw new Error(`${folder}: ${faults.join('; ')}`);
  return scenario;
}

/** Each folder of scenarios is read once. */
const told = new Map<string, Scenario>();

/** The scenario of this name, a folder under `fixtures/scenarios/`, read at its first use. */
export function scenarioNamed(name: string): Scenario {
  const scenario = told.get(name) ?? readScenario(`${SCENARIOS}${name}`);
  told.set(name, scenario);
  return scenario;
}

/** The scenario that comes with the product. */
export const haldenAir = (): Scenario => scenarioNamed('halden-air');
