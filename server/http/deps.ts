import type { Logger } from 'pino';
import type { Case } from '../../shared/case.ts';
import type { Incident, IncidentLine } from '../../shared/incident.ts';
import type { Analysis, Label, Mention } from '../../shared/mention.ts';
import type { Report, ReportQuery } from '../../shared/report.ts';
import type { Mode } from '../../shared/socket.ts';
import type { Correction } from '../../shared/turn.ts';
import type { Access } from '../access.ts';
import type { Backtests } from '../backtest/backtests.ts';
import type { Config } from '../config.ts';
import type { ReportBasis } from '../core/desk/report/report.ts';
import type { AboutIncident, IncidentReading } from '../core/incidents/explain/about.ts';
import type { IncidentPlace, IncidentQuery } from '../core/incidents/find.ts';
import type { Drills } from '../drill/drills.ts';
import type { Engine } from '../engine.ts';
import type { Intake } from '../intake.ts';
import type { Telling } from '../notifiers/telling.ts';
import type { Helpdesk } from '../sources/source.ts';
import type { Travels } from '../travel/travels.ts';

/** What a search asks for; all that is given must hold. Times are ms since 1970 UTC, `from` included and `to` not. */
export interface Search {
  /** Words that must all occur; empty or absent: any. */
  q?: string;
  watch?: string;
  network?: string;
  label?: Label;
  from?: number;
  to?: number;
  limit: number;
  /** The `next` of an earlier answer: what comes after it. */
  before?: string;
}

export interface Found {
  mention: Mention;
  analysis: Analysis;
}

/** Posts of which people said something else than was heard. `text` is null where the words are gone; `next` is null at the end. */
export interface CorrectedPage {
  corrections: {
    mention: string;
    text: string | null;
    language: string;
    heard: Pick<Correction, 'label' | 'intent' | 'substance'>;
    corrected: Correction;
  }[];
  next: number | null;
}

/** Incidents of the past, and the posts of any incident. */
export interface PastIncidents {
  /** One that may long be over, as it was last. */
  get(id: string): Promise<Incident | undefined>;
  /** Those that are over, newest first, after this place. */
  find(query: IncidentQuery, limit: number, after?: IncidentPlace): Promise<IncidentLine[]>;
  /** The same, whole: at most 200 at a time. */
  whole(query: IncidentQuery, limit: number, after?: IncidentPlace): Promise<Incident[]>;
  /** Its posts, oldest first; `after` is the `next` of the page before, or null. */
  posts(about: AboutIncident, after: number | null, limit: number): Promise<{ posts: Found[]; next: number | null }>;
  read(about: AboutIncident): Promise<IncidentReading>;
}

/** The past, as these routes need it: newest first. `next` is absent at the end. */
export interface Past {
  search(query: Search): Promise<{ found: Found[]; next?: string }>;
  get(id: string): Promise<Found | undefined>;
  /** Those of these posts that are kept, in any order. */
  getMany(ids: readonly string[]): Promise<Found[]>;
  /** A case that may long have left the desk, as it was last. */
  case(id: string): Promise<Case | undefined>;
  /** A customer's cases by the network and their id there, newest first. */
  casesOf(network: string, customer: string, limit: number): Promise<Case[]>;
  report?(query: ReportQuery, basis: ReportBasis): Promise<Report>;
  /** What people corrected; `after` is the `next` of the page before, or 0. */
  corrections?(after: number): Promise<CorrectedPage>;
  incidents?: PastIncidents;
}

/** What the product's clock says, and how fast it runs: 1, or a replay's speed. */
export interface ProductClock {
  now(): number;
  readonly pace: number;
}

/** Bounds that an installation or a test may set otherwise. */
export interface HttpLimits {
  /** Requests a minute of one caller. */
  requestsAMinute: number;
  /** Requests a minute from an address without a token. */
  strangersAMinute: number;
  /** Attempts a minute to sign in from an address. */
  signInsAMinute: number;
}

export const HTTP_LIMITS: HttpLimits = {
  requestsAMinute: 600_000,
  strangersAMinute: 1200,
  signInsAMinute: 20,
};

export interface Deps {
  log: Logger;
  engine: Engine;
  intake: Intake;
  history: Past;
  access: Access;
  config(): Config;
  readonly mode: Mode;
  clock: ProductClock;
  /** Of the client's build. */
  version: string;
  /** Folder of the built client. */
  dist: string;
  /** Last number in the journal, and the last one folded. */
  lag(): Promise<{ journal: number; folded: number }>;
  /** What this node counted and the fold does not know yet, by source. */
  pending?(): ReadonlyMap<string, { duplicates: number; rejected: number }>;
  /** Problems are whole sentences for the one who runs the server. */
  health(): { ready: boolean; problems: string[] };
  limits?: Partial<HttpLimits>;
  /** Tests of rules on the past; absent where there is no journal to read beside the fold. */
  backtests?: Backtests;
  /** Looks back; absent where nobody can look further back from. */
  travels?: Travels;
  /** Crises that are rehearsed; absent within one, and where there is nothing to copy. */
  drills?: Drills;
  /** What browsers subscribe with; absent where nobody is told anything. */
  telling?: Pick<Telling, 'publicKey' | 'subscriptions'>;
  /** The helpdesk that this source is; null when it is none. */
  helpdesk?(source: string): Helpdesk | null;
}
