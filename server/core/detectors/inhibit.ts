import type { AlertKind } from '../../../shared/alert.ts';
import { note, type Telling } from '../incidents/news.ts';
import { blindSpans } from '../sources.ts';
import type { State } from '../state.ts';
import type { Finding } from './finding.ts';

/** Kinds that find that too little is said: while we do not hear, nobody can tell. */
const OF_LITTLE: ReadonlySet<AlertKind> = new Set(['absence', 'share']);

/** Whether the finding may come of our own deafness: a source is blind, or was within the finding's window. */
export const isOfBlindness = (state: State, { kind, windowSeconds }: Finding): boolean =>
  OF_LITTLE.has(kind) && wasBlind(state, state.now - windowSeconds * 1000);

function wasBlind(state: State, since: number): boolean {
  for (const { alert } of state.open.values()) if (alert.kind === 'silence') return true;
  return blindSpans(state).some(({ to }) => to > since);
}

/** The open incident of the blind source tells what it explains, each once. */
export function inhibit(telling: Telling, { title }: Finding): void {
  for (const { incident } of telling.state.alerting.open.values()) {
    if (incident.lead.kind !== 'silence') continue;
    const text = `not told while we do not hear everything: ${title}`;
    if (incident.events.some((event) => event.what === 'inhibited' && event.note === text)) return;
    incident.held++;
    note(telling, incident, 'inhibited', text);
    return;
  }
}
