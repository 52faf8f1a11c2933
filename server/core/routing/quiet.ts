import type { Severity } from '../../../shared/alert.ts';
import { isOpen, nextChange } from '../desk/calendar.ts';
import type { CalendarSetting } from '../desk/setting.ts';
import type { ChannelSetting, QuietSetting } from '../settings.ts';
import type { State } from '../state.ts';

const DAY_MINUTES = 1440;

/** Quiet hours are a calendar that is open every day; those over midnight go on into the next day. */
function calendarOf({ from, to, zone }: QuietSetting): CalendarSetting {
  const shift = { from, to: to > from ? to : to + DAY_MINUTES };
  return { id: 'quiet', zone, always: false, hours: Array.from({ length: 7 }, () => [shift]), holidays: [] };
}

/** When the quiet hours that run now end; null: the channel may ring. */
export function quietUntil({ quiet }: ChannelSetting, now: number): number | null {
  if (!quiet) return null;
  const calendar = calendarOf(quiet);
  return isOpen(calendar, now) ? (nextChange(calendar, now)?.at ?? null) : null;
}

/** Until when the channel holds back something of this severity, and by what; null: it goes out now. */
export function heldUntil(state: State, channel: ChannelSetting, severity: Severity): { by: 'quiet' | 'cap'; until: number } | null {
  const quiet = channel.quiet?.unless.includes(severity) ? null : quietUntil(channel, state.now);
  if (quiet !== null) return { by: 'quiet', until: quiet };
  const until = capUntil(state, channel, severity);
  return until === null ? null : { by: 'cap', until };
}

/** What is critical may use the cap twice: what is not must not use up its place. */
const CRITICAL_TIMES = 2;

/** When the oldest of the messages that fill the cap no longer counts. */
function capUntil({ alerting, now }: State, { id, cap }: ChannelSetting, severity: Severity): number | null {
  if (!cap) return null;
  const most = cap.most * (severity === 'critical' ? CRITICAL_TIMES : 1);
  const lately = (alerting.rang.get(id) ?? []).filter((at) => at > now - cap.within);
  return lately.length >= most ? lately[lately.length - most]! + cap.within : null;
}

/** That the channel rings now counts towards its cap. */
export function countRing({ alerting, now }: State, { id, cap }: ChannelSetting): void {
  if (!cap) return;
  const lately = (alerting.rang.get(id) ?? []).filter((at) => at > now - cap.within);
  alerting.rang.set(id, [...lately, now].slice(-cap.most * CRITICAL_TIMES));
}
