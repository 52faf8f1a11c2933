import { type Columns, FIELDS, type Field } from './columns.ts';

/** A way in which files of posts are laid out. */
export interface Layout {
  name: string;
  columns: Columns;
  /** Fields whose columns must be there for the layout to be recognised. */
  needs: Field[];
  /** Where such posts come from, unless a row or a flag says so. */
  network: string;
  /** Whether its texts are HTML-escaped, as the exports of networks are. */
  escaped: boolean;
}

const APART: readonly Field[] = ['name', 'followers', 'verified', 'inbound'];

/** The form that is pushed: each field by its own name, an author with a name or followers as an object. */
const own: Columns = Object.fromEntries(FIELDS.filter((field) => !APART.includes(field)).map((field) => [field, field]));

const support: Columns = { id: 'id', author: 'author', inbound: 'inbound', postedAt: 'created_at', text: 'text', inReplyTo: 'in_reply_to' };

const table: Columns = {
  id: 'tweet_id',
  author: 'author_id',
  inbound: 'inbound',
  postedAt: 'created_at',
  text: 'text',
  inReplyTo: 'in_response_to_tweet_id',
};

const exported: Columns = { ...support, lang: 'lang' };

/** The first whose needs are met is taken, so the telling ones stand first. */
export const LAYOUTS: Layout[] = [
  { name: 'support table', columns: table, needs: ['id', 'author', 'postedAt', 'text'], network: 'x', escaped: true },
  { name: 'support conversations', columns: support, needs: ['author', 'inbound', 'postedAt', 'text'], network: 'x', escaped: true },
  { name: 'exported posts', columns: exported, needs: ['postedAt', 'text'], network: 'web', escaped: true },
  { name: "Earshot's own", columns: own, needs: ['postedAt', 'text'], network: 'web', escaped: false },
];

const met = (need: Field, layout: Layout, map: Columns, fields: Record<string, unknown>): boolean =>
  map[need] !== undefined || Object.hasOwn(fields, layout.columns[need] ?? '');

/** Recognises the layout from one record; `map` overrides its columns. `null` when it can't be told where text and time are. */
export function layoutOf(fields: Record<string, unknown>, map: Columns): Layout | null {
  const known = LAYOUTS.find((layout) => layout.needs.every((need) => met(need, layout, map, fields)));
  return known ? { ...known, columns: { ...known.columns, ...map } } : null;
}

/** Names a layout and those of its columns that a record has on one line, for people. */
export function describe(layout: Layout, fields: Record<string, unknown>): string {
  const present = Object.entries(layout.columns).filter(([, column]) => Object.hasOwn(fields, column.split('.')[0] ?? ''));
  const columns = present.map(([field, column]) => (field === column ? field : `${field}=${column}`));
  return `${layout.name} (${columns.join(', ')})`;
}
