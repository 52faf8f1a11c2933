import { z } from 'zod';
import type { Finding, Path } from './problems.ts';
import { bare, nearest, pathOf, say, valueAt } from './say.ts';

type Issue = z.core.$ZodIssue;

const WRITE = 'write {env: NAME} for a variable of the environment, or {file: /path}';
const NOT_HERE = `a secret does not stand in this file: ${WRITE}`;

/**
 * As `say`, for data that may hold secrets by mistake: what stands where `secret` belongs, or may have been meant for it, is never quoted.
 */
export function sayWithout(secret: z.ZodType, issue: Issue, data: unknown, schema: z.ZodType): Finding[] {
  const path = pathOf(issue);
  const place = placeOf(secret, schema, path);
  const value = valueAt(data, place ?? path);
  if (place) return [{ path: place, message: value === undefined || value === null ? `is missing; ${WRITE}` : NOT_HERE }];
  if (!holds(at(schema, path), secret)) return say(issue, data, schema);
  if (issue.code === 'invalid_union' && issue.errors.some((errors) => errors.length > 0))
    return nearest(issue).flatMap((inner) => sayWithout(secret, { ...inner, path: [...issue.path, ...inner.path] }, data, schema));
  if (typeof value === 'string') return [{ path, message: NOT_HERE }];
  return isPlain(issue) ? say(issue, data, schema) : [{ path, message: issue.message }];
}

/** As `say`, for the whole file: text where a channel belongs may be the address that somebody pasted. */
export function sayOfFile(issue: Issue, data: unknown, schema: z.ZodType): Finding[] {
  const path = pathOf(issue);
  const isPasted = path[0] === 'channels' && path.length <= 2 && typeof valueAt(data, path) === 'string';
  return isPasted ? [{ path, message: 'is text; it wants channels with their keys, such as kind: slack' }] : say(issue, data, schema);
}

/** Such mistakes are told by keys and types alone. */
const isPlain = ({ code }: Issue): boolean => code === 'unrecognized_keys' || code === 'invalid_type' || code === 'custom';

/** The part of the path that leads to a secret, if it leads to or through one. */
function placeOf(secret: z.ZodType, schema: z.ZodType, path: Path): Path | null {
  for (let length = 1; length <= path.length; length++) {
    const place = path.slice(0, length);
    if (at(schema, place).some((one) => isSame(one, secret))) return place;
  }
  return null;
}

/** A schema with another description is another object of the same definition. */
const isSame = (a: unknown, b: z.ZodType): boolean => a instanceof z.ZodType && a.def === b.def;

/** The schemas that may hold at a place: several where there is a choice. */
function at(schema: unknown, path: Path): unknown[] {
  let here = choices(schema);
  for (const part of path) here = here.flatMap((one) => inside(one, part)).flatMap(choices);
  return here;
}

/** A schema and, where it is a choice, those to choose from. */
function choices(schema: unknown): unknown[] {
  const one = bare(schema);
  return one instanceof z.ZodUnion ? [one, ...one.options.flatMap(choices)] : [one];
}

function inside(schema: unknown, part: string | number): unknown[] {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, part) ? [schema.shape[part]] : [];
  if (schema instanceof z.ZodArray) return [schema.element];
  return schema instanceof z.ZodRecord ? [schema.valueType] : [];
}

function holds(schemas: unknown[], secret: z.ZodType): boolean {
  return schemas.flatMap(choices).some((one) => isSame(one, secret) || holds(parts(one), secret));
}

function parts(schema: unknown): unknown[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.element];
  return schema instanceof z.ZodRecord ? [schema.valueType] : [];
}
