import type { Case } from '../../shared/case.ts';
import type { Intent, Label } from '../../shared/mention.ts';
import type { Substance } from '../../shared/reply.ts';
import type { Correction } from '../../shared/turn.ts';

/** Cases looked through at a time for corrections. */
export const CORRECTED_AT_ONCE = 200;

/** A post of which a person said something else than was heard. Its words are asked for by its id. */
export interface Corrected {
  mention: string;
  language: string;
  heard: { label: Label; intent?: Intent; substance?: Substance };
  corrected: Correction;
}

/** Posts that were taken back teach nothing. */
export const correctedIn = (one: Case): Corrected[] =>
  one.turns.flatMap(({ mention, language, label, intent, reply, corrected, retracted }) =>
    corrected && !retracted
      ? [
          {
            mention,
            language,
            heard: { label, ...(intent ? { intent } : {}), ...(reply ? { substance: reply.substance } : {}) },
            corrected,
          },
        ]
      : [],
  );
