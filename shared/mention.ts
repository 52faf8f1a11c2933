import { z } from 'zod';
import { ReplyHeard } from './reply.ts';
import { TEXT_BOUND } from './text.ts';

export { TEXT_BOUND };
/** Longest id of a mention, `source:native id`, in UTF-16 units. */
export const ID_BOUND = 512;

export const Author = z.object({
  id: z.string().max(ID_BOUND),
  handle: z.string().max(256),
  name: z.string().max(256),
  /** Unknown is not zero: absent until the network or a profile lookup tells. */
  followers: z.int().nonnegative().optional(),
  verified: z.boolean().optional(),
});
export type Author = z.infer<typeof Author>;

/** A message of a conversation that is held in a helpdesk. Internal notes are none, and never come in. */
export const HelpdeskPost = z.object({
  side: z.enum(['customer', 'us']),
  /** Who of ours wrote it, by name. */
  agent: z.string().max(256).optional(),
  /** Written by a bot or a rule. */
  automatic: z.boolean().optional(),
  /** The helpdesk's own number of the conversation, and where it can be opened. */
  ticket: z.string().max(128).optional(),
  url: z.string().max(2048).optional(),
  /** Ids of watches that the helpdesk as a whole belongs to, whatever a message says. */
  watches: z.array(z.string().max(64)).max(64).optional(),
});
export type HelpdeskPost = z.infer<typeof HelpdeskPost>;

/** A public post. Times are milliseconds since 1970 UTC. */
export const Mention = z.object({
  /** `source:native id`, unique over everything that is ever taken in. */
  id: z.string().min(1).max(ID_BOUND),
  /** The id of the connector that brought it. */
  source: z.string().min(1).max(64),
  /** Where it was posted: bluesky, mastodon, x, reddit, news, web ... */
  network: z.string().min(1).max(32),
  author: Author,
  text: z.string().max(TEXT_BOUND),
  url: z.string().max(2048).optional(),
  /** BCP 47 tag that the network gives. A hint, not a truth. */
  lang: z.string().max(35).optional(),
  postedAt: z.int(),
  receivedAt: z.int(),
  inReplyTo: z.string().max(ID_BOUND).optional(),
  root: z.string().max(ID_BOUND).optional(),
  repostOf: z.string().max(ID_BOUND).optional(),
  quoteOf: z.string().max(ID_BOUND).optional(),
  place: z.string().max(256).optional(),
  media: z.int().nonnegative().max(1000).optional(),
  /** Where it was brought by a helpdesk: what only that knows. */
  desk: HelpdeskPost.optional(),
});
export type Mention = z.infer<typeof Mention>;

export const Label = z.enum(['negative', 'neutral', 'positive', 'unsure']);
export type Label = z.infer<typeof Label>;

/** What the author is after. `other` where nothing of it was heard. */
export const Intent = z.enum(['complaint', 'question', 'request', 'praise', 'suggestion', 'news', 'spam', 'other']);
export type Intent = z.infer<typeof Intent>;

/** Why a post cannot wait: danger to somebody, law or the press, a vulnerable person, a customer about to leave, a deadline. */
export const Urgency = z.enum(['safety', 'legal', 'vulnerable', 'leaving', 'time']);
export type Urgency = z.infer<typeof Urgency>;

/** What a post says of one watch, where that is not what it says as a whole. */
export const Toward = z.object({ label: Label, score: z.number().min(-1).max(1) });
export type Toward = z.infer<typeof Toward>;

/** Most places heard in one post. */
export const PLACES_BOUND = 8;

/** What was heard in a post. */
export const Analysis = z.object({
  /** ISO 639-1 code (or -3 where there is no shorter one); `und` when it could not be told. */
  language: z.string().max(8),
  label: Label,
  /** The likeliest label, where `label` is `unsure`. */
  leaning: Label.exclude(['unsure']).optional(),
  /** -1 (negative) to 1 (positive). */
  score: z.number().min(-1).max(1),
  /** 0 to 1: how often a label given with this confidence is right. */
  confidence: z.number().min(0).max(1),
  /** Words, phrases, hashtags, emoji to count for trends: folded, without stop words, each once. */
  terms: z.array(z.string().max(80)).max(40),
  /** Ids of the watches that match. */
  watches: z.array(z.string().max(64)).max(64),
  /** By watch id: sentiment towards that watch, only where it differs from that of the whole post. */
  toward: z.record(z.string().max(64), Toward).optional(),
  /** Absent in posts heard before intents, urgency and places were. */
  intent: Intent.optional(),
  urgency: z.array(Urgency).max(5).optional(),
  /** Ids of places named in the text or tagged by the network, as the gazetteer and the config's own list have them. */
  places: z.array(z.string().max(64)).max(PLACES_BOUND).optional(),
  /** The author is one of our accounts: a reply or a post of ours, not a mention of us. */
  own: z.boolean(),
  /** One of our accounts is named or answered. */
  addressed: z.boolean(),
  /** Only in posts of ours. */
  reply: ReplyHeard.optional(),
  /** The customer thanks, or says that it is settled. Only where it was heard. */
  thanks: z.boolean().optional(),
});
export type Analysis = z.infer<typeof Analysis>;

/** Growth of a post that we hold. `delta` adds to what is known, `total` replaces it. */
export const Engagement = z.object({
  /** Unique; a repeated id changes nothing. */
  id: z.string().min(1).max(ID_BOUND),
  mention: z.string().min(1).max(ID_BOUND),
  mode: z.enum(['delta', 'total']),
  reposts: z.int().optional(),
  likes: z.int().optional(),
  replies: z.int().optional(),
  views: z.int().optional(),
});
export type Engagement = z.infer<typeof Engagement>;

/** The author or the network took the post back. */
export const Retraction = z.object({ mention: z.string().min(1).max(ID_BOUND) });
export type Retraction = z.infer<typeof Retraction>;
