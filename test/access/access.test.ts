import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doorOf } from '../../server/access/door.ts';
import { fileTokens } from '../../server/access/file.ts';
import { journalTokens } from '../../server/access/keys.ts';
import type { TokenStore } from '../../server/access/store.ts';
import { MAX_TOKENS, mint, SECRET_PREFIX } from '../../server/access/token.ts';
import { Access, SESSION_COOKIE } from '../../server/access.ts';
import { MemoryTokens, NOON } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const door = doorOf('0.0.0.0');

function keys() {
  const held = new Map<string, string>();
  return {
    getKey: async (key: string) => held.get(key) ?? null,
    setKey: async (key: string, value: string) => void held.set(key, value),
  };
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const nextRevocation = (access: Access) => new Promise<string[]>((resolve) => access.onRevoke((ids) => resolve([...ids])));

describe.each<[string, () => () => TokenStore]>([
  [
    'a file',
    () => {
      const folder = tempFolder();
      return () => fileTokens(folder);
    },
  ],
  [
    'the journal',
    () => {
      const shared = keys();
      return () => journalTokens(shared);
    },
  ],
])('tokens in %s', (_where, place) => {
  it('are there for the next process, with when they were used', async () => {
    const store = place();
    const first = await Access.open(store(), door, { now: () => NOON });
    const { token, secret } = await first.create({ role: 'screen', name: 'Lobby TV', board: 'north' });
    const stop = first.watch();
    expect(first.identify(bearer(secret)).caller).toEqual({ name: 'Lobby TV', roles: ['screen'], board: 'north', token: token.id });
    await stop();
    const second = await Access.open(store(), door);
    expect(second.list()).toEqual([{ id: token.id, role: 'screen', name: 'Lobby TV', board: 'north', createdAt: NOON, lastUsedAt: NOON }]);
    expect(second.identify(bearer(secret)).by).toBe('token');
  });

  it('that another process revokes are no longer good here', async () => {
    const store = place();
    const command = await Access.open(store(), door);
    const { token, secret } = await command.create({ role: 'operator', name: 'Mara' });
    const server = await Access.open(store(), door);
    const stop = server.watch(20);
    const revoked = nextRevocation(server);
    expect((await command.revoke('Mara')).map(({ id }) => id)).toEqual([token.id]);
    expect(await revoked).toEqual([token.id]);
    expect(server.identify(bearer(secret))).toEqual({ caller: null, by: 'nothing' });
    await stop();
  });

  it('that another process made are good here', async () => {
    const store = place();
    const server = await Access.open(store(), door);
    const { secret } = await (await Access.open(store(), door)).create({ role: 'push', name: 'Shop' });
    expect(server.identify(bearer(secret)).caller).toBe(null);
    await server.reload();
    expect(server.identify(bearer(secret)).caller?.name).toBe('Shop');
  });
});

describe('the file of tokens', () => {
  it('is for its owner alone, holds no secret, and leaves nothing beside it', async () => {
    const folder = tempFolder();
    const access = await Access.open(fileTokens(folder), door);
    const { secret } = await access.create({ role: 'push', name: 'Shop' });
    const path = join(folder, 'tokens.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).not.toContain(secret);
    expect(readFileSync(path, 'utf8')).not.toContain(access.signIn(secret)?.cookie);
    expect(readdirSync(folder)).toEqual(['tokens.json']);
    chmodSync(path, 0o644);
    await access.create({ role: 'push', name: 'Other shop' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('stops the server when it is damaged, and doesn’t when it is damaged later', async () => {
    const folder = tempFolder();
    const problems: unknown[] = [];
    const access = await Access.open(fileTokens(folder), door, { onProblem: (error) => problems.push(error) });
    const { secret } = await access.create({ role: 'push', name: 'Shop' });
    writeFileSync(join(folder, 'tokens.json'), '{"version":1,"tokens":[{');
    await expect(Access.open(fileTokens(folder), door)).rejects.toThrow('tokens.json cannot be read');
    await access.reload();
    expect([problems.length, access.identify(bearer(secret)).caller?.name]).toEqual([1, 'Shop']);
  });
});

describe('a token', () => {
  it('has a secret of 32 random bytes that is told once', async () => {
    const access = await Access.open(new MemoryTokens(), door);
    const [one, two] = [await access.create({ role: 'push', name: 'a' }), await access.create({ role: 'push', name: 'a' })];
    expect(one.secret).toMatch(new RegExp(`^${SECRET_PREFIX}[A-Za-z0-9_-]{43}$`));
    expect(one.secret).not.toBe(two.secret);
    expect(JSON.stringify([access.list(), access.tokens])).not.toContain(one.secret);
  });

  it.each([
    ['without a name', { role: 'push', name: ' ' }],
    ['for a board that a sender cannot be limited to', { role: 'push', name: 'x', board: 'north' }],
  ] as const)('is not made %s', async (_case, request) => {
    const access = await Access.open(new MemoryTokens(), door);
    await expect(access.create({ ...request })).rejects.toThrow();
  });

  it(`is not made when there are ${MAX_TOKENS}`, async () => {
    const tokens = new MemoryTokens();
    tokens.tokens = Array.from({ length: MAX_TOKENS }, (_, i) => mint({ role: 'push', name: `n${i}` }, NOON).token);
    await expect((await Access.open(tokens, door)).create({ role: 'push', name: 'x' })).rejects.toThrow('revoke some first');
  });

  it('is revoked by its name together with all of that name', async () => {
    const access = await Access.open(new MemoryTokens(), door);
    await access.create({ role: 'screen', name: 'TV' });
    await access.create({ role: 'screen', name: 'TV' });
    const { token } = await access.create({ role: 'push', name: 'Shop' });
    expect(await access.revoke('TV')).toHaveLength(2);
    expect(access.list().map(({ id }) => id)).toEqual([token.id]);
    expect(await access.revoke('nobody')).toEqual([]);
  });

  it('made twice at the same moment is made twice', async () => {
    const access = await Access.open(new MemoryTokens(), door);
    await Promise.all(Array.from({ length: 5 }, (_, i) => access.create({ role: 'push', name: `n${i}` })));
    expect(access.list().map(({ name }) => name)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });
});

describe('who somebody is', () => {
  it('is nobody for anything that is not a token', async () => {
    const access = await Access.open(new MemoryTokens(), door);
    const { secret } = await access.create({ role: 'operator', name: 'Mara' });
    const wrong = [
      {},
      { authorization: secret },
      { authorization: `Basic ${secret}` },
      bearer(''),
      bearer(`${secret}x`),
      bearer(secret.slice(0, -1)),
      bearer(access.tokens[0]!.hash),
      bearer('x'.repeat(100_000)),
      { cookie: `${SESSION_COOKIE}=` },
      { cookie: `x${SESSION_COOKIE}=${access.signIn(secret)?.cookie}` },
      { cookie: `${SESSION_COOKIE}=${access.tokens[0]!.session}` },
    ];
    for (const headers of wrong) expect(access.identify(headers)).toEqual({ caller: null, by: 'nothing' });
  });

  it('is told by a cookie among others', async () => {
    const access = await Access.open(new MemoryTokens(), door);
    const { secret } = await access.create({ role: 'operator', name: 'Mara' });
    const { cookie } = access.signIn(secret)!;
    expect(access.identify({ cookie: `a=b; ${SESSION_COOKIE}=${cookie}; c=d` })).toMatchObject({ by: 'cookie', caller: { name: 'Mara' } });
  });

  it('is local on this machine, with every role, whatever was sent', async () => {
    const access = await Access.open(new MemoryTokens(), doorOf('127.0.0.1'));
    expect(access.identify(bearer('esh_wrong'))).toEqual({ by: 'place', caller: { name: 'local', roles: ['screen', 'operator', 'push'] } });
  });
});
