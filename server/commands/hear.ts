import { readConfig } from '../setup.ts';
import { analyse } from './analyse.ts';

export async function hear({ config }: { config?: string }): Promise<void> {
  const settings = config ? (await readConfig(config)).settings : undefined;
  const { refused } = await analyse(process.stdin, process.stdout, settings);
  if (refused) process.exitCode = 1;
}
