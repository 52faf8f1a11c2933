import { Urgency } from '../../../../shared/mention.ts';
import type { Token } from '../text/tokens.ts';
import { buildCues } from './cues.ts';
import { URGENCY } from './urgency-phrases.ts';

const cues = buildCues(URGENCY);
const REASONS = Urgency.options;
const SPOKEN = REASONS.reduce((all, reason) => all | cues.bits[reason], 0);
/** What nobody denies idly: "I am not disabled" is still about a vulnerable person. */
const UNDENIED = cues.bits.vulnerable;

/** The post at hand: what was heard, and where a negation ended. Set anew by every call. */
let reasons = 0;
let deniedFrom = -1;

function note(bit: number, from: number, to: number): void {
  if (bit & cues.bits.none) deniedFrom = to;
  else if ((bit & SPOKEN) !== 0 && (from !== deniedFrom || (bit & UNDENIED) !== 0)) reasons |= bit & SPOKEN;
}

/** Why the post cannot wait, each reason once in the order of `Urgency`; an empty list where nothing was heard. */
export function urgencyOf(tokens: readonly Token[], language: string): Urgency[] {
  reasons = 0;
  deniedFrom = -1;
  cues.hear(tokens, language, note);
  return reasons === 0 ? [] : REASONS.filter((reason) => (reasons & cues.bits[reason]) !== 0);
}
