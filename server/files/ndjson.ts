import { plain } from '../../shared/text.ts';
import { RECORD_BOUND, type Row, type RowRefusal } from './row.ts';

/** Posts as one JSON object a line. Empty lines count as lines and give no row. */
export async function* ndjsonRows(text: AsyncIterable<string>): AsyncGenerator<Row | RowRefusal> {
  for await (const rows of ndjsonBlocks(text)) yield* rows;
}

/** The same, as many rows at a time as a piece of the text holds: waiting for each by itself takes longer than reading it. */
export async function* ndjsonBlocks(text: AsyncIterable<string>): AsyncGenerator<(Row | RowRefusal)[]> {
  let line = 0;
  for await (const lines of linesOf(text)) {
    const rows: (Row | RowRefusal)[] = [];
    for (const content of lines) {
      line += 1;
      if (content === null) rows.push({ line, field: 'line', reason: `longer than ${RECORD_BOUND} characters` });
      else if (content.trim() !== '') rows.push(rowOf(line, content));
    }
    yield rows;
  }
}

function rowOf(line: number, content: string): Row | RowRefusal {
  try {
    const value = parse(content);
    if (isRecord(value)) return { line, fields: value };
    return { line, field: 'line', reason: 'not a JSON object' };
  } catch (error) {
    // The parser quotes the line, which may hold what a terminal would obey.
    return { line, field: 'line', reason: `not JSON: ${plain(String(error)).replaceAll('\n', ' ').slice(0, 120)}` };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
const parseWith: (text: string, reviver: Reviver) => unknown = JSON.parse;

/** Ids are often numbers beyond 2^53, which would be rounded into one another: such numbers are kept as the digits written. */
const parse = (content: string): unknown => (/\d{16}/.test(content) ? parseWith(content, exact) : JSON.parse(content));

const exact: Reviver = (_key, value, context) =>
  typeof value === 'number' && /^\d{16,}$/.test(context?.source ?? '') ? context?.source : value;

/** Lines without their ends, piece by piece; `null` stands for one that is longer than the bound and was dropped as it came. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<(string | null)[]> {
  let held = '';
  let dropping = false;
  for await (const chunk of text) {
    const parts = chunk.split('\n');
    const last = parts.pop() ?? '';
    const lines = parts.map((part) => {
      const line = dropping || held.length + part.length > RECORD_BOUND ? null : held + part;
      [held, dropping] = ['', false];
      return line;
    });
    if (!dropping) held += last;
    if (held.length > RECORD_BOUND) [held, dropping] = ['', true];
    yield lines;
  }
  if (held !== '' || dropping) yield [dropping ? null : held];
}
