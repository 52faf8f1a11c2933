import type { Incident, IncidentEvent, Miss } from '../../../../shared/incident.ts';
import type { IncidentReview } from '../../../../shared/incident-review.ts';
import type { State } from '../../state.ts';
import { soonerOf } from './sooner.ts';

/** What only somebody who knows of it does. */
const KNOWING: ReadonlySet<IncidentEvent['what']> = new Set([
  'acknowledged',
  'passed-on',
  'status',
  'note',
  'check',
  'exception',
  'marked',
]);

const between = (from: number, to: number | null): number | null => (to === null ? null : to - from);

/** How an incident went, from what it keeps and from the rules in force now. */
export function reviewOf(state: State, incident: Incident): IncidentReview {
  const { id, title, onsetAt, openedAt, firstAcknowledgedAt, answeredAt, calmAt, pressAt } = incident;
  const known = peopleKnew(incident, state.alerting.misses.values());
  return {
    incident: id,
    title,
    now: state.now,
    onsetAt,
    openedAt,
    acknowledgedAt: firstAcknowledgedAt,
    answeredAt,
    calmAt,
    detect: openedAt - onsetAt,
    acknowledge: between(openedAt, firstAcknowledgedAt),
    answer: between(onsetAt, answeredAt),
    calm: between(onsetAt, calmAt),
    people: known && { lead: known.at - openedAt, ...known },
    press: pressAt === null ? null : { lead: pressAt - openedAt, at: pressAt },
    ...soonerOf(state, incident),
  };
}

/** The first sign that people knew: they recorded that it was missed, did something about the incident, or answered a post of it. */
function peopleKnew(incident: Incident, misses: Iterable<Miss>): { at: number; what: string } | null {
  const { events, answeredAt } = incident;
  const signs: { at: number; what: string }[] = [];
  for (const miss of misses) if (isAbout(miss, incident)) signs.push({ at: miss.at, what: `${miss.by} recorded that it was missed` });
  for (const { at, what, who } of events) if (who !== undefined && KNOWING.has(what)) signs.push({ at, what: `${who}: ${what}` });
  if (answeredAt !== null) signs.push({ at: answeredAt, what: 'we answered a post of it' });
  return signs.reduce<(typeof signs)[number] | null>((first, sign) => (first === null || sign.at < first.at ? sign : first), null);
}

const isAbout = ({ happenedAt, watches }: Miss, { onsetAt, closedAt, subjects }: Incident): boolean =>
  happenedAt >= onsetAt - MISSED_BEFORE &&
  happenedAt <= (closedAt ?? Number.POSITIVE_INFINITY) &&
  (watches.length === 0 || subjects.includes('all') || watches.some((watch) => subjects.includes(watch)));

/** People may see it begin a little earlier than the curve shows, ms. */
const MISSED_BEFORE = 30 * 60_000;
