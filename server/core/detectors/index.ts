import { raise, sustain } from '../alerts/lifecycle.ts';
import type { Effect } from '../effect.ts';
import type { State } from '../state.ts';
import { findingKey, type Verdict } from './finding.ts';
import { lookForSilence } from './silence.ts';
import { lookForSpike, spikeSubjects } from './spike.ts';
import { lookForViral, viralSubjects } from './viral.ts';

/** One line a detector: what it looks at, and how. `holding` tells whether an alert of it is open on the subject. */
const DETECTORS = [
  { kind: 'spike', subjects: spikeSubjects, look: lookForSpike('spike') },
  { kind: 'negative-spike', subjects: spikeSubjects, look: lookForSpike('negative-spike') },
  { kind: 'silence', subjects: (state: State) => [...state.sources.keys()], look: lookForSilence },
  { kind: 'viral', subjects: viralSubjects, look: lookForViral },
] as const satisfies {
  kind: string;
  subjects: (state: State, stirred: readonly string[]) => readonly string[];
  look: (state: State, subject: string, holding: boolean) => Verdict;
}[];

/** Looks at every subject that stirred, and hands what was found to the alerts. */
export function detect(state: State, stirred: readonly string[], effects: Effect[]): void {
  for (const { kind, subjects, look } of DETECTORS) {
    for (const subject of subjects(state, stirred)) {
      const key = findingKey(kind, subject);
      const verdict = look(state, subject, isOpen(state, key));
      if (verdict.state === 'firing') raise(state, verdict.finding, effects);
      else if (verdict.state === 'holding') sustain(state, key);
    }
  }
}

function isOpen(state: State, key: string): boolean {
  for (const open of state.open.values()) if (open.keys.includes(key)) return true;
  return false;
}
