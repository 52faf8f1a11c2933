import type { z } from 'zod';
import { type Author, type Engagement, ID_BOUND, type Mention } from '../../../shared/mention.ts';
import { PushEngagement, PushMention, PushRetraction } from '../../../shared/push.ts';
import { bound, plain } from '../../../shared/text.ts';
import type { Incoming } from '../../sources/source.ts';
import { type Fault, isObject, type Kind, type Raw } from './kind.ts';

/** A post cannot be from the future. Clocks differ by less than this; what is further ahead was posted when it came. */
export const CLOCKS_DIFFER_MS = 5 * 60_000;

/** The source of what names none. */
export const DEFAULT_SOURCE = 'push';

export interface Reading {
  /** When it was received, ms since 1970 UTC. */
  now: number;
  /** Ids of the sources we have: a reference that begins with one and a colon is whole. */
  sources: ReadonlySet<string>;
  newId(): string;
}

export type Read = { item: Incoming } | { fault: Fault; source: string };

/** Thrown inside this file alone: a reference that became too long when it was made whole. */
class Faulty extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.reason);
    this.fault = fault;
  }
}

/** `source:own id`. A reference may be given either way, as the sender knows nothing of our ids. */
function whole(reference: string, field: string, source: string, { sources }: Reading): string {
  const prefix = reference.slice(0, Math.max(0, reference.indexOf(':')));
  const id = prefix === source || sources.has(prefix) ? reference : `${source}:${reference}`;
  if (id.length > ID_BOUND) throw new Faulty({ field, reason: `longer than ${ID_BOUND} with its source` });
  return id.toWellFormed();
}

const wholeIf = (reference: string | undefined, field: string, source: string, reading: Reading): string | undefined =>
  reference === undefined ? undefined : whole(reference, field, source, reading);

const line = (text: string, units: number): string => bound(plain(text).replaceAll('\n', ' ').trim(), units);

/** What is known of an author names them everywhere; who is wholly unknown stays so, with empty names. */
function authorOf({ id, handle, name, followers, verified }: Partial<Author>): Author {
  const any = handle ?? name ?? id ?? '';
  const names = { handle: line(handle ?? any, 256).replace(/^@/, ''), name: line(name ?? any, 256) };
  return defined({ id: (id ?? any).toWellFormed(), ...names, followers, verified });
}

function mentionOf(push: PushMention, reading: Reading): Mention {
  const { source, postedAt = reading.now } = push;
  const mention: Mention = {
    id: `${source}:${push.id}`.toWellFormed(),
    source,
    network: push.network.toLowerCase(),
    author: authorOf(push.author),
    text: bound(plain(push.text)),
    url: push.url && plain(push.url),
    lang: push.lang && line(push.lang, 35),
    postedAt: postedAt > reading.now + CLOCKS_DIFFER_MS ? reading.now : postedAt,
    receivedAt: reading.now,
    inReplyTo: wholeIf(push.inReplyTo, 'inReplyTo', source, reading),
    root: wholeIf(push.root, 'root', source, reading),
    repostOf: wholeIf(push.repostOf, 'repostOf', source, reading),
    quoteOf: wholeIf(push.quoteOf, 'quoteOf', source, reading),
    place: push.place && line(push.place, 256),
    media: push.media,
  };
  return defined(mention);
}

/** Without the keys whose value is undefined: an entry in the journal is what it would be read back as. */
function defined<T extends object>(record: T): T {
  const kept = {} as T;
  for (const key of Object.keys(record) as (keyof T)[]) if (record[key] !== undefined) kept[key] = record[key];
  return kept;
}

function engagementOf(push: PushEngagement, reading: Reading): Engagement {
  const { source, mode, reposts, likes, replies, views } = push;
  const id = `${source}:${push.id ?? reading.newId()}`.toWellFormed();
  return defined({ id, mention: whole(push.mention, 'mention', source, reading), mode, reposts, likes, replies, views });
}

function retractionOf(push: PushRetraction, reading: Reading): string {
  return whole(push.mention, 'mention', push.source, reading);
}

type Reader = (value: unknown, reading: Reading) => Incoming | Fault;

const reader =
  <S extends z.ZodType>(schema: S, build: (push: z.output<S>, reading: Reading) => Incoming): Reader =>
  (value, reading) => {
    const push = schema.safeParse(value);
    return push.success ? build(push.data, reading) : faultOf(push.error);
  };

const READERS: Record<Kind, Reader> = {
  mention: reader(PushMention, (push, reading) => ({ kind: 'mention', mention: mentionOf(push, reading) })),
  engagement: reader(PushEngagement, (push, reading) => ({ kind: 'engagement', engagement: engagementOf(push, reading) })),
  retraction: reader(PushRetraction, (push, reading) => ({ kind: 'retraction', mention: retractionOf(push, reading) })),
};

/** Where several forms would do, what each of them lacks. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message.replace(/^Invalid input: /, '');
  const reasons = issue.errors.flatMap((issues) => issues.slice(0, 1).map(reasonOf));
  return [...new Set(reasons)].join(', or ') || issue.message;
}

function faultOf(error: z.ZodError): Fault {
  const [issue] = error.issues;
  return issue ? { field: issue.path.join('.'), reason: reasonOf(issue) } : { field: '', reason: error.message };
}

/** The source that a faulty item counts for: the one it names, if it names one of ours. */
function sourceOf(raw: Raw, { sources }: Reading): string {
  const named = 'value' in raw && isObject(raw.value) ? raw.value.source : undefined;
  return typeof named === 'string' && sources.has(named) ? named : DEFAULT_SOURCE;
}

/** What a sender pushed, as the intake takes it, or what is wrong with it. Bad input never throws. */
export function read(raw: Raw, reading: Reading): Read {
  const source = sourceOf(raw, reading);
  if ('fault' in raw) return { fault: raw.fault, source };
  try {
    const result = READERS[raw.kind](raw.value, reading);
    return 'kind' in result ? { item: result } : { fault: result, source };
  } catch (error) {
    if (error instanceof Faulty) return { fault: error.fault, source };
    throw error;
  }
}
