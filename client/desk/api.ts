import type { Case } from '../../shared/case.ts';
import type { Analysis, Mention } from '../../shared/mention.ts';
import type { CaseLine, CasePage } from '../../shared/queue.ts';
import type { Turn } from '../../shared/turn.ts';
import { within } from '../base.ts';

/** A case with the words of its posts, which the history keeps, and the cases beside it. */
export interface CaseAnswer {
  case: Case;
  /** By the mention's id; what was taken back, or is too long ago, is not there. */
  posts: Record<string, { mention: Mention; analysis: Analysis }>;
  earlier: CaseLine[];
  similar: CaseLine[];
}

export interface Sampled {
  case: CaseLine;
  turn: Turn;
  mention: Mention;
  parent: Mention | null;
}

/** Replies that a person is asked to score in one sitting. */
export const SITTING = 20;

async function refusal(response: Response): Promise<string> {
  if (response.status === 401 || response.status === 403) return 'This needs a token with the role operator. Sign in again with one.';
  if (response.status === 429) return 'Too many questions at once. It goes on by itself in a moment.';
  const told: unknown = await response.json().catch(() => null);
  const error = typeof told === 'object' && told !== null && 'error' in told ? String(told.error) : '';
  return error || `The server answered ${response.status}. Try again, or look at its log.`;
}

/** Asks our own server, whose answers are checked there. Throws an error in words that say what to do. */
async function ask<T>(path: string): Promise<T> {
  const response = await fetch(within(path), { headers: { accept: 'application/json' } }).catch(() => {
    throw new Error('The server does not answer. This page tries again when it is back.');
  });
  if (!response.ok) throw new Error(await refusal(response));
  return response.json();
}

export function askPage(query: URLSearchParams, limit: number, offset: number): Promise<CasePage> {
  const asked = new URLSearchParams(query);
  asked.set('limit', String(limit));
  asked.set('offset', String(offset));
  return ask(`/api/v1/cases?${asked}`);
}

const onBoard = (board: string, more: Record<string, string> = {}): string => {
  const asked = new URLSearchParams({ ...(board ? { board } : {}), ...more }).toString();
  return asked ? `?${asked}` : '';
};

export const askCase = (id: string, board: string): Promise<CaseAnswer> => ask(`/api/v1/cases/${encodeURIComponent(id)}${onBoard(board)}`);

export const askReviews = (board: string): Promise<{ sample: Sampled[] }> =>
  ask(`/api/v1/reviews${onBoard(board, { n: String(SITTING) })}`);

/** Sends a case to a helpdesk, and says what became of it in words. Throws as `ask` does. */
export async function sendCase(id: string, to: string, by: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const path = `/api/v1/cases/${encodeURIComponent(id)}/send`;
  const response = await fetch(within(path), { method: 'POST', headers, body: JSON.stringify({ to, by }) }).catch(() => {
    throw new Error('The server does not answer. Try again.');
  });
  if (!response.ok) throw new Error(await refusal(response));
  const { ticket }: { ticket: string } = await response.json();
  return `Sent: it is number ${ticket} there`;
}

export const inWords = (error: unknown): string => (error instanceof Error ? error.message : 'Something went wrong. Reload the page.');
