import type { Field } from './columns.ts';

/** Ids are numbers in some exports and texts in others. */
export const identity = (value: unknown): unknown => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value);

/** Every cell of a table is text, also the counts. */
export const numeric = (value: unknown): unknown => (typeof value === 'string' && /^ *\d{1,15} *$/.test(value) ? Number(value) : value);

export const isNo = (value: unknown): boolean => value === false || value === 0 || /^(false|no|0)$/i.test(String(value));
const isYes = (value: unknown): boolean => value === true || value === 1 || /^(true|yes|1)$/i.test(String(value));

/** The leading language tag alone: exports write things like `de(dataset)`. */
export const tagOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}(?![a-z0-9])/i.exec(value)?.[0] : undefined;

/** An author in one column, in several, or as an object; a leading @ is no part of a handle. */
export function authorOf(at: (field: Field) => unknown): unknown {
  const author = identity(at('author'));
  if (typeof author === 'object') return present({ ...author });
  if (author !== undefined && typeof author !== 'string') return author;
  const handle = author?.replace(/^@/, '') ?? '';
  const verified = at('verified') === undefined ? undefined : isYes(at('verified'));
  return present({ id: handle, handle, name: at('name') ?? handle, followers: numeric(at('followers')), verified });
}

/** Without the fields that hold nothing: what goes into the journal is what will be read back from it. */
export const present = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));
