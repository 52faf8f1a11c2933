import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder under the system's temporary one. Whoever asks removes it. */
export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'earshot-'));

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** A new folder that goes away with the test that asked for it. */
export function tempFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}
