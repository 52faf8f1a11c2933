import type { Answer } from '../notifier.ts';
import { OutgoingError } from './error.ts';
import { type Outbound, sendTo } from './request.ts';
import { addressesOf, byDns, plainHost, type Resolve } from './resolve.ts';

/** For all of it, redirects included, in ms. */
export const WITHIN = 10_000;
export const REDIRECTS = 3;

export interface Guarding {
  /** Hosts that may be called although their address is private or loopback. */
  allow: readonly string[];
  /** Other than by DNS, in tests. */
  resolve?: Resolve;
  /** Other than `WITHIN`, in tests. */
  within?: number;
}

interface Request {
  url: string;
  method?: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/**
 * Sends a request to wherever it says, unless that is a place which only we can reach: addresses are checked before connecting, after
 * each redirect again, and it is the checked address that is connected to. Gives what came back, whatever its status; throws
 * `OutgoingError`, which never holds more of the address than the host.
 */
export async function guardedPost(request: Request, guarding: Guarding, signal: AbortSignal): Promise<Answer> {
  const both = AbortSignal.any([signal, AbortSignal.timeout(guarding.within ?? WITHIN)]);
  let outbound: Outbound = { ...request, method: request.method ?? 'POST', url: read(request.url) };
  for (let hops = 0; ; hops++) {
    const answer = await sendOnce(outbound, guarding, both);
    const next = redirected(outbound, answer);
    if (next === null) return answer;
    if (hops === REDIRECTS) throw new OutgoingError(hostOf(outbound.url), 'it sends on and on elsewhere', 'refused');
    outbound = next;
  }
}

const hostOf = ({ hostname }: URL): string => plainHost(hostname);
const portOf = ({ port, protocol }: URL): number => (port ? Number(port) : protocol === 'https:' ? 443 : 80);

async function sendOnce(outbound: Outbound, { allow, resolve = byDns }: Guarding, signal: AbortSignal): Promise<Answer> {
  const { url } = outbound;
  const addresses = await Promise.race([addressesOf(url.hostname, portOf(url), allow, resolve), aborted(hostOf(url), signal)]);
  return sendTo(addresses, outbound, signal);
}

/** A name server that hangs holds nobody up. */
function aborted(host: string, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new OutgoingError(host, 'its name was not found in time', 'unsent'));
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
  });
}

/** The address must be a web address without credentials in it. */
function read(text: string, from?: URL): URL {
  const url = URL.parse(text, from?.href);
  if (!url) throw new OutgoingError(from ? hostOf(from) : 'the address', 'that is not an address of the web', 'refused');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new OutgoingError(hostOf(url) || 'the address', 'only http and https are spoken', 'refused');
  if (url.username || url.password) throw new OutgoingError(hostOf(url), 'names and passwords do not belong in an address', 'refused');
  return url;
}

const STATUSES = [301, 302, 303, 307, 308];
/** Those keep method and body; after the others a GET would follow, which delivers nothing. */
const KEEPING = [307, 308];
/** Headers that say nothing of who we are: the others stay behind when the origin changes, since they may hold secrets. */
const HARMLESS = ['content-type', 'accept', 'user-agent'];

/** Where the answer sends us on; null: nowhere. Throws `OutgoingError` where we must not go. */
export function redirected(outbound: Outbound, { status, headers }: Answer): Outbound | null {
  if (!STATUSES.includes(status) || headers.location === undefined) return null;
  const from = hostOf(outbound.url);
  const url = read(headers.location, outbound.url);
  if (!KEEPING.includes(status)) throw new OutgoingError(from, `it sends elsewhere (${status}) in a way that drops the message`, 'refused');
  if (outbound.url.protocol === 'https:' && url.protocol === 'http:')
    throw new OutgoingError(from, 'it sends on from https to http', 'refused');
  return { ...outbound, url, headers: url.origin === outbound.url.origin ? outbound.headers : harmless(outbound.headers) };
}

const harmless = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.includes(name.toLowerCase())));
