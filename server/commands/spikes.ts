import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { type Look, learn, type Rarity, rarity, spanSteps } from '../core/windows/rarity.ts';
import { csvRows } from '../files/csv.ts';
import { textOf } from '../files/form.ts';
import type { Row, RowRefusal } from '../files/row.ts';
import { readTime, TIME_FORMS } from '../files/time.ts';

/** A row that is rarer than one in so many opens an alert: what cost least on measured series, where a miss weighs as nine false alarms. */
export const ALERT_AT = 1 - 1 / 2500;
/** Steps that the spans were measured for, in minutes. */
const LONGEST_STEP = 60;
const MINUTE = 60_000;

const Fields = z.object({
  timestamp: z.string('there is no such column').refine((text) => readTime(text) !== null, `it is no time; ${TIME_FORMS}`),
  value: z
    .string('there is no such column')
    .refine((text) => text.trim() !== '' && Number(text) >= 0 && Number.isFinite(Number(text)), 'it is no number from 0 on'),
});

/** A series read row by row. The step is the time between its first two rows; means are over the rows since the last gap. */
interface Reading {
  line: number;
  /** Time of the newest row. */
  at: number;
  /** The newest values since the last gap, at most as many as the longest span holds. */
  newest: number[];
  rarity: Rarity | null;
  spans: number[];
}

/**
 * Reads a CSV of `timestamp,value`, counts in equal steps of 1 to 60 minutes, and writes it back with `expected`, `anomaly_score` and
 * `alert`, each row as soon as it is read and from no row after it. `anomaly_score` is 1 minus the share of rows that are at least as
 * unusual; while learning it is 0 and `expected` is empty. Resolves to the number of rows; throws with line and field at one that
 * cannot be read, because to leave it out would be to guess.
 */
export async function spikes(input: Readable, output: Writable): Promise<number> {
  const reading: Reading = { line: 1, at: Number.NEGATIVE_INFINITY, newest: [], rarity: null, spans: [] };
  await put(output, 'timestamp,value,expected,anomaly_score,alert\n');
  let rows = 0;
  for await (const row of csvRows(textOf(input, 'utf-8'), ',')) {
    const { timestamp, value } = fieldsOf(row);
    reading.line = row.line;
    await put(output, `${timestamp},${value},${answer(take(reading, readTime(timestamp)?.at ?? Number.NaN, Number(value)))}\n`);
    rows += 1;
  }
  return rows;
}

function fieldsOf(row: Row | RowRefusal): z.infer<typeof Fields> {
  if ('reason' in row) throw wrong(row.line, row.field, row.reason);
  const parsed = Fields.safeParse(row.fields);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw wrong(row.line, path.join('.'), message);
}

const wrong = (line: number, field: string, reason: string): Error => new Error(`line ${line}, ${field}: ${reason}`);

async function put(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}

/** How the row stands against those before it, which it then joins. The first row alone tells no step, and is not judged. */
function take(reading: Reading, at: number, value: number): Look | null {
  const passed = at - reading.at;
  if (!(passed > 0)) throw wrong(reading.line, 'timestamp', 'it is not later than the row before');
  if (!reading.rarity && Number.isFinite(passed)) begin(reading, passed / MINUTE);
  if (reading.rarity && passed > 1.5 * reading.rarity.step * MINUTE && Number.isFinite(passed)) reading.newest = [];
  reading.at = at;
  reading.newest = [...reading.newest, value].slice(-Math.max(1, ...reading.spans));
  return reading.rarity && learn(reading.rarity, meansOf(reading));
}

function begin(reading: Reading, step: number): void {
  if (step < 1 || step > LONGEST_STEP) throw wrong(reading.line, 'timestamp', `a step of ${step} minutes; 1 to ${LONGEST_STEP} are known`);
  reading.rarity = rarity(step);
  reading.spans = spanSteps(step);
}

const meansOf = ({ newest, spans }: Reading): number[] =>
  spans.map((span) => {
    const last = newest.slice(-span);
    return last.reduce((sum, value) => sum + value, 0) / last.length;
  });

/** A billionth at least is left over, so that the score never claims what is impossible. */
function answer(look: Look | null): string {
  const score = Math.min(1 - 1e-9, look?.fresh ?? 0);
  const expected = look?.expected ?? null;
  return `${expected === null ? '' : expected.toFixed(2)},${score.toFixed(9)},${score >= ALERT_AT ? 1 : 0}`;
}
