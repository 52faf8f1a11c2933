import type { Alert, TimelineEvent } from '../../shared/alert.ts';
import type { MentionEntry } from './entry.ts';

/** What the fold asks the shell to do. Performing one twice does no harm. */
export type Effect =
  /** An alert changed: tell those who should know. */
  | { kind: 'alert'; change: TimelineEvent['what']; alert: Alert }
  /** Keep the mention in the history. */
  | { kind: 'keep'; entry: MentionEntry }
  /** The post was taken back: its words must leave history, journal and snapshots. */
  | { kind: 'erase'; mention: string };
