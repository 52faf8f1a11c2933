import { BINS, type Report, type ReportFigures, type ReportRow } from '../../shared/report.ts';

/** Spreadsheets read UTF-8 as something else unless the file begins with this. */
export const MARK = '\ufeff';
const HEAD = ['section', 'name', 'metric', 'value', 'n', 'low', 'high', 'before'];

export type Cell = string | number | null;
/** What a metric is worth: a number, or a rate or spread with how many it is of. */
interface Value {
  value: Cell;
  n?: number;
  low?: number | null;
  high?: number | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every figure as rows of metric and value, named by its way: `first.clock.median`. Shares are 0 to 1, times ms. */
function metricsOf(figures: object, way = ''): [metric: string, value: Value][] {
  return Object.entries(figures).flatMap(([name, value]) => metricOf(way === '' ? name : `${way}.${name}`, value));
}

function metricOf(metric: string, value: unknown): [string, Value][] {
  if (Array.isArray(value)) return binsOf(metric, value);
  if (!isRecord(value)) return [[metric, { value: cellOf(value) }]];
  const { share, of, low, high, count } = value;
  if (typeof of === 'number') {
    return [
      [`${metric}.count`, { value: cellOf(count), n: of }],
      [`${metric}.share`, { value: cellOf(share), n: of, low: numberOf(low), high: numberOf(high) }],
    ];
  }
  return metricsOf(value, metric);
}

const binsOf = (metric: string, bins: unknown[]): [string, Value][] =>
  bins.map((count, i) => [`${metric}.${i < BINS.length ? `up to ${BINS[i]! / 60_000} min` : 'more'}`, { value: cellOf(count) }]);

const cellOf = (value: unknown): Cell => (typeof value === 'number' || typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function figureRows(figures: ReportFigures, before: ReportFigures | null): Cell[][] {
  const earlier = new Map(before ? metricsOf(before) : []);
  return metricsOf(figures).map(([metric, value]) => row('figures', '', metric, value, earlier.get(metric)?.value));
}

const groupRows = (group: string, { name, ...rest }: ReportRow): Cell[][] =>
  metricsOf(rest).map(([metric, value]) => row(group, name, metric, value));

const seriesRows = ({ at, ...rest }: Report['series'][number]): Cell[][] =>
  metricsOf(rest).map(([metric, value]) => row('series', new Date(at).toISOString(), metric, value));

const accountRows = ({ account, ...rest }: Report['accounts'][number]): Cell[][] =>
  metricsOf(rest).map(([metric, value]) => row('account (seconds)', account, metric, value));

const row = (section: string, name: string, metric: string, { value, n, low, high }: Value, before: Cell = null): Cell[] => [
  section,
  name,
  metric,
  value,
  n ?? null,
  low ?? null,
  high ?? null,
  before,
];

/** What a spreadsheet would run as a formula is told as text; RFC 4180 otherwise. */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;

/** The report as one tidy table, UTF-8 with a byte order mark. */
export function csvOf({ figures, before, groups, series, accounts }: Report): string {
  const rows = [
    HEAD,
    ...figureRows(figures, before),
    ...Object.entries(groups).flatMap(([group, some]) => (some ?? []).flatMap((one) => groupRows(group, one))),
    ...series.flatMap(seriesRows),
    ...accounts.flatMap(accountRows),
  ];
  return MARK + rows.map(csvLine).join('');
}
