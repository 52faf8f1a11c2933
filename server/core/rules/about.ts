import type { AlertKind } from '../../../shared/alert.ts';
import type { WatchKind } from '../../../shared/slices.ts';
import { OF_THE_DESK } from '../incidents/belong.ts';

/** Kinds that hear competitors too when a rule names them. */
const OF_ANY: ReadonlySet<AlertKind> = new Set(['urgent', 'influencer', 'absence']);

/** Why rules of this kind cannot name watches at all, since the desk is one for all of them; null: they can. */
export const whyNoWatches = (kind: AlertKind): string | null =>
  OF_THE_DESK.has(kind) ? 'leave it out: this kind is about the whole desk, not about watches' : null;

/** Why a rule of this kind would never find anything in a watch of that kind; null: it looks there. */
export function whyNotIn(kind: AlertKind, watch: WatchKind): string | null {
  if (kind === 'rival') return watch === 'competitor' ? null : 'is no competitor; ours have rules of kind spike';
  return watch !== 'competitor' || OF_ANY.has(kind) ? null : 'is a competitor; these have rules of kind rival';
}
