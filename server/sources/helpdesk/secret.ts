import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const Name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, { error: 'not the name of an environment variable' });

const Place = z.union([z.strictObject({ env: Name }), z.strictObject({ file: z.string().min(1).max(1024) })]);
const MISPLACED = 'secrets do not stand in this file; write {env: NAME} or {file: PATH}';

/**
 * Where a secret is, not the secret itself: what stands in the configuration is read by many. One that does is told of by the
 * place where it should be, so that the message does not quote it.
 */
export const Secret = z.preprocess((value, context) => {
  if (typeof value === 'string') context.addIssue({ code: 'custom', message: MISPLACED, path: ['env'] });
  return value;
}, Place);
export type Secret = z.infer<typeof Secret>;

/** The secret, read anew each time, so that one that was exchanged in its file holds at once. Rejects with a readable Error. */
export async function tell(secret: Secret): Promise<string> {
  const [value, place] =
    'env' in secret ? [process.env[secret.env], `the environment variable ${secret.env}`] : await fromFile(secret.file);
  const text = value?.trim();
  if (!text) throw new Error(`${place} is empty or not there; a secret should be in it`);
  return text;
}

async function fromFile(file: string): Promise<[string | undefined, string]> {
  return [await readFile(file, 'utf8').catch(() => undefined), `the file ${file}`];
}
