import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..');
/** What the built client is made of. */
const MADE_OF = ['client', 'shared', 'vite.config.ts', 'package-lock.json'];

/** Newest change under a file or folder, ms since 1970; 0 when there is none. */
function changedAt(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Whether `dist/` is missing, or older than something it is made of. */
const clientIsOutdated = (): boolean => {
  const built = changedAt(join(ROOT, 'dist/index.html'));
  return MADE_OF.some((path) => changedAt(join(ROOT, path)) > built);
};

/** Builds the wall's pages into `dist/` and says so on stderr. */
export async function buildClient(): Promise<void> {
  const started = performance.now();
  await build({ root: join(ROOT, 'client'), configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' });
  process.stderr.write(`The wall's pages were built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}

export async function buildClientIfOutdated(): Promise<void> {
  if (clientIsOutdated()) await buildClient();
}

if (import.meta.main) await (process.argv.includes('--if-outdated') ? buildClientIfOutdated() : buildClient());
