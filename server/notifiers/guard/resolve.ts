import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { closedBecause } from './addresses.ts';
import { OutgoingError } from './error.ts';

/** Gives every address of a name. */
export type Resolve = (host: string) => Promise<string[]>;

/** Addresses of one host that are looked at. */
const ADDRESSES_BOUND = 16;

export const byDns: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** `[::1]` and `chat.local.` as the config has them: without brackets and the last dot, in small letters. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

/** Whether somebody allowed this host by name, at this port or at any. */
export function isAllowed(allow: readonly string[], host: string, port: number | null): boolean {
  return allow.some((entry) => {
    const plain = plainHost(entry);
    return plain === host || (port !== null && [`${host}:${port}`, `[${host}]:${port}`].includes(entry.toLowerCase()));
  });
}

/**
 * The addresses of a host, all of them on the open network unless it is allowed by name. The caller connects to one of these and asks no
 * second time: a name server that changes its mind in between changes nothing. Throws `OutgoingError`.
 */
export async function addressesOf(host: string, port: number | null, allow: readonly string[], resolve: Resolve): Promise<string[]> {
  const plain = plainHost(host);
  const found = isIP(plain) ? [plain] : (await resolve(plain).catch(() => unknown(plain))).slice(0, ADDRESSES_BOUND);
  if (found.length === 0) unknown(plain);
  if (isAllowed(allow, plain, port)) return found;
  for (const address of found) {
    const why = closedBecause(address);
    if (why !== null) throw new OutgoingError(plain, `its address is ${why}; allow the host by name if that is meant`, 'refused');
  }
  return found;
}

function unknown(host: string): never {
  throw new OutgoingError(host, 'no such host is known', 'unsent');
}
