import { z } from 'zod';
import { Author, ID_BOUND, Mention } from './mention.ts';

/** Milliseconds since 1970 UTC, or ISO 8601 text with a zone. */
const Time = z.union([z.int().nonnegative(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);

/** A longer text than this is refused; between TEXT_BOUND and this it is cut. In UTF-16 units. */
export const PUSH_TEXT_BOUND = 50_000;

/** Whose posts they are. Single letters stand before the ids of the journal's other entries. */
const SourceName = z.string().regex(/^[a-z0-9][a-z0-9_-]{1,63}$/i, 'letters, digits, - and _ only, 2 to 64 of them');

/** One pushed post. Only `id` and `text` are required; defaults are stated by each field. */
export const PushMention = z.object({
  /** The sender's own id; the mention's id becomes `source:id`. */
  id: z.union([z.string().min(1).max(400), z.int().transform(String)]),
  text: z.string().max(PUSH_TEXT_BOUND),
  /** Default `push`. */
  source: SourceName.default('push'),
  /** Default `web`. */
  network: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/i, 'letters, digits, - and _ only, 32 at most')
    .default('web'),
  /** Default: unknown author. A string is taken as the handle. */
  author: z
    .union([
      z
        .string()
        .max(256)
        .transform((handle) => ({ id: handle, handle, name: handle })),
      Author.partial(),
    ])
    .default({}),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  /** Default: the time it is received. */
  postedAt: Time.optional(),
  ...Mention.pick({ lang: true, inReplyTo: true, root: true, repostOf: true, quoteOf: true, place: true, media: true }).shape,
});
export type PushMention = z.infer<typeof PushMention>;

const Growth = z.int().min(-1_000_000_000).max(10_000_000_000).optional();

export const PushEngagement = z
  .object({
    /** Default: made by the server, so that only a given id protects from counting a repeated delta twice. */
    id: z.string().min(1).max(400).optional(),
    /** The post's `id` as it was pushed, or the whole `source:id`. */
    mention: z.string().min(1).max(ID_BOUND),
    source: SourceName.default('push'),
    /** Default `delta`. */
    mode: z.enum(['delta', 'total']).default('delta'),
    reposts: Growth,
    likes: Growth,
    replies: Growth,
    views: Growth,
  })
  .refine(
    (e) => [e.reposts, e.likes, e.replies, e.views].some((n) => n !== undefined),
    'give at least one of reposts, likes, replies, views',
  );
export type PushEngagement = z.infer<typeof PushEngagement>;

export const PushRetraction = z.object({ mention: z.string().min(1).max(ID_BOUND), source: SourceName.default('push') });
export type PushRetraction = z.infer<typeof PushRetraction>;

export const Rejection = z.object({ index: z.int(), field: z.string(), reason: z.string() });
export type Rejection = z.infer<typeof Rejection>;

export const Receipt = z.object({
  accepted: z.int(),
  duplicate: z.int(),
  rejected: z.array(Rejection),
  /** How many more were rejected than are told one by one; absent when none. */
  rejectedMore: z.int().optional(),
});
export type Receipt = z.infer<typeof Receipt>;

export const Stats = z.object({
  mentions: z.int(),
  replies: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  engagements: z.int(),
  retractions: z.int(),
  sources: z.record(z.string(), z.object({ mentions: z.int(), duplicates: z.int(), rejected: z.int() })),
  /** Last sequence number in the journal and the last one folded; `lag` is their difference. */
  journal: z.int(),
  folded: z.int(),
  lag: z.int(),
});
export type Stats = z.infer<typeof Stats>;
