import type { Alert } from '../../../shared/alert.ts';
import { type BacktestResult, COMPARED, type Compared, TRIED_ALERTS, type Tried, type TriedAlert } from '../../../shared/backtest.ts';
import type { IncidentLine, Miss } from '../../../shared/incident.ts';
import type { Rule } from '../../../shared/rule.ts';
import { MINUTE } from '../windows/track.ts';
import { atLeastADay, counts, isWorth, looksAt, sharesAny, verdictOf } from './marks.ts';
import { judged } from './words.ts';

const WEEK = 7 * 86_400_000;
const TEN_MINUTES = 10 * MINUTE;
/** An alert tells of an incident when it opens this long before it began at most, and while it lasts. */
const BEFORE = 15 * MINUTE;
/** People put the time of what was missed down roughly. */
const MISSED = { before: 30 * MINUTE, after: 60 * MINUTE };

/** What a trial raised: `openings` are the times of all, rising; of `alerts` there may be fewer. */
export interface RaisedBy {
  alerts: readonly Alert[];
  openings: readonly number[];
}

export type Known = Pick<IncidentLine, 'id' | 'title' | 'lead' | 'subjects' | 'onsetAt' | 'openedAt' | 'closedAt' | 'marks'> & {
  mergedInto?: string | null;
};

/** What is judged. Times are ms since 1970 UTC. */
export interface Judging {
  rule: Rule;
  from: number;
  to: number;
  posts: number;
  tookMs: number;
  /** By the rule as it is; null where it is not in force. */
  present: RaisedBy | null;
  changed: RaisedBy;
  incidents: readonly Known[];
  misses: readonly Miss[];
  accepted: BacktestResult['accepted'];
}

/** What a change of the rule would have done, held against what it does now and against what people said. */
export function judge(judging: Judging): BacktestResult {
  const { present, changed, from, to, posts, tookMs, accepted } = judging;
  const compared = comparedIn(judging);
  const both = compared.flatMap(({ sooner }) => (sooner === null ? [] : [sooner])).sort((a, b) => a - b);
  const result: BacktestResult = {
    from,
    to,
    days: (to - from) / 86_400_000,
    posts,
    tookMs,
    words: [],
    present: present && tried(judging, present, compared, 'present'),
    changed: tried(judging, changed, compared, 'changed'),
    compared: compared.slice(0, COMPARED),
    sooner: both[Math.floor((both.length - 1) / 2)] ?? null,
    accepted,
  };
  return { ...result, words: judged(result) };
}

type Side = 'present' | 'changed';

function tried({ from, to, incidents }: Judging, { alerts, openings }: RaisedBy, compared: readonly Compared[], side: Side): Tried {
  const found = (of: readonly Compared[]): number => of.filter((one) => one[side] !== null).length;
  const worth = compared.filter(({ what }) => what === 'useful' || what === 'late');
  const missed = compared.filter(({ what }) => what === 'miss');
  const noise = compared.filter(({ what }) => what === 'noise' || what === 'duplicate');
  return {
    count: openings.length,
    aWeek: (openings.length * WEEK) / atLeastADay(to - from),
    alerts: alerts
      .slice(-TRIED_ALERTS)
      .map((alert) => line(alert, incidents))
      .reverse(),
    load: loadOf(openings, to - from),
    useful: { found: found(worth), of: worth.length },
    misses: { found: found(missed), of: missed.length },
    noise: { raised: found(noise), of: noise.length },
  };
}

/** Whoever is there hears each of them once. */
export function loadOf(openings: readonly number[], span: number): Tried['load'] {
  let worst = 0;
  let worstAt: number | null = null;
  for (let first = 0, next = 0; first < openings.length; first++) {
    const began = openings[first]!;
    while (next < openings.length && openings[next]! < began + TEN_MINUTES) next++;
    if (next - first > worst) [worst, worstAt] = [next - first, began];
  }
  return { average: (openings.length * TEN_MINUTES) / atLeastADay(span), worst, worstAt };
}

function line(alert: Alert, incidents: readonly Known[]): TriedAlert {
  const was = incidents.find((incident) => tellsOf(alert, incident));
  const { severity, kind, subject, subjectName, title, reason, windowSeconds, onsetAt, peak } = alert;
  const { seen, expected } = peak;
  const times = { at: alert.openedAt, onsetAt, closedAt: alert.closedAt ?? null };
  const of = { incident: was?.id ?? null, mark: was ? verdictOf(was) : null };
  return { ...times, severity, kind, subject, subjectName, title, reason, seen, expected, windowSeconds, ...of };
}

function tellsOf({ openedAt, subject, merged }: Alert, { onsetAt, openedAt: told, closedAt, subjects }: Known): boolean {
  const within = openedAt >= Math.min(onsetAt, told) - BEFORE && openedAt <= (closedAt ?? Number.POSITIVE_INFINITY);
  return (
    within &&
    sharesAny(
      [subject, ...merged].filter((one) => one !== 'all'),
      subjects,
    )
  );
}

function catches(alert: Alert, { happenedAt, watches }: Miss): boolean {
  const { openedAt, closedAt, subject, merged } = alert;
  const within = openedAt <= happenedAt + MISSED.after && (closedAt ?? Number.POSITIVE_INFINITY) >= happenedAt - MISSED.before;
  return within && sharesAny(watches, [subject, ...merged]);
}

/** Everything that people said something of and that is this rule's business: of its kind, or raised by either version. */
function comparedIn({ rule, from, to, present, changed, incidents, misses }: Judging): Compared[] {
  const marked = incidents.filter((one) => counts({ mergedInto: one.mergedInto ?? null }) && one.openedAt >= from && one.openedAt <= to);
  const of = (isIt: (alert: Alert) => boolean) => ({ present: firstOf(present, isIt), changed: firstOf(changed, isIt) });
  const told = marked.flatMap((one): Compared[] => {
    const what = verdictOf(one);
    const when = of((alert) => tellsOf(alert, one));
    const isIts = one.lead.kind === rule.kind && sharesAny(rule.watches, one.subjects);
    if (what === null || (!isIts && when.present === null && when.changed === null)) return [];
    return [{ what, incident: one.id, title: one.title, at: one.openedAt, ...when, sooner: isWorth(what) ? soonerBy(when) : null }];
  });
  const missed = misses
    .filter((miss) => looksAt(rule, miss) && miss.happenedAt >= from && miss.happenedAt <= to)
    .map((miss): Compared => {
      const when = of((alert) => catches(alert, miss));
      const title = miss.note || 'Something that was missed';
      return { what: 'miss', incident: null, title, at: miss.happenedAt, ...when, sooner: soonerBy(when) };
    });
  return [...told, ...missed].sort((a, b) => b.at - a.at);
}

const firstOf = (raised: RaisedBy | null, isIt: (alert: Alert) => boolean): number | null => raised?.alerts.find(isIt)?.openedAt ?? null;

const soonerBy = ({ present, changed }: Record<Side, number | null>): number | null =>
  present === null || changed === null ? null : present - changed;
