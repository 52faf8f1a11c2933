import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Author, Engagement, Mention } from '../../shared/mention.ts';
import type { SourceStatus } from '../../shared/slices.ts';

/** A customer's post in a case, and who the customer is there. */
export interface CasePost {
  id: string;
  network: string;
  customer: { id: string; handle: string; name: string };
}

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
  /** Ids of the posts of this source's conversation that we hold. */
  heldIn?(ticket: string): string[];
  /** The newest post of the customer, in the case with this number, that is not after `before`; null when there is no such case (any more). */
  postOf?(number: string, before: number): CasePost | null;
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
  /** Of kinds that hold conversations of their own: made once for a source on every node, whoever runs the source. */
  helpdesk?(context: HelpdeskContext, options: Options): Helpdesk;
}

/** What a helpdesk is offered. It may submit on any node: its ids make repeats harmless. */
export type HelpdeskContext = Pick<SourceContext, 'id' | 'log' | 'signal' | 'now' | 'submit' | 'holds' | 'reject' | 'heldIn' | 'postOf'>;

/** A delivery of a webhook, as it came: its very bytes are what is signed. Names of headers are in small letters. */
export interface Delivery {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
  /** The last part of the address it was sent to, where a secret stands there. */
  secret: string | null;
}

/** A case on its way to a helpdesk. */
export interface Parcel {
  case: string;
  subject: string;
  /** The whole conversation, oldest post first, as plain text. */
  conversation: string;
  customer: { id: string; name: string; network: string };
}

export interface Sent {
  ticket: string;
  url: string | null;
}

export interface Helpdesk {
  /**
   * Resolves when everything that the delivery tells of is durable, or when it tells of nothing for us. Rejects with
   * `DeliveryRefused`, or with `HelpdeskTrouble` or as `submit` does when it should be sent again.
   */
  deliver(delivery: Delivery): Promise<void>;
  /** Sending the same case again finds what was made the first time. Rejects with `HelpdeskTrouble`. */
  send(parcel: Parcel): Promise<Sent>;
}

/** A delivery that must not be believed (401) or cannot be read (400). */
export class DeliveryRefused extends Error {
  override name = 'DeliveryRefused';
  readonly status: 400 | 401;

  constructor(status: 400 | 401, message: string) {
    super(message);
    this.status = status;
  }
}

/** The helpdesk did not do what it was asked for. The message is for people, and holds no secret. */
export class HelpdeskTrouble extends Error {
  override name = 'HelpdeskTrouble';
  /** What it answered; 0 when there was no answer. */
  readonly status: number;
  /** How long it wants to be left alone, in ms. */
  readonly afterMs: number | undefined;

  constructor(message: string, status: number, afterMs?: number) {
    super(message);
    this.status = status;
    this.afterMs = afterMs;
  }
}
