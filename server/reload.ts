import { unwatchFile, watchFile } from 'node:fs';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { readConfig } from './setup.ts';

/** How often the file is looked at, in ms. Looking works on every kind of disk, also where events don't. */
const LOOK_EVERY = 1000;

/** Puts each change of the file in force; a mistake in it leaves the last good one standing and is told. Returns how to stop. */
export function followConfig(
  file: string,
  log: Logger,
  configure: (config: Config | null, problem: string | null) => Promise<void>,
): () => void {
  const changed = async () => {
    try {
      const config = await readConfig(file);
      await configure(config, null);
      log.info({ file }, 'configuration reloaded');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log.error({ file }, `the last good configuration stays in force:\n${message}`);
      await configure(null, message.split('\n')[0] ?? message);
    }
  };
  let turn: Promise<unknown> = Promise.resolve();
  watchFile(file, { interval: LOOK_EVERY }, (now, before) => {
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size)
      turn = turn.then(changed, changed).catch((error) => log.error({ error: String(error) }));
  });
  return () => unwatchFile(file);
}
