import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Author, Engagement, Mention } from '../../shared/mention.ts';
import type { SourceStatus } from '../../shared/slices.ts';

/** What a source brings. Its texts are already bounded and parsed by the source; `receivedAt` is set by the source. */
export type Incoming =
  | { kind: 'mention'; mention: Mention }
  | { kind: 'engagement'; engagement: Engagement }
  | { kind: 'retraction'; mention: string }
  | { kind: 'author'; source: string; author: Author };

export type Verdict = 'accepted' | 'duplicate' | 'unmatched' | 'unheld';

/** What the shell offers a running source. */
export interface SourceContext {
  /** The source's id in the config; every mention's id begins with `id:`. */
  id: string;
  log: Logger;
  /** Ends the source: stop reading, then let `run` return. */
  signal: AbortSignal;
  now(): number;
  random(): number;
  /**
   * Resolves with one verdict an item once the accepted ones are durable. `keep: 'matching'` (a firehose) drops mentions that no
   * watch matches and that do not answer, quote or repost a post we hold; engagements and retractions of posts we don't hold are
   * dropped either way. Rejects when the journal takes no more: keep the items and try again.
   */
  submit(items: Incoming[], keep: 'all' | 'matching'): Promise<Verdict[]>;
  /** Cheap first look for a firehose: could this text match a watch, or is this id one that we hold? */
  matches(post: { text: string; network: string; lang?: string; handle?: string; place?: string }): boolean;
  holds(mention: string): boolean;
  /** Ids of the posts of this author (by `author.id`) that we hold. Where it is absent a source knows only those it brought itself. */
  heldBy?(author: string): string[];
  /** Our own handles on this network, so that a source can know our posts from the first one on. */
  accounts?(network: string): string[];
  cursor(): Promise<string | null>;
  /** Call only after the `submit` that holds everything before it has resolved. */
  saveCursor(cursor: string): Promise<void>;
  /** Tells the health line. Repeating the same is free. */
  status(status: SourceStatus, message?: string): void;
  /** Counts input that was dropped; the newest reason is shown. */
  reject(reason: string, count?: number): void;
  /** Posts between these times are missing for good. */
  gap(from: number, to: number, reason: string): void;
}

/**
 * A kind of connector. `run` returns when the signal aborts or the input ends; when it throws, the supervisor shows the message,
 * waits (back-off with jitter, without end) and runs it again.
 */
export interface SourceKind<Options = unknown> {
  kind: string;
  /** One line for `--help` and the docs. */
  about: string;
  /** Whether silence makes us blind. */
  listens: boolean;
  options: z.ZodType<Options>;
  run(context: SourceContext, options: Options): Promise<void>;
}
