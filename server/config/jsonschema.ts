import { z } from 'zod';
import { RULE_KINDS } from './alert-rules.ts';
import type { KnownKind } from './kinds.ts';
import { ConfigFile } from './schema.ts';

type Json = z.core.JSONSchema.BaseSchema;

const read = (schema: z.ZodType): Json => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

/**
 * JSON Schema of the file, for editors that complete and check YAML. With the kinds of sources and of channels it knows the options of each;
 * those of rules it always knows.
 */
export function jsonSchema(sources: readonly KnownKind[] = [], channels: readonly KnownKind[] = []): Json {
  const schema = { title: 'earshot.yaml', ...read(ConfigFile) };
  return { ...schema, properties: { ...schema.properties, ...byKind(schema, { sources, channels, rules: RULE_KINDS }) } };
}

/** The lists whose entries have options of their kind, with all kinds that there are to choose from. */
function byKind(schema: Json, lists: Record<string, readonly KnownKind[]>): Record<string, Json> {
  const entries = Object.entries(lists).flatMap(([key, kinds]) => {
    const list = schema.properties?.[key];
    if (kinds.length === 0 || typeof list !== 'object' || typeof list.items !== 'object' || Array.isArray(list.items)) return [];
    const common = list.items;
    return [[key, { ...list, items: { anyOf: kinds.map((kind) => entryOf(kind, common)) } }] as const];
  });
  return Object.fromEntries(entries);
}

/** An entry of one kind: what all have, the fixed name of the kind, and its own options. */
function entryOf({ kind, options }: KnownKind, common: Json): Json {
  const own = options ? read(options) : {};
  const { $schema: _, ...rest } = own;
  return {
    ...rest,
    type: 'object',
    properties: { ...common.properties, ...own.properties, kind: { const: kind } },
    required: ['kind', ...(own.required ?? [])],
  };
}
