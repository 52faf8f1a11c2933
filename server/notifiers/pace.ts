import type { ChannelKind } from '../../shared/notify.ts';

/** Real time between two messages of one channel, in ms: what these services take, as they document it. */
export const GAPS: Record<ChannelKind, number> = {
  slack: 1000,
  teams: 250,
  pagerduty: 500,
  email: 200,
  'web-push': 20,
  webhook: 20,
  mattermost: 100,
  // Thirty a minute of one webhook.
  discord: 2000,
  ntfy: 1000,
  // Twenty a minute into one group.
  telegram: 3000,
};

/** Waits between attempts, doubling, with full jitter; in ms. */
export const AGAIN = { first: 2000, cap: 300_000, floor: 250 };
/** A channel that failed is tried with one message at a time until it takes one: waits between those. */
export const PROBE = { first: 1000, cap: 60_000, floor: 250 };
/** Longest wait that a channel may ask for, in ms. */
export const ASKED_BOUND = 3_600_000;
/**
 * Given up after both: a day, and so many attempts. Attempts alone would be used up in an hour of a channel that is down, time alone by a clock
 * that jumps.
 */
export const GIVE_UP = { after: 86_400_000, attempts: 30 };
/** And after so many attempts whatever the time: three days or so. */
export const ATTEMPTS_BOUND = 2000;
/** An attempt in all, in ms: a bit more than a request has, for those that make several. */
export const ATTEMPT_WITHIN = 20_000;
