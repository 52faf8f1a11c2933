import { buildCues } from '../intent/cues.ts';
import type { Token } from '../text/tokens.ts';
import { THANKS } from './thanks-phrases.ts';

const cues = buildCues(THANKS);
const { thanks, settled, taken, still } = cues.bits;

/** Whether a customer thanks us or says that it is settled, and means it: neither in anger, nor in advance, nor with a "but". */
export function isThankful(tokens: readonly Token[], language: string, negative: boolean): boolean {
  const heard = cues.hear(tokens, language);
  if ((heard & (thanks | settled)) === 0 || (heard & (taken | still)) !== 0) return false;
  if (tokens.some(({ kind, text }) => kind === 'emphasis' && text.includes('?'))) return false;
  return !negative || (heard & settled) !== 0;
}
