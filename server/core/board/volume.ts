import type { VolumeNowSlice, VolumeSlice } from '../../../shared/slices.ts';
import { isSurge } from '../alerts/same.ts';
import { blindSpans } from '../sources.ts';
import type { Scope, State } from '../state.ts';
import { band } from '../windows/baseline.ts';
import { holds, values } from '../windows/ring.ts';
import { MINUTE, type Track } from '../windows/track.ts';
import { lastMinute } from './pulse.ts';
import { concerns, watchesOf } from './watches.ts';

/** Minutes of history on the wall, and how many of the newest are sent again with every change. */
const HISTORY = 180;
const GROWING = 3;
/** Lines beside the total. */
const LINES = 4;
/** Marks on one chart, newest kept. */
const MARKS = 12;

/** What both slices hold of the newest minutes. */
function stretch(state: State, scope: Scope, minutes: number) {
  const to = Math.floor(state.now / MINUTE);
  const from = to - minutes + 1;
  const shown = (to - HISTORY + 1) * MINUTE;
  return {
    from: from * MINUTE,
    step: MINUTE,
    total: values(scope.series.total.minutes, from, to),
    expected: expected(scope.series.total, from, to),
    watches: watchesOf(state, scope)
      .slice(0, LINES)
      .map(({ watch, series }) => ({ watch, counts: values(series.total.minutes, from, to) })),
    spikes: spikes(state, scope, shown),
    blind: blindSince(state, shown),
  };
}

export function volume(state: State, scope: Scope): VolumeSlice {
  const { watches, ...rest } = stretch(state, scope, HISTORY);
  return { ...rest, watches: watches.map(({ watch: { id, name, kind, rank }, counts }) => ({ id, name, kind, rank, counts })) };
}

export function volumeNow(state: State, scope: Scope): VolumeNowSlice {
  const { watches, ...rest } = stretch(state, scope, GROWING);
  return { ...rest, watches: watches.map(({ watch: { id }, counts }) => ({ id, counts })), lastMinute: lastMinute(scope, state.now) };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Unknown before anything was learnt, and where the ring of expectations does not reach. */
function expected(track: Track, from: number, to: number): VolumeSlice['expected'] {
  const known = values(track.expected, from, to).map((rate, i) => (rate > 0 && holds(track.expected, from + i) ? rate : null));
  const bands = known.map((rate) => (rate === null ? null : band(rate, track.dispersion)));
  return {
    mid: known.map((rate) => rate && round(rate)),
    low: bands.map((edge) => edge && round(edge.low)),
    high: bands.map((edge) => edge && round(edge.high)),
  };
}

function spikes(state: State, scope: Scope, from: number): VolumeSlice['spikes'] {
  const open = [...state.open.values()].map(({ alert }) => alert);
  return [...state.closed, ...open]
    .filter(
      (alert) =>
        isSurge(alert.kind) && (alert.closedAt ?? state.now) >= from && concerns(scope, alert.kind, [alert.subject, ...alert.merged]),
    )
    .sort((a, b) => a.onsetAt - b.onsetAt)
    .slice(-MARKS)
    .map(({ onsetAt, closedAt, severity, subjectName, id, peak, surge }) => ({
      at: onsetAt,
      end: closedAt ?? null,
      severity,
      label: subjectName,
      alert: id,
      peak: peak.at,
      ...(surge ? { multiple: surge.multiple } : {}),
    }));
}

const blindSince = (state: State, from: number): VolumeSlice['blind'] =>
  blindSpans(state)
    .filter((span) => span.to > from)
    .slice(-MARKS)
    .map(({ from: began, to, sources, whole }) => ({ from: began, to, sources, whole }));
