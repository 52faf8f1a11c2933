import { type Config, explainConfig, jsonSchema } from '../config.ts';
import { NOTIFIERS } from '../notifiers/index.ts';
import { reveal, Secret } from '../notifiers/secret.ts';
import { readConfig } from '../setup.ts';
import { SOURCES } from '../sources/index.ts';

/** Rejects with every mistake of the file. */
export async function check(file: string): Promise<void> {
  const config = await readConfig(file);
  process.stdout.write(`${[`${file} is right.`, explainConfig(config), ...missingSecrets(config)].join('\n')}\n`);
}

export async function schema(): Promise<void> {
  process.stdout.write(`${JSON.stringify(jsonSchema(SOURCES, NOTIFIERS), null, 2)}\n`);
}

/** Secrets that are not there where the check runs; the server may run elsewhere, so that this is no mistake of the file. */
function missingSecrets({ channels = [] }: Config): string[] {
  return channels.flatMap(({ id, options }) =>
    secretsIn(options).flatMap((secret) => {
      const why = problemOf(secret);
      return why === null ? [] : [`note       a secret of the channel ${id} is not here: ${why}`];
    }),
  );
}

function secretsIn(options: unknown): Secret[] {
  const found = Secret.safeParse(options);
  if (found.success) return [found.data];
  return typeof options === 'object' && options !== null ? Object.values(options).flatMap(secretsIn) : [];
}

function problemOf(secret: Secret): string | null {
  try {
    reveal(secret);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
