import type { ChannelLine, Delivery } from '../../../shared/notify.ts';
import { alertingOf, type ChannelSetting } from '../settings.ts';
import type { State } from '../state.ts';
import { quietUntil } from './quiet.ts';

/** How every channel of the config is, from what the fold knows: any node can tell. */
export function channelLines(state: State): ChannelLine[] {
  const byChannel = Map.groupBy(state.alerting.deliveries.values(), ({ channel }) => channel);
  return alertingOf(state.settings).channels.map((channel) => lineOf(state, channel, byChannel.get(channel.id) ?? []));
}

function lineOf({ now }: State, channel: ChannelSetting, deliveries: readonly Delivery[]): ChannelLine {
  const sent = deliveries.flatMap(({ sentAt }) => sentAt ?? []);
  const lastSentAt = sent.length > 0 ? Math.max(...sent) : null;
  const failed = deliveries.filter(({ error }) => error !== null);
  const waiting = deliveries.filter(({ state }) => state !== 'sent' && state !== 'dead').length;
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    state: stateOf(failed, waiting, lastSentAt),
    lastSentAt,
    waiting,
    dead: deliveries.filter(({ state }) => state === 'dead').length,
    lastError: failed.at(-1)?.error ?? null,
    quietUntil: quietUntil(channel, now),
  };
}

/** What was given up before something else arrived says nothing of how the channel is now. */
function stateOf(failed: readonly Delivery[], waiting: number, lastSentAt: number | null): ChannelLine['state'] {
  if (failed.some(({ state, decidedAt }) => state !== 'dead' || decidedAt >= (lastSentAt ?? 0))) return 'failing';
  if (waiting > 0) return 'waiting';
  return lastSentAt === null ? 'unused' : 'ok';
}

/** Deliveries that are listed. */
export const LISTED = 200;
const RANK: Record<Delivery['state'], number> = { dead: 0, unsure: 1, trying: 1, waiting: 1, held: 2, sent: 3 };

/** What was given up, then what waits, then what was told, each newest first. */
export function deliveriesOf({ alerting }: State): Delivery[] {
  const newest = [...alerting.deliveries.values()].reverse();
  return newest.toSorted((a, b) => RANK[a.state] - RANK[b.state]).slice(0, LISTED);
}
