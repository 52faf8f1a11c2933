import type { Alert, TimelineEvent } from '../../shared/alert.ts';

/** What the fold asks the shell to do. Performing one twice does no harm. */
export type Effect =
  /** An alert changed: tell those who should know. */
  | { kind: 'alert'; change: TimelineEvent['what']; alert: Alert }
  /** The post was taken back: its words must leave journal and snapshots. */
  | { kind: 'erase'; mention: string }
  /** A case changed: the history keeps it as it is now. */
  | { kind: 'case'; case: string }
  /** An incident changed: the history keeps it as it is now. */
  | { kind: 'incident'; incident: string }
  /** Something may have to be told: the outbox looks at what waits. */
  | { kind: 'deliver'; delivery: string };
