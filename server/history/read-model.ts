import type { Case } from '../../shared/case.ts';
import type { Incident, IncidentLine } from '../../shared/incident.ts';
import type { Report, ReportQuery } from '../../shared/report.ts';
import type { ReportBasis } from '../core/desk/report/report.ts';
import type { MentionEntry } from '../core/entry.ts';
import type { AboutIncident, IncidentReading } from '../core/incidents/explain/about.ts';
import type { IncidentPlace, IncidentQuery } from '../core/incidents/find.ts';
import type { IncidentPosts } from './incident-posts.ts';
import type { Corrected } from './labels.ts';

/** Longest page of a search. */
export const PAGE_BOUND = 500;

/** Every given field narrows. Times are ms since 1970 UTC of posting. */
export interface HistoryQuery {
  /** Words or parts of words that all have to be in the text, in any case and accent; "quoted ones" as they stand. */
  text?: string;
  watch?: string;
  network?: string;
  language?: string;
  label?: string;
  /** From this time on, and before that one. */
  from?: number;
  to?: number;
  /** At most, and by default, PAGE_BOUND. */
  limit?: number;
  /** `next` of the page before. */
  before?: number;
}

/**
 * Newest posts first. With `next` there may be more: a page can be short, even empty, and still have one, because a search
 * looks at a bounded number of posts at a time.
 */
export interface HistoryPage {
  mentions: MentionEntry[];
  next?: number;
}

/** Corrections, in no order that means anything. `text` is null where the post is not held any more; `next` is null at the end. */
export interface CorrectedPage {
  corrections: (Corrected & { text: string | null })[];
  next: number | null;
}

/**
 * The mentions that were folded, for searching and looking back. A read model in a file of its own, which may be deleted:
 * the fold fills it again as far back as the journal goes. All work is done beside the main thread.
 */
export interface History {
  /**
   * Keeps `entries`, takes the words out of the mentions in `erased`, and notes that the journal is folded in up to `upTo`,
   * all or nothing. Keeping an entry again changes nothing. After a rejection fold again from `upTo()`.
   */
  keep(entries: readonly MentionEntry[], upTo: number, erased?: readonly string[]): Promise<void>;
  /** Last number of the journal that is folded in; 0 at first. */
  upTo(): Promise<number>;
  /** Takes the words of a mention and its author out of the file; it is no longer found. Unknown ids change nothing. */
  erase(mention: string): Promise<void>;
  search(query: HistoryQuery): Promise<HistoryPage>;
  /** `null` when it isn't known, or was erased. */
  get(mention: string): Promise<MentionEntry | null>;
  /** Those of them that are known, in the order asked for. */
  getMany(mentions: readonly string[]): Promise<MentionEntry[]>;
  /**
   * Keeps these cases as they are now, and notes that every case is kept as it was at entry `upTo`, all or nothing. What is known of a
   * case from before is replaced.
   */
  keepCases(cases: readonly Case[], upTo: number): Promise<void>;
  /** 0 at first. */
  casesUpTo(): Promise<number>;
  case(id: string): Promise<Case | null>;
  /** A customer's cases, by the network and their id there, newest first. */
  casesOf(network: string, customer: string, limit: number): Promise<Case[]>;
  /** As `keepCases`, of incidents. */
  keepIncidents(incidents: readonly Incident[], upTo: number): Promise<void>;
  /** 0 at first. */
  incidentsUpTo(): Promise<number>;
  incident(id: string): Promise<Incident | null>;
  /** Those that are over, newest first, INCIDENTS_AT_ONCE at most; `after` is the place of the last one of the page before. */
  incidents(query: IncidentQuery, limit: number, after?: IncidentPlace): Promise<Incident[]>;
  /** The same as a list shows them. */
  incidentLines(query: IncidentQuery, limit: number, after?: IncidentPlace): Promise<IncidentLine[]>;
  /** Posts of an incident since its onset, oldest first; `after` is the `next` of the page before, or null. A page may be short and have a next. */
  incidentPosts(about: AboutIncident, after: number | null, limit: number): Promise<IncidentPosts>;
  /** All that its posts tell: what drives it, what is worth answering, what we answered, and incidents of before that were like it. */
  readIncident(about: AboutIncident): Promise<IncidentReading>;
  /** `accounts` only where nothing but the network narrows: posts of ours are about no watch. */
  report(query: ReportQuery, basis: ReportBasis): Promise<Report>;
  /** What people corrected; `after` is the `next` of the page before, or 0. */
  corrections(after: number): Promise<CorrectedPage>;
  /** Deletes what was posted before this time, and cases and incidents to which nothing happened since; returns how many. */
  retain(before: number): Promise<number>;
  close(): Promise<void>;
}

/** The file is damaged. It may be deleted. */
export class HistoryCorrupt extends Error {
  override name = 'HistoryCorrupt';
}
/** The disk takes no more; searching goes on working. */
export class HistoryFull extends Error {
  override name = 'HistoryFull';
}
