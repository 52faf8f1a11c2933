import type { Wire } from './frame.ts';
import type { BlueskyOptions, Follow } from './options.ts';
import { LIKE, POST, REPOST } from './record.ts';

/** The public instances. The numbered ones are older and speak v1 alone. */
const PUBLIC_HOSTS = ['wss://jetstream.us-east.bsky.network', 'wss://jetstream.us-west.bsky.network'];
const PUBLIC_V1_HOSTS = [
  'wss://jetstream1.us-east.bsky.network',
  'wss://jetstream2.us-east.bsky.network',
  'wss://jetstream1.us-west.bsky.network',
  'wss://jetstream2.us-west.bsky.network',
];

/** Larger events are left out by the server, in bytes: a post is a few thousand. */
const EVENT_BOUND = 262_144;

export interface Host {
  url: string;
  wire: BlueskyOptions['wire'];
}

/** Where to listen, in the order to try; each list begins at a random place so that installations spread over the instances. */
export function hostsInTurn({ url, wire }: BlueskyOptions, random: () => number): Host[] {
  if (url) return url.map((one) => ({ url: one, wire }));
  const first = turned(PUBLIC_HOSTS, random).map((one) => ({ url: one, wire }));
  const old = turned(PUBLIC_V1_HOSTS, random).map((one): Host => ({ url: one, wire: 'v1' }));
  return wire === 'v2' ? first : [...first, ...old];
}

function turned<T>(list: readonly T[], random: () => number): T[] {
  const start = Math.floor(random() * list.length);
  return [...list.slice(start), ...list.slice(0, start)];
}

/** The address to open: the host's own path is kept, one that already names an endpoint is not doubled. */
export function endpoint(host: string, wire: Wire, follow: Follow, cursor: number | undefined): URL {
  const url = new URL(host);
  url.protocol = url.protocol.replace('http', 'ws');
  const base = url.pathname.replace(/\/(subscribe|xrpc\/network\.bsky\.jetstream\.subscribeEvents)?\/?$/, '');
  url.pathname = base + (wire === 'v1' ? '/subscribe' : '/xrpc/network.bsky.jetstream.subscribeEvents');
  url.search = '';
  for (const one of collections(follow)) url.searchParams.append(wire === 'v1' ? 'wantedCollections' : 'collections', one);
  if (wire === 'v2') for (const kind of ['commit', 'identity', 'account']) url.searchParams.append('kinds', kind);
  url.searchParams.set('maxMessageSizeBytes', String(EVENT_BOUND));
  if (cursor !== undefined) url.searchParams.set('cursor', String(cursor));
  return url;
}

function collections(follow: Follow): string[] {
  return [POST, ...(follow.likes ? [LIKE] : []), ...(follow.reposts ? [REPOST] : [])];
}
