import type { Effect } from '../effect.ts';
import type { MentionEntry } from '../entry.ts';
import { routeNews } from '../routing/route.ts';
import type { State } from '../state.ts';
import { followFigures } from './follow.ts';
import { settleFlood } from './load.ts';
import { keep } from './news.ts';
import { settleIncidents } from './over.ts';
import { countReply, extendSeries } from './series.ts';
import { settleSilences } from './silences.ts';

/** At the end of each second: silences begin and end, and what is to be told goes on its way. */
export function advanceIncidents(state: State, effects: Effect[]): void {
  settleSilences({ state, effects });
  routeNews(state, effects);
}

/** At each minute, after the alerts were looked at. */
export function minuteOfIncidents(state: State, effects: Effect[]): void {
  const telling = { state, effects };
  for (const { incident } of state.alerting.open.values()) {
    extendSeries(state, incident);
    keep(telling, incident);
  }
  followFigures(telling);
  settleIncidents(telling);
  settleFlood(state);
}

/** A reply of ours to somebody counts for the incident that the answered post is a part of. */
export function hearReply(state: State, { mention, analysis }: MentionEntry): void {
  if (!analysis.own || mention.inReplyTo === undefined || state.alerting.open.size === 0) return;
  const answered = state.held.get(mention.inReplyTo);
  if (!answered) return;
  const at = Math.min(mention.postedAt, state.now);
  for (const { incident } of state.alerting.open.values()) {
    const isPart = incident.subjects.includes('all') || answered.watches.some((watch) => incident.subjects.includes(watch));
    if (!isPart || answered.mention.postedAt < incident.onsetAt) continue;
    incident.answeredAt ??= at;
    countReply(incident, at);
  }
}
