import { PushMention } from '../../shared/push.ts';
import { type Bytes, bytesOf, nameOf, peek, sizeOf, unpacked, unreadable } from './bytes.ts';
import { type Columns, WrongUsage } from './columns.ts';
import { csvRows } from './csv.ts';
import { formOf, HEAD_BYTES, textOf } from './form.ts';
import { ndjsonRows } from './ndjson.ts';
import type { Post } from './post.ts';
import { rowReader } from './reader.ts';
import { isRefusal, type Refusal } from './row.ts';

export interface ReadOptions {
  map?: Columns;
  /** For rows that name no source of their own. Default `import`. */
  source?: string;
  /** For rows that name no network of their own. Default: by the layout. */
  network?: string;
  oneSource?: boolean;
  /** Default: each post is received when it was posted. */
  receivedAt?: number;
  /** Hears once a file which layout was recognised, and what had to be assumed. */
  tell?: (message: string) => void;
  stdin?: Bytes;
}

export type FilePost = Post & { file: string };

/** Posts in the order of the files. Iterating throws `Unreadable` when a file can't be read (on). */
export interface Posts extends AsyncIterable<FilePost | Refusal> {
  /** Bytes of the files read so far, and of all of them when that can be known. */
  progress(): { bytes: number; total: number | null };
  /** Handles of authors that a file marks as the brand's own (inbound is false), at most OWN_HANDLES. */
  ownHandles(): string[];
}

/** Handles kept of the brand's own accounts. */
export const OWN_HANDLES = 1000;

/**
 * Reads posts from NDJSON or CSV files, gzipped or not, `-` being standard input, in memory that doesn't grow with the files.
 * Throws `WrongUsage` for a source or network that is no name, `Unreadable` when a file is missing.
 */
export async function openPosts(paths: readonly string[], options: ReadOptions = {}): Promise<Posts> {
  const names = PushMention.pick({ source: true, network: true }).safeParse(options);
  if (!names.success) throw new WrongUsage(`--${names.error.issues[0]?.path.join('.')}: ${names.error.issues[0]?.message}`);
  const total = await sizeOf(paths);
  const own = new Set<string>();
  let bytes = 0;
  const count = (more: number) => {
    bytes += more;
  };
  return {
    progress: () => ({ bytes, total }),
    ownHandles: () => [...own],
    async *[Symbol.asyncIterator]() {
      for (const path of paths) {
        for await (const read of postsOf(path, options, count)) {
          if (!isRefusal(read) && read.own && own.size < OWN_HANDLES && read.mention.author.handle) own.add(read.mention.author.handle);
          yield read;
        }
      }
    },
  };
}

async function* postsOf(path: string, options: ReadOptions, count: (bytes: number) => void): AsyncGenerator<FilePost | Refusal> {
  const file = nameOf(path);
  try {
    const chunks = await unpacked(bytesOf(path, options.stdin ?? process.stdin, count), file);
    const { head, all } = await peek(chunks, HEAD_BYTES);
    const form = formOf(head, file);
    const read = rowReader(file, form.kind, options);
    const text = textOf(all, form.encoding);
    const rows = form.kind === 'csv' ? csvRows(text, form.delimiter) : ndjsonRows(text);
    for await (const row of rows) yield { file, ...read(row) };
  } catch (error) {
    throw unreadable(path, error);
  }
}
