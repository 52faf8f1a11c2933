import type { Case } from '../../../shared/case.ts';
import type { ScopeSetting } from '../settings.ts';
import type { Scope, State } from '../state.ts';
import { DAY } from '../windows/track.ts';
import { median } from './rank.ts';
import { DAYS_KEPT, type Day, type Figures, figures, SAMPLES_KEPT, type Sample, WINS_KEPT } from './state.ts';
import { monthKey } from './targets.ts';
import { settles } from './waits.ts';

/** Every case is ours, also one that names no watch: who writes to our account need not name the brand. */
const WHOLE = 'ours';

/** Ids of the watches that a scope limits the desk to; empty where it limits nothing. */
export const limitOf = ({ id, watches }: ScopeSetting): string[] => (id === WHOLE ? [] : watches);

/** Whether the case is about what the scope is limited to. */
export function isInScope({ setting }: Pick<Scope, 'setting'>, one: Pick<Case, 'watches'>): boolean {
  const limit = limitOf(setting);
  return limit.length === 0 || one.watches.some((watch) => limit.includes(watch));
}

export function figuresOf({ desk }: State, scope: string): Figures {
  const known = desk.figures.get(scope) ?? figures();
  desk.figures.set(scope, known);
  return known;
}

/** When the first response became known, or that there was none in time; null: neither yet. */
function knownAt(one: Case): number | null {
  const breached = one.clocks.find(({ kind }) => kind === 'first')?.breachedAt ?? null;
  return one.answeredAt ?? breached;
}

function sampleOf(one: Case, at: number): Sample {
  const clock = one.clocks.find(({ kind }) => kind === 'first');
  return {
    at,
    case: one.id,
    network: one.network,
    from: one.postedAt,
    first: one.answeredAt === null ? null : one.answeredAt - one.postedAt,
    substantive: one.substantiveAt === null ? null : one.substantiveAt - one.postedAt,
    inTime: clock ? clock.breachedAt === null : null,
  };
}

/** Brings the wall's figures in line with how fast this case was answered. Each case is one sample, also when it changes. */
export function settleSample(state: State, one: Case): void {
  const at = knownAt(one);
  const is = at === null ? null : sampleOf(one, at);
  const counted = is === null || is.inTime === null ? undefined : { month: monthKey(state.settings.zone, is.at), late: !is.inTime };
  for (const scope of state.scopes.values()) {
    if (!isInScope(scope, one)) continue;
    const kept = figuresOf(state, scope.setting.id);
    countMonth(kept.month, one.counted, counted);
    sample(kept.samples, is, one.id, state.now);
    win(kept, one, state);
  }
  if (counted) one.counted = counted;
  else delete one.counted;
}

function sample(samples: Figures['samples'], is: Sample | null, id: string, now: number): void {
  if (is === null) {
    samples.delete(id);
    return;
  }
  if (samples.has(id) || now - is.at < SAMPLES_FOR) samples.set(id, is);
  if (samples.size > SAMPLES_KEPT) makeRoom(samples, now);
}

/** Nothing on the wall looks further back: today, the last 24 hours, and the day that is closed at midnight. */
const SAMPLES_FOR = 2 * DAY;
/** Samples that leave at a time when there are too many, so that the search for the oldest is rare. */
const LEAVING = SAMPLES_KEPT / 10;

/** Those known longest ago leave, whatever order they came in: a source that fills in the past may begin anywhere. */
function makeRoom(samples: Figures['samples'], now: number): void {
  for (const [id, { at }] of samples) if (now - at >= SAMPLES_FOR) samples.delete(id);
  if (samples.size <= SAMPLES_KEPT) return;
  const oldest = [...samples].sort(([, a], [, b]) => a.at - b.at).slice(0, samples.size - SAMPLES_KEPT + LEAVING);
  for (const [id] of oldest) samples.delete(id);
}

/** A case counts in the month in which it was answered or due, once; what becomes known of it later corrects that. */
function countMonth(month: Figures['month'], was: Case['counted'], is: Case['counted']): void {
  const count = (each: Case['counted'], sign: 1 | -1): void => {
    if (each?.month !== month.key) return;
    month.due += sign;
    month.late += each.late ? sign : 0;
  };
  if (is && is.month > month.key) Object.assign(month, { key: is.month, due: 0, late: 0 });
  count(was, -1);
  count(is, 1);
}

/** The customer's thanks, for the wall. */
function win(kept: Figures, one: Case, state: State): void {
  const has = kept.wins.findIndex((each) => each.case === one.id);
  const thanks = one.turns.find(({ mention }) => mention === one.thanks);
  if (!thanks || !settles(one, thanks)) {
    if (has >= 0) kept.wins.splice(has, 1);
    return;
  }
  if (kept.wins[has]?.mention === thanks.mention) return;
  if (has >= 0) kept.wins.splice(has, 1);
  const { text = '', desk } = state.held.get(thanks.mention)?.mention ?? {};
  // What was written to a helpdesk was not meant for a wall.
  if (text === '' || desk) return;
  kept.wins.push({
    case: one.id,
    mention: thanks.mention,
    at: thanks.postedAt,
    customer: one.customer.name || one.customer.handle,
    agent: one.agents.at(-1) ?? null,
    text,
  });
  kept.wins.sort((a, b) => a.at - b.at);
  if (kept.wins.length > WINS_KEPT) kept.wins.shift();
}

/** The day that ended, for what is usual: medians by network, and of all. */
export function closeDay(state: State, from: number, to: number): void {
  for (const kept of state.desk.figures.values()) {
    const samples = [...kept.samples.values()].filter(({ at }) => at >= from && at < to);
    const networks = new Set(samples.map(({ network }) => network));
    for (const network of ['*', ...networks]) {
      const own = network === '*' ? samples : samples.filter((each) => each.network === network);
      if (own.length > 0) keepDay(kept, network, dayOf(from, own));
    }
  }
}

/** Networks of which the past days are kept. */
const NETWORKS_KEPT = 24;

function keepDay(kept: Figures, network: string, day: Day): void {
  const days = kept.days.get(network) ?? [];
  if (!kept.days.has(network) && kept.days.size >= NETWORKS_KEPT) return;
  kept.days.set(network, [...days, day].slice(-DAYS_KEPT));
}

const dayOf = (day: number, samples: Sample[]): Day => ({
  day,
  n: samples.length,
  first: median(samples.flatMap(({ first }) => first ?? [])),
  substantive: median(samples.flatMap(({ substantive }) => substantive ?? [])),
});

/** Scopes that the settings no longer know have no figures. */
export function forgetScopes(state: State): void {
  for (const id of state.desk.figures.keys()) if (!state.scopes.has(id)) state.desk.figures.delete(id);
}
