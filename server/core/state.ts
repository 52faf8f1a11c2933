import type { Alert } from '../../shared/alert.ts';
import type { Incident, Miss } from '../../shared/incident.ts';
import type { Analysis, Label, Mention } from '../../shared/mention.ts';
import type { Delivery } from '../../shared/notify.ts';
import type { Planned, Rule, Silence } from '../../shared/rule.ts';
import type { SourceStatus } from '../../shared/slices.ts';
import { type Desk, desk } from './desk/state.ts';
import { type Noticed, noticed } from './detectors/notice.ts';
import { defaultSettings, type ScopeSetting, type Settings } from './settings.ts';
import { type Accounts, accounts } from './trends/accounts.ts';
import { type Trends, trendsState } from './trends/trends.ts';
import { type Viral, viralState } from './viral/state.ts';
import { type Where, where } from './where.ts';
import { type Ring, ring } from './windows/ring.ts';
import { MINUTE, type Track, track } from './windows/track.ts';

/** Changes whenever the shape or meaning of the state does: snapshots of another version are not read. */
export const STATE_VERSION = '8';

/** Languages of one watch that are told apart; what comes after is not. */
export const SPOKEN_KEPT = 8;
/** Posts held in full, newest; older ones live on in the history. */
export const HELD_MENTIONS = 20_000;
/** Characters of a held post's text; the whole is in the history. */
export const HELD_TEXT = 600;
/** Networks and languages told apart in a scope; what comes after goes under `other`. */
export const NAMES_KEPT = 48;
export const OPEN_ALERTS = 1_000;
export const CLOSED_ALERTS = 300;
/** Sources that have a state; more than a config may name. */
export const SOURCES_KEPT = 200;
export const GAPS_KEPT = 40;
/** Near-duplicate texts counted at a time. */
export const LIKENESSES_KEPT = 20_000;

/** A post that is still near enough to show, grow or be taken back. */
export interface Held {
  mention: Mention;
  language: string;
  label: Label;
  score: number;
  /** What it says of one watch, where that differs. */
  toward?: Analysis['toward'];
  watches: string[];
  intent?: Analysis['intent'];
  urgency?: Analysis['urgency'];
  own: boolean;
  addressed: boolean;
  likeness: string;
  reposts: number;
  likes: number;
  replies: number;
  views: number;
  /** One of our accounts answered it. */
  answered: boolean;
  retracted: boolean;
}

/** A count and its negative part. */
export interface Series {
  total: Track;
  negative: Track;
  /** Counts by language in steps of five minutes; at most SPOKEN_KEPT of them, and a watch's alone. */
  spoken: Map<string, Ring>;
}

/** Counts of one network or language: mentions, and negative ones, a minute, over an hour and a quarter. */
export interface Named {
  total: Ring;
  negative: Ring;
}

export interface Scope {
  setting: ScopeSetting;
  series: Series;
  /** The last two minutes by the second. */
  seconds: Ring;
  /** Every label by the minute over the last four hours. */
  labels: Record<Label, Ring>;
  networks: Map<string, Named>;
  languages: Map<string, Named>;
  where: Where;
  trends: Trends;
  /** Held posts that could stand on the wall, at most twice VOICES_KEPT. */
  voices: string[];
}

export interface SourceState {
  id: string;
  connector: string;
  listens: boolean;
  status: SourceStatus;
  since: number;
  message: string | null;
  /** Since when it has not been listening though it should; null while it listens. */
  deafSince: number | null;
  lastAt: number | null;
  received: Ring;
  mentions: number;
  duplicates: number;
  rejected: number;
  lastRejection: string | null;
  gaps: { from: number; to: number; reason: string }[];
}

/** An alert with what only the fold needs to know of it. */
export interface OpenAlert {
  alert: Alert;
  /** `kind:subject` of every finding that feeds it. */
  keys: string[];
  /** When one of them last fired or held. */
  firedAt: number;
}

/** Incidents that are held: open ones are at most as many as alerts; closed ones live on in the history. */
export const CLOSED_INCIDENTS = 200;
export const SILENCES_KEPT = 100;
export const PLANNED_KEPT = 100;
export const MISSES_KEPT = 200;
/** Deliveries held: those that are done leave first. */
export const DELIVERIES_KEPT = 1_000;
/** Times at which people were rung, for the load they bear. */
export const RINGS_KEPT = 500;
/** Findings that wait for their rule's hold time, and keys that opened lately. */
export const HOLDING_KEPT = 500;

