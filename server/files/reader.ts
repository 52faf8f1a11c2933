import { plain } from '../../shared/text.ts';
import { Unreadable } from './bytes.ts';
import { type Columns, FIELDS } from './columns.ts';
import type { Form } from './form.ts';
import { describe, layoutOf } from './layouts.ts';
import type { ReadOptions } from './open.ts';
import { type Post, postOf, type Reading } from './post.ts';
import { isRefusal, type Row, type RowRefusal } from './row.ts';

export type ReadRow = (row: Row | RowRefusal) => Post | RowRefusal;

/**
 * Reads the rows of one file. The first row that can be understood decides the layout of the file. The header of a table must be
 * understood (else it throws `Unreadable`); of objects, which may differ, those before the first understood one are refused.
 */
export function rowReader(file: string, kind: Form['kind'], options: ReadOptions): ReadRow {
  let reading: Reading | null = null;
  let assumed = false;
  return (row) => {
    if (isRefusal(row)) return row;
    reading ??= begin(file, row, options);
    if (!reading && kind === 'csv') throw new Unreadable(`cannot read ${file}: ${lost(row)}`);
    if (!reading) return { line: row.line, field: 'line', reason: lost(row) };
    const post = postOf(row, reading);
    if (!assumed && !isRefusal(post) && !post.zoned) {
      assumed = true;
      options.tell?.(`${file}: times that name no zone are read as UTC`);
    }
    return post;
  };
}

function begin(file: string, row: Row, options: ReadOptions): Reading | null {
  const layout = layoutOf(row.fields, options.map ?? {});
  if (!layout) return null;
  options.tell?.(`${file}: ${describe(layout, row.fields)}${missing(options.map, row)}`);
  return {
    layout,
    source: options.source ?? 'import',
    network: options.network ?? layout.network,
    oneSource: options.oneSource ?? false,
    receivedAt: options.receivedAt ?? null,
  };
}

const lost = ({ fields }: Row): string =>
  `it can't be told where the text and the time are among ${plain(Object.keys(fields).join(', ')).replaceAll('\n', ' ').slice(0, 300)}; ` +
  'name their columns with --map text=COLUMN,postedAt=COLUMN';

/** Mapped columns that the first row doesn't have: likely a slip, but objects may leave a field out. */
function missing(map: Columns | undefined, { fields }: Row): string {
  const absent = FIELDS.map((field) => map?.[field]).filter((column) => column && !Object.hasOwn(fields, column.split('.')[0] ?? ''));
  return absent.length > 0 ? `; there is no ${absent.join(', ')} in its first row` : '';
}
