import { z } from 'zod';
import type { KnownKind } from './check.ts';
import { ConfigFile } from './schema.ts';

type Json = z.core.JSONSchema.BaseSchema;

const read = (schema: z.ZodType): Json => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

/** JSON Schema of the file, for editors that complete and check YAML. With `kinds` it knows the options of each kind of source. */
export function jsonSchema(kinds: readonly KnownKind[] = []): Json {
  const schema = { title: 'earshot.yaml', ...read(ConfigFile) };
  const sources = schema.properties?.sources;
  if (kinds.length === 0 || typeof sources !== 'object' || typeof sources.items !== 'object' || Array.isArray(sources.items)) return schema;
  const common = sources.items;
  return {
    ...schema,
    properties: { ...schema.properties, sources: { ...sources, items: { anyOf: kinds.map((kind) => sourceOf(kind, common)) } } },
  };
}

/** One kind of source: what all have, the fixed name of the kind, and its own options. */
function sourceOf({ kind, options }: KnownKind, common: Json): Json {
  const own = options ? read(options) : {};
  const { $schema: _, ...rest } = own;
  return {
    ...rest,
    type: 'object',
    properties: { ...common.properties, ...own.properties, kind: { const: kind } },
    required: ['kind', ...(own.required ?? [])],
  };
}
