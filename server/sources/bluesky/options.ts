import { z } from 'zod';

const Address = z.url({ protocol: /^(wss?|https?)$/, error: 'an address that begins with wss:// or https://' });

export const BlueskyOptions = z.strictObject({
  /** Dialect of the stream; `auto` speaks v2 and falls back to v1 with a server that does not know it. */
  wire: z.enum(['auto', 'v1', 'v2']).default('auto'),
  /** A Jetstream of your own, or several to fall over to. Default: the public ones. */
  url: z.union([Address.transform((url) => [url]), z.array(Address).min(1).max(16)]).optional(),
  /** What is followed of posts that we hold. What is not followed is not asked for. */
  follow: z
    .strictObject({ likes: z.boolean().default(true), reposts: z.boolean().default(true), replies: z.boolean().default(true) })
    .prefault({}),
  /** Where names and numbers of followers are looked up. */
  profiles: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }).default('https://public.api.bsky.app'),
      enabled: z.boolean().default(true),
    })
    .prefault({}),
  /** A line on which nothing came for this long is taken for dead. */
  idleSeconds: z.number().min(0.05).max(3600).default(30),
});
export type BlueskyOptions = z.infer<typeof BlueskyOptions>;
export type Follow = BlueskyOptions['follow'];

/** Bounds and paces of the connector, in items and ms. Tests run it with shorter ones. */
export interface Tuning {
  /** A batch is submitted when it holds this many items, or when this long has passed. */
  batchItems: number;
  batchMs: number;
  /** Items that wait for the journal; beyond it the socket is not read, and the server holds the rest. */
  queueItems: number;
  /** Least time between two savings of the cursor. */
  cursorMs: number;
  /** Wait before a refused batch is submitted again. */
  retryMs: number;
  /** Profile lookups: how long actors are gathered for one call, and the least time between calls. */
  gatherMs: number;
}

export const TUNING: Tuning = { batchItems: 200, batchMs: 100, queueItems: 5_000, cursorMs: 1_000, retryMs: 1_000, gatherMs: 1_000 };
