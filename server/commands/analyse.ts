import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { ID_BOUND, type Mention } from '../../shared/mention.ts';
import { bound, plain } from '../../shared/text.ts';
import { buildAnalyser } from '../core/analysis/analyse.ts';
import type { Analyser } from '../core/analysis/analyser.ts';
import { defaultSettings, type Settings } from '../core/settings.ts';
import { textOf } from '../files/form.ts';
import { ndjsonRows } from '../files/ndjson.ts';
import type { Row, RowRefusal } from '../files/row.ts';

const Handle = z.union([z.string(), z.object({ handle: z.string() }).transform(({ handle }) => handle)]);

/** One line of input. `author` is a handle, or a mention's author. */
const Line = z.object({
  id: z.union([z.string().min(1).max(ID_BOUND), z.int()]),
  text: z.string(),
  lang: z.string().nullish(),
  network: z.string().nullish(),
  author: Handle.nullish(),
});
type Line = z.infer<typeof Line>;

/** How it went: lines answered, and lines that could not be read. */
export interface Analysed {
  answered: number;
  refused: number;
}

/**
 * Hears each post of a JSONL stream: `{id, text, lang?, network?, author?}` a line in, `{id, language, label, score, confidence,
 * addressed, terms}` a line out, and `watches` when the settings have any. A line is answered as soon as it is read, in the
 * order of the input; no more is read while the output is full. A line that cannot be read is told on `errors` with its number and field.
 */
export async function analyse(
  input: Readable,
  output: Writable,
  settings: Settings = defaultSettings(),
  errors: Writable = process.stderr,
): Promise<Analysed> {
  const analyser = buildAnalyser(settings);
  const done: Analysed = { answered: 0, refused: 0 };
  for await (const row of ndjsonRows(textOf(input, 'utf-8'))) {
    const line = read(row);
    if ('reason' in line) {
      done.refused += 1;
      errors.write(`earshot analyse: line ${line.line}, ${line.field}: ${line.reason}\n`);
      continue;
    }
    done.answered += 1;
    await put(output, `${JSON.stringify(answer(analyser, line, settings))}\n`);
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

async function put(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}

function answer(analyser: Analyser, line: Line, { watches }: Settings): object {
  const { watches: matched, own: _, ...heard } = analyser.analyse(mentionOf(line));
  const { language, label, score, confidence, addressed, terms } = heard;
  const answered = { id: line.id, language, label, score, confidence, addressed, terms };
  return watches.length === 0 ? answered : { ...answered, watches: matched.map((watch) => ({ watch, label, score })) };
}

/** The post as intake would make it. Its times are of no consequence to what is heard in it. */
function mentionOf({ id, text, lang, network, author }: Line): Mention {
  const handle = author?.replace(/^@/, '') ?? '';
  return {
    id: `stdin:${id}`.slice(0, ID_BOUND),
    source: 'stdin',
    network: network ?? 'web',
    author: { id: handle, handle, name: handle },
    text: bound(plain(text)),
    lang: lang ?? undefined,
    postedAt: 0,
    receivedAt: 0,
  };
}
