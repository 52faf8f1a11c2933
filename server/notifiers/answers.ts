import type { Answer, Outcome } from './notifier.ts';

/** Longest wait that a channel may ask for; what asks for more is asked again then. */
const AFTER_BOUND = 3_600_000;
/** Characters of what a channel said that an error repeats. */
const SAID_BOUND = 160;
/** Refusals that pass by themselves. */
const PASSING: readonly number[] = [408, 409, 425, 429];

/**
 * What an HTTP status means for a message: 2xx is sent, what may pass is tried again when the channel says, the rest is given up with
 * what to do about it. `name` is the service, `hints` what it means by a status.
 */
export function judge(name: string, answer: Answer, now: number, hints: Record<number, string> = {}): Outcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const error = `${name} answers ${status}${hint(hints[status] ?? COMMON[status])}`;
  if (status >= 500 || PASSING.includes(status)) return again(error, retryAfter(answer, now));
  return { outcome: 'dead', error };
}

const COMMON: Record<number, string> = {
  401: 'it does not know us: check the secret',
  403: 'it does not let us: check the secret and what it may do',
  404: 'nobody is there: check the address',
  410: 'it was taken away: make a new one',
  413: 'the message is too long for it',
  429: 'too many messages at once',
};

const hint = (text: string | undefined): string => (text === undefined ? '' : `: ${text}`);

export const again = (error: string, after?: number): Outcome =>
  after === undefined ? { outcome: 'retry', error } : { outcome: 'retry', error, after };

/** Wait in ms that `Retry-After` asks for, in seconds or as a date; undefined: it asks for none. */
export function retryAfter({ headers }: Answer, now: number): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.min(AFTER_BOUND, Math.max(0, Math.ceil(wait))) : undefined;
}

/** What a channel said, short enough for an error, on one line and with nothing that cannot be seen. */
export const said = (body: string): string => [...body.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()].slice(0, SAID_BOUND).join('');

/** A JSON object of an answer; empty when it is none. */
export function objectOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Headers of a JSON body. */
export const JSON_HEADERS: Readonly<Record<string, string>> = { 'content-type': 'application/json; charset=utf-8' };
