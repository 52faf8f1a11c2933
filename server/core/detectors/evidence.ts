import type { Evidence } from '../../../shared/alert.ts';
import type { Held, State } from '../state.ts';
import { labelIn } from '../toward.ts';
import { rankedVoices, VOICES_KEPT } from '../voices.ts';
import { MINUTE } from '../windows/track.ts';

/** Posts an alert shows for itself. */
export const EVIDENCE_KEPT = 5;
/** Characters of each. */
const EVIDENCE_TEXT = 280;
/** An onset is an estimate: what was posted so long before it may have begun it. */
const BEFORE_ONSET = 2 * MINUTE;

/** The most telling posts about the subject that are held now: those since the onset, and older ones only where there are none. */
export function evidenceOf(state: State, subject: string, { negative, onsetAt }: { negative: boolean; onsetAt: number }): Evidence[] {
  const scope = state.scopes.get('all');
  if (!scope) return [];
  const telling = rankedVoices(state, scope, VOICES_KEPT).filter(
    (held) => (subject === 'all' || held.watches.includes(subject)) && (!negative || labelIn(held, [subject]) === 'negative'),
  );
  const since = telling.filter(({ mention }) => mention.postedAt >= onsetAt - BEFORE_ONSET);
  return (since.length > 0 ? since : telling).slice(0, EVIDENCE_KEPT).map(evidence);
}

export const evidence = ({ mention }: Held): Evidence => ({
  mention: mention.id,
  author: mention.author.name || mention.author.handle,
  network: mention.network,
  text: mention.text.length > EVIDENCE_TEXT ? `${mention.text.slice(0, EVIDENCE_TEXT).toWellFormed()}…` : mention.text,
  ...(mention.url ? { url: mention.url } : {}),
});
