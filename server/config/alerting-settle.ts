import type { Planned, Silence } from '../../shared/rule.ts';
import type {
  AlertingSetting,
  ChannelSetting,
  DigestSetting,
  PlaybookSetting,
  RouteSetting,
  Settings,
  StepSetting,
  Whom,
} from '../core/settings.ts';
import { asciiId, rulesOfFile } from './alert-rules-settle.ts';
import { clockOf, hoursOf, momentOf, waitOf } from './alerting-words.ts';
import { titled } from './boards.ts';
import { type ChannelOfFile, channelId, channelKind, isPersonal, type KnownChannel } from './channels.ts';
import { slug } from './names.ts';
import type { ToFile } from './routes.ts';
import type { ConfigFile } from './schema.ts';

/** What the fold needs of alerting, from a file that was found right; `settings` are the rest of it. */
export function alertingSettingOf(file: ConfigFile, settings: Settings, kinds?: readonly KnownChannel[]): AlertingSetting {
  const { zone } = settings;
  return {
    rules: rulesOfFile(file.rules, settings),
    channels: file.channels.map((channel) => channelOf(channel, zone, kinds)),
    routes: (file.routes ?? []).map(routeOf),
    digests: file.digests.map(digestOf),
    silences: [...file.silences.map(silenceOf(zone, false)), ...file.maintenance.map(silenceOf(zone, true))],
    planned: file.planned.map(plannedOf(zone)),
    playbooks: file.playbooks.map(playbookOf),
    load: file.load,
  };
}

function channelOf(channel: ChannelOfFile, zone: string, kinds: readonly KnownChannel[] | undefined): ChannelSetting {
  const { quiet, cap } = channel;
  const id = channelId(channel);
  return {
    id,
    name: channel.name ?? titled(id),
    kind: channelKind(channel),
    personal: isPersonal(channel, kinds),
    quiet: quiet ? { ...hoursOf(quiet.hours)!, zone: quiet.zone ?? zone, unless: quiet.unless } : null,
    cap: cap ? { most: cap.most, within: waitOf(cap.within)! } : null,
  };
}

export const routeId = (route: { id?: string; name: string }): string => route.id ?? slug(route.name);

function routeOf({ name, kinds, severities, watches, calendar, goesOn, steps, ...route }: Route): RouteSetting {
  return {
    id: routeId({ ...route, name }),
    name,
    matcher: { kinds, severities, watches },
    calendar: calendar ?? null,
    goesOn,
    steps: steps.map((step): StepSetting => ({ after: waitOf(step.after)!, channels: step.channels, to: whomOf(step.to) })),
  };
}
type Route = NonNullable<ConfigFile['routes']>[number];

export function whomOf(to: ToFile | undefined): Whom | null {
  if (to === undefined) return null;
  if (to === 'on-shift') return { onShift: true };
  if ('person' in to) return { people: [to.person] };
  return 'people' in to ? { people: to.people } : { team: to.team, onShift: to.onShift };
}

export const digestId = ({ id }: { id?: string }, place: number): string => id ?? `digest-${place + 1}`;

function digestOf({ id, channels, to, daily, crisis }: ConfigFile['digests'][number], place: number): DigestSetting {
  return { id: digestId({ id }, place), channels, to: whomOf(to), daily: clockOf(daily)! % 1440, crisis: waitOf(crisis) };
}

/** What people make at the desk has ids of its own; those of the file are told apart by this. */
const FILE = 'file:';
const ID_BOUND = 64;
/** Two of the same words at different times are two. */
export const silenceId = (one: { id?: string; reason: string; until: string }): string =>
  one.id ?? `${asciiId(one.reason).slice(0, 40)}@${one.until.replace(/\s/, 'T')}`;
export const plannedId = (one: { id?: string; name: string; from: string }): string =>
  one.id ?? `${asciiId(one.name).slice(0, 40)}@${one.from.replace(/\s/, 'T')}`;

const silenceOf =
  (zone: string, maintenance: boolean) =>
  (one: ConfigFile['silences'][number]): Silence => ({
    id: `${FILE}${silenceId(one)}`.slice(0, ID_BOUND),
    matcher: { kinds: one.kinds, severities: one.severities, watches: one.watches },
    reason: one.reason,
    by: one.by,
    from: one.from === undefined ? 0 : momentOf(one.from, zone)!,
    until: momentOf(one.until, zone)!,
    maintenance,
  });

const plannedOf =
  (zone: string) =>
  (one: ConfigFile['planned'][number]): Planned => ({
    id: `${FILE}${plannedId(one)}`.slice(0, ID_BOUND),
    name: one.name,
    watches: one.watches,
    from: momentOf(one.from, zone)!,
    until: momentOf(one.until, zone)!,
    times: one.times,
    by: 'earshot.yaml',
  });

export const checkId = (check: string | { id: string }, place: number): string =>
  typeof check === 'string' ? asciiId(check).slice(0, 40) || `check-${place + 1}` : check.id;

function playbookOf({ kinds, checks }: ConfigFile['playbooks'][number]): PlaybookSetting {
  return {
    kinds,
    checks: checks.map((check, place) => ({ id: checkId(check, place), text: typeof check === 'string' ? check : check.text })),
  };
}
