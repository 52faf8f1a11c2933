import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { STATE_VERSION, type State } from './core/state.ts';
import type { Journal } from './journal/journal.ts';
import { Moments } from './moments/moments.ts';
import type { Problems } from './problems.ts';
import { Travels } from './travel/travels.ts';

const PART = 'moments';

interface Options {
  folder: string;
  redis?: string;
  dist: string;
  version: string;
  config(): Config;
  log: Logger;
  now(): number;
  problems: Problems;
}

/** What lets people look back: states kept of the past, and the looks back that are open. */
export interface LookingBack {
  readonly moments: Moments;
  readonly travels: Travels;
  /** A post was taken back: its words leave what is kept and what is shown of the past. */
  erase(mention: string, state: State | null): void;
  /** Lets go of what the journal no longer goes on from. */
  retain(journal: Pick<Journal, 'first'>): Promise<void>;
  close(): Promise<void>;
}

export async function openLookingBack({ problems, ...options }: Options): Promise<LookingBack> {
  const momentsFolder = join(options.folder, PART);
  const onProblem = (problem: string | null) =>
    problem === null ? problems.end(PART) : problems.begin(PART, `The past cannot be kept for looking back; trying again: ${problem}`);
  const moments = await Moments.open({ folder: momentsFolder, version: STATE_VERSION, onProblem });
  const travels = new Travels({ ...options, moments, momentsFolder });
  return {
    moments,
    travels,
    erase(mention, state) {
      moments.erase(mention, cameIn(mention, state));
      travels.erase(mention);
    },
    retain: async (journal) => moments.retain(await journal.first()),
    async close() {
      travels.close();
      await moments.close();
    },
  };
}

/** From when on a state can hold the post; null when it is no longer held, so that nobody knows. */
function cameIn(mention: string, state: State | null): number | null {
  const held = state?.held.get(mention);
  return held ? Math.min(held.mention.receivedAt, held.mention.postedAt) : null;
}
