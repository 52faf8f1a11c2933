import type { Receipt } from '../../shared/push.ts';
import { WrongUsage } from '../files/columns.ts';
import { type FilePost, openPosts, type Posts, type ReadOptions } from '../files/open.ts';
import { isRefusal } from '../files/row.ts';
import type { Incoming, Verdict } from '../sources/source.ts';
import { progressOn, type Terminal } from './progress.ts';
import { newTally, type Tally } from './tally.ts';

/** Posts submitted at once. */
export const IMPORT_BATCH = 1000;
/** Own handles named at the end. */
const HANDLES_NAMED = 20;

export interface ImportOptions extends Pick<ReadOptions, 'map' | 'source' | 'network' | 'stdin'> {
  /** Reads and reports, and submits nothing. */
  dryRun?: boolean;
  /** A refused line makes the run a failure. */
  strict?: boolean;
}

/** Takes a batch in: one verdict an item, or the counts of a server that was pushed to. */
export type Submit = (items: Incoming[]) => Promise<readonly Verdict[] | Receipt>;

/**
 * Brings files of posts in at full speed. The table of what became of them goes to stdout, all else to stderr. Returns the exit
 * code: 0, 1 when a file could not be read or nothing more was taken in (or, if `strict`, a line was refused), 2 for a wrong option.
 */
export async function importFiles(paths: readonly string[], options: ImportOptions, submit: Submit, terminal: Terminal): Promise<number> {
  const tally = newTally();
  const say = (message: string) => terminal.stderr.write(`${message}\n`);
  const code = await bringAll(paths, options, submit, tally, terminal).catch((error: unknown) => {
    say(`earshot: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof WrongUsage ? 2 : 1;
  });
  if (code === 0 || tally.read() > 0) terminal.stdout.write(tally.table(options.dryRun ?? false));
  return code === 0 && options.strict && tally.counts().refused > 0 ? 1 : code;
}

async function bringAll(
  paths: readonly string[],
  options: ImportOptions,
  submit: Submit,
  tally: Tally,
  terminal: Terminal,
): Promise<number> {
  const tell = (message: string) => terminal.stderr.write(`${message}\n`);
  const posts = await openPosts(paths, { ...options, receivedAt: Date.now(), tell });
  await bring(posts, options.dryRun ? readOnly : submit, tally, terminal);
  if (posts.ownHandles().length > 0) tell(ownHandles(posts.ownHandles()));
  return 0;
}

const readOnly: Submit = async (items) => ({ accepted: items.length, duplicate: 0, rejected: [] });

async function bring(posts: Posts, submit: Submit, tally: Tally, terminal: Terminal): Promise<void> {
  const progress = progressOn(terminal, () => performance.now());
  try {
    for await (const batch of batched(posts, tally)) {
      tally.take(batch, await submit(batch.map(({ mention }) => ({ kind: 'mention', mention }))));
      progress.show({ ...posts.progress(), posts: tally.read() });
    }
  } finally {
    progress.end();
  }
}

/** What was read before a file broke off is handed out before its error is thrown. */
async function* batched(posts: Posts, tally: Tally): AsyncGenerator<FilePost[]> {
  let batch: FilePost[] = [];
  let broken: { error: unknown } | undefined;
  try {
    for await (const read of posts) {
      if (isRefusal(read)) tally.refuse(read);
      else if (batch.push(read) === IMPORT_BATCH) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    broken = { error };
  }
  if (batch.length > 0) yield batch;
  if (broken) throw broken.error;
}

function ownHandles(handles: string[]): string {
  const named = handles.slice(0, HANDLES_NAMED).join(', ') + (handles.length > HANDLES_NAMED ? ', ...' : '');
  return `${handles.length} of the authors are marked as the brand's own: ${named}. Under "accounts" in the config their posts count as replies.`;
}
