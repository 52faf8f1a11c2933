import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Mention } from '../../../shared/mention.ts';
import { background } from '../../sources/demo/background.ts';
import { haldenAir } from '../../sources/demo/scenario.ts';
import { worldOf } from '../../sources/demo/world.ts';

const Row = z.object({ id: z.string(), text: z.string(), created_at: z.iso.datetime() });

/** The posts of one of the crises in `mentions/`, in order of time. Nobody tells who wrote them. */
export function crisis(data: string, name: string): Mention[] {
  const lines = readFileSync(join(data, 'mentions', `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  const posts = lines.map((line) => {
    const { id, text, created_at } = Row.parse(JSON.parse(line));
    const at = Date.parse(created_at);
    const author = { id: '', handle: '', name: '' };
    return { id: `crisis:${id}`, source: 'crisis', network: 'x', author, text, postedAt: at, receivedAt: at };
  });
  return posts.sort((a, b) => a.postedAt - b.postedAt);
}

const MINUTE = 60_000;
/** A Wednesday, 00:00 UTC. */
const START = Date.parse('2026-03-04T00:00:00Z');

/** What people say to the demo's airline on days on which nothing happens. */
export function quietDemo(hours: number): Mention[] {
  const world = worldOf(haldenAir(), 7, START, 'demo');
  const minutes = Array.from({ length: hours * 60 }, (_, i) => background(world, START / MINUTE + i));
  return minutes
    .flat()
    .map(({ mention }) => mention)
    .sort((a, b) => a.postedAt - b.postedAt);
}
