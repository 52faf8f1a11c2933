import { type InfoRecord, type Parser, parse } from 'csv-parse';
import { RECORD_BOUND, type Row, type RowRefusal } from './row.ts';

interface Cells {
  line: number;
  cells: string[];
}

/**
 * Posts as a table whose first line names the columns. Quotation marks inside a cell are taken as they are; a row with another
 * number of cells is refused. Throws when a quotation mark that is never closed swallows more than RECORD_BOUND.
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Row | RowRefusal> {
  let header: string[] | undefined;
  for await (const record of recordsOf(text, delimiter)) {
    if ('reason' in record) yield record;
    else if (header) yield rowOf(record, header);
    else header = record.cells.map((name) => name.trim());
  }
}

function rowOf({ line, cells }: Cells, header: string[]): Row | RowRefusal {
  if (cells.length !== header.length) {
    return { line, field: 'line', reason: `${cells.length} cells where the header has ${header.length}` };
  }
  return { line, fields: Object.fromEntries(header.map((name, i) => [name, cells[i]])) };
}

/** Every line end as a newline: the parser would count CR LF inside a quoted cell as two lines. */
async function* newlines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of text) {
    const whole = held + chunk;
    held = whole.endsWith('\r') ? '\r' : '';
    yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
  }
  if (held !== '') yield '\n';
}

/** Rows that the parser has finished, and the last line of the newest of them. */
interface Ready {
  rows: Cells[];
  end: number;
}

/** Feeds the parser by hand: rows that it finished before an error in the same chunk are then not lost with it. */
async function* recordsOf(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Cells | RowRefusal> {
  const ready: Ready = { rows: [], end: 0 };
  const parser = parserInto(ready, delimiter);
  try {
    for await (const chunk of newlines(text)) {
      const failed = await done((then) => parser.write(chunk, then));
      yield* ready.rows.splice(0);
      if (failed) throw new Error(`line ${ready.end + 1}: a quotation mark is opened here and never closed`);
    }
    const failed = await done((then) => parser.end(then));
    yield* ready.rows.splice(0);
    if (failed) yield { line: ready.end + 1, field: 'line', reason: 'a quotation mark is opened here and never closed' };
  } finally {
    parser.destroy();
  }
}

function parserInto(ready: Ready, delimiter: string): Parser {
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_BOUND,
    on_record: (cells: string[], { lines }: InfoRecord) => {
      ready.rows.push({ line: lines - breaksIn(cells), cells });
      ready.end = lines;
      return null;
    },
  });
  // An error is told by the write that met it; without a listener it would also end the process.
  return parser.on('error', () => undefined).resume();
}

const done = (call: (then: (error?: Error | null) => void) => void): Promise<boolean> =>
  new Promise((resolve) => call((error) => resolve(error instanceof Error)));

/** Line ends inside quoted cells: the record began that many lines before the one it ended on. */
const breaksIn = (cells: string[]): number => cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
