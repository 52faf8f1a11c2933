import type { Incident } from '../../../shared/incident.ts';
import { dayTime } from '../../core/words.ts';
import type { Sending } from '../notifier.ts';
import { incidentUrl } from './incident.ts';
import { LISTED_BOUND, type Listed } from './note.ts';
import { type Level, sign, word } from './signs.ts';
import { short } from './text.ts';

const TITLE_BOUND = 100;
const NAME_BOUND = 40;

/** "▲ HIGH since 14:05: Negative surge: Halden Air. Ann has it", the open ones as they come; at most LISTED_BOUND. */
export const listed = (sending: Sending, incidents: readonly Incident[]): Listed[] =>
  incidents.slice(0, LISTED_BOUND).map((incident) => ({ text: line(sending, incident), url: incidentUrl(sending, incident) }));

function line({ now, zone }: Sending, { state, severity, worst, title, onsetAt, closedAt, owner }: Incident): string {
  const what = short(title, TITLE_BOUND);
  const since = dayTime(onsetAt, now, zone);
  const name = owner === null ? null : short(owner, NAME_BOUND);
  if (state === 'closed')
    return `${sign('fine')} over, was ${worst}, ${since} to ${dayTime(closedAt ?? onsetAt, now, zone)}: ${what}${name ? `. ${name} had it` : ''}`;
  return `${sign(severity)} ${word(severity)} since ${since}: ${what}. ${name ? `${name} has it` : 'Nobody has it'}`;
}

/** Open ones before closed ones, worse before milder, older before newer. */
const RANKS: readonly string[] = ['critical', 'high', 'medium'];
const rank = ({ state, severity }: Incident): number => (state === 'closed' ? RANKS.length : 0) + RANKS.indexOf(severity);
export const ranked = (incidents: readonly Incident[]): Incident[] =>
  [...incidents].sort((a, b) => rank(a) - rank(b) || a.onsetAt - b.onsetAt);

/** How bad the worst is that is still open. */
export function levelOf(incidents: readonly Incident[]): Level {
  const [worst] = ranked(incidents);
  return worst && worst.state !== 'closed' ? worst.severity : 'note';
}
