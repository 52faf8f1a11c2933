import type { IncidentList, IncidentPage } from '../../shared/incident.ts';
import type { IncidentReview } from '../../shared/incident-review.ts';
import { within } from '../base.ts';
import type { Wanted } from './address.ts';

/** Why there is nothing to show: it is gone, one must sign in, one may not, or it went wrong. */
export type TroubleKind = 'gone' | 'locked' | 'forbidden' | 'failed';

/** A refusal in words that say what to do. */
export class Trouble extends Error {
  readonly is: TroubleKind;
  constructor(is: TroubleKind, words: string) {
    super(words);
    this.is = is;
  }
}

const KINDS: Record<number, TroubleKind> = { 401: 'locked', 403: 'forbidden', 404: 'gone', 410: 'gone' };

async function refusal(response: Response): Promise<Trouble> {
  const told: unknown = await response.json().catch(() => null);
  const error = typeof told === 'object' && told !== null && 'error' in told ? String(told.error) : '';
  const words = error || `the server answered ${response.status}`;
  return new Trouble(KINDS[response.status] ?? 'failed', words);
}

/** Asks our own server, whose answers are checked there. Throws a `Trouble`. */
async function ask<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(within(path), { headers: { accept: 'application/json' }, signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Trouble('failed', 'the server does not answer');
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

export function askList(wanted: Wanted, board: string, before: string | null, signal: AbortSignal): Promise<IncidentList> {
  const asked = new URLSearchParams();
  if (board !== '') asked.set('board', board);
  if (wanted.state !== '') asked.set('state', wanted.state);
  if (wanted.severity !== '') asked.set('severity', wanted.severity);
  if (wanted.words !== '') asked.set('q', wanted.words);
  if (before !== null) asked.set('before', before);
  return ask(`/api/v1/incidents?${asked}`, signal);
}

const at = (id: string, what: string, board: string): string =>
  `/api/v1/incidents/${encodeURIComponent(id)}${what}${board === '' ? '' : `?board=${encodeURIComponent(board)}`}`;

export const askIncident = (id: string, board: string, signal: AbortSignal): Promise<IncidentPage> => ask(at(id, '', board), signal);

/** How it went, for looking back. */
export const askReview = (id: string, board: string, signal: AbortSignal): Promise<IncidentReview> => ask(at(id, '/review', board), signal);

/** All posts about it, for a spreadsheet. */
export const postsAddress = (id: string, board: string): string => at(id, '/posts.csv', board);
