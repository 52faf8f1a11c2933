import type { Evidence } from '../../../shared/alert.ts';
import type { Held, State } from '../state.ts';
import { labelIn } from '../toward.ts';
import { rankedVoices } from '../voices.ts';

/** Posts an alert shows for itself. */
export const EVIDENCE_KEPT = 5;
/** Characters of each. */
const EVIDENCE_TEXT = 280;

/** The most telling posts about the subject that are held now. */
export function evidenceOf(state: State, subject: string, negative: boolean): Evidence[] {
  const scope = state.scopes.get('all');
  if (!scope) return [];
  return rankedVoices(state, scope, 60)
    .filter((held) => (subject === 'all' || held.watches.includes(subject)) && (!negative || labelIn(held, [subject]) === 'negative'))
    .slice(0, EVIDENCE_KEPT)
    .map(evidence);
}

export const evidence = ({ mention }: Held): Evidence => ({
  mention: mention.id,
  author: mention.author.name || mention.author.handle,
  network: mention.network,
  text: mention.text.length > EVIDENCE_TEXT ? `${mention.text.slice(0, EVIDENCE_TEXT).toWellFormed()}…` : mention.text,
  ...(mention.url ? { url: mention.url } : {}),
});
