import type { Alert, AlertKind } from '../../../shared/alert.ts';
import type { Incident } from '../../../shared/incident.ts';
import { companyOf } from '../alerts/same.ts';
import { isWorse } from '../alerts/severity.ts';
import { isRival } from '../settings.ts';
import type { OpenIncident, State } from '../state.ts';
import { HOUR, MINUTE } from '../windows/track.ts';

/** What began longer before an incident is another matter. */
const BEFORE = 45 * MINUTE;
/** Late answers, and surges of rivals, within so much time after a surge of ours began are its echo. */
const ECHO = 6 * HOUR;
/** Share of the rarer subject's recent posts that must speak of the other one too. */
const SHARED = 0.3;

/** Kinds about how we answer: in an incident they are its consequence. */
export const OF_THE_DESK: ReadonlySet<AlertKind> = new Set(['breach', 'burn', 'promise']);

/** Kinds of ours that rivals are drawn into. */
const DRAWS_IN: ReadonlySet<AlertKind> = new Set(['spike', 'negative-spike', 'viral', 'influencer', 'urgent']);

/** The open incident that this alert is a part of: of several the worst that began first, as they stand in the map. */
export function belongsTo(state: State, alert: Alert): OpenIncident | null {
  const shared = companyOf(state, alert.subject);
  for (const open of state.alerting.open.values()) if (isPart(state, open, alert, shared)) return open;
  return inFlood(state, alert);
}

/** When so many open within a minute, that is what happens: those that follow are a part of the last one. */
const FLOOD = 10;

function inFlood({ alerting, now }: State, { kind }: Alert): OpenIncident | null {
  const lately = [...alerting.open.values()].filter(({ incident }) => now - incident.openedAt < MINUTE && incident.lead.kind === kind);
  return lately.length >= FLOOD ? (lately.at(-1) ?? null) : null;
}

function isPart(state: State, { incident }: OpenIncident, alert: Alert, shared: ReturnType<typeof companyOf>): boolean {
  const { lead } = incident;
  // Sources that are blind together have one cause; being blind is never a part of what is heard.
  if (lead.kind === 'silence' || alert.kind === 'silence') return lead.kind === alert.kind;
  // That nothing is said is a matter of its own.
  if (alert.kind === 'absence' || lead.kind === 'absence') return false;
  const rivals = isRival(state.settings, lead.subject);
  // What is said of a rival may be an echo of ours; ours is never a footnote to a rival's.
  if (rivals && !isRival(state.settings, alert.subject)) return false;
  if (OF_THE_DESK.has(alert.kind)) return !rivals && (OF_THE_DESK.has(lead.kind) || alert.openedAt - incident.onsetAt <= ECHO);
  if (OF_THE_DESK.has(lead.kind)) return false;
  if (!rivals && alert.kind === 'rival' && isDrawnIn(incident, alert)) return true;
  return begins(alert) >= incident.onsetAt - BEFORE && isAbout(incident.subjects, alert, shared);
}

/** While we are in trouble people compare: a rival's surge that begins after ours did is an echo of it, unless a rule says it is worse. */
const isDrawnIn = ({ state, lead, onsetAt, severity }: Incident, alert: Alert): boolean =>
  state === 'open' &&
  DRAWS_IN.has(lead.kind) &&
  alert.onsetAt >= onsetAt &&
  alert.onsetAt - onsetAt <= ECHO &&
  !isWorse(alert.severity, severity);

/** Alerts that outlast an incident without keeping it going: late answers, and rivals that were drawn into ours. */
export const isAside = ({ lead }: Incident, { kind }: Alert): boolean =>
  (OF_THE_DESK.has(kind) && !OF_THE_DESK.has(lead.kind)) || (kind === 'rival' && lead.kind !== 'rival');

/** A word may have been said long before it spread. */
const begins = ({ kind, openedAt, onsetAt }: Alert): number => (kind === 'trend' ? openedAt : onsetAt);

const isAbout = (subjects: readonly string[], alert: Alert, shared: ReturnType<typeof companyOf>): boolean =>
  subjects.includes(alert.subject) || alert.merged.some((subject) => subjects.includes(subject)) || shared(subjects) >= SHARED;
