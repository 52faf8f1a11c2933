import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { ID_BOUND, type Mention } from '../../shared/mention.ts';
import { bound, plain } from '../../shared/text.ts';
import { buildAnalyser } from '../core/analysis/analyse.ts';
import type { Analyser } from '../core/analysis/analyser.ts';
import { placeOf } from '../core/analysis/places/places.ts';
import { defaultSettings, type Settings } from '../core/settings.ts';
import { textOf } from '../files/form.ts';
import { ndjsonBlocks } from '../files/ndjson.ts';
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
 * intent, urgency, addressed, places, terms}` a line out, and `watches` when the settings have any. Lines are answered as they are
 * read, in the order of the input; no more is read while the output is full. A line that cannot be read is told on `errors` with its
 * number and field.
 *
 * `label` is always the likeliest of the three; `unsure` is there when it is not likely enough to be shown as more than a guess.
 */
export async function analyse(
  input: Readable,
  output: Writable,
  settings: Settings = defaultSettings(),
  errors: Writable = process.stderr,
): Promise<Analysed> {
  const analyser = buildAnalyser(settings);
  const done: Analysed = { answered: 0, refused: 0 };
  for await (const rows of ndjsonBlocks(textOf(input, 'utf-8'))) {
    let answers = '';
    for (const row of rows) {
      const line = read(row);
      if ('reason' in line) {
        done.refused += 1;
        errors.write(`earshot analyse: line ${line.line}, ${line.field}: ${line.reason}\n`);
        continue;
      }
      done.answered += 1;
      answers += `${JSON.stringify(answer(analyser, line, settings))}\n`;
    }
    if (answers !== '' && !output.write(answers)) await once(output, 'drain');
  }
  return done;
}

function read(row: Row | RowRefusal): Line | RowRefusal {
  if ('reason' in row) return row;
  if (isSimple(row.fields)) return row.fields;
  const parsed = Line.safeParse(row.fields);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  return { line: row.line, field: path.join('.') || 'line', reason: message };
}

/** Nearly every line is this simple, and the schema takes as long over it as all that is heard in it. */
function isSimple(fields: Record<string, unknown>): fields is Line {
  const { id, text, lang, network, author } = fields;
  return (
    typeof id === 'string' &&
    id.length > 0 &&
    id.length <= ID_BOUND &&
    typeof text === 'string' &&
    (lang === undefined || typeof lang === 'string') &&
    (network === undefined || typeof network === 'string') &&
    (author === undefined || typeof author === 'string')
  );
}

function answer(analyser: Analyser, line: Line, settings: Settings): object {
  const { language, label, leaning, score, confidence, intent, urgency, addressed, places, terms, ...heard } = analyser.analyse(
    mentionOf(line),
  );
  const answered = {
    id: line.id,
    language,
    label: leaning ?? label,
    ...(leaning ? { unsure: true } : {}),
    score,
    confidence,
    intent,
    urgency,
    addressed,
    places: places?.map((id) => placeOf(id, settings)?.name ?? id),
    terms,
  };
  if (settings.watches.length === 0) return answered;
  return { ...answered, watches: heard.watches.map((watch) => ({ watch, ...(heard.toward?.[watch] ?? { label, score }) })) };
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
