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
}

/** Whether this subject of an alert is a competitor. */
export const isRival = ({ watches }: Settings, subject: string): boolean =>
  watches.some(({ id, kind }) => id === subject && kind === 'competitor');

export const defaultSettings = (): Settings => ({
  brand: 'Earshot',
  watches: [],
  scopes: [{ id: 'all', watches: [], rivals: [] }],
  accounts: [],
  zone: 'UTC',
  spike: { minimum: 20, times: 2 },
  viral: defaultViral(),
  desk: defaultDesk(),
});
