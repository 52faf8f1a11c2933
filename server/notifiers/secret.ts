import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Longest secret, in characters: an address with its key. */
const BOUND = 4096;

/** Where a secret stands: in the environment or in a file. The config never holds one itself. */
export const Secret = z
  .union([
    z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'not the name of a variable of the environment' }) }),
    z.strictObject({ file: z.string().min(1).max(1024) }),
  ])
  .describe('Where the secret stands: {env: NAME} or {file: /path}. It is never written here.');
export type Secret = z.infer<typeof Secret>;

/** Reads it anew at each use, so that one that was exchanged counts at once. Throws with what to do, never with what it holds. */
export function reveal(secret: Secret, environment: NodeJS.ProcessEnv = process.env): string {
  const value = 'env' in secret ? environment[secret.env] : fromFile(secret.file);
  const text = value?.trim() ?? '';
  if (text === '') throw new Error('env' in secret ? `the variable ${secret.env} is not set` : `the file ${secret.file} is empty`);
  if (text.length > BOUND) throw new Error('the secret is too long to be one');
  return text;
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`the file ${file} cannot be read (${why})`);
  }
}
