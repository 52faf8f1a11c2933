import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { DECAYS, type Growing, HORIZON } from '../core/viral/features.ts';
import { cameBy, forecast, isStream, outlook, probability } from '../core/viral/model.ts';
import { reasonsFor } from '../core/viral/reasons.ts';
import { textOf } from '../files/form.ts';
import { ndjsonRows } from '../files/ndjson.ts';
import type { Row, RowRefusal } from '../files/row.ts';

/** Events of one conversation that a line may hold. */
const EVENTS_BOUND = 1_000_000;
const Number0 = z.number().nonnegative();

/** One conversation as it was seen. Times are in seconds since the post; `threshold` is the size that is asked for. */
const Line = z.object({
  id: z.union([z.string().min(1), z.number()]),
  platform: z.string().nullish(),
  startedAtLocal: z.number().nullish(),
  observedAt: Number0,
  horizon: Number0.default(HORIZON),
  threshold: Number0,
  author: z
    .object({ followers: Number0.nullish(), following: Number0.nullish(), posts: Number0.nullish(), verified: z.boolean().nullish() })
    .nullish(),
  events: z.array(z.object({ dt: z.number() })).max(EVENTS_BOUND),
});
type Line = z.infer<typeof Line>;

export interface Forecasted {
  answered: number;
  refused: number;
}

/**
 * Tells the viral risk of each conversation of a JSONL stream: `{id, probability, expectedSize, low, high, reasons}` a line, in the order
 * of the input. A line that cannot be read is told on `errors` with its number and field, and never stops the rest.
 */
export async function viral(input: Readable, output: Writable, errors: Writable = process.stderr): Promise<Forecasted> {
  const done: Forecasted = { answered: 0, refused: 0 };
  for await (const row of ndjsonRows(textOf(input, 'utf-8'))) {
    const line = read(row);
    if ('reason' in line) {
      done.refused += 1;
      errors.write(`earshot viral: line ${line.line}, ${line.field}: ${line.reason}\n`);
      continue;
    }
    done.answered += 1;
    if (!output.write(`${JSON.stringify(answer(line))}\n`)) await once(output, 'drain');
  }
  return done;
}

function read(row: Row | RowRefusal): Line | RowRefusal {
  if ('reason' in row) return row;
  const parsed = Line.safeParse(row.fields);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  return { line: row.line, field: path.join('.') || 'line', reason: message };
}

/** A stream that the model was not fitted on is taken for everyday talk. */
function answer(line: Line): object {
  const growing = growingOf(line);
  const seen = outlook(growing, line.platform && isStream(line.platform) ? line.platform : 'mix');
  const { expected, low, high } = forecast(seen);
  const part = cameBy(growing.age, line.horizon);
  // The model speaks of a day. By an earlier hour a part of what is to come has come, and a size is as likely as one further off is.
  const at = (size: number): number => Math.round(growing.count + (size - growing.count) * part);
  const asked = part > 0 ? growing.count + (line.threshold - growing.count) / part : Number.POSITIVE_INFINITY;
  const chance = line.threshold <= growing.count ? 1 : asked < Number.POSITIVE_INFINITY ? probability(seen, asked) : 0;
  return {
    id: line.id,
    probability: Math.round(chance * 1e6) / 1e6,
    expectedSize: at(expected),
    low: at(low),
    high: at(high),
    reasons: reasonsFor(growing),
  };
}

function growingOf({ observedAt: age, events, author, startedAtLocal }: Line): Growing {
  const seen = events.filter(({ dt }) => dt < age);
  const paced = (decay: number): number => seen.reduce((sum, { dt }) => sum + Math.exp((dt - age) / decay), 0);
  const last = seen.reduce((latest, { dt }) => Math.max(latest, dt), 0);
  return {
    count: seen.length,
    pace1: paced(DECAYS[0]),
    pace5: paced(DECAYS[1]),
    pace15: paced(DECAYS[2]),
    pace60: paced(DECAYS[3]),
    age,
    quiet: age - last,
    hour: (((((startedAtLocal ?? 0) + age) % 86_400) + 86_400) % 86_400) / 3600,
    followers: author?.followers ?? null,
    following: author?.following ?? null,
    posts: author?.posts ?? null,
    verified: author?.verified ?? false,
  };
}
