import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pack, unpack } from '../journal/packed.ts';

/** A kept state: it holds every entry up to `seq`, and its clock stood at `at` (ms since 1970 UTC). */
export interface Moment {
  seq: number;
  at: number;
  file: string;
}

const NAME = /^(\w+)-(\d+)-(\d+)\.zst$/;
const PARTIAL = '.partial';

/** Versions of the state's shape may be any text, names of files not. */
const versionName = (version: string): string =>
  /^\w{1,16}$/.test(version) ? version : createHash('sha256').update(version).digest('hex').slice(0, 16);

const momentIn = (folder: string, version: string, name: string): Moment | null => {
  const [, of, seq, at] = NAME.exec(name) ?? [];
  return of === versionName(version) ? { seq: Number(seq), at: Number(at), file: join(folder, name) } : null;
};

/** The moments of this version in `folder`, oldest first. A folder that is not there yet has none. */
export async function momentsIn(folder: string, version: string): Promise<Moment[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => momentIn(folder, version, name) ?? []).sort((a, b) => a.seq - b.seq);
}

/** Deletes what another version kept, and what a crash left half written. */
export async function tidyMoments(folder: string, version: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const odd = names.filter((name) => name.endsWith(PARTIAL) || (NAME.test(name) && !momentIn(folder, version, name)));
  await Promise.all(odd.map((name) => rm(join(folder, name), { force: true })));
}

/** Writes a state to a file that is no moment yet: `finishMoment` makes it one. Returns where it is. */
export async function writePartial(folder: string, bytes: Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${randomUUID()}${PARTIAL}`);
  await writeFile(file, await pack(bytes, 'small'), { mode: 0o600 });
  return file;
}

export async function finishMoment(folder: string, version: string, seq: number, at: number, partial: string): Promise<Moment> {
  const file = join(folder, `${versionName(version)}-${seq}-${Math.round(at)}.zst`);
  await rename(partial, file);
  return { seq, at: Math.round(at), file };
}

/** The state's bytes, or null when the file is damaged or gone. */
export const readMoment = async ({ file }: Moment): Promise<Uint8Array | null> => {
  const packed = await readFile(file).catch(() => null);
  return packed && unpack(packed);
};

/** Whether serialised bytes hold this text, in either of the two ways in which V8 writes one. */
export function holdsText(bytes: Uint8Array, text: string): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return all.includes(text, 0, 'latin1') || all.includes(text, 0, 'utf16le');
}
