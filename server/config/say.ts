import { z } from 'zod';
import { closest } from '../core/analysis/query/spelling.ts';
import type { Finding, Path } from './problems.ts';

/** Longest piece of the file that is quoted in a message. */
const QUOTE_BOUND = 60;

type Issue = z.core.$ZodIssue;

/** Puts what zod found into words for people. `schema` is what the data was checked against: it knows the right spelling of keys. */
export function say(issue: Issue, data: unknown, schema: z.ZodType): Finding[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, schema));
  if (issue.code === 'invalid_key')
    return [{ path, key: true, message: `${quote(path.at(-1))}: ${issue.issues[0]?.message ?? issue.message}` }];
  if (issue.code === 'custom') return [custom(issue, path, valueAt(data, path))];
  return [{ path, message: sentence(issue, valueAt(data, path)) }];
}

/** Where in the data it stands. */
export const pathOf = (issue: Issue): Path => issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));

function custom(issue: Extract<Issue, { code: 'custom' }>, path: Path, value: unknown): Finding {
  const position: unknown = issue.params?.position;
  if (typeof position === 'number') return { path, message: issue.message, position };
  return { path, message: typeof value === 'string' ? `${quote(value)}: ${issue.message}` : issue.message };
}

function unknownKey(key: string, path: Path, schema: z.ZodType): Finding {
  const known = keysAt(schema, path);
  const meant = closest(key, known);
  const help = meant ? `Did you mean "${meant}"?` : known.length > 0 ? `The keys here are ${known.join(', ')}.` : '';
  return { path: [...path, key], key: true, message: `${quote(key)} is not a key that is known here. ${help}`.trim() };
}

function sentence(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value') return notOne(issue.values.map(String), value);
  if (issue.code === 'invalid_type') return wrongType(issue.expected, value);
  if (issue.code === 'too_small') return tooSmall(issue, value);
  if (issue.code === 'too_big') return bounded(`at most ${issue.maximum}`, issue.origin, value);
  if (issue.code === 'invalid_union') return union(issue, value);
  return `${quote(value)}: ${issue.message}`;
}

function notOne(values: string[], value: unknown): string {
  if (value === undefined) return `is missing; it is one of ${values.join(', ')}`;
  const meant = closest(String(value), values);
  return `${quote(value)} is not ${values.length === 1 ? '' : 'one of '}${values.join(', ')}.${meant ? ` Did you mean "${meant}"?` : ''}`;
}

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that begin with -)',
  object: 'keys with values',
  record: 'keys with values',
};

/** An unquoted # begins a comment in YAML, so that a hashtag there leaves nothing behind. */
function wrongType(expected: string, value: unknown): string {
  const wants = KINDS[expected] ?? expected;
  if (value === undefined) return `is missing; it wants ${wants}`;
  if (value === null) return `is empty; it wants ${wants}${expected === 'string' ? ' (what begins with # must stand in quotes)' : ''}`;
  if (expected === 'string' && typeof value !== 'object') return `${quote(value)} is ${kindOf(value)}; put it in quotes to make it text`;
  return `${typeof value === 'object' ? kindOf(value) : quote(value)} is not ${wants}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a set of keys';
  return KINDS[typeof value] ?? typeof value;
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>, value: unknown): string {
  if (issue.minimum === 1 && (issue.origin === 'string' || issue.origin === 'array')) return 'is empty; leave it out, or fill it in';
  return bounded(`at least ${issue.minimum}`, issue.origin, value);
}

function bounded(bound: string, origin: string, value: unknown): string {
  if (origin === 'string') return `${quote(value)} is ${String(value).length} characters long; it may have ${bound}`;
  if (Array.isArray(value)) return `holds ${value.length} entries; it may hold ${bound}`;
  return `${quote(value)} is out of range; it may be ${bound}`;
}

/** Of several possible shapes the one that came nearest explains best: the one with the fewest complaints at the deepest place. */
export function nearest(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const [least] = issue.errors.filter((errors) => errors.length > 0).sort((a, b) => a.length - b.length || depth(b) - depth(a));
  return least ?? [];
}

/** A choice that says itself what it wants is believed; else the nearest shape explains. */
function union(issue: Extract<Issue, { code: 'invalid_union' }>, value: unknown): string {
  if (issue.message !== 'Invalid input' && value !== undefined) return `${quote(value)}: ${issue.message}`;
  const [first] = nearest(issue);
  return first ? sentence(first, valueAt(value, first.path.map(String))) : `${quote(value)}: ${issue.message}`;
}

const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));

export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const short = text.length > QUOTE_BOUND ? `${text.slice(0, QUOTE_BOUND)}…` : text;
  return typeof value === 'string' ? JSON.stringify(short) : short;
}

export function valueAt(data: unknown, path: Path): unknown {
  let at = data;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = Reflect.get(at, part);
  }
  return at;
}

/** The keys that a schema knows at a place; none where it takes any. */
function keysAt(schema: unknown, path: Path): string[] {
  const here = bare(schema);
  const [first, ...rest] = path;
  if (here instanceof z.ZodObject) return first === undefined ? Object.keys(here.shape) : keysAt(here.shape[first], rest);
  if (here instanceof z.ZodArray) return keysAt(here.element, rest);
  return here instanceof z.ZodRecord ? keysAt(here.valueType, rest) : [];
}

/** The schema behind optional, default and transform. */
export function bare(schema: unknown): unknown {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable
  ) {
    return bare(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? bare(schema.in) : schema;
}
