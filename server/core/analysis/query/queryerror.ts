/** Longest query, in UTF-16 units. */
export const QUERY_BOUND = 4_000;

/** A query that cannot be read. `position` is the offset of the mistake in the query; `hint` says how to mend it. */
export class QueryError extends Error {
  override name = 'QueryError';
  readonly position: number;
  readonly hint: string;

  constructor(message: string, position: number, hint: string) {
    super(`${message}: ${hint}`);
    this.position = position;
    this.hint = hint;
  }
}
