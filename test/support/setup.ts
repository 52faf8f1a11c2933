import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildClientIfOutdated } from '../../server/build-client.ts';

/** A program that the tests run, under any of its names, and the Debian packages that bring it. */
interface Need {
  what: string;
  names: string[];
  packages: string[];
}

const REDIS: Need = { what: 'Redis 7 or newer, or Valkey', names: ['redis-server', 'valkey-server'], packages: ['redis-server'] };
const CHROMIUM: Need = { what: 'Chromium', names: ['chromium', 'chromium-browser', 'google-chrome'], packages: ['chromium'] };
/** Without these the wall's pictures show boxes where there are other scripts and emoji. */
const FONTS = ['fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji'];
/** Milliseconds that installing may take. */
const INSTALL_WITHIN = 15 * 60_000;

/** The path of the first of these programs that is there. */
export function findProgram(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser to test in: what `CHROMIUM` names, or one that is installed. */
export const findChromium = (): string | undefined => process.env.CHROMIUM || findProgram(CHROMIUM.names);

const missing = (): Need[] => [REDIS, CHROMIUM].filter((need) => !(need === CHROMIUM ? findChromium() : findProgram(need.names)));

const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram(['apt-get']) !== undefined;

function install(packages: string[]): void {
  process.stderr.write(`The tests need ${packages.join(', ')}: installing with apt-get ...\n`);
  // RUNLEVEL=1 keeps the packages from starting their services; the tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const run = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2], timeout: INSTALL_WITHIN }).status === 0;
  if (!run('update', '-q')) process.stderr.write('apt-get update failed; trying with the lists that are there.\n');
  run('install', '-y', '-q', '--no-install-recommends', ...packages);
}

function explain(needs: Need[]): Error {
  const packages = needs.flatMap((need) => need.packages);
  return new Error(
    `The tests need ${needs.map((need) => need.what).join(' and ')}. On Debian or Ubuntu: ` +
      `apt-get install ${[...packages, ...FONTS].join(' ')}. A browser elsewhere is named by the variable CHROMIUM.`,
  );
}

/** Runs once before all tests: what they need is there, or the run fails and says what to install. */
export default async function setup(): Promise<void> {
  const needs = missing();
  if (needs.length > 0 && mayInstall()) install([...needs.flatMap((need) => need.packages), ...FONTS]);
  const still = missing();
  if (still.length > 0) throw explain(still);
  await buildClientIfOutdated();
}
