import type { AnswersSlice } from '../../../shared/care.ts';
import { censusOf, oncePerSecond } from '../desk/census.ts';
import { met, metWithin } from '../desk/expect.ts';
import { median, rank, rising } from '../desk/rank.ts';
import type { DeskSetting } from '../desk/setting.ts';
import type { Figures, Sample } from '../desk/state.ts';
import { deskOf } from '../settings.ts';
import type { Scope, State } from '../state.ts';
import { DAY, HOUR } from '../windows/track.ts';

/** Networks that have a row of their own, those with most answers. */
const NETWORKS = 6;
/** The row of all networks together. */
const ALL = '*';

type Row = AnswersSlice['networks'][number];
type Times = Row['first'];

/**
 * How fast we answer, and how fast with substance. Times are those of the clock on the wall; `today` is since midnight in the zone of the
 * settings; medians and ninetieth percentiles are by nearest rank.
 */
export const answers = oncePerSecond((state: State, scope: Scope, now: number): AnswersSlice => {
  const figures = state.desk.figures.get(scope.setting.id);
  const setting = deskOf(state.settings);
  const samples = [...(figures?.samples.values() ?? [])];
  return {
    hour: inTime(samples, now - HOUR),
    today: inTime(samples, state.desk.day),
    goal: setting.inTime,
    networks: networks(samples, now - DAY, figures?.days, setting),
    expected: expected(state, scope, setting),
  };
});

function inTime(samples: readonly Sample[], since: number): AnswersSlice['hour'] {
  let [n, kept] = [0, 0];
  for (const sample of samples) {
    if (sample.at < since || sample.inTime === null) continue;
    n++;
    if (sample.inTime) kept++;
  }
  return { n, share: n > 0 ? thousandths(kept / n) : null };
}

function networks(samples: readonly Sample[], since: number, days: Figures['days'] | undefined, setting: DeskSetting): Row[] {
  const recent = samples.filter(({ at }) => at >= since);
  const groups = [...Map.groupBy(recent, ({ network }) => network)].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return [[ALL, recent] as const, ...groups.slice(0, NETWORKS)].map(([network, own]) => ({
    network,
    first: times(own, 'first', network, days),
    substantive: { ...times(own, 'substantive', network, days), share: withSubstance(own) },
    target: target(setting, network),
  }));
}

/** Of those who got such an answer, as in reports. */
function times(samples: readonly Sample[], of: 'first' | 'substantive', network: string, days: Figures['days'] | undefined): Times {
  const sorted = rising(samples.flatMap((sample) => sample[of] ?? []));
  const before = (days?.get(network) ?? []).flatMap((day) => day[of] ?? []);
  return { n: sorted.length, median: rank(sorted, 0.5), p90: rank(sorted, 0.9), usual: median(before) };
}

/** Share of the answered who got substance: beside its times, which know nothing of those who got words alone. Null of nobody. */
function withSubstance(samples: readonly Sample[]): number | null {
  const answered = samples.filter(({ first }) => first !== null);
  if (answered.length === 0) return null;
  return thousandths(answered.filter(({ substantive }) => substantive !== null).length / answered.length);
}

/** What was promised to everybody there, in ordinary cases: targets for some watches, languages or teams alone are not the network's. */
function target({ targets }: DeskSetting, network: string): number | null {
  const common = targets.find(
    (one) =>
      (one.network === undefined || one.network === network) &&
      one.watch === undefined &&
      one.language === undefined &&
      one.team === undefined &&
      (one.priority === undefined || one.priority === 'normal'),
  );
  return common?.first ?? null;
}

function expected(state: State, scope: Scope, { expectations, expectationsSource }: DeskSetting): AnswersSlice['expected'] {
  const { waited } = censusOf(state, scope);
  const share = met(expectations, waited);
  return {
    share: share === null ? null : thousandths(share),
    n: waited.answered.length + waited.open.length,
    of: expectations.map(({ within, share: expect }) => {
      const answered = metWithin(waited, within);
      return { within, expect, met: answered === null ? null : thousandths(answered) };
    }),
    source: expectationsSource,
  };
}

const thousandths = (share: number): number => Math.round(share * 1000) / 1000;
