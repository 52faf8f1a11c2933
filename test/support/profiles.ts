import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { Profiles } from '../../server/sources/bluesky/profiles.ts';
import type { Author } from '../../shared/mention.ts';

/** Called after each test, the last one first. */
export const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

export type Answer = (actors: string[], response: ServerResponse, call: number) => void;
export const profile = (did: string, more = {}) => ({
  did,
  handle: `${did.slice(8)}.example`,
  displayName: did.slice(8),
  followersCount: 12,
  ...more,
});
export const all: Answer = (actors, response) => void response.end(JSON.stringify({ profiles: actors.map((did) => profile(did)) }));

/** A network's API on loopback that answers as told; `calls` are the actors of each call. */
export async function serveProfiles(answer: Answer = all) {
  const calls: string[][] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    calls.push(url.searchParams.getAll('actors'));
    if (url.pathname === '/xrpc/app.bsky.actor.getProfiles') answer(calls.at(-1) ?? [], response, calls.length);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

/** Lookups under way; `next` resolves with the next authors found, or rejects with the next failure. */
export function lookUp(url: string, now = () => 1_780_000_000_000) {
  const found: Author[][] = [];
  const failed: string[] = [];
  const waiting = new Set<() => void>();
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const note =
    <T>(list: T[]) =>
    (one: T) => {
      list.push(one);
      for (const look of waiting) look();
    };
  const profiles = new Profiles({ url, now, random: () => 0, gatherMs: 5, found: note(found), failed: note(failed) });
  const stop = new AbortController();
  const running = profiles.run(stop.signal);
  closing.push(() => {
    stop.abort();
    return running;
  });
  return { profiles, found, failed, until };
}
