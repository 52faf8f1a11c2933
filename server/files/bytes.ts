import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The file as a whole can't be read. The message says which, why, and what to do. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

export type Bytes = AsyncIterable<Uint8Array>;

/** What people call the input: `-` is standard input. */
export const nameOf = (path: string): string => (path === '-' ? 'standard input' : path);

const WHY: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'no permission to read it', EISDIR: 'it is a folder' };

export function unreadable(path: string, cause: unknown): Unreadable {
  if (cause instanceof Unreadable) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = WHY[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new Unreadable(`cannot read ${nameOf(path)}: ${why}`, { cause });
}

/** Size in bytes of all files together, `null` when one is standard input or a pipe. Throws `Unreadable` for a missing one. */
export async function sizeOf(paths: readonly string[]): Promise<number | null> {
  let total: number | null = 0;
  for (const path of paths) {
    const size = path === '-' ? null : await fileSize(path);
    total = total === null || size === null ? null : total + size;
  }
  return total;
}

async function fileSize(path: string): Promise<number | null> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (found.isDirectory()) throw new Unreadable(`cannot read ${path}: it is a folder`);
  return found.isFile() ? found.size : null;
}

/** Bytes as they lie on disk; `count` hears of each chunk. */
export async function* bytesOf(path: string, stdin: Bytes, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of path === '-' ? stdin : createReadStream(path)) {
    const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    count(bytes.length);
    yield bytes;
  }
}

/** The first bytes (at least `size`, unless there are fewer), and all of them again from the start. */
export async function peek(chunks: Bytes, size: number): Promise<{ head: Uint8Array; all: Bytes }> {
  const rest = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let held = 0; held < size; held += first.at(-1)!.length) {
    const next = await rest.next();
    if (next.done) break;
    first.push(next.value);
  }
  const head = Buffer.concat(first);
  return { head, all: again(head, rest) };
}

async function* again(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

const PACKED: [magic: number[], what: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive (or a spreadsheet): unpack it, or save it as CSV'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed with zstd: unpack it first (zstd -dc FILE | earshot ... -)'],
  [[0x42, 0x5a, 0x68], 'packed with bzip2: unpack it first (bzip2 -dc FILE | earshot ... -)'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'packed with xz: unpack it first (xz -dc FILE | earshot ... -)'],
];
const GZIP = [0x1f, 0x8b];

const beginsWith = (bytes: Uint8Array, magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** Unpacks gzip, which is recognised by its first bytes and not by the file's name. */
export async function unpacked(chunks: Bytes, name: string): Promise<Bytes> {
  const { head, all } = await peek(chunks, 5);
  const packed = PACKED.find(([magic]) => beginsWith(head, magic));
  if (packed) throw new Unreadable(`cannot read ${name}: it is ${packed[1]}`);
  return beginsWith(head, GZIP) ? gunzip(all) : all;
}

function gunzip(packed: Bytes): Bytes {
  const open = createGunzip();
  // Whoever reads `open` hears of a failure there; the callback only keeps it from being thrown a second time.
  return pipeline(Readable.from(packed), open, () => undefined);
}
