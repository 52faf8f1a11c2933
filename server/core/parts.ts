import type { AlertKind } from '../../shared/alert.ts';

/**
 * What a fold keeps besides its windows: the counts of watches and scopes, sources, a few of the newest posts, and the alerts on them.
 * `posts`: posts as long as they are near; `alike`: which say the same; `board`: what only the wall shows; `incidents`: who is told of what.
 */
export type Part = 'posts' | 'alike' | 'board' | 'trends' | 'viral' | 'desk' | 'incidents';
export type Parts = ReadonlySet<Part>;

/** The product as it runs. */
export const EVERY_PART: Parts = new Set<Part>(['posts', 'alike', 'board', 'trends', 'viral', 'desk', 'incidents']);

const WINDOWS: Parts = new Set<Part>();
const POSTS: Parts = new Set<Part>(['posts']);
const TRENDS: Parts = new Set<Part>(['posts', 'alike', 'trends']);
const VIRAL: Parts = new Set<Part>(['posts', 'alike', 'viral']);
/** What may grow large decides how urgent a case is. */
const DESK: Parts = new Set<Part>(['posts', 'alike', 'viral', 'desk']);

const NEEDED: Record<AlertKind, Parts> = {
  spike: WINDOWS,
  'negative-spike': WINDOWS,
  rival: WINDOWS,
  share: WINDOWS,
  absence: WINDOWS,
  silence: WINDOWS,
  influencer: POSTS,
  urgent: POSTS,
  trend: TRENDS,
  viral: VIRAL,
  breach: DESK,
  burn: DESK,
  promise: DESK,
};

/** What must be folded so that alerts of this kind are found as the product finds them. */
export const partsFor = (kind: AlertKind): Parts => NEEDED[kind];
