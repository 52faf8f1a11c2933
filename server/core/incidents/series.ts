import type { Incident } from '../../../shared/incident.ts';
import type { Series, State } from '../state.ts';
import { count, holds } from '../windows/ring.ts';
import { MINUTE } from '../windows/track.ts';

/** Steps of an incident's curve; when there are more, each two become one. */
const STEPS_KEPT = 720;
/** Minutes before the onset that the curve begins with. */
const BEFORE = 30;

const seriesOf = (state: State, subject: string): Series | undefined =>
  state.watches.get(subject) ?? (subject === 'all' ? state.scopes.get('all')?.series : undefined);

/** The curve from a little before the onset up to now, as far as minutes are known. */
export function beginSeries(state: State, incident: Incident): void {
  const first = Math.floor(incident.onsetAt / MINUTE) - BEFORE;
  const last = Math.floor(state.now / MINUTE);
  incident.series = {
    from: Math.max(first, last - STEPS_KEPT + 1) * MINUTE,
    step: MINUTE,
    total: [],
    negative: [],
    expected: [],
    replies: [],
  };
  for (let bucket = incident.series.from / MINUTE; bucket < last; bucket++) addMinute(state, incident, bucket);
}

/** At each minute that began: the one that ended goes to the curve. */
export function extendSeries(state: State, incident: Incident): void {
  addMinute(state, incident, Math.floor(state.now / MINUTE) - 1);
}

function addMinute(state: State, { lead, series }: Incident, bucket: number): void {
  const place = Math.floor((bucket * MINUTE - series.from) / series.step);
  if (place < 0) return;
  if (place >= STEPS_KEPT) {
    halve(series);
    addMinute(state, { lead, series } as Incident, bucket);
    return;
  }
  for (const values of [series.total, series.negative, series.expected, series.replies]) while (values.length <= place) values.push(0);
  const heard = seriesOf(state, lead.subject) ?? state.scopes.get('all')?.series;
  if (!heard) return;
  series.total[place]! += count(heard.total.minutes, bucket);
  series.negative[place]! += count(heard.negative.minutes, bucket);
  series.expected[place]! += holds(heard.total.expected, bucket) ? round(count(heard.total.expected, bucket)) : 0;
}

/** A reply of ours to a post of the incident. */
export function countReply(incident: Incident, at: number): void {
  const place = Math.floor((at - incident.series.from) / incident.series.step);
  if (place < 0 || place >= STEPS_KEPT) return;
  while (incident.series.replies.length <= place) incident.series.replies.push(0);
  incident.series.replies[place]!++;
}

function halve(series: Incident['series']): void {
  series.step *= 2;
  const pairs = (values: number[]): number[] =>
    Array.from({ length: Math.ceil(values.length / 2) }, (_, i) => values[2 * i]! + (values[2 * i + 1] ?? 0));
  Object.assign(series, {
    total: pairs(series.total),
    negative: pairs(series.negative),
    expected: pairs(series.expected),
    replies: pairs(series.replies),
  });
}

const round = (value: number): number => Math.round(value * 10) / 10;
