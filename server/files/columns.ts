/** What a column of a file can be mapped to. */
export const FIELDS = [
  'id',
  'text',
  'author',
  'name',
  'followers',
  'verified',
  'postedAt',
  'inReplyTo',
  'root',
  'repostOf',
  'quoteOf',
  'url',
  'lang',
  'network',
  'source',
  'place',
  'media',
  'inbound',
] as const;
export type Field = (typeof FIELDS)[number];

/** Which column each field comes from. Within NDJSON a dot reaches into an object: `user.screen_name`. */
export type Columns = Partial<Record<Field, string>>;

/** A flag or an option that makes no sense: the caller's mistake, not the file's. */
export class WrongUsage extends Error {
  override name = 'WrongUsage';
}

const isField = (name: string): name is Field => FIELDS.some((field) => field === name);

/** Reads `text=body,postedAt=created_at`. Throws `WrongUsage` for an unknown field. */
export function parseMap(text: string): Columns {
  const columns: Columns = {};
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const [field = '', column = ''] = pair.split(/=(.*)/s).map((part) => part.trim());
    if (!isField(field)) throw new WrongUsage(`--map: there is no field "${field}"; the fields are ${FIELDS.join(', ')}`);
    if (column === '') throw new WrongUsage(`--map: say which column ${field} is in, as ${field}=COLUMN`);
    columns[field] = column;
  }
  return columns;
}

/** The value in a column; `undefined` for what is absent, null or, but for a text, an empty cell. */
export function cell(fields: Record<string, unknown>, columns: Columns, field: Field): unknown {
  const column = columns[field];
  if (column === undefined) return undefined;
  const value = Object.hasOwn(fields, column) ? fields[column] : reach(fields, column.split('.'));
  return value === null || (value === '' && field !== 'text') ? undefined : value;
}

function reach(fields: unknown, path: string[]): unknown {
  let at: unknown = fields;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
