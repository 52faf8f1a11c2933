import { localDay } from '../desk/calendar/date.ts';
import { DAY, offsetAt } from '../desk/calendar/zone.ts';
import type { Effect } from '../effect.ts';
import { alertingOf, type DigestSetting } from '../settings.ts';
import type { State } from '../state.ts';
import { MINUTE } from '../windows/track.ts';
import { deliver } from './deliveries.ts';
import { peopleMeant, whomInWords } from './whom.ts';

/** Notes for managers: daily at their time, and while something critical goes on every so often. */
export function routeDigests(state: State, effects: Effect[]): void {
  const { digests } = state.alerting;
  const settings = alertingOf(state.settings).digests;
  for (const digest of settings) {
    const from = digests.get(digest.id);
    if (from === undefined) digests.set(digest.id, state.now);
    else if (from < lastDaily(state, digest)) tell(state, digest, from, lastDaily(state, digest), effects);
    else if (isCrisisDue(state, digest, from)) tell(state, digest, from, state.now, effects);
  }
  for (const id of digests.keys()) if (!settings.some((digest) => digest.id === id)) digests.delete(id);
}

const isCrisis = ({ alerting }: State): boolean =>
  [...alerting.open.values()].some(({ incident }) => incident.severity === 'critical' && incident.silenced === null);

const isCrisisDue = (state: State, { crisis }: DigestSetting, from: number): boolean =>
  crisis !== null && isCrisis(state) && state.now - from >= crisis;

/** The last time that its hour struck; where clocks skip it, by the offset of that moment. */
function lastDaily({ settings, now }: State, { daily }: DigestSetting): number {
  const { zone } = settings;
  const at = (day: number): number => {
    const guess = day * DAY + daily * MINUTE;
    return guess - offsetAt(zone, guess - offsetAt(zone, guess));
  };
  const today = localDay(zone, now);
  return at(today) <= now ? at(today) : at(today - 1);
}

function tell(state: State, digest: DigestSetting, from: number, to: number, effects: Effect[]): void {
  const { channels } = alertingOf(state.settings);
  state.alerting.digests.set(digest.id, to);
  for (const channel of channels.filter(({ id }) => digest.channels.includes(id))) {
    for (const person of channel.personal ? peopleMeant(state, digest.to) : [null]) {
      const about = { kind: 'digest', crisis: isCrisis(state), from, to } as const;
      deliver(
        state,
        { channel: channel.id, person, about, why: `the digest for ${whomInWords(state, digest.to)}`, version: 1, rings: false },
        effects,
      );
    }
  }
}
