import type { z } from 'zod';
import { HelpdeskTrouble } from '../source.ts';
import { reasonOf } from '../supervisor.ts';

/** Longest wait for an answer, in ms. */
const CALL_MS = 10_000;
/** Largest answer that is read, in bytes: a page of a hundred long messages. */
const ANSWER_BOUND = 16_777_216;
/** Longest that a helpdesk may tell us to stay away, in ms. */
const AWAY_BOUND = 300_000;

/** How to speak to a helpdesk. */
export interface Line {
  /** Zendesk, Chatwoot. */
  name: string;
  /** Id of the source, for messages. */
  source: string;
  /** Without a slash at its end. */
  url: string;
  /** Who we are: read for each call. Rejects when a secret cannot be read. */
  credentials(): Promise<Record<string, string>>;
  signal: AbortSignal;
}

export interface Call {
  method?: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: object;
  headers?: Record<string, string>;
}

/** The answer in the shape it should have. Rejects with `HelpdeskTrouble` in all other cases. */
export async function ask<T>(line: Line, schema: z.ZodType<T>, call: Call): Promise<T> {
  const read = schema.safeParse(jsonOf(line, await answerTo(line, call)));
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.') || 'the whole';
  throw new HelpdeskTrouble(`${line.name} answered in a shape that is not known here: ${field}`, 200);
}

function jsonOf({ name }: Line, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HelpdeskTrouble(`${name} answered with something that is not JSON`, 200);
  }
}

async function answerTo(line: Line, call: Call): Promise<string> {
  const credentials = await line.credentials().catch((error) => {
    throw new HelpdeskTrouble(reasonOf(error), 0);
  });
  try {
    const response = await send(line, call, credentials);
    if (response.ok) return await readBounded(line, response);
    await response.body?.cancel();
    throw refusalOf(line, response);
  } catch (error) {
    if (error instanceof HelpdeskTrouble || line.signal.aborted) throw error;
    throw new HelpdeskTrouble(unreachable(line, error), 0);
  }
}

/** A redirection is not followed: it would carry the token to where it leads. */
function send(
  line: Line,
  { method = 'GET', path, query = {}, body, headers }: Call,
  credentials: Record<string, string>,
): Promise<Response> {
  const address = new URL(line.url + path);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return fetch(address, {
    method,
    redirect: 'error',
    signal: AbortSignal.any([line.signal, AbortSignal.timeout(CALL_MS)]),
    headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...headers, ...credentials },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

async function readBounded({ name }: Line, response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BOUND) throw new HelpdeskTrouble(`${name} answered with more than ${ANSWER_BOUND} bytes`, 200);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const ADVICE: Record<number, (source: string) => string> = {
  401: (source) => `: check the token of source ${source}`,
  403: (source) => `: the token of source ${source} may not do this`,
  404: (source) => `: it has nothing there; check the address of source ${source}`,
  429: () => ': it wants to be left alone for a while',
};

function refusalOf({ name, source }: Line, { status, headers }: Response): HelpdeskTrouble {
  return new HelpdeskTrouble(`${name} answered ${status}${ADVICE[status]?.(source) ?? ''}`, status, retryAfter(headers.get('retry-after')));
}

function unreachable({ name }: Line, error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `${name} did not answer within ${CALL_MS / 1000} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `${name} cannot be reached: ${reasonOf(cause)}`;
}

/** Seconds or a date; `undefined` when there is none or it makes no sense. */
function retryAfter(value: string | null): number | undefined {
  if (!value) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), AWAY_BOUND);
}
