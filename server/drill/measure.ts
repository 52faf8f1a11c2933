import type { Action } from '../../shared/action.ts';
import { DRILL_DEEDS, DRILL_INCIDENTS, type DrillDeed, type DrillIncident } from '../../shared/drill.ts';
import type { Incident } from '../../shared/incident.ts';
import type { Entry } from '../core/entry.ts';
import type { State } from '../core/state.ts';

/** What people and the rules did in a drill that began at `since`, in ms since 1970 UTC. */
export class Measured {
  readonly #since: number;
  readonly #deeds: DrillDeed[] = [];
  /** When a case was first taken or resolved, each time: bounded as the deeds are. */
  readonly #answers: number[] = [];
  readonly #statuses = new Map<string, number>();

  constructor(since: number) {
    this.#since = since;
  }

  get deeds(): readonly DrillDeed[] {
    return this.#deeds;
  }

  /** Takes note of what somebody did. */
  hear(entry: Entry): void {
    if (entry.kind !== 'action' || this.#deeds.length >= DRILL_DEEDS) return;
    const { action, at } = entry;
    this.#deeds.push({ at, by: action.by, what: inWords(action) });
    if (action.type === 'claim' || action.type === 'resolve') this.#answers.push(at);
    if (action.type === 'status' && action.text !== '' && !this.#statuses.has(action.incident)) this.#statuses.set(action.incident, at);
  }

  /** Incidents that opened since it began, or that came from before and were joined by what it raised; oldest first. */
  incidents({ alerting }: State): DrillIncident[] {
    const all = [...alerting.closed, ...[...alerting.open.values()].map(({ incident }) => incident)];
    return all
      .flatMap((incident) => this.#of(incident) ?? [])
      .sort((a, b) => a.openedAt - b.openedAt)
      .slice(0, DRILL_INCIDENTS);
  }

  #of(incident: Incident): DrillIncident | null {
    const openedAt = Math.min(...incident.alerts.map((alert) => alert.openedAt).filter((at) => at >= this.#since));
    if (!Number.isFinite(openedAt)) return null;
    const { id, title, worst, firstAcknowledgedAt, acknowledgedAt, events, closedAt } = incident;
    const acknowledged = [firstAcknowledgedAt, acknowledgedAt].find((at) => at !== null && at >= this.#since) ?? null;
    const by = events.find(({ what, at }) => what === 'acknowledged' && at >= this.#since)?.who ?? null;
    return {
      id,
      title,
      severity: worst,
      openedAt,
      acknowledgedAt: acknowledged,
      acknowledgedBy: acknowledged === null ? null : by,
      answeredAt: this.#answered(incident, openedAt),
      statusAt: this.#statuses.get(id) ?? null,
      closedAt,
    };
  }

  #answered({ answeredAt }: Incident, openedAt: number): number | null {
    const times = [...this.#answers, ...(answeredAt === null ? [] : [answeredAt])].filter((at) => at >= openedAt);
    return times.length > 0 ? Math.min(...times) : null;
  }
}

/** "status on incident 4: Belts run again", for the log. */
function inWords(action: Action): string {
  const what = action.type.replaceAll('-', ' ');
  const on = 'incident' in action ? ` on incident ${action.incident}` : 'case' in action ? ` on case ${action.case}` : '';
  const text = 'text' in action && action.text ? `: ${action.text}` : '';
  return `${what}${on}${text}`.slice(0, 300);
}
