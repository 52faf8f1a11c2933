import type { AccountResponses } from '../../shared/report.ts';
import { Responses } from '../core/desk/responses.ts';
import { openPosts } from '../files/open.ts';
import { isRefusal } from '../files/row.ts';
import { accountsTable } from './accounts.ts';

interface Streams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  stdin?: AsyncIterable<Uint8Array>;
}

/** Lines that cannot be read are named up to this many; the rest is counted. */
export const REFUSALS_NAMED = 20;

/**
 * Response times of the accounts in files of support conversations, as a table or, with `json`, as `{accounts}`. A line that cannot be
 * read is told with its number and field and left out. Returns the exit code: 1 when there was one.
 */
export async function responsesOf(
  files: readonly string[],
  { json }: { json: boolean },
  { stdout, stderr, stdin }: Streams,
): Promise<number> {
  const heard = new Responses();
  let refused = 0;
  const posts = await openPosts(files, { ...(stdin ? { stdin } : {}), tell: (message) => json || stderr.write(`${message}\n`) });
  for await (const read of posts) {
    if (isRefusal(read)) {
      if (++refused <= REFUSALS_NAMED) stderr.write(`earshot responses: ${read.file} line ${read.line}, ${read.field}: ${read.reason}\n`);
      continue;
    }
    const { id, author, postedAt, text, inReplyTo } = read.mention;
    heard.hear({ id, author: author.handle, own: read.own, at: postedAt, text, parent: inReplyTo ?? null });
  }
  if (refused > REFUSALS_NAMED) stderr.write(`earshot responses: ${refused - REFUSALS_NAMED} more lines could not be read\n`);
  stdout.write(json ? jsonOf(heard.figures()) : accountsTable(heard.figures()));
  return refused > 0 ? 1 : 0;
}

const jsonOf = (accounts: AccountResponses[]): string => `${JSON.stringify({ accounts }, null, 1)}\n`;