/** An incident with what only the fold needs to know of it. */
export interface OpenIncident {
  incident: Incident;
  /** `kind:subject` of the findings that belong to it and came to rest: they come back to it. */
  keys: string[];
  /** When its last alert closed; null while one is open. */
  restSince: number | null;
  /** When it last rang, for the steps of escalation; null: never, since a silence covered it. */
  rangAt: number | null;
  /** What it is called by once it is over, where the alert that was worst is over and another leads what goes on. */
  main: Pick<Incident, 'lead' | 'title' | 'peak'> | null;
}

/** From findings to people. */
export interface Alerting {
  next: number;
  open: Map<string, OpenIncident>;
  /** Newest last. */
  closed: Incident[];
  /** Made at the desk, by id; `enabled: false` switches off one of the file or a default. */
  rules: Map<string, Rule>;
  silences: Map<string, Silence>;
  planned: Map<string, Planned>;
  misses: Map<string, Miss>;
  /** Since when a finding is there that its rule holds back for a while, by its key. */
  holding: Map<string, number>;
  /** By id; those that wait, and the newest of those that are done. */
  deliveries: Map<string, Delivery>;
  /** When each channel rang, oldest first, for its cap. */
  rang: Map<string, number[]>;
  /** Up to when each digest has told. */
  digests: Map<string, number>;
  /** Who was rung by what and when; oldest first. `person`: `-` for whoever reads a channel or the wall. */
  rings: { at: number; person: string; incident: string; rule: string }[];
  /** Since when alerts come as a flood; null: they do not. */
  floodSince: number | null;
  /** Why an action changed nothing, by its id; null when it was done. */
  outcomes: Map<string, string | null>;
}

export const alerting = (): Alerting => ({
  next: 1,
  open: new Map(),
  closed: [],
  rules: new Map(),
  silences: new Map(),
  planned: new Map(),
  misses: new Map(),
  holding: new Map(),
  deliveries: new Map(),
  rang: new Map(),
  digests: new Map(),
  rings: [],
  floodSince: null,
  outcomes: new Map(),
});

export interface Totals {
  mentions: number;
  /** Posts by our own accounts. */
  replies: number;
  duplicates: number;
  rejected: number;
  engagements: number;
  retractions: number;
}

export interface State {
  seq: number;
  /** The newest time any entry told; the product's only clock. */
  now: number;
  settings: Settings;
  /** Why the settings in force are not those of the file, or null. */
  settingsProblem: string | null;
  totals: Totals;
  sources: Map<string, SourceState>;
  /** By watch id. */
  watches: Map<string, Series>;
  scopes: Map<string, Scope>;
  held: Map<string, Held>;
  /** How often each near-duplicate text was seen since it was last quiet, and when last: newest last. */
  likenesses: Map<string, { count: number; at: number }>;
  /** Accounts that were heard before. */
  accounts: Accounts;
  /** Conversations that may grow. */
  viral: Viral;
  /** Watches that changed since they were last looked at. */
  stirred: Set<string>;
  /** Single posts that a rule cares about. */
  noticed: Noticed;
  open: Map<string, OpenAlert>;
  /** Newest last. */
  closed: Alert[];
  alerting: Alerting;
  desk: Desk;
}

export const series = (now: number): Series => ({ total: track(now), negative: track(now), spoken: new Map() });
export const named = (): Named => ({ total: ring(MINUTE, 75), negative: ring(MINUTE, 75) });

export const scope = (setting: ScopeSetting, now: number): Scope => ({
  setting,
  series: series(now),
  seconds: ring(1000, 120),
  labels: { negative: ring(MINUTE, 240), neutral: ring(MINUTE, 240), positive: ring(MINUTE, 240), unsure: ring(MINUTE, 240) },
  networks: new Map(),
  languages: new Map(),
  where: where(),
  trends: trendsState(),
  voices: [],
});

export function emptyState(): State {
  const settings = defaultSettings();
  return {
    seq: 0,
    now: 0,
    settings,
    settingsProblem: null,
    totals: { mentions: 0, replies: 0, duplicates: 0, rejected: 0, engagements: 0, retractions: 0 },
    sources: new Map(),
    watches: new Map(),
    scopes: new Map(settings.scopes.map((setting) => [setting.id, scope(setting, 0)])),
    held: new Map(),
    likenesses: new Map(),
    accounts: accounts(),
    viral: viralState(),
    stirred: new Set(),
    noticed: noticed(),
    open: new Map(),
    closed: [],
    alerting: alerting(),
    desk: desk(),
  };
}
