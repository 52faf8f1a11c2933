import type { Action } from '../../shared/action.ts';
import type { Backtest } from '../../shared/backtest.ts';
import type { ChannelList } from '../../shared/notify.ts';
import type { Quality } from '../../shared/quality.ts';
import type { Rule } from '../../shared/rule.ts';
import type { RulesPage } from '../../shared/rules-page.ts';
import { within } from '../base.ts';
import { actionId } from '../stores/actionId.ts';

/** Nobody is signed in, or may not see this. */
export class NotSignedIn extends Error {}

const NO_SERVER = 'The server does not answer. Try again.';

async function reasonOf(answer: Response): Promise<string> {
  const told: unknown = await answer.json().catch(() => null);
  const error = typeof told === 'object' && told !== null && 'error' in told ? String(told.error) : '';
  return error || `The server answered with ${answer.status}.`;
}

/** Asks our own server, whose answers are checked there. Throws an error in words for whoever sees the page. */
async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(within(path), init).catch(() => {
    throw new Error(NO_SERVER);
  });
  if (answer.ok) return answer.json();
  const reason = await reasonOf(answer);
  throw answer.status === 401 || answer.status === 403 ? new NotSignedIn(reason) : new Error(reason);
}

const sent = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export interface House {
  brand: string;
}

export const askHouse = (): Promise<House> => ask('/api/v1/boards');
export const askRules = (): Promise<RulesPage> => ask('/api/v1/rules');
export const askQuality = (days: number): Promise<Quality> => ask(`/api/v1/quality?days=${days}`);
export const askChannels = (): Promise<ChannelList> => ask('/api/v1/channels');

export const beginTest = (rule: Rule, days: number): Promise<Backtest> => ask('/api/v1/backtests', sent('POST', { rule, days }));
export const askTest = (id: string): Promise<Backtest> => ask(`/api/v1/backtests/${encodeURIComponent(id)}`);
export const stopTest = (id: string): Promise<unknown> => ask(`/api/v1/backtests/${encodeURIComponent(id)}`, { method: 'DELETE' });

type Bare<A> = A extends Action ? Omit<A, 'id' | 'by'> : never;
/** An action without who does it. */
export type Wish = Bare<Action>;

export const act = (wish: Wish, by: string): Promise<unknown> => ask('/api/v1/actions', sent('POST', { ...wish, id: actionId(), by }));

export const inWords = (error: unknown): string => (error instanceof Error ? error.message : 'Something went wrong. Reload the page.');
