import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mode } from '../shared/socket.ts';
import { type Config, loadConfig, quickConfig } from './config.ts';
import { NOTIFIERS } from './notifiers/index.ts';
import { SOURCES } from './sources/index.ts';

/** Looked for in the folder one starts in. */
export const CONFIG_FILE = 'earshot.yaml';
const DEMO_FILE = join(import.meta.dirname, '../fixtures/scenarios/halden-air/earshot.yaml');

interface Asked {
  data: string;
  config?: string;
  listen?: string;
  demo: boolean;
}

export interface Setup {
  mode: Mode;
  /** The demo's journal and the real one never meet. */
  folder: string;
  config: Config;
  /** The file to watch for changes. */
  file?: string;
}

/** Which configuration holds: the file named or found, else `--listen`, else the demo story. Throws `ConfigError` or a readable Error. */
export async function setUp({ data, config, listen, demo }: Asked): Promise<Setup> {
  if (config && listen) throw new Error('give either --config or --listen: what to listen for stands in the file');
  const file = config ?? (!listen && existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined);
  const live = join(data, 'live');
  if (file) return { mode: 'live', folder: live, config: await readConfig(file), file };
  if (listen || !demo) return { mode: 'live', folder: live, config: quickConfig(listen ? { listen } : {}) };
  return { mode: 'demo', folder: join(data, 'demo'), config: await readConfig(DEMO_FILE) };
}

export async function readConfig(file: string): Promise<Config> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${error.message}`);
  });
  return loadConfig(text, file, { sourceKinds: SOURCES, channelKinds: NOTIFIERS });
}
