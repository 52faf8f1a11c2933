import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readTokens, readUses, type TokenStore, type Uses, writeTokens } from './store.ts';
import type { Token } from './token.ts';

const TOKENS = 'tokens.json';
const USES = 'tokens-used.json';

const missing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (missing(error)) return null;
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** After a crash at any point there is the old file or the new one, whole, and only its owner may read it. */
async function replace(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${name}.${process.pid}`);
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, join(folder, name));
  await sync(folder);
}

/** Changes whenever the file is replaced, also twice within one tick of the file system's clock. */
async function stamp(path: string): Promise<string> {
  try {
    const { mtimeMs, ino, size } = await stat(path);
    return `${mtimeMs} ${ino} ${size}`;
  } catch (error) {
    if (missing(error)) return 'none';
    throw error;
  }
}

/** Hearing of a change at once is a nicety that some file systems don't offer; looking at the file now and then is the promise. */
function listen(folder: string, look: () => void): FSWatcher | null {
  try {
    return watchFolder(folder, { persistent: false }, look).on('error', () => {});
  } catch {
    return null;
  }
}

/** Tokens in the data folder, where a command can change them while the server runs. */
export function fileTokens(folder: string): TokenStore {
  const path = join(folder, TOKENS);
  return {
    load: async () => {
      const text = await textOf(path);
      return text === null ? [] : readTokens(text, path);
    },
    save: (tokens: readonly Token[]) => replace(folder, TOKENS, writeTokens(tokens)),
    loadUses: async () => readUses((await textOf(join(folder, USES))) ?? '{}'),
    saveUses: (uses: Uses) => replace(folder, USES, JSON.stringify(uses)),
    watch: (changed, every) => watchFile(folder, path, changed, every),
  };
}

function watchFile(folder: string, path: string, changed: () => void, every: number): () => void {
  let known: string | null = null;
  const look = async (): Promise<void> => {
    const now = await stamp(path).catch(() => known);
    if (now !== known) changed();
    known = now;
  };
  const peek = (): void => void look();
  const timer = setInterval(peek, every).unref();
  const watcher = listen(folder, peek);
  peek();
  return () => {
    clearInterval(timer);
    watcher?.close();
  };
}
