import type { Action } from '../../shared/action.ts';
import type { Analysis, Author, Engagement, Mention } from '../../shared/mention.ts';
import type { SourceStatus } from '../../shared/slices.ts';
import type { Settings } from './settings.ts';

/**
 * Everything that happens. `id` is unique in the journal, which refuses one it already holds; `at` is when the server
 * took it in, in ms since 1970 UTC. The fold takes its time from `at` alone and never lets it run backwards.
 */
export type Entry =
  | MentionEntry
  | EngagementEntry
  | RetractionEntry
  | AuthorEntry
  | ActionEntry
  | SourceEntry
  | SettingsEntry
  | DeliveryEntry
  | TickEntry;

interface Base {
  id: string;
  at: number;
}
/** `id` is the mention's id. */
export interface MentionEntry extends Base {
  kind: 'mention';
  mention: Mention;
  analysis: Analysis;
}
/** `id` is `e:` and the engagement's id. */
export interface EngagementEntry extends Base {
  kind: 'engagement';
  engagement: Engagement;
}
/** `id` is `r:` and the mention's id. */
export interface RetractionEntry extends Base {
  kind: 'retraction';
  mention: string;
}
/** What a profile lookup told about an author after their post was taken in. */
export interface AuthorEntry extends Base {
  kind: 'author';
  source: string;
  author: Author;
}
/** `id` is `a:` and the action's id. */
export interface ActionEntry extends Base {
  kind: 'action';
  action: Action;
}
/** A change in a source's state, and what it counted since the last one. */
export interface SourceEntry extends Base {
  kind: 'source';
  source: string;
  /** Connector kind: bluesky, webhook, file ... */
  connector: string;
  status: SourceStatus;
  /** Whether the silence of this source makes us blind (a stream or a poll), or may be meant (a push). */
  listens: boolean;
  message?: string;
  duplicates: number;
  rejected: number;
  lastRejection?: string;
  /** Time for which its posts are missing for good, ms since 1970 UTC. */
  gap?: { from: number; to: number; reason: string };
}
export interface SettingsEntry extends Base {
  kind: 'settings';
  settings: Settings;
  /** Why the settings in force are not those of the file, if they are not. */
  problem?: string;
}
/**
 * What became of telling somebody: written before each attempt and after it, so that a crash between leaves what is known. `id` is `d:`,
 * the delivery, its version, the attempt and the outcome.
 */
export interface DeliveryEntry extends Base {
  kind: 'delivery';
  delivery: string;
  version: number;
  outcome: 'trying' | 'sent' | 'again' | 'dead';
  /** What the channel gave to find its message again. */
  reference?: string;
  /** Why not, without anything secret. */
  error?: string;
  /** When it is tried again, in ms since 1970 UTC. */
  nextAt?: number;
}
/** `id` is `t:` and the second. */
export interface TickEntry extends Base {
  kind: 'tick';
}

/** An entry with its place in the journal. Sequence numbers start at 1 and rise; they may skip. */
export interface Stored {
  seq: number;
  entry: Entry;
}
