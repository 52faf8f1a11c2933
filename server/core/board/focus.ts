import type { Incident } from '../../../shared/incident.ts';
import type { FocusSlice } from '../../../shared/slices.ts';
import { forecastOf } from '../incidents/explain/forecast.ts';
import type { Scope, Series, State } from '../state.ts';
import { count } from '../windows/ring.ts';
import { lately, MINUTE, recent } from '../windows/track.ts';
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
    negative: negativeShare(series, state.now, windowSeconds),
    multiple: alert?.surge?.multiple ?? null,
    forecast: forecastOf(state, incident)?.text ?? null,
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
    // The running minute is too young to be drawn: the last point is the minute up to now.
    spark: [
      ...Array.from({ length: Math.max(0, last - first) }, (_, i) => count(series.total.minutes, first + i)),
      lately(series.total.minutes, state.now),
    ],
    usual: series.total.rate,
  };
}

/** Minutes of which it is told how they sound, where the alert that leads has no window of its own; an hour at most. */
const SOUND = 15;
const SOUND_MOST = 60;

function negativeShare({ total, negative }: Series, now: number, windowSeconds: number): number | null {
  const minutes = Math.min(SOUND_MOST, Math.round(windowSeconds / 60) || SOUND);
  const all = recent(total, now, minutes);
  return all > 0 ? Math.round((recent(negative, now, minutes) / all) * 1000) / 1000 : null;
}

/** Who was told so far. */
function askedOf({ alerting }: State, incident: Incident): string | null {
  const told = [...alerting.deliveries.values()].filter(
    ({ about, sent }) => about.kind === 'incident' && about.incident === incident.id && sent > 0,
  );
  const names = [...new Set(told.map(({ person, channel }) => person ?? channel))];
  return names.length > 0 ? names.slice(0, 4).join(', ') : null;
}
