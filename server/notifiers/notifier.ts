import type { z } from 'zod';
import type { Alert } from '../../shared/alert.ts';
import type { Incident, News } from '../../shared/incident.ts';
import type { ChannelKind } from '../../shared/notify.ts';
import type { Digest } from '../core/routing/digest.ts';

export type { Digest } from '../core/routing/digest.ts';

/** What is told, made from the state when it is sent: so a late message tells how things stand, not how they stood. */
export type Told =
  | {
      kind: 'incident';
      incident: Incident;
      /** Children that are still known whole, the leading one first. */
      alerts: Alert[];
      /** News that the channel was not told yet, oldest first. */
      news: News[];
    }
  | { kind: 'summary'; why: 'quiet' | 'cap'; incidents: Incident[]; more: number; from: number; to: number }
  | { kind: 'digest'; crisis: boolean; from: number; to: number; digest: Digest }
  | { kind: 'test'; by: string };

export interface Sending {
  /** `channel/person/about`, and the version that is told: the same message has the same id, also after a crash. */
  id: string;
  version: number;
  told: Told;
  rings: boolean;
  /** Why this channel or person is told. */
  why: string;
  /** What an earlier message of the same delivery gave; null: this is the first. */
  reference: string | null;
  person: { id: string; name: string } | null;
  brand: string;
  zone: string;
  now: number;
  /** Address of this server as people reach it, without a slash at the end; links begin with it. */
  base: string;
  /** An attempt before it may have arrived, and this channel cannot tell: the message says that it may be a repetition. */
  repetition?: true;
  /** Labelled wherever it is shown: a demo or a drill is not the real thing. */
  mode: 'live' | 'demo' | 'replay' | 'drill';
}

/** How it went. `retry` after so many ms if the channel says so; what can't help (`dead`) is given up at once. */
export type Outcome =
  | { outcome: 'sent'; reference?: string }
  | { outcome: 'retry'; error: string; after?: number }
  | { outcome: 'dead'; error: string };

/** What a notifier may use of the outside world. Errors of `post` are told as an outcome, without addresses that hold secrets. */
export interface Outgoing {
  /** Through the guard: no loopback or private addresses unless allowed by name, no redirects to them, bounded in time and size. */
  post(request: {
    url: string;
    method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    headers: Record<string, string>;
    body: string | Uint8Array;
  }): Promise<Answer>;
  signal: AbortSignal;
  /** Web push subscriptions of a person; a gone one is dropped. */
  subscriptions(person: string): Promise<PushSubscription[]>;
  dropSubscription(endpoint: string): Promise<void>;
  vapid(): Promise<{ publicKey: string; privateKey: string; subject: string }>;
  /** A person's address for a kind of channel (`email`, `telegram`); null: none is known. */
  contact(person: string, kind: ChannelKind): string | null;
  /** Throws when the host (`mail.local`, or with its port `mail.local:2525`) is not allowed; for those who open connections of their own (SMTP). Gives the addresses that were found allowed. */
  allowed(host: string): Promise<string[]>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** At most 64 KB of it. */
  body: string;
}

export interface PushSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** A kind of channel: one file and one line in the registry. */
export interface Notifier<Options = unknown> {
  kind: ChannelKind;
  /** It reaches one person at a time. */
  personal: boolean;
  /** Sending the same id and version again does no harm there. */
  dedups: boolean;
  /** Of the config; fields that hold secrets are `Secret`s. */
  options: z.ZodType<Options>;
  /** Hosts it talks to by default, for `earshot check` and the guard's messages. */
  send(options: Options, sending: Sending, outgoing: Outgoing): Promise<Outcome>;
}
