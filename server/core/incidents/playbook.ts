import type { AlertKind } from '../../../shared/alert.ts';
import type { Check } from '../../../shared/incident.ts';
import { alertingOf, type Settings } from '../settings.ts';

const CRISIS = [
  ['inform', 'Inform the lead on duty, and who owns the product or place'],
  ['facts', 'Find out what is true: ask those on the spot, note the source'],
  ['holding', 'Publish a holding statement: what we know, what we do, when we tell more'],
  ['approve', 'Have the full answer approved'],
  ['answer', 'Answer the posts worth answering first, each in its own words'],
  ['follow-up', 'Follow up with those who were promised something'],
  ['close', 'Tell everybody who was told that it is over'],
] as const;
const BLIND = [
  ['look', 'Look at the source: is it away, or are we shut out?'],
  ['elsewhere', 'Have somebody watch the network by hand until it is back'],
  ['gap', 'Find out what was missed once it is back'],
] as const;
const LATE = [
  ['people', 'Ask who can help out, and for how long'],
  ['first', 'Answer the urgent ones and those with an audience first'],
  ['tell', 'Tell customers how long it takes'],
] as const;

const items = (all: readonly (readonly [string, string])[]) => all.map(([id, text]) => ({ id, text }));

/** The checklist of an incident that this kind leads: the config's first one for it, or ours. */
export function playbookFor(settings: Settings, kind: AlertKind): Check[] {
  const own = alertingOf(settings).playbooks.find(({ kinds }) => kinds.length === 0 || kinds.includes(kind));
  return (own?.checks ?? items(usual(kind))).map((check) => ({ ...check, done: null }));
}

function usual(kind: AlertKind): readonly (readonly [string, string])[] {
  if (kind === 'silence') return BLIND;
  return kind === 'breach' || kind === 'burn' || kind === 'promise' ? LATE : CRISIS;
}
