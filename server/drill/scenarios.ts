import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Scenario } from '../../shared/drill.ts';
import { readStory, type Story } from '../files/story.ts';

/** Stories that come with the product. */
const HOUSE = join(import.meta.dirname, '../../fixtures/scenarios/drills');
/** Before the names of an installation's own. */
const OWN = 'own/';
/** Stories offered, posts of one, and its length in ms: a drill is over within a shift. */
export const SCENARIOS_BOUND = 50;
export const SCENARIO_POSTS = 5_000;
export const SCENARIO_MS = 8 * 3_600_000;
/** Lines that cannot be read which are told. */
const LINES_TOLD = 3;

const isStory = (file: string): boolean => /^[\w .-]{1,120}\.(ndjson|csv)$/.test(file) && !file.startsWith('.');

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter(isStory).sort().slice(0, SCENARIOS_BOUND);

/** `late-answers.ndjson` is called "Late answers". */
export function nameOf(file: string): string {
  const words = parse(file).name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A story with a line that cannot be read is not played: what was rehearsed would not be what was written. */
export async function readScenario(path: string): Promise<Story> {
  const refused: string[] = [];
  const refuse = ({ line, field, reason }: { line: number; field: string; reason: string }) => {
    if (refused.length < LINES_TOLD) refused.push(`line ${line}: ${field}: ${reason}`);
  };
  const story = await readStory([path], { source: 'drill', oneSource: true, refuse }, SCENARIO_POSTS);
  if (story.refused > 0)
    throw new Error(refused.join('; ') + (story.refused > LINES_TOLD ? `; and ${story.refused - LINES_TOLD} more` : ''));
  if (story.last - story.first > SCENARIO_MS) throw new Error('it is longer than 8 hours');
  return story;
}

/** The stories that can be rehearsed: those that come with the product, and those in the folder of this installation. */
export class Scenarios {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async list(): Promise<Scenario[]> {
    const ids = [...(await filesIn(HOUSE)), ...(await filesIn(this.#folder)).map((file) => OWN + file)];
    const told: Scenario[] = [];
    for (const id of ids) told.push(await this.#about(id));
    return told;
  }

  /** Where the story of this id is; null when there is none. Only what is listed is found, so an id leads nowhere else. */
  async pathOf(id: string): Promise<string | null> {
    const own = id.startsWith(OWN);
    const file = own ? id.slice(OWN.length) : id;
    const folder = own ? this.#folder : HOUSE;
    return (await filesIn(folder)).includes(file) ? join(folder, file) : null;
  }

  async #about(id: string): Promise<Scenario> {
    const about = { id, name: nameOf(id.replace(OWN, '')) };
    try {
      const story = await readScenario((await this.pathOf(id)) ?? id);
      return { ...about, posts: story.length, ms: story.last - story.first, problem: null };
    } catch (error) {
      return { ...about, posts: 0, ms: 0, problem: error instanceof Error ? error.message : String(error) };
    }
  }
}
