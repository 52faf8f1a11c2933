import type { Incident } from '../../../shared/incident.ts';
import type { FocusSlice } from '../../../shared/slices.ts';
import type { Scope, State } from '../state.ts';
import { count } from '../windows/ring.ts';
import { MINUTE } from '../windows/track.ts';
import { leadAlert, openIncidents } from './alerts.ts';

/** Minutes before the onset that the curve begins with, and of it at most. */
const BEFORE = 15;
const MINUTES = 90;
const POSTS = 2;

/** The incident that takes over the wall: of the highest severity, going on, and nobody has it yet. */
export function focus(state: State, scope: Scope): FocusSlice {
  const unclaimed = openIncidents(state, scope).filter(({ owner, silenced }) => owner === null && silenced === null);
  const incident = unclaimed.find(({ severity, state: how }) => severity === 'critical' && how === 'open');
  return { incident: incident ? { ...shown(state, scope, incident), more: unclaimed.length - 1 } : null };
}

function shown(state: State, scope: Scope, incident: Incident): Omit<NonNullable<FocusSlice['incident']>, 'more'> {
  const { id, severity, title, sentence, onsetAt, openedAt, lead, seen, expected, windowSeconds, status } = incident;
  const alert = leadAlert(state, incident);
  const series = state.watches.get(lead.subject) ?? scope.series;
  const last = Math.floor(state.now / MINUTE);
  const first = Math.max(last - MINUTES, Math.floor(onsetAt / MINUTE) - BEFORE);
  const forecast = state.viral.noted.size > 0 && alert?.kind === 'viral' ? alert.reason.split(/; since \d/)[0]! : null;
  return {
    id,
    alert: lead.alert,
    severity,
    title,
    sentence,
    onsetAt,
    openedAt,
    since: state.alerting.open.get(id)?.rangAt ?? openedAt,
    subjectName: lead.subjectName,
    seen,
    expected,
    windowSeconds,
    multiple: alert?.surge?.multiple ?? null,
    forecast,
    asked: askedOf(state, incident),
    status: status?.text ?? null,
    drivers: alert?.surge?.drivers ?? [],
    posts: incident.evidence
      .filter(({ text }) => text)
      .slice(0, POSTS)
      .map(({ mention, author, network, text }) => {
        const held = state.held.get(mention);
        return {
          mention,
          author,
          network,
          text,
          followers: held?.mention.author.followers ?? null,
          postedAt: held?.mention.postedAt ?? onsetAt,
        };
      }),
    spark: Array.from({ length: Math.max(0, last - first) }, (_, i) => count(series.total.minutes, first + i)),
    usual: series.total.rate,
  };
}

/** Who was told so far. */
function askedOf({ alerting }: State, incident: Incident): string | null {
  const told = [...alerting.deliveries.values()].filter(
    ({ about, sent }) => about.kind === 'incident' && about.incident === incident.id && sent > 0,
  );
  const names = [...new Set(told.map(({ person, channel }) => person ?? channel))];
  return names.length > 0 ? names.slice(0, 4).join(', ') : null;
}
