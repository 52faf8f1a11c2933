import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { DECAYS, type Growing } from '../../core/viral/features.ts';

/** A finished cascade of the training data: what came when, and how large it was after a day. */
const Cascade = z.object({
  id: z.string(),
  platform: z.enum(['twitter', 'weibo', 'mix']),
  /** Seconds since 1970 in the author's own zone. */
  startedAtLocal: z.number(),
  author: z
    .object({
      followers: z.number().nullable(),
      following: z.number().nullable(),
      posts: z.number().nullable(),
      verified: z.boolean().nullable(),
    })
    .nullable(),
  /** Seconds since the start, ascending. */
  events: z.array(z.object({ dt: z.number() })),
  sizeAtHorizon: z.number(),
});
export type Cascade = z.infer<typeof Cascade>;

const byteOf = (text: string): number => createHash('sha256').update(text).digest()[0]!;

/** One in five is never fitted on: it is what the model is measured with. */
const heldBack = (id: string): boolean => byteOf(`fold${id}`) < 51;

/** The cascades to fit on, in the order of the file. */
export const readCascades = (folder: string): Cascade[] => allCascades(folder).filter(({ id }) => !heldBack(id));

/** Those that are never fitted on. */
export const cascadesHeldBack = (folder: string): Cascade[] => allCascades(folder).filter(({ id }) => heldBack(id));

function allCascades(folder: string): Cascade[] {
  const lines = gunzipSync(readFileSync(join(folder, 'cascades', 'train.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  return lines.map((line) => Cascade.parse(JSON.parse(line)));
}

/**
 * What was to be seen of it at that age in seconds. Of some, parts of what is known of the author are hidden, as most networks hide
 * them: so the model learns to do without.
 */
export function seenAt(cascade: Cascade, age: number): Growing {
  const hidden = byteOf(`hide${cascade.id}`);
  const { author } = cascade;
  const growing: Growing = {
    count: 0,
    pace1: 0,
    pace5: 0,
    pace15: 0,
    pace60: 0,
    age,
    quiet: age,
    hour: ((cascade.startedAtLocal + age) % 86_400) / 3600,
    followers: author && hidden >= 16 ? author.followers : null,
    following: author && hidden >= 56 ? author.following : null,
    posts: author && hidden >= 56 ? author.posts : null,
    verified: hidden >= 16 && (author?.verified ?? false),
  };
  for (const { dt } of cascade.events) {
    if (dt >= age) break;
    growing.count += 1;
    growing.quiet = age - dt;
    growing.pace1 += Math.exp((dt - age) / DECAYS[0]);
    growing.pace5 += Math.exp((dt - age) / DECAYS[1]);
    growing.pace15 += Math.exp((dt - age) / DECAYS[2]);
    growing.pace60 += Math.exp((dt - age) / DECAYS[3]);
  }
  return growing;
}
