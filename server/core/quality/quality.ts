import type { Incident, Mark, Miss } from '../../../shared/incident.ts';
import type { Lasting, Quality, RuleQuality } from '../../../shared/quality.ts';
import type { Rule } from '../../../shared/rule.ts';
import { rate } from '../desk/report/rates.ts';
import { firstHeardOf } from './lead.ts';
import { atLeastADay, counts, isWorth, looksAt, verdictOf } from './marks.ts';

const WEEK = 7 * 86_400_000;
const TEN_MINUTES = 600_000;

/** What is measured: incidents that opened from `from` on, what people recorded as missed, and the rules in force. */
export interface Measuring {
  from: number;
  to: number;
  incidents: readonly Incident[];
  misses: readonly Miss[];
  rules: readonly Rule[];
  accepted: Quality['accepted'];
  /** There were more incidents than were read. */
  left: boolean;
}

/** How every rule did, as far as people said and the incidents tell; rules of which nothing is known are left out. */
export function qualityOf(measuring: Measuring): Quality {
  const { from, to, accepted, left } = measuring;
  const incidents = measuring.incidents.filter((one) => counts(one) && one.openedAt >= from && one.openedAt <= to);
  const misses = measuring.misses.filter(({ happenedAt }) => happenedAt >= from && happenedAt <= to);
  const known = new Map(measuring.rules.map((rule) => [rule.id, rule]));
  const over = { ...measuring, incidents, misses };
  const ids = [...new Set([...known.keys(), ...incidents.flatMap(rulesOf)])];
  return {
    from,
    to,
    days: (to - from) / 86_400_000,
    incidents: incidents.length,
    left,
    all: figures(over, { alerts: alertsOf(incidents, () => true), led: incidents, missed: misses }),
    rules: ids.flatMap((id) => ruleQuality(over, id, known.get(id) ?? null)),
    misses: [...misses].sort((a, b) => b.happenedAt - a.happenedAt),
    accepted,
  };
}

const rulesOf = ({ alerts, lead }: Incident): string[] => [lead.rule, ...alerts.map(({ rule }) => rule)];

const alertsOf = (incidents: readonly Incident[], isOf: (rule: string) => boolean): number =>
  incidents.reduce((sum, { alerts }) => sum + alerts.filter(({ rule }) => isOf(rule)).length, 0);

function ruleQuality(measuring: Measuring, id: string, rule: Rule | null): RuleQuality[] {
  const led = measuring.incidents.filter(({ lead }) => lead.rule === id);
  const alerts = alertsOf(measuring.incidents, (other) => other === id);
  const kind = rule?.kind ?? led[0]?.lead.kind ?? measuring.incidents.flatMap((one) => one.alerts).find((one) => one.rule === id)?.kind;
  if (kind === undefined || (alerts === 0 && led.length === 0)) return [];
  const missed = rule ? measuring.misses.filter((miss) => looksAt(rule, miss)) : [];
  return [{ rule: id, kind, ...figures(measuring, { alerts, led, missed }) }];
}

interface Of {
  alerts: number;
  led: readonly Incident[];
  missed: readonly Miss[];
}

function figures(measuring: Measuring, { alerts, led, missed }: Of): Quality['all'] {
  const marks = marksOf(led);
  const worth = led.filter((one) => isWorth(verdictOf(one))).length;
  const marked = led.filter((one) => verdictOf(one) !== null).length;
  const span = atLeastADay(measuring.to - measuring.from);
  return {
    alerts,
    aWeek: (alerts * WEEK) / span,
    led: led.length,
    marks,
    precision: rate(worth, marked),
    recall: rate(worth, worth + missed.length),
    lead: {
      people: lasting(led.map((one) => before(one.openedAt, firstHeardOf(one, measuring.misses)))),
      press: lasting(led.map((one) => before(one.openedAt, one.pressAt))),
    },
    acknowledge: lasting(led.map((one) => before(one.openedAt, one.firstAcknowledgedAt))),
    clear: lasting(led.map((one) => before(one.openedAt, one.calmAt ?? one.closedAt))),
    load: (ringsOf(led) * TEN_MINUTES) / span,
  };
}

function marksOf(led: readonly Incident[]): Record<Mark, number> {
  const marks: Record<Mark, number> = { useful: 0, late: 0, noise: 0, duplicate: 0 };
  for (const one of led) {
    const mark = verdictOf(one);
    if (mark) marks[mark]++;
  }
  return marks;
}

/** What rings for whoever is there rings for each of them. */
const ringsOf = (led: readonly Incident[]): number => led.reduce((sum, { news }) => sum + news.filter(({ rings }) => rings).length, 0);

const before = (at: number, other: number | null): number | null => (other === null ? null : other - at);

function lasting(values: readonly (number | null)[]): Lasting {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return { n: known.length, median: medianOf(known) };
}

/** Of values that rise; of an even number of them the lower of the middle two. */
const medianOf = (rising: readonly number[]): number | null => rising[Math.floor((rising.length - 1) / 2)] ?? null;
