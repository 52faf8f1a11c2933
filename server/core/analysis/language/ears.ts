import model from '../../models/language.json' with { type: 'json' };
import { unpack } from '../../models/packed.ts';
import { numberOf, SCRIPTS, type Script } from '../text/scripts.ts';
import { bytesOf, Ear, type Lesson } from './ear.ts';

/** How a lesson is written in the model file. */
export interface EarLesson extends Lesson {
  script: string;
  /** Support is worth `slope` times the number of letters to the power of `bend`: long texts repeat what they said. */
  slope: number;
  bend: number;
  /** What is taken for likely of each language before anything is heard, in nats. */
  favours: readonly number[];
}

export interface TaughtEar extends Pick<EarLesson, 'slope' | 'bend' | 'favours'> {
  ear: Ear;
}

/** Ears by the number of their writing system. */
export function readEars(lessons: readonly EarLesson[], numbers: Uint8Array): (TaughtEar | undefined)[] {
  const ears: (TaughtEar | undefined)[] = new Array(SCRIPTS.length + 1).fill(undefined);
  let at = 0;
  for (const lesson of lessons) {
    const end = at + bytesOf(lesson);
    const script = SCRIPTS.find((known) => known === lesson.script);
    if (script) ears[numberOf(script)] = { ...lesson, ear: new Ear(lesson, numbers.subarray(at, end)) };
    at = end;
  }
  return ears;
}

const EARS = readEars(model.lessons, unpack(model.weights));

export const earOf = (script: number): TaughtEar | undefined => EARS[script];

/** Languages that are told apart within a writing system. */
export const candidatesOf = (script: Script): readonly string[] => EARS[numberOf(script)]?.ear.languages ?? [];
