import { z } from 'zod';
import { closest } from '../core/analysis/query/spelling.ts';
import type { Finding, Path } from './problems.ts';
import { quote, say } from './say.ts';
import { sayWithout } from './secrets.ts';

/** A kind of source, channel or rule that the server knows, with the schema of its options. */
export interface KnownKind {
  kind: string;
  options?: z.ZodType;
}

/** Checks the kind of each entry and the options of that kind. `list` is where the entries stand, `what` each of them is. */
export function checkKinds(
  entries: readonly { kind: string; options: Record<string, unknown> }[],
  kinds: readonly KnownKind[],
  list: Path,
  what: string,
  secret?: z.ZodType,
): Finding[] {
  return entries.flatMap(({ kind, options }, i) => {
    const known = kinds.find((one) => one.kind === kind);
    if (!known) return [unknownKind(kind, kinds, [...list, i, 'kind'], what)];
    return known.options ? checkOptions(options, strict(known.options), [...list, i], secret) : [];
  });
}

function unknownKind(kind: string, kinds: readonly KnownKind[], path: Path, what: string): Finding {
  const names = kinds.map((one) => one.kind);
  const meant = closest(kind, names);
  return {
    path,
    message: `${quote(kind)} is no kind of ${what}; there is ${names.join(', ')}.${meant ? ` Did you mean "${meant}"?` : ''}`,
  };
}

/** A misspelt option must not pass for one that was left out, unless the kind takes any. */
function strict(options: z.ZodType): z.ZodType {
  return options instanceof z.ZodObject && options.def.catchall === undefined ? options.strict() : options;
}

function checkOptions(options: Record<string, unknown>, schema: z.ZodType, at: Path, secret: z.ZodType | undefined): Finding[] {
  const checked = schema.safeParse(options);
  const issues = checked.success ? [] : checked.error.issues;
  return issues
    .flatMap((issue) => (secret ? sayWithout(secret, issue, options, schema) : say(issue, options, schema)))
    .map((found) => ({ ...found, path: [...at, ...found.path] }));
}
