import { doorOf } from '../access/door.ts';
import { fileTokens } from '../access/file.ts';
import { journalTokens } from '../access/keys.ts';
import { Access, type Role } from '../access.ts';
import { openRedisJournal } from '../journal/redis.ts';

interface Where {
  folder: string;
  redis?: string;
}

/** Opens the tokens where the server keeps them; a running server hears of changes within a second. */
async function withAccess(where: Where, work: (access: Access) => Promise<void>): Promise<void> {
  const journal = where.redis ? await openRedisJournal({ url: where.redis }) : null;
  try {
    await work(await Access.open(journal ? journalTokens(journal) : fileTokens(where.folder), doorOf('127.0.0.1')));
  } finally {
    await journal?.close();
  }
}

export const createToken = (where: Where, request: { role: Role; name: string; board?: string }): Promise<void> =>
  withAccess(where, async (access) => {
    const { token, secret } = await access.create(request);
    process.stdout.write(`${secret}\n`);
    process.stderr.write(`Token ${token.id} for "${token.name}" (${token.role}). It is shown this once; only its hash is kept.\n`);
  });

export const listTokens = (where: Where): Promise<void> =>
  withAccess(where, async (access) => {
    const day = (at: number | undefined) => (at ? new Date(at).toISOString().slice(0, 16).replace('T', ' ') : 'never');
    for (const { id, role, name, board, createdAt, lastUsedAt } of access.list()) {
      process.stdout.write(`${[id, role, name, board ?? 'every board', `made ${day(createdAt)}`, `used ${day(lastUsedAt)}`].join('\t')}\n`);
    }
    if (!access.list().length) process.stderr.write('There is no token yet.\n');
  });

export const revokeToken = (where: Where, idOrName: string): Promise<void> =>
  withAccess(where, async (access) => {
    const gone = await access.revoke(idOrName);
    if (!gone.length) throw new Error(`there is no token with the id or name "${idOrName}"; see: earshot token list`);
    for (const { id, name } of gone) process.stderr.write(`Revoked ${id} ("${name}"). Its screens and senders are cut off.\n`);
  });
