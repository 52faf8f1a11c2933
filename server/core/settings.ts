import type { AlertKind, Severity } from '../../shared/alert.ts';
import type { ChannelKind } from '../../shared/notify.ts';
import type { Matcher, Planned, Rule, Silence } from '../../shared/rule.ts';
import type { WatchKind } from '../../shared/slices.ts';
import { type DeskSetting, defaultDesk } from './desk/setting.ts';

/** A saved query. `rank` is its place in the config, from 0. */
export interface WatchSetting {
  id: string;
  name: string;
  kind: WatchKind;
  query: string;
  rank: number;
  owner?: string;
}

/** A set of watches that a board is limited to. A mention is in it when it matches one of `watches`. */
export interface ScopeSetting {
  id: string;
  /** Empty: every mention, whether or not a watch matches. */
  watches: string[];
  /** Competitors that are shown beside them. */
  rivals: string[];
}

/** Our own handle on a network; `*` is every network. Handles are lower case, without `@`. */
export interface AccountSetting {
  network: string;
  handle: string;
}

/** A place of our own, or one that matters to us: a hotel, a station, a shop, an airport. Degrees north and east. */
export interface PlaceSetting {
  id: string;
  name: string;
  aliases?: string[];
  lat: number;
  lon: number;
}

/** When a conversation counts as large, and how likely that must be for an alert. */
export interface ViralSetting {
  /** Reposts, answers and quotes within a day. */
  size: number;
  /** Probability, 0 to 1. */
  level: number;
}

export const defaultViral = (): ViralSetting => ({ size: 500, level: 0.5 });

export const deskOf = ({ desk }: Settings): DeskSetting => desk ?? DEFAULT_DESK;
const DEFAULT_DESK = defaultDesk();

export const viralOf = ({ viral }: Settings): ViralSetting => viral ?? defaultViral();

/** When a channel stays quiet, in minutes after midnight of its zone; what is of these severities goes through all the same. */
export interface QuietSetting {
  from: number;
  to: number;
  zone: string;
  unless: Severity[];
}

/** A way to reach people, as the fold needs to know it: addresses and secrets are the shell's alone. */
export interface ChannelSetting {
  id: string;
  name: string;
  kind: ChannelKind;
  /** It reaches one person at a time (e-mail, web push) instead of whoever reads it. */
  personal: boolean;
  quiet: QuietSetting | null;
  /** Messages that ring within `within` ms; what is beyond them is told in a summary. */
  cap: { most: number; within: number } | null;
}

/** Who is told: people by id, everybody of a team, or whoever of a team (or of all) works now. Absent: whoever reads the channel. */
export type Whom = { people: string[] } | { team: string; onShift: boolean } | { onShift: true };

export interface StepSetting {
  /** Time without an acknowledgement since it last rang, in ms. */
  after: number;
  channels: string[];
  to: Whom | null;
}

/** Incidents that match go to its steps, one after the other until somebody acknowledges. */
export interface RouteSetting {
  id: string;
  name: string;
  matcher: Matcher;
  /** Only while this calendar of the desk is open; null: always. */
  calendar: string | null;
  /** Routes after it are looked at as well. */
  goesOn: boolean;
  steps: StepSetting[];
}

export interface DigestSetting {
  id: string;
  channels: string[];
  to: Whom | null;
  /** Minutes after midnight of the zone. */
  daily: number;
  /** Time between digests while an incident of the highest severity is open, in ms; null: none. */
  crisis: number | null;
}

/** What must be done in an incident of these kinds (empty: any): its playbook. */
export interface PlaybookSetting {
  kinds: AlertKind[];
  checks: { id: string; text: string }[];
}

/** How alerts become known to people. */
export interface AlertingSetting {
  /** Of the file; those of the desk stand above them, the defaults below. */
  rules: Rule[];
  channels: ChannelSetting[];
  routes: RouteSetting[];
  digests: DigestSetting[];
  silences: Silence[];
  planned: Planned[];
  playbooks: PlaybookSetting[];
  /** Alerts per person and ten minutes that are accepted on average, and in the first ten minutes of an upset. */
  load: { average: number; upset: number };
}

export const defaultAlerting = (): AlertingSetting => ({
  rules: [],
  channels: [],
  routes: [],
  digests: [],
  silences: [],
  planned: [],
  playbooks: [],
  load: { average: 1, upset: 10 },
});

const DEFAULT_ALERTING = defaultAlerting();
export const alertingOf = ({ alerting }: Settings): AlertingSetting => alerting ?? DEFAULT_ALERTING;

/** What the fold needs to know of the configuration. A change of it is an entry like any other. */
export interface Settings {
  brand: string;
  watches: WatchSetting[];
  scopes: ScopeSetting[];
  accounts: AccountSetting[];
  /** Absent in settings of before there were any. */
  places?: PlaceSetting[];
  /** IANA zone in which hours and weekdays of "usual" are meant. */
  zone: string;
  spike: {
    /** No alert below this many mentions in the detector's window. */
    minimum: number;
    /** Seen must be at least this many times the expected. */
    times: number;
  };
  /** Absent in settings of before there were any. */
  viral?: ViralSetting;
  /** Absent in settings of before there were any. */
  desk?: DeskSetting;
  /** Absent in settings of before there were any. */
  alerting?: AlertingSetting;
}

const indexes = new WeakMap<Settings, Map<string, WatchSetting>>();

/** Watches by their id. Settings are replaced whole, so that what was looked up once holds for as long as they do. */
export function watchesById(settings: Settings): ReadonlyMap<string, WatchSetting> {
  const known = indexes.get(settings);
  if (known) return known;
  const index = new Map(settings.watches.map((watch) => [watch.id, watch]));
  indexes.set(settings, index);
  return index;
}

/** Whether this subject of an alert is a competitor. */
export const isRival = (settings: Settings, subject: string): boolean => watchesById(settings).get(subject)?.kind === 'competitor';

export const defaultSettings = (): Settings => ({
  brand: 'Earshot',
  watches: [],
  scopes: [{ id: 'all', watches: [], rivals: [] }],
  accounts: [],
  zone: 'UTC',
  spike: { minimum: 20, times: 2 },
  viral: defaultViral(),
  desk: defaultDesk(),
  alerting: defaultAlerting(),
});
