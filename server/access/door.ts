import { isIP } from 'node:net';

/** Whether only this machine can reach an address of this name. Any other name than localhost may resolve to anywhere. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

/** Where the server stands: what it listens on, and the origins (`https://wall.example`) under which a proxy shows it. */
export interface Door {
  host: string;
  origins: readonly string[];
  /** Whether others than this machine can reach it. Then nobody gets in without a token, from this machine neither. */
  remote: boolean;
}

export const doorOf = (host: string, origins: readonly string[] = []): Door => ({
  host,
  origins,
  remote: !isLoopback(host) || origins.length > 0,
});

const nameOf = (hostHeader: string): string => URL.parse(`http://${hostHeader}`)?.hostname ?? '';

/**
 * Whether a request was meant for us by its `Host`. On loopback a page from elsewhere could have its own name resolve to this
 * machine (DNS rebinding) and would then speak as a local caller. Where tokens are asked for, that gains it nothing.
 */
export function hostMeant(door: Door, host: string | undefined): boolean {
  if (door.remote) return true;
  return host !== undefined && isLoopback(nameOf(host));
}

/** Whether a browser sent this from a page of ours. No `Origin` at all means no browser, or a page's own read. */
export function originMeant(door: Door, origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  const from = URL.parse(origin);
  if (!from || !/^https?:$/.test(from.protocol)) return false;
  return (host !== undefined && from.host === host.toLowerCase()) || door.origins.includes(from.origin);
}

/** Listening where others can reach the server is refused until somebody made a token: until then nobody could be let in. */
export function mayListen(door: Door, tokens: readonly unknown[]): { may: true } | { may: false; reason: string } {
  if (!door.remote || tokens.length > 0) return { may: true };
  const command = 'earshot token create --role screen|operator|push --name "Lobby TV"';
  return { may: false, reason: `${door.host} can be reached from other machines, and no access token exists yet. First: ${command}` };
}
