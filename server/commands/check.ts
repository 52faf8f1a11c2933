import { explainConfig, jsonSchema } from '../config.ts';
import { readConfig } from '../setup.ts';
import { SOURCES } from '../sources/index.ts';

/** Rejects with every mistake of the file. */
export async function check(file: string): Promise<void> {
  process.stdout.write(`${file} is right.\n${explainConfig(await readConfig(file))}\n`);
}

export async function schema(): Promise<void> {
  process.stdout.write(`${JSON.stringify(jsonSchema(SOURCES), null, 2)}\n`);
}
