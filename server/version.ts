import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of the built client: its page names every file by its content, so that any change changes it. `none` before the first build. */
export async function clientVersion(dist: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(join(dist, 'index.html')))
      .digest('hex')
      .slice(0, 12);
  } catch {
    return 'none';
  }
}
