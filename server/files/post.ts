import { createHash } from 'node:crypto';
import { ID_BOUND, type Mention } from '../../shared/mention.ts';
import { PushMention } from '../../shared/push.ts';
import { plain } from '../../shared/text.ts';
import { authorOf, identity, isNo, numeric, present, tagOf } from './cells.ts';
import { cell, type Field } from './columns.ts';
import { decoded } from './entities.ts';
import type { Layout } from './layouts.ts';
import { mentionOf } from './mention.ts';
import type { Row, RowRefusal } from './row.ts';
import { readTime, TIME_FORMS } from './time.ts';

/** What holds for every row of a file. */
export interface Reading {
  layout: Layout;
  /** For rows that name none. */
  source: string;
  network: string;
  /** Brings all rows under `source`, whatever source they name; that one then becomes part of the id. */
  oneSource: boolean;
  /** `null`: each is received when it was posted. */
  receivedAt: number | null;
}

/** A post of a file. `own` marks one that the file says the brand wrote; `zoned` is false when its time named no zone. */
export interface Post {
  line: number;
  mention: Mention;
  own: boolean;
  zoned: boolean;
}

/** A post cannot be from the future; clocks differ by less than this, in ms. */
const CLOCKS_DIFFER = 5 * 60_000;

type At = (field: Field) => unknown;

/** Reads a row into a mention, or says which field makes that impossible. */
export function postOf(row: Row, reading: Reading): Post | RowRefusal {
  const { columns } = reading.layout;
  const at: At = (field) => cell(row.fields, columns, field);
  const refused = (field: string, reason: string): RowRefusal => ({ line: row.line, field, reason });

  const time = readTime(at('postedAt'));
  if (!time) return refused(columns.postedAt ?? 'postedAt', reasonOf(at('postedAt')));
  if (time.at > (reading.receivedAt ?? time.at) + CLOCKS_DIFFER) return refused(columns.postedAt ?? 'postedAt', 'in the future');
  const pushed = PushMention.safeParse(pushFormOf(at, time.at, reading));
  if (!pushed.success) return refused(...named(pushed.error.issues[0], columns));
  const mention = mentionOf(pushed.data, time.at, reading);
  if (typeof mention === 'string') return refused(columns[mention] ?? mention, `longer than ${ID_BOUND} characters with its source`);
  return { line: row.line, mention, own: isNo(at('inbound')), zoned: time.zoned };
}

function pushFormOf(at: At, postedAt: number, { layout, source, network }: Reading) {
  const author = authorOf(at);
  const text = at('text');
  return present({
    id: identity(at('id')) ?? fingerprint(postedAt, author, text),
    text: layout.escaped && typeof text === 'string' ? decoded(text) : text,
    source: at('source') ?? source,
    network: at('network') ?? network,
    author,
    url: at('url'),
    lang: tagOf(at('lang')),
    inReplyTo: identity(at('inReplyTo')),
    root: identity(at('root')),
    repostOf: identity(at('repostOf')),
    quoteOf: identity(at('quoteOf')),
    place: at('place'),
    media: numeric(at('media')),
  });
}

/** An id for a post without one: the same post gets the same in every run. */
function fingerprint(postedAt: number, author: unknown, text: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify([postedAt, author, text]));
  return `h${hash.digest('base64url').slice(0, 22)}`;
}

const reasonOf = (time: unknown): string =>
  time === undefined ? 'missing' : `not a time that can be read: ${plain(JSON.stringify(time)).slice(0, 60)} (read are ${TIME_FORMS})`;

/** The field by the name that the file gives it, and what is wrong with it. */
function named(issue: { path: PropertyKey[]; message: string } | undefined, columns: Layout['columns']): [field: string, reason: string] {
  const [first, ...rest] = (issue?.path ?? []).map(String);
  const column = Object.entries(columns).find(([field]) => field === first)?.[1];
  const reason = issue?.message.endsWith('received undefined') ? 'missing' : (issue?.message ?? 'not a post');
  return [[column ?? first ?? 'line', ...rest].join('.'), reason];
}
