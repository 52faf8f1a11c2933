import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, quickConfig } from '../config.ts';
import { ledClock, storyClock } from '../files/clock.ts';
import { readConfig } from '../setup.ts';
import { ReplayOptions as Options, type ReplayOptions, replaySource, storyOf } from '../sources/replay.ts';
import { pushTo } from './push.ts';
import { replayInto } from './replay.ts';
import { logTo, start, stopAsked, untilStopped } from './serve.ts';

interface ReliveFlags {
  speed: number;
  map: ReplayOptions['map'];
  network?: string;
  port: number;
  listen?: string;
  config?: string;
  tell?: boolean;
  into?: string;
  token?: string;
  log: string;
}

/** The wall of a story: its own clock, its own journal, thrown away at the end. */
export async function relive(files: string[], flags: ReliveFlags): Promise<void> {
  if (flags.into) return push(files, flags, flags.into);
  const { map, network, speed } = flags;
  const options = Options.parse({ files, map, network, speed });
  const config = flags.config ? await readConfig(flags.config) : quickConfig(flags.listen ? { listen: flags.listen } : {});
  const story = await storyOf('replay', options, { tell: (message) => void process.stderr.write(`${message}\n`) });
  const clock = ledClock(storyClock(story.first, speed, Date.now));
  const folder = await mkdtemp(join(tmpdir(), 'earshot-replay-'));
  try {
    const asked = stopAsked();
    const server = await start({
      mode: 'replay',
      config: withAccounts({ ...config, sources: [{ id: 'replay', kind: 'replay', options }] }, story.ownHandles),
      folder,
      tokens: folder,
      host: '127.0.0.1',
      port: flags.port,
      origins: [],
      log: logTo(flags.log),
      clock,
      kinds: [replaySource(story, clock)],
      tells: flags.tell ?? false,
      tickMs: 100,
    });
    await untilStopped(
      server,
      `REPLAY at ${speed} times the speed: ${story.length.toLocaleString('en-GB')} posts from ${new Date(story.first).toUTCString()}`,
      asked,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Who of ours wrote in the story is known from the file, where it marks them: their posts are our replies. */
function withAccounts(config: Config, handles: readonly string[]): Config {
  const told = handles.map((handle) => ({ network: '*', handle: handle.toLowerCase() }));
  const accounts = [...config.settings.accounts, ...told];
  return { ...config, settings: { ...config.settings, accounts } };
}

async function push(files: string[], { speed, map, network, token }: ReliveFlags, into: string): Promise<void> {
  process.exitCode = await replayInto(files, { speed, map, ...(network ? { network } : {}) }, pushTo(into, token), {
    stdout: process.stdout,
    stderr: process.stderr,
    isTTY: process.stderr.isTTY,
  });
}
