import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { SourceKind } from '../../server/sources/source.ts';

/** A source that brings numbered posts, ten at a time, without end; each bears the name of the server that ran it as its author. */
export const feed = (node: string): SourceKind => ({
  kind: 'feed',
  about: 'numbered posts',
  listens: true,
  options: z.object({}),
  async run(context) {
    context.status('live');
    for (let next = Number((await context.cursor()) ?? 0); !context.signal.aborted; next += 10) {
      const numbers = Array.from({ length: 10 }, (_, i) => next + i);
      await context.submit(
        numbers.map((n) => ({ kind: 'mention', mention: post(context.id, n, node, context.now()) })),
        'all',
      );
      await context.saveCursor(String(next + 10));
      await wait(30, undefined, { signal: context.signal }).catch(() => undefined);
    }
  },
});

const post = (source: string, n: number, node: string, at: number) => ({
  id: `${source}:${n}`,
  source,
  network: 'web',
  author: { id: node, handle: node, name: node },
  text: `halden, number ${n}`,
  postedAt: at,
  receivedAt: at,
});

export const FEED = { id: 'feed', kind: 'feed', options: {} };
