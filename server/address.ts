import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'address';

/** Where the server that holds this folder listens, so that commands find it; `null` when none has said so. */
export const addressOf = (folder: string): Promise<string | null> =>
  readFile(join(folder, FILE), 'utf8').then(
    (text) => text.trim() || null,
    () => null,
  );

export const tellAddress = (folder: string, address: string): Promise<void> => writeFile(join(folder, FILE), `${address}\n`);

export const forgetAddress = (folder: string): Promise<void> => rm(join(folder, FILE), { force: true });
