import { scaleLinear } from 'd3-scale';
import type { Channel, Substance } from '../../shared/reply.ts';
import type { BINS, ReportFigures } from '../../shared/report.ts';
import { lasting } from '../format/lasting.ts';
import { percent, UNKNOWN, whole } from '../format/number.ts';
import { FEW } from '../format/share.ts';
import type { Hours } from './view.ts';

/** One amount as a bar: `width` in percent of the widest. */
export interface Bar {
  count: number;
  share: number | null;
  /** Of how many it is a share. */
  of: number;
  width: number;
}

export interface BarRow {
  name: string;
  bars: Bar[];
  /** Drawn as what counts. */
  strong: boolean;
}

/** Bars of several columns over one scale, so that they can be compared across. A column's shares are of its own total. */
function barsOf(columns: readonly (readonly number[])[]): Bar[][] {
  const totals = columns.map((counts) => counts.reduce((sum, count) => sum + count, 0));
  const shares = columns.map((counts, c) => counts.map((count) => (totals[c] ? count / totals[c] : null)));
  const width = scaleLinear([0, Math.max(Number.EPSILON, ...shares.flat().map((share) => share ?? 0))], [0, 100]);
  return columns.map((counts, c) =>
    counts.map((count, i) => ({ count, of: totals[c] ?? 0, share: shares[c]?.[i] ?? null, width: width(shares[c]?.[i] ?? 0) })),
  );
}

/** A bar's share; its count where there are few to have a share of, and nothing where there are none. */
export function barWords({ count, of, share }: Bar): string {
  if (share === null) return UNKNOWN;
  return count === 0 || of < FEW ? whole(count) : `${percent(share)}%`;
}

/** The report's bins, written again so that the page need not load the schemas; the type holds them alike. */
const BOUNDS: typeof BINS = [300_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 86_400_000, 172_800_000];

/** `36 h` rather than `1 d 12 h`, and no empty second unit. */
const bound = (ms: number): string => lasting(ms).replace(/\u00a00+\u00a0(min|h)$/, '');

/** `up to 5 min`, `5 to 15 min`, ... `over 2 d`. */
export const BIN_NAMES: readonly string[] = [
  ...BOUNDS.map((to, i) => (i === 0 ? `up to ${bound(to)}` : `${bound(BOUNDS[i - 1] ?? 0)} to ${bound(to)}`)),
  `over ${bound(BOUNDS.at(-1) ?? 0)}`,
];

/** First responses, first ones with substance, and those to what customers wrote next, by how long they took. */
export function distribution({ first, firstSubstantive, next }: ReportFigures, hours: Hours): BarRow[] {
  const columns = barsOf([first[hours].bins, firstSubstantive[hours].bins, next[hours].bins]);
  return BIN_NAMES.map((name, i) => ({ name, strong: false, bars: columns.flatMap((column) => column[i] ?? []) }));
}

/** By what counts most; whether it has substance. */
const SUBSTANCES: Record<Substance, { name: string; strong: boolean }> = {
  answer: { name: 'Answer', strong: true },
  fix: { name: 'Fix or compensation', strong: true },
  question: { name: 'Specific question', strong: true },
  details: { name: 'Asks who or which', strong: false },
  redirection: { name: 'Sends elsewhere', strong: false },
  acknowledgement: { name: 'Acknowledgement', strong: false },
  apology: { name: 'Apology alone', strong: false },
  courtesy: { name: 'Courtesy', strong: false },
};

/** What replies gave, those with substance first. */
export function substances({ substances: counts }: ReportFigures): BarRow[] {
  const known: Record<string, number> = counts;
  const [bars = []] = barsOf([Object.keys(SUBSTANCES).map((substance) => known[substance] ?? 0)]);
  return Object.values(SUBSTANCES).map((row, i) => ({ ...row, bars: bars.slice(i, i + 1) }));
}

const CHANNEL_NAMES: Record<Channel, string> = {
  private: 'Private message',
  form: 'Form',
  phone: 'Phone',
  email: 'Email',
  account: 'Another account',
  place: 'A place',
  app: 'App',
};

/** Where customers were sent, most often first; empty when nobody was. Shares are of the answered cases. */
export function channels({ channels: counts, answered }: ReportFigures): BarRow[] {
  const known: Record<string, number> = counts;
  const sent = Object.entries(CHANNEL_NAMES)
    .map(([channel, name]) => ({ name, count: known[channel] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const most = Math.max(1, ...sent.map(({ count }) => count));
  return sent.map(({ name, count }) => ({
    name,
    strong: false,
    bars: [{ count, of: answered.count, share: answered.count ? count / answered.count : null, width: (100 * count) / most }],
  }));
}
