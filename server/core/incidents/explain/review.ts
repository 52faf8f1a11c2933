import type { Incident, Miss } from '../../../../shared/incident.ts';
import type { IncidentReview } from '../../../../shared/incident-review.ts';
import { firstHeardOf } from '../../quality/lead.ts';
import type { State } from '../../state.ts';
import { soonerOf } from './sooner.ts';
import type { PostsAround } from './sooner-posts.ts';

const between = (from: number, to: number | null): number | null => (to === null ? null : to - from);

/** How an incident went, from what it keeps, from the posts around its onset, and from the rules in force now. */
export function reviewOf(state: State, incident: Incident, around: PostsAround): IncidentReview {
  const { id, title, onsetAt, openedAt, firstAcknowledgedAt, answeredAt, calmAt, pressAt } = incident;
  const known = peopleKnew(incident, [...state.alerting.misses.values()]);
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
    ...soonerOf(state, incident, around),
  };
}

/** The first sign that people knew, and what it was; an answer to one of its posts is none, it may be everyday care. */
function peopleKnew(incident: Incident, misses: readonly Miss[]): { at: number; what: string } | null {
  const at = firstHeardOf(incident, misses);
  if (at === null) return null;
  const miss = misses.find((one) => one.at === at);
  const deed = incident.events.find((event) => event.at === at && event.who !== undefined);
  if (deed) return { at, what: `${deed.who}: ${deed.what}` };
  return { at, what: miss ? `${miss.by} recorded that it was missed` : 'somebody took it' };
}
