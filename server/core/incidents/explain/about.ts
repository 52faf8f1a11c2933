import type { Alert } from '../../../../shared/alert.ts';
import type { Incident, IncidentPage, IncidentPost } from '../../../../shared/incident.ts';
import type { ScopeSetting } from '../../settings.ts';
import { MINUTE } from '../../windows/track.ts';

/** The posts that started it may be older than the onset, which is an estimate: ms. */
export const BEFORE_ONSET = 30 * MINUTE;

/** Which posts an incident is made of. Times are ms since 1970 UTC, `to` excluded. */
export interface AboutIncident {
  id: string;
  kind: Alert['kind'];
  subject: string;
  subjects: string[];
  openedAt: number;
  /** Of these watches; null: whatever is heard. None for what is not about posts. */
  watches: string[] | null;
  /** When it began, a little before that, and when it was calm again or now. */
  onset: number;
  from: number;
  to: number;
  /** What whoever asks may see. */
  scope: ScopeSetting;
  /** Where the past is looked at as it was then: what came in later is left out, ms since 1970 UTC. */
  until?: number;
}

/** The posts of an incident that a scope may see. */
export function aboutIncident(
  { id, lead, subjects, onsetAt, openedAt, calmAt, closedAt }: Incident,
  scope: ScopeSetting,
  now: number,
): AboutIncident {
  const until = calmAt ?? closedAt ?? now;
  return {
    id,
    kind: lead.kind,
    subject: lead.subject,
    subjects,
    openedAt,
    watches: lead.kind === 'silence' ? [] : watchesOf(subjects, scope),
    onset: onsetAt,
    from: onsetAt - BEFORE_ONSET,
    to: Math.max(until, onsetAt) + 1,
    scope,
  };
}

function watchesOf(subjects: readonly string[], { watches, rivals }: ScopeSetting): string[] | null {
  const seen = watches.length + rivals.length === 0 ? null : [...watches, ...rivals];
  if (subjects.includes('all')) return seen;
  return seen === null ? [...subjects] : subjects.filter((subject) => seen.includes(subject));
}

type Drivers = IncidentPage['drivers'];

/** A post that may be worth answering, and how much by itself. `open`: its case waits for us; null: there is no case. */
export interface Candidate {
  post: IncidentPost;
  weight: number;
  /** What speaks for answering it, in words. */
  reasons: string[];
  case: { id: string; status: string; owner: string | null; due: number | null; waits: boolean } | null;
}

export type Answer = IncidentPage['answers'][number];
export type Related = IncidentPage['related'][number];

/** What was read in the posts of an incident, where they are. */
export interface IncidentReading {
  read: number;
  posts: number;
  drivers: Drivers;
  candidates: Candidate[];
  answers: Answer[];
  related: Related[];
}
